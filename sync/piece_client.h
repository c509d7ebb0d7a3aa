// A device's half of the conversation about files (docs/protocol.md, P28 to P35): octets
// in, octets out, like SyncClient.
//
//   files.begin_round();
//   for (;;) {
//     HW_TRY(request, files.request());        // empty: nothing more to send, ask or get
//     ... POST it ...
//     HW_TRY(taken, files.take(answer));
//     ... verify the signature of each of taken.to_verify ...
//     HW_CHECK(files.confirm());
//   }
//
// What was cut off is gone on with at the next round: pieces that arrived are not sent or
// asked for again. A piece that was damaged on its way is asked for again.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "sync/files_here.h"

namespace homeward {

// How far the sending or getting of one file has come, in pieces.
struct FileProgress {
  std::size_t done = 0;
  std::size_t total = 0;
};

struct PiecesTaken {
  std::vector<RecordId> changed;         // attachments that now stand otherwise
  std::vector<SignedHolding> to_verify;  // the council's words that it holds a file (S3)
};

class PieceClient {
 public:
  // `store` outlives it.
  explicit PieceClient(ClientStore& store) : store_(store) {}

  // What could not be had in the last round is tried again.
  void begin_round();
  // With at most so many pieces each way, and at least one.
  Result<Bytes> request(std::size_t pieces = pieces_at_once_usual);
  // A database that fails leaves everything as it was.
  Result<PiecesTaken> take(BytesView answer);
  // Once every signature of the last taken's words was found good.
  Result<void> confirm();

  // Requests that carry the files not held by the council, whole, for a rescue file: at most
  // `octets` of them together. How many files that left out.
  struct Carried {
    std::vector<Bytes> requests;
    std::size_t left_out = 0;
  };
  Result<Carried> carry(std::size_t octets) const;

  // While the council is known to have some pieces and not all.
  std::optional<FileProgress> sending(const RecordId& attachment) const;
  // The council does not have what was wanted of this file.
  bool is_absent(const RecordId& attachment) const { return absent_.count(attachment) > 0; }

 private:
  Result<void> ask(PiecesRequest& request);
  Result<void> send(PiecesRequest& request, std::size_t pieces);
  Result<void> get(PiecesRequest& request, std::size_t pieces);
  Result<std::vector<RecordId>> to_offer() const;
  Result<void> take_pieces(const PiecesAnswer& answer, PiecesTaken& taken);
  Result<void> end_wish(const RecordId& attachment);
  void take_lacking(const PiecesAnswer& answer, PiecesTaken& taken);
  void forget_untold(const PiecesAnswer& answer);

  ClientStore& store_;
  PiecesRequest sent_;  // the request an answer is waited for; empty: none is
  std::map<RecordId, std::vector<Digest>> lacking_;  // at the council, as it last said
  std::set<RecordId> told_;     // offered since this began, and told what of them is there
  std::set<RecordId> unknown_;  // in this round
  std::set<RecordId> absent_;   // in this round
  std::size_t damaged_ = 0;     // on the way, in this round
  std::vector<SignedHolding> to_confirm_;
  std::set<RecordId> backed_up_;  // of those
};

}  // namespace homeward
