// A seal over all that a tablet's database holds (T2): an older page of its file, put back by
// whoever has the disk, passes the cipher's check, and is found by this one.
//
// The seal is the sum of a digest of every row, in a row of its own, which the transaction
// writes that changes the others. check() adds up what is there, and has SQLite compare its
// trees and indexes with that: then any question is answered as it was when the seal was
// written. A whole older state has its own seal, and is found by the server (S11).
//
// The sum is no secret: whoever can put pages back can neither read nor make one.
// Why so, and what it costs: docs/decisions/0015.
#pragma once

#include <array>
#include <cstdint>

#include "sync/sqlite.h"

namespace homeward {

class ContentSeal {
 public:
  using Sum = std::array<std::uint64_t, 4>;

  // Watches every row that is written through `database`, which outlives it.
  explicit ContentSeal(Database& database);
  ~ContentSeal();
  ContentSeal(const ContentSeal&) = delete;
  ContentSeal& operator=(const ContentSeal&) = delete;

  // `corrupt` where what is there is not what was sealed. A database from before there were
  // seals has none. First of all, before anything is written.
  Result<void> check();

  // Seals what is there, as the last thing of a step of migrate(); from the step on that
  // makes the seal's table.
  Result<void> renew();

  // The last thing that is written in a transaction; then how it ended.
  Result<void> write();
  void committed() { now_ = next_; }
  void rolled_back();

 private:
  static void note(void* seal, sqlite3* connection, int act, const char* database,
                   const char* table, sqlite3_int64 before, sqlite3_int64 after);

  Database& database_;
  struct State {
    Sum rows{};
    Sum seal{};  // with what write() adds to them
  };
  State now_;   // as committed
  State next_;  // with what this transaction changed
  bool is_row_lost_ = false;
};

}  // namespace homeward
