// The files of attachments at the council (docs/protocol.md, P28 to P35): who may send a
// piece, who may have one, and what is said of a file that is whole.
//
// A piece is taken only of a file that a record here names, by its own digest: from whoever
// may write that record, or who added the file, whatever right they have lost since (S7). It
// is given only to whoever may read the record (V1).
#pragma once

#include "server/accounts.h"
#include "sync/piece_messages.h"
#include "sync/server.h"

namespace homeward {

// Attachments of which pieces were kept that were not here before.
struct PiecesKept {
  std::vector<RecordHeader> files;
};

// Inside the writer's transaction. What was damaged on its way, or belongs to no file here, is
// not taken; the answer tells what is still lacking.
Result<PiecesKept> keep_pieces(ServerStore& store, const Account& account,
                               const PiecesRequest& request);

struct PiecesGiven {
  PiecesAnswer answer;
  std::vector<RecordHeader> shown;  // whose pieces are in the answer
  std::vector<PieceName> damaged;   // found so: to be erased, so that they are asked for again
  std::vector<RecordHeader> whole;  // of what was sent: now held
};

// After the commit: only then is a word given that a file is held (S4).
Result<PiecesGiven> answer_pieces(const ServerStore& store, const Account& account,
                                  const PiecesRequest& request, const Signer& signer, Instant now);

}  // namespace homeward
