// S11: one database of two under one origin takes a new one, and loses nothing by it.
//
// What both have, up to a change the server has too, stays under the old origin. What this
// one alone holds after that is written again under the new origin: the same author,
// instant, words and salt, under new names. What those changes, drafts and pins say of each
// other's names is said of the new ones; what they say of anybody else's stays.
// Rules P22, P40 and P41 in docs/protocol.md.
#pragma once

#include <vector>

#include "sync/store.h"

namespace homeward {

// An origin this database had.
struct FormerOrigin {
  Origin origin;
  SignedReceipt receipt;       // for all that stayed under it
  std::uint64_t reissued = 0;  // changes that went on under the next one

  bool operator==(const FormerOrigin&) const = default;
  template <class Archive>
  void serialize(Archive& archive) {
    archive(origin, receipt, reissued);
  }
};

// Oldest first.
Result<std::vector<FormerOrigin>> former_origins(const ClientStore& store);

// Inside a transaction. `agreed` is the verified receipt for what both databases share, whose
// chain is this one's. Afterwards all is pulled from the beginning: what the other database
// wrote was never sent to the old origin.
Result<void> reissue(ClientStore& store, const SignedReceipt& agreed, const Origin& fresh);

}  // namespace homeward
