#include "sync/bases.h"

namespace homeward {

const StoreBases::Known* StoreBases::known(const Origin& origin, std::uint64_t number) {
  const Name name{origin, number};
  if (const auto at = known_.find(name); at != known_.end()) {
    return &at->second;
  }
  if (absent_.count(name) > 0) {
    return nullptr;
  }
  const auto record = store_.record_of(origin, number);
  if (record.ok() && record.value() && read_.insert(*record.value()).second) {
    auto history = store_.history(*record.value());
    if (history.ok()) {
      std::size_t arrived = 0;
      for (Change& change : history.value()) {
        const Name of{change.origin, change.number};
        known_[of] = {std::move(change), arrived++};
      }
    }
  }
  const auto at = known_.find(name);
  if (at == known_.end()) {
    absent_.insert(name);
    return nullptr;
  }
  return &at->second;
}

const Change* StoreBases::find(const Change&, const Origin& origin, std::uint64_t number) {
  const Known* found = known(origin, number);
  return found == nullptr ? nullptr : &found->change;
}

const Change* VisibleBases::find(const Change& change, const Origin& origin, std::uint64_t number) {
  const Change* base = StoreBases::find(change, origin, number);
  if (base == nullptr) {
    return nullptr;
  }
  const auto [at, is_new] = visible_.try_emplace(base->record.id, false);
  if (is_new) {
    const auto sees = server_.may_see(user_, base->record);
    at->second = sees.ok() && sees.value();
  }
  return at->second ? base : nullptr;
}

const Change* HeldBases::find(const Change& change, const Origin& origin, std::uint64_t number) {
  return origin == own_ && number > confirmed_ ? nullptr : StoreBases::find(change, origin, number);
}

const Change* SentBases::find(const Change& change, const Origin& origin, std::uint64_t number) {
  const Known* base = known(origin, number);
  const Known* itself = base == nullptr ? nullptr : known(change.origin, change.number);
  return itself == nullptr || base->arrived >= itself->arrived ||
                 base->change.record != itself->change.record
             ? nullptr
             : &base->change;
}

}  // namespace homeward
