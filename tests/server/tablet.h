// A tablet of one person: the real SyncClient over a store in memory, speaking HTTP.
#pragma once

#include "server/authority.h"
#include "sync/client.h"
#include "sync/comparison.h"
#include "sync/memory_store.h"
#include "sync/piece_client.h"
#include "tests/server/service_world.h"

namespace homeward::test {

class Tablet {
 public:
  // Signs in and registers.
  Tablet(std::uint16_t port, const std::string& who, const UserId& user, unsigned number,
         const Authority& authority);

  // One numbered change with one text, having seen what is here of that field.
  void write(const RecordHeader& record, const FieldKey& field, std::string_view text);
  // The same with any versions; `seen` is filled in.
  void write(const RecordHeader& record, std::vector<Version> versions);

  // What is written from now on says it is by `author`.
  void write_as(const UserId& author) { user_ = author; }

  // One exchange: its HTTP status. What was taken, where it is 200, is in `taken`; a
  // receipt is confirmed only where the authority's key verifies it (S3).
  int exchange();
  // As many exchanges as there is something to do; every one must be answered.
  void sync();

  // One step of a comparison with the council: its HTTP status.
  int compare(Comparison& comparison);
  MemoryClientStore& store() { return store_; }
  // A file of a record begun with it, in pieces here and nowhere else.
  RecordHeader attach(const RecordHeader& to, BytesView file);
  // One request about files: its HTTP status, or 0 where there is nothing to say. The
  // council's words are believed only where its key verifies them (S3).
  int exchange_pieces();
  // A round of them, to its end.
  void sync_files();
  bool is_held(const RecordHeader& file) const;
  std::optional<Bytes> file(const RecordHeader& of) const;
  PieceClient& files() { return *files_; }
  // The program ended, and began again: what it knew is what the database knows.
  void unlock_again() { files_.emplace(store_); }
  std::size_t pieces_sent = 0;  // over all requests
  std::size_t pieces_got = 0;

  std::uint64_t held() const;  // own number that the council holds
  std::optional<Record> record(const RecordHeader& header) const;
  bool has(const RecordHeader& header) const { return record(header).has_value(); }
  std::vector<QuarantineNotice> notices() const;
  std::vector<HeldNotice> held_notices() const { return store_.notices().value(); }
  Origin origin() const { return store_.state().value().origin; }
  // What it sends. Before the first work that is unsent there is an exchange that sends
  // none (P5).
  Bytes request();
  // All that is unsent, in one piece, as the tablet's worker seals it (sync/rescue.h).
  Bytes rescue() const;
  Browser& browser() { return *browser_; }
  void reconnect(std::uint16_t port);  // to a server started again; cookie and token stay

  Taken taken;
  http::Answer answered;

 private:
  // Number of the last own change.
  std::uint64_t newest() const { return store_.origin_state(origin()).value().number; }

  MemoryClientStore store_;
  std::optional<PieceClient> files_{std::in_place, store_};
  SyncClient client_;
  bool has_met_ = false;
  std::optional<Browser> browser_;
  UserId user_;
  Bytes receipt_key_;
};

}  // namespace homeward::test
