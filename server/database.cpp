#include "server/database.h"

#include <filesystem>

namespace homeward {

Result<std::unique_ptr<ServerDatabase>> ServerDatabase::open(const std::string& folder, Mode mode) {
  const std::string file = folder + "/homeward.db";
  if (mode == Mode::create) {
    std::error_code failed;
    if (std::filesystem::create_directories(folder, failed)) {
      std::filesystem::permissions(folder, std::filesystem::perms::owner_all, failed);
    }
    if (failed) {
      return Error{Code::refused, folder + ": cannot be made: " + failed.message()};
    }
  } else if (!std::filesystem::exists(file)) {
    return Error{Code::not_found, file + ": there is no Homeward database here"};
  }
  const bool reads = mode == Mode::read;
  HW_TRY(opened, Database::open(file, reads ? Database::Access::read : Database::Access::write));
  HW_TRY(store, SqliteServerStore::open(std::move(opened)));
  std::unique_ptr<ServerDatabase> database(new ServerDatabase());
  database->store_ = std::move(store);
  database->accounts_ = std::make_unique<Accounts>(database->store_->database());
  if (!reads) {
    HW_CHECK(database->accounts_->migrate());
  }
  return database;
}

}  // namespace homeward
