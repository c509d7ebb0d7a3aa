// The one authority whose data set this server holds: its name, its policy pack,
// its keys and which epoch its history is in. Begun once, kept in the database.
#pragma once

#include <string>
#include <vector>

#include "core/form/helplines.h"
#include "core/policy/own_policy.h"
#include "server/keys.h"
#include "sync/server.h"

namespace homeward {

// One receipt key's word that the next one is the council's too: by it a tablet that
// pinned the old key takes the new one, and nobody else's.
struct KeyHandover {
  Bytes from, to;   // public halves, 32 octets each
  Bytes signature;  // of `from`, over handover_octets

  bool operator==(const KeyHandover&) const = default;
  template <class Archive>
  void serialize(Archive& archive) {
    archive(from, to, signature);
  }
};

struct Authority {
  DatasetState dataset;
  std::string name;  // "Example Council"
  std::string pack;  // "lancashire"
  KeyPair receipt_key;
  KeyPair recovery_key;
  std::vector<KeyHandover> handovers;  // from the first receipt key to the present one
};

// What the authority chose of what its forms offer, and for its policies: read anew at each
// sign-in, so that a change needs no new start.
struct Offered {
  std::vector<std::string> instruments;  // codes of those it confirmed that it may use
  std::vector<Option> helplines;         // the withdrawn too
  OwnPolicy policy;
};

// Begins a data set, with fresh keys. `refused` where there is one already.
Result<Authority> begin_authority(ServerStore& store, const std::string& name,
                                  const std::string& pack, Random& random);

// `not_found` where none was begun.
Result<Authority> load_authority(const ServerStore& store);

// The authority says that its licence lets it use an instrument (core/form/instrument.h),
// or leaves it out again. `not_found` where this program has none of that code. Offered for
// new assessments; what was made stays readable.
Result<void> confirm_instrument(ServerStore& store, const std::string& code, bool may_use);

// The authority's own helplines in place of those before, which are withdrawn where `next`
// leaves them out. `bad_input` where that would be more than are kept.
Result<void> set_helplines(ServerStore& store, std::vector<Option> next);

// In place of the one before. `bad_input`, with the path, where a pack or a setting cannot be
// read, or where the authority's own pack is no more there.
Result<void> set_own_policy(ServerStore& store, const OwnPolicy& policy);
Result<OwnPolicy> own_policy(const ServerStore& store);

// Nothing confirmed, the built-in helplines and packs, where it chose none.
Result<Offered> offered_by_authority(const ServerStore& store);

// A new receipt key, vouched for by the present one, which then signs nothing more. A
// server that runs goes on with the old one until it is started again.
Result<Authority> rotate_receipt_key(ServerStore& store);

// Into a database put back to an older state: the keys in use since, and the epochs known
// to be over. `refused` where it is another data set's.
Result<void> carry_over(const Authority& present, ServerStore& restored);

// What a handover's signature covers: a purpose, the data set, the new public half.
Bytes handover_octets(const DatasetId& dataset, BytesView to);

// Signs receipts with the authority's key, and knows those that its earlier keys
// signed (S3).
class ReceiptSigner : public Signer {
 public:
  explicit ReceiptSigner(const Authority& authority) : authority_(authority) {}
  std::array<std::uint8_t, 64> sign(BytesView octets) const override;
  bool is_ours(BytesView octets, BytesView signature) const override;

 private:
  const Authority& authority_;
};

}  // namespace homeward
