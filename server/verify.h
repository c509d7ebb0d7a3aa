// Proves that a database is what was written: SQLite's own check, each origin's
// chain against its changes (M9), each record's state against its history (M2), and each
// piece of a file against its name (P33).
#pragma once

#include <string>
#include <vector>

#include "sync/sqlite_store.h"

namespace homeward {

struct Verified {
  std::size_t origins = 0, changes = 0, records = 0, pieces = 0;
  std::vector<std::string> faults;  // each says what and where; empty: all is as written
};

Result<Verified> verify(SqliteServerStore& store);

}  // namespace homeward
