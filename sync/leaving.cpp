#include "sync/leaving.h"

#include <algorithm>

namespace homeward {

template <class Archive>
void serialize(Archive& archive, Left& left) {
  archive(left.is_sealed, left.octets);
}

namespace {

// Numbers, ascending: of all that are kept, and of those that are not sealed yet.
constexpr const char* kept_key = "leaving";
constexpr const char* to_seal_key = "leaving_to_seal";
using Numbers = std::vector<std::uint64_t>;

constexpr std::size_t sealed_at_once = 64;
constexpr std::size_t sealed_octets_at_once = 256 * 1024;

std::string key_of(std::uint64_t number) {
  return "leaving/" + std::to_string(number);
}

Result<Numbers> numbers(const ClientStore& store, const char* key) {
  HW_TRY(octets, store.meta(key));
  return octets ? decode<Numbers>(*octets) : Result<Numbers>(Numbers());
}

Result<void> put_numbers(ClientStore& store, const char* key, const Numbers& numbers) {
  return numbers.empty() ? store.erase_meta(key) : store.put_meta(key, encode(numbers));
}

// False where it is there.
bool add(Numbers& numbers, std::uint64_t number) {
  const auto at = std::lower_bound(numbers.begin(), numbers.end(), number);
  const bool is_new = at == numbers.end() || *at != number;
  if (is_new) {
    numbers.insert(at, number);
  }
  return is_new;
}

// Of one list, those up to `number`.
Result<void> erase_up_to(ClientStore& store, const char* key, std::uint64_t number) {
  HW_TRY(all, numbers(store, key));
  const auto end = std::upper_bound(all.begin(), all.end(), number);
  for (auto at = all.begin(); at != end; ++at) {
    HW_CHECK(store.erase_meta(key_of(*at)));
  }
  const bool any = end != all.begin();
  all.erase(all.begin(), end);
  return any ? put_numbers(store, key, all) : Result<void>();
}

}  // namespace

Result<void> keep_leaving(ClientStore& store, const std::vector<Change>& changes) {
  if (changes.empty()) {
    return {};
  }
  HW_TRY(kept, numbers(store, kept_key));
  HW_TRY(to_seal, numbers(store, to_seal_key));
  for (const Change& change : changes) {
    if (add(kept, change.number)) {
      add(to_seal, change.number);
      HW_CHECK(store.put_meta(key_of(change.number), encode(Left{false, encode(change)})));
    }
  }
  HW_CHECK(put_numbers(store, to_seal_key, to_seal));
  return put_numbers(store, kept_key, kept);
}

Result<std::optional<Left>> left_of(const ClientStore& store, std::uint64_t number) {
  HW_TRY(octets, store.meta(key_of(number)));
  if (!octets) {
    return std::optional<Left>();
  }
  HW_TRY(left, decode<Left>(*octets));
  return std::optional(std::move(left));
}

Result<std::vector<Leaving>> next_to_seal(const ClientStore& store) {
  HW_TRY(to_seal, numbers(store, to_seal_key));
  std::vector<Leaving> found;
  std::size_t octets = 0;
  for (const std::uint64_t number : to_seal) {
    if (found.size() == sealed_at_once || octets > sealed_octets_at_once) {
      break;
    }
    HW_TRY(left, left_of(store, number));
    if (!left) {
      return Error{Code::corrupt, "what left this tablet: a change is missing"};
    }
    octets += left->octets.size();
    found.push_back({number, std::move(left->octets)});
  }
  return found;
}

Result<void> keep_sealed(ClientStore& store, const std::vector<Leaving>& seals) {
  HW_TRY(to_seal, numbers(store, to_seal_key));
  for (const Leaving& seal : seals) {
    if (std::erase(to_seal, seal.number) > 0) {
      HW_CHECK(store.put_meta(key_of(seal.number), encode(Left{true, seal.octets})));
    }
  }
  return put_numbers(store, to_seal_key, to_seal);
}

Result<std::size_t> count_leaving(const ClientStore& store, std::uint64_t after,
                                  std::uint64_t up_to) {
  HW_TRY(kept, numbers(store, kept_key));
  return static_cast<std::size_t>(
      std::count_if(kept.begin(), kept.end(),
                    [&](std::uint64_t number) { return number > after && number <= up_to; }));
}

Result<void> forget_leaving(ClientStore& store, std::uint64_t number) {
  HW_CHECK(erase_up_to(store, to_seal_key, number));
  return erase_up_to(store, kept_key, number);
}

}  // namespace homeward
