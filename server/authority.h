// The one authority whose data set this server holds: its name, its policy pack,
// its keys and which epoch its history is in. Begun once, kept in the database.
#pragma once

#include <string>

#include "server/keys.h"
#include "sync/server.h"

namespace homeward {

struct Authority {
  DatasetState dataset;
  std::string name;  // "Example Council"
  std::string pack;  // "lancashire"
  KeyPair receipt_key;
  KeyPair recovery_key;
};

// Begins a data set, with fresh keys. `refused` where there is one already.
Result<Authority> begin_authority(ServerStore& store, const std::string& name,
                                  const std::string& pack, Random& random);

// `not_found` where none was begun.
Result<Authority> load_authority(const ServerStore& store);

// Signs receipts with the authority's key (S3).
class ReceiptSigner : public Signer {
 public:
  explicit ReceiptSigner(const KeyPair& key) : key_(key) {}
  std::array<std::uint8_t, 64> sign(BytesView octets) const override;
  bool is_ours(BytesView octets, BytesView signature) const override;

 private:
  const KeyPair& key_;
};

}  // namespace homeward
