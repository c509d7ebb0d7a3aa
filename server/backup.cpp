#include "server/backup.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "core/time/instant.h"
#include "server/authority.h"
#include "server/import.h"
#include "server/statements.h"

namespace homeward {
namespace {

namespace fs = std::filesystem;

constexpr const char* made_key = "backup_made";  // in a backup alone: milliseconds
constexpr int busy_wait_ms = 100, busy_tries = 100;

// Every page, in one step and one commit. The writer may be at work: then again.
Result<void> copy_pages(Database& from, Database& to) {
  sqlite3_backup* copying = sqlite3_backup_init(to.connection(), "main", from.connection(), "main");
  if (copying == nullptr) {
    return to.error();
  }
  int code = SQLITE_BUSY;
  for (int tries = 0; tries < busy_tries && (code == SQLITE_BUSY || code == SQLITE_LOCKED);
       ++tries) {
    if (tries > 0) {
      sqlite3_sleep(busy_wait_ms);
    }
    code = sqlite3_backup_step(copying, -1);
  }
  const int finished = sqlite3_backup_finish(copying);
  if (code == SQLITE_DONE && finished == SQLITE_OK) {
    return {};
  }
  if (code == SQLITE_BUSY || code == SQLITE_LOCKED) {
    return Error{Code::unavailable, "the database stayed busy; nothing was changed. Try again"};
  }
  return to.error();
}

Result<std::unique_ptr<SqliteServerStore>> open_file(const std::string& file,
                                                     Database::Access access) {
  HW_TRY(database, Database::open(file, access));
  return SqliteServerStore::open(std::move(database));
}

Error at(const std::string& file, const Error& error) {
  return {error.code, file + ": " + error.detail};
}

Result<Verified> prove(SqliteServerStore& store, const std::string& file) {
  auto verified = verify(store);
  if (!verified.ok()) {
    return at(file, verified.error());
  }
  if (!verified.value().faults.empty()) {
    return Error{Code::corrupt,
                 file + " is not what was written: " + verified.value().faults.front() + " (" +
                     std::to_string(verified.value().faults.size()) + " faults in all)"};
  }
  return verified;
}

Result<void> copy_to_new(Database& from, const std::string& file) {
  HW_TRY(to, Database::open(file, Database::Access::write));
  std::error_code failed;
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write, failed);
  if (failed) {
    return Error{Code::refused, file + ": " + failed.message()};
  }
  return copy_pages(from, *to);
}

// A file of the database with what stands beside it while it is open.
void discard(const std::string& file) {
  std::error_code ignored;
  for (const char* tail : {"", "-wal", "-shm", "-journal"}) {
    fs::remove(file + tail, ignored);
  }
}

Result<Verified> make_copy(const std::string& folder, const std::string& file, Instant now) {
  HW_TRY(live, ServerDatabase::open(folder, ServerDatabase::Mode::read));
  HW_CHECK(load_authority(live->store()));
  HW_CHECK(copy_to_new(live->store().database(), file));
  HW_TRY(copy, open_file(file, Database::Access::write));
  HW_TRY(transaction, Transaction::begin(*copy));
  HW_CHECK(copy->put_meta(made_key, std::to_string(now.ms)));
  HW_CHECK(transaction.commit());
  return prove(*copy, file);
}

// The folder in which the restored database is made ready, gone in the end.
class Workshop {
 public:
  explicit Workshop(const std::string& folder) : path_(folder + "/restoring") {
    discard(file());
    std::error_code ignored;
    fs::create_directories(path_, ignored);
    fs::permissions(path_, fs::perms::owner_all, ignored);
  }
  ~Workshop() {
    discard(file());
    std::error_code ignored;
    fs::remove(path_, ignored);
  }
  Workshop(const Workshop&) = delete;
  Workshop& operator=(const Workshop&) = delete;
  const std::string& path() const { return path_; }
  std::string file() const { return path_ + "/homeward.db"; }

 private:
  std::string path_;
};

Result<Instant> made(const SqliteServerStore& backup, const std::string& file) {
  HW_TRY(octets, backup.meta(made_key));
  if (!octets) {
    return Error{Code::refused, file + " was not made by homeward backup"};
  }
  return Instant{std::strtoll(octets->c_str(), nullptr, 10)};
}

// How many changes `live` received that `backup` has not. What is nobody's was imported.
Result<void> count_missing(SqliteServerStore& live, const SqliteServerStore& backup,
                           Restored& restored) {
  Query query(live.database(), server_sql::origins);
  for (;;) {
    HW_TRY(more, query.next());
    if (!more) {
      return {};
    }
    const Origin origin = Origin::of(query.octets(0));
    HW_TRY(here, live.origin_state(origin));
    HW_TRY(there, backup.origin_state(origin));
    HW_TRY(owner, live.owner(origin));
    (owner == UserId{} ? restored.missing_imports : restored.missing) +=
        here.number > there.number ? here.number - there.number : 0;
  }
}

std::string kept_name(const std::string& folder, Instant now) {
  std::string at = to_string(now);
  std::replace(at.begin(), at.end(), ':', '-');
  return folder + "/before-restore-" + at + ".db";
}

// What the restored database is before anybody sees it. `live` is null where there was none
// before.
Result<void> make_ready(ServerDatabase& restored, ServerDatabase* live, const UserId& by,
                        Instant made, Instant now) {
  HW_TRY(transaction, Transaction::begin(restored.store()));
  ImportClerk clerk;
  if (live != nullptr) {
    HW_TRY(present, load_authority(live->store()));
    HW_CHECK(carry_over(present, restored.store()));
    HW_TRY(clerk_there, import_clerk(live->store()));
    clerk = std::move(clerk_there);
  }
  HW_CHECK(retire_import_clerk(restored.store(), clerk));
  HW_TRY(authority, load_authority(restored.store()));
  HW_CHECK(begin_epoch(restored.store(), authority.dataset, now));
  HW_CHECK(restored.accounts().audit(
      {now, by, "restore", {}, {}, "to the backup of " + to_string(made)}));
  return transaction.commit();
}

}  // namespace

Result<Verified> back_up(const std::string& folder, const std::string& file, Instant now) {
  if (fs::exists(file)) {
    return Error{Code::refused, file + ": is there already; a backup overwrites nothing"};
  }
  const std::string part = file + ".part";
  discard(part);
  auto verified = make_copy(folder, part, now);
  std::error_code failed;
  if (verified.ok()) {
    fs::rename(part, file, failed);
  }
  discard(part);
  if (failed) {
    return Error{Code::refused, file + ": " + failed.message()};
  }
  return verified;
}

Result<Restored> restore(const std::string& folder, const std::string& file, const Doer& doer,
                         Instant now) {
  if (!fs::exists(file)) {
    return Error{Code::not_found, file + ": there is no such file"};
  }
  HW_TRY(backup, open_file(file, Database::Access::read));
  Restored restored;
  HW_TRY(when, made(*backup, file));
  restored.made = when;
  HW_CHECK(prove(*backup, file));
  const bool is_first = !fs::exists(folder + "/homeward.db");
  HW_TRY(live, ServerDatabase::open(
                   folder, is_first ? ServerDatabase::Mode::create : ServerDatabase::Mode::write));
  const Workshop workshop(folder);
  HW_CHECK(copy_to_new(backup->database(), workshop.file()));
  HW_TRY(next, ServerDatabase::open(workshop.path(), ServerDatabase::Mode::write));
  HW_TRY(by, doer(is_first ? *next : *live));
  if (!is_first) {
    HW_CHECK(count_missing(live->store(), *backup, restored));
    restored.kept = kept_name(folder, now);
  }
  HW_CHECK(make_ready(*next, is_first ? nullptr : live.get(), by, when, now));
  if (!is_first) {
    HW_CHECK(copy_to_new(live->store().database(), restored.kept));
  }
  HW_CHECK(copy_pages(next->store().database(), live->store().database()));
  return restored;
}

}  // namespace homeward
