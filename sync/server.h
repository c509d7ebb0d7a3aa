// The server's half of the conversation, in three steps so that one commit can
// serve many devices (V2):
//
//   StoreBases bases(reader);
//   HW_TRY(request, read_request(octets, &bases));                    // any thread
//   HW_TRY(applied, apply(writer, request, user, gate, signer, now)); // writer's transaction
//   ... commit; on disk ...
//   HW_TRY(answered, answer(reader, request, applied, signer, ...));  // any thread
//
// S1: a change that came before is the same as once; another one under its number
//     is a fork. S2: a change that cannot be taken goes to quarantine, counts as
//     received and holds up nothing. S4: the receipt is signed in the third step,
//     so only after the commit.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "sync/store.h"

namespace homeward {

// Why a change is not taken: shown to its author and supervisor.
struct Refusal {
  std::string code;  // short, for programs: "not_permitted"
  std::string reason;
};

// May this change be taken? Implemented by the server's permissions. Asked inside
// the writer's transaction, for each change in its order.
class Gate {
 public:
  virtual ~Gate() = default;
  virtual std::optional<Refusal> refuses(const Change& change, const ServerStore& store) = 0;
};

// The receipt key (Ed25519).
class Signer {
 public:
  virtual ~Signer() = default;
  virtual std::array<std::uint8_t, 64> sign(BytesView octets) const = 0;
  // By this key or one it has followed.
  virtual bool is_ours(BytesView octets, BytesView signature) const = 0;
};

// Which data set this store is; begun once, when the server first starts.
struct DatasetState {
  DatasetId dataset;
  Epoch epoch;
  std::vector<Epoch> past;  // epochs this server knows to be over
};
Result<std::optional<DatasetState>> dataset_state(const ServerStore& store);
Result<void> put_dataset_state(ServerStore& store, const DatasetState& state);

// To be called once a store was put back from a backup: positions will be given out
// anew, so every device pulls from the beginning. Where nobody called it, apply()
// does when a device proves a loss (a receipt for more than is here, a cursor
// beyond the end).
Result<void> begin_epoch(ServerStore& store, DatasetState& state, Instant now);

// S4: what a verified backup holds of an origin, which every answer to it tells. Never less
// than before: an older backup stays one.
Result<void> note_backed_up(ServerStore& store, const Origin& origin, std::uint64_t number);
Result<std::uint64_t> backed_up(const ServerStore& store, const Origin& origin);
// The same of the file of an attachment: how many of its pieces.
Result<void> note_pieces_backed_up(ServerStore& store, const RecordId& attachment,
                                   std::uint64_t count);
Result<std::uint64_t> pieces_backed_up(const ServerStore& store, const RecordId& attachment);

// What the first step of an exchange came to, to be answered after the commit.
struct Applied {
  Standing standing = Standing::ok;
  DatasetState dataset;
  OriginState origin;        // after the push
  Cursor cursor;             // where the page begins: the request's, or zero after a restore
  std::size_t accepted = 0;  // new changes, now in records
  std::vector<RecordHeader> changed;          // whose readers may be told there is news
  std::vector<QuarantineNotice> quarantined;  // of numbers after the confirmed one
  OriginState told;  // up to where they are all told: what the receipt is for
  // Where a new origin is about to follow (P40): up to where the two databases are one.
  std::optional<OriginState> agreed;
};

// Inside the writer's open transaction. An Error refuses the whole request (another
// user's origin, another authority's receipt, a store that fails): roll back.
Result<Applied> apply(ServerStore& store, const Request& request, const UserId& user, Gate& gate,
                      const Signer& signer, Instant now);

struct AnswerGiven {
  Bytes octets;
  std::vector<RecordHeader> shown;  // of the changes in its page, each once
};

// After the commit. `request_octets` is the frame that was read; `store` may be a
// read-only one, and must see the commit.
Result<AnswerGiven> answer(const ServerStore& store, BytesView request_octets,
                           const Request& request, const Applied& applied, const UserId& user,
                           const Signer& signer, Instant now);

}  // namespace homeward
