// Opens a person's encrypted database, on the tablet and natively alike (laws T1, T2).
//
//   HW_TRY(db, open_encrypted("homeward.db", key));
//
// The connection it gives is exclusive, uses a write-ahead log, and flushes at every
// commit: when a statement outside a transaction returns, its change is on disk.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace homeward {

constexpr std::size_t database_key_bytes = 32;

struct CloseConnection {
  void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
};
using Connection = std::unique_ptr<sqlite3, CloseConnection>;

// Creates the database when `name` is absent or empty. `key` is 32 octets. Another key
// than the one it was made with is `refused`; an octet changed on disk is `corrupt`
// where it is read, never wrong content; no space is `full`.
Result<Connection> open_encrypted(const std::string& name, BytesView key);

// What SQLite said last on this connection, as an Error that names `doing`.
Error database_error(sqlite3* db, const std::string& doing);

}  // namespace homeward
