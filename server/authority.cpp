#include "server/authority.h"

#include <algorithm>

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
                      make_recovery_key()};
  const StoredAuthority stored{name,
                               pack,
                               authority.receipt_key.public_half,
                               authority.receipt_key.secret_half,
                               authority.recovery_key.public_half,
                               authority.recovery_key.secret_half};
  HW_CHECK(store.put_meta(meta_key, encode(stored)));
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
  return Authority{*dataset,
                   stored.name,
                   stored.pack,
                   {stored.receipt_public, stored.receipt_secret},
                   {stored.recovery_public, stored.recovery_secret}};
}

std::array<std::uint8_t, 64> ReceiptSigner::sign(BytesView octets) const {
  const Bytes signature = sign_detached(key_, octets);
  std::array<std::uint8_t, 64> out{};
  std::copy(signature.begin(), signature.end(), reinterpret_cast<char*>(out.data()));
  return out;
}

bool ReceiptSigner::is_ours(BytesView octets, BytesView signature) const {
  return signature_holds(key_.public_half, octets, signature);
}

}  // namespace homeward
