// One connection to the server's database, with all that is read through it.
//
// The database is a plain file: disk encryption is required of the machine
// (architecture, Identity and keys). One ServerDatabase writes (writer.h), several read
// (readers.h); each belongs to one thread.
#pragma once

#include <memory>
#include <string>

#include "server/accounts.h"
#include "sync/sqlite.h"
#include "sync/sqlite_store.h"

namespace homeward {

// Is there a file of this name? `refused`, in words, where that cannot be seen or it is a folder.
Result<bool> is_file_there(const std::string& file);

class ServerDatabase {
 public:
  // Opens `folder`/homeward.db; `create` makes it, in a folder that nobody else may
  // read, where it is not there. Otherwise `not_found`. `refused` where whoever runs this
  // may not use it.
  enum class Mode { read, write, create };
  static Result<std::unique_ptr<ServerDatabase>> open(const std::string& folder, Mode mode);

  SqliteServerStore& store() { return *store_; }
  Accounts& accounts() { return *accounts_; }

 private:
  ServerDatabase() = default;

  std::unique_ptr<SqliteServerStore> store_;
  std::unique_ptr<Accounts> accounts_;
};

}  // namespace homeward
