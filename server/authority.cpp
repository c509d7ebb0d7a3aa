#include "server/authority.h"

#include <algorithm>
#include <boost/json/serialize.hpp>

#include "core/form/instrument.h"

namespace homeward {
namespace {

// How a key pair rests in the store's meta.
struct StoredAuthority {
  std::string name, pack;
  Bytes receipt_public, receipt_secret, recovery_public, recovery_secret;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(name, pack, receipt_public, receipt_secret, recovery_public, recovery_secret);
  }
};

constexpr const char* meta_key = "authority";
constexpr const char* instruments_key = "instruments";
constexpr const char* helplines_key = "helplines";
constexpr const char* policy_key = "policy";
constexpr const char* handovers_key = "receipt_key_handovers";

Result<void> store_authority(ServerStore& store, const Authority& authority) {
  const StoredAuthority stored{authority.name,
                               authority.pack,
                               authority.receipt_key.public_half,
                               authority.receipt_key.secret_half,
                               authority.recovery_key.public_half,
                               authority.recovery_key.secret_half};
  HW_CHECK(store.put_meta(meta_key, encode(stored)));
  return store.put_meta(handovers_key, encode(authority.handovers));
}

Result<std::vector<KeyHandover>> load_handovers(const ServerStore& store) {
  HW_TRY(octets, store.meta(handovers_key));
  return octets ? decode<std::vector<KeyHandover>>(*octets) : std::vector<KeyHandover>{};
}

Result<std::vector<std::string>> confirmed_instruments(const ServerStore& store) {
  HW_TRY(octets, store.meta(instruments_key));
  return octets ? decode<std::vector<std::string>>(*octets) : std::vector<std::string>{};
}

Result<std::vector<Option>> helplines_of(const ServerStore& store) {
  HW_TRY(octets, store.meta(helplines_key));
  return octets ? decode<std::vector<Option>>(*octets) : built_in_helplines();
}

}  // namespace

Result<Authority> begin_authority(ServerStore& store, const std::string& name,
                                  const std::string& pack, Random& random) {
  HW_TRY(existing, store.meta(meta_key));
  if (existing) {
    return Error{Code::refused, "this database already holds an authority's data"};
  }
  Authority authority{{DatasetId::fresh(random), Epoch::fresh(random), {}},
                      name,
                      pack,
                      make_receipt_key(),
                      make_recovery_key(),
                      {}};
  HW_CHECK(store_authority(store, authority));
  HW_CHECK(put_dataset_state(store, authority.dataset));
  return authority;
}

Result<Authority> load_authority(const ServerStore& store) {
  HW_TRY(octets, store.meta(meta_key));
  HW_TRY(dataset, dataset_state(store));
  if (!octets || !dataset) {
    return Error{Code::not_found, "no authority's data set was begun in this database"};
  }
  HW_TRY(stored, decode<StoredAuthority>(*octets));
  HW_TRY(handovers, load_handovers(store));
  return Authority{*dataset,
                   stored.name,
                   stored.pack,
                   {stored.receipt_public, stored.receipt_secret},
                   {stored.recovery_public, stored.recovery_secret},
                   std::move(handovers)};
}

Bytes handover_octets(const DatasetId& dataset, BytesView to) {
  return "homeward receipt key handover 1\n" + dataset.hex() + "\n" + to_hex(to);
}

Result<Authority> rotate_receipt_key(ServerStore& store) {
  HW_TRY(authority, load_authority(store));
  KeyPair next = make_receipt_key();
  const Bytes word = handover_octets(authority.dataset.dataset, next.public_half);
  authority.handovers.push_back({authority.receipt_key.public_half, next.public_half,
                                 sign_detached(authority.receipt_key, word)});
  authority.receipt_key = std::move(next);
  HW_CHECK(store_authority(store, authority));
  return authority;
}

Result<void> carry_over(const Authority& present, ServerStore& restored) {
  HW_TRY(authority, load_authority(restored));
  if (authority.dataset.dataset != present.dataset.dataset) {
    return Error{Code::refused, "this backup is of another data set: " + authority.name};
  }
  authority.receipt_key = present.receipt_key;
  authority.recovery_key = present.recovery_key;
  authority.handovers = present.handovers;
  authority.dataset = present.dataset;
  HW_CHECK(store_authority(restored, authority));
  return put_dataset_state(restored, authority.dataset);
}

Result<void> confirm_instrument(ServerStore& store, const std::string& code, bool may_use) {
  if (instrument_with_code(embedded_instruments(), code) == nullptr) {
    return Error{Code::not_found, "there is no instrument \"" + code + "\""};
  }
  HW_TRY(confirmed, confirmed_instruments(store));
  confirmed.erase(std::remove(confirmed.begin(), confirmed.end(), code), confirmed.end());
  if (may_use) {
    confirmed.push_back(code);
  }
  return store.put_meta(instruments_key, encode(confirmed));
}

Result<void> set_helplines(ServerStore& store, std::vector<Option> next) {
  HW_TRY(before, helplines_of(store));
  HW_TRY(lines, succeeding_helplines(before, std::move(next)));
  return store.put_meta(helplines_key, encode(lines));
}

Result<void> set_own_policy(ServerStore& store, const OwnPolicy& policy) {
  HW_TRY(authority, load_authority(store));
  HW_CHECK(check_own_policy(policy));
  const auto ids = pack_ids(policy);
  if (std::find(ids.begin(), ids.end(), authority.pack) == ids.end()) {
    return Error{Code::bad_input, authority.pack + ": is the authority's own pack and must stay"};
  }
  return store.put_meta(policy_key, boost::json::serialize(json_of_own_policy(policy)));
}

Result<OwnPolicy> own_policy(const ServerStore& store) {
  HW_TRY(text, store.meta(policy_key));
  if (!text) {
    return OwnPolicy{};
  }
  HW_TRY(parsed, parse_json(*text, policy_key));
  JsonMistakes mistakes{policy_key};
  JsonObject object(parsed, "", mistakes);
  OwnPolicy policy = read_own_policy(object);
  HW_CHECK(mistakes.result());
  return policy;
}

Result<Offered> offered_by_authority(const ServerStore& store) {
  HW_TRY(instruments, confirmed_instruments(store));
  HW_TRY(helplines, helplines_of(store));
  HW_TRY(policy, own_policy(store));
  return Offered{std::move(instruments), std::move(helplines), std::move(policy)};
}

std::array<std::uint8_t, 64> ReceiptSigner::sign(BytesView octets) const {
  const Bytes signature = sign_detached(authority_.receipt_key, octets);
  std::array<std::uint8_t, 64> out{};
  std::copy(signature.begin(), signature.end(), reinterpret_cast<char*>(out.data()));
  return out;
}

bool ReceiptSigner::is_ours(BytesView octets, BytesView signature) const {
  const auto holds = [&](BytesView key) { return signature_holds(key, octets, signature); };
  return holds(authority_.receipt_key.public_half) ||
         std::any_of(authority_.handovers.begin(), authority_.handovers.end(),
                     [&](const KeyHandover& one) { return holds(one.from); });
}

}  // namespace homeward
