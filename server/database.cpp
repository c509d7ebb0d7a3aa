#include "server/database.h"

#include <unistd.h>

#include <cerrno>
#include <filesystem>

namespace homeward {
namespace {

namespace fs = std::filesystem;

Error no_permission(const std::string& folder) {
  return {Code::refused, folder + ": permission denied; run this as the user that owns it"};
}

Result<void> make_folder(const std::string& folder) {
  std::error_code failed;
  if (fs::create_directories(folder, failed)) {
    fs::permissions(folder, fs::perms::owner_all, failed);
  }
  if (failed) {
    return Error{Code::refused, folder + ": cannot be made: " + failed.message()};
  }
  return {};
}

bool is_closed_to_us(const std::string& path, int to) {
  return access(path.c_str(), to) != 0 && errno == EACCES;
}

// SQLite would say only that it is unable to open it. Who only reads has a part in the log's
// index, beside the file, too.
Result<void> check_permissions(const std::string& folder, const std::string& file) {
  const bool is_closed = is_closed_to_us(folder, W_OK | X_OK) || is_closed_to_us(file, R_OK | W_OK);
  return is_closed ? no_permission(folder) : Result<void>();
}

Error at(const std::string& file, const Error& error) {
  return {error.code, file + ": " + error.detail};
}

}  // namespace

Result<bool> is_file_there(const std::string& file) {
  std::error_code failed;
  const fs::file_status status = fs::status(file, failed);
  if (failed == std::errc::permission_denied) {
    return no_permission(fs::path(file).parent_path().string());
  }
  if (!fs::status_known(status)) {
    return Error{Code::refused, file + ": " + failed.message()};
  }
  if (fs::is_directory(status)) {
    return Error{Code::refused, file + ": is a folder, where a file is expected"};
  }
  return fs::exists(status);
}

Result<std::unique_ptr<ServerDatabase>> ServerDatabase::open(const std::string& folder, Mode mode) {
  const std::string file = folder + "/homeward.db";
  if (mode == Mode::create) {
    HW_CHECK(make_folder(folder));
  }
  HW_TRY(found, is_file_there(file));
  if (!found && mode != Mode::create) {
    return Error{Code::not_found, file + ": there is no Homeward database here"};
  }
  const bool reads = mode == Mode::read;
  HW_CHECK(check_permissions(folder, file));
  auto opened = Database::open(file, reads ? Database::Access::read : Database::Access::write);
  if (!opened.ok()) {
    return at(file, opened.error());
  }
  auto store = SqliteServerStore::open(std::move(opened).value());
  if (!store.ok()) {
    return at(file, store.error());
  }
  std::unique_ptr<ServerDatabase> database(new ServerDatabase());
  database->store_ = std::move(store).value();
  database->accounts_ = std::make_unique<Accounts>(database->store_->database());
  if (!reads) {
    HW_CHECK(database->accounts_->migrate());
  }
  return database;
}

}  // namespace homeward
