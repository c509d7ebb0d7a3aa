#include "server/backup.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>

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

Error at(const std::string& file, const Error& error) {
  return {error.code, file + ": " + error.detail};
}

Result<std::unique_ptr<SqliteServerStore>> open_file(const std::string& file,
                                                     Database::Access access) {
  auto database = Database::open(file, access);
  if (!database.ok()) {
    return at(file, database.error());
  }
  auto store = SqliteServerStore::open(std::move(database).value());
  return store.ok() ? std::move(store) : at(file, store.error());
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
  auto opened = Database::open(file, Database::Access::write);
  if (!opened.ok()) {
    return at(file, opened.error());
  }
  std::error_code failed;
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write, failed);
  if (failed) {
    return Error{Code::refused, file + ": " + failed.message()};
  }
  return copy_pages(from, *opened.value());
}

// A file of the database with what stands beside it while it is open.
void discard(const std::string& file) {
  std::error_code ignored;
  for (const char* tail : {"", "-wal", "-shm", "-journal"}) {
    fs::remove(file + tail, ignored);
  }
}

// What a copy holds.
struct Copied {
  Verified verified;
  std::map<Origin, std::uint64_t> reached;   // how far the changes of each have come
  std::map<RecordId, std::uint64_t> pieces;  // of the file of each attachment
};

Result<void> count_in(SqliteServerStore& store, Copied& copied) {
  Query origins(store.database(), server_sql::origins);
  for (;;) {
    HW_TRY(more, origins.next());
    if (!more) {
      break;
    }
    const Origin origin = Origin::of(origins.octets(0));
    HW_TRY(state, store.origin_state(origin));
    copied.reached.emplace(origin, state.number);
  }
  HW_TRY(attachments, store.attachments_with_pieces());
  for (const RecordId& attachment : attachments) {
    HW_TRY(pieces, store.pieces(attachment));
    copied.pieces.emplace(attachment, pieces.size());
  }
  return {};
}

Result<Copied> make_copy(const std::string& folder, const std::string& file, Instant now) {
  HW_TRY(live, ServerDatabase::open(folder, ServerDatabase::Mode::read));
  HW_CHECK(load_authority(live->store()));
  HW_CHECK(copy_to_new(live->store().database(), file));
  HW_TRY(copy, open_file(file, Database::Access::write));
  HW_TRY(transaction, Transaction::begin(*copy));
  HW_CHECK(copy->put_meta(made_key, std::to_string(now.ms)));
  HW_CHECK(transaction.commit());
  HW_TRY(verified, prove(*copy, file));
  Copied copied{std::move(verified), {}, {}};
  HW_CHECK(count_in(*copy, copied));
  return copied;
}

// S4: from now on tablets are told, and keep nothing more of it than they show.
Result<void> note_in(const std::string& folder, const Copied& copied) {
  HW_TRY(live, ServerDatabase::open(folder, ServerDatabase::Mode::write));
  HW_TRY(transaction, Transaction::begin(live->store()));
  for (const auto& [origin, number] : copied.reached) {
    HW_CHECK(note_backed_up(live->store(), origin, number));
  }
  for (const auto& [attachment, count] : copied.pieces) {
    HW_CHECK(note_pieces_backed_up(live->store(), attachment, count));
  }
  return transaction.commit();
}

// The folder in which the restored database is made ready, gone in the end; and with it what
// had to be made for it and is still empty.
class Workshop {
 public:
  static Result<std::unique_ptr<Workshop>> in(const std::string& folder) {
    std::unique_ptr<Workshop> made(new Workshop(folder + "/restoring"));
    std::error_code failed;
    fs::create_directories(made->path_, failed);
    if (failed) {
      return Error{Code::refused, folder + ": cannot be written to: " + failed.message()};
    }
    for (const fs::path& path : made->made_) {
      fs::permissions(path, fs::perms::owner_all, failed);
    }
    discard(made->file());
    return made;
  }
  ~Workshop() {
    discard(file());
    std::error_code ignored;
    for (const fs::path& path : made_) {
      fs::remove(path, ignored);
    }
  }
  Workshop(const Workshop&) = delete;
  Workshop& operator=(const Workshop&) = delete;
  const std::string& path() const { return path_; }
  std::string file() const { return path_ + "/homeward.db"; }

 private:
  explicit Workshop(std::string path) : path_(std::move(path)), made_{path_} {
    std::error_code failed;
    fs::path above = made_.front().parent_path();
    while (!above.empty() && !fs::exists(above, failed) && !failed) {
      made_.push_back(above);
      above = above.parent_path();
    }
  }

  std::string path_;
  std::vector<fs::path> made_;  // innermost first
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

// What is taken from one person. Each right is a line in the audit.
Result<void> carry_rights_of(const Account& account, ServerDatabase& live, ServerDatabase& restored,
                             const UserId& by, Instant now, Carried& carried) {
  HW_TRY(there, live.store().scopes(account.id));
  HW_TRY(here, restored.store().scopes(account.id));
  for (const Scope& scope : here) {
    const bool holds = std::any_of(there.begin(), there.end(), [&](const Scope& one) {
      return one.child == scope.child && one.episode == scope.episode;
    });
    if (!holds) {
      HW_CHECK(restored.store().withdraw(account.id, scope.child, scope.episode));
      HW_CHECK(restored.accounts().audit({now, by, "withdrawn", scope.child, scope.episode,
                                          account.username + ": as before the restore"}));
      ++carried.withdrawn;
    }
  }
  HW_TRY(now_there, live.accounts().account(account.id));
  if (now_there && now_there->disabled && !account.disabled) {
    HW_CHECK(restored.accounts().disable(account.id, restored.store()));
    HW_CHECK(restored.accounts().audit(
        {now, by, "account_disabled", {}, {}, account.username + ": as before the restore"}));
    ++carried.disabled;
  }
  return {};
}

Result<void> carry_password_of(const Account& account, ServerDatabase& live,
                               ServerDatabase& restored, Carried& carried) {
  HW_TRY(there, live.accounts().password(account.id));
  HW_TRY(here, restored.accounts().password(account.id));
  if (there && (there->salt != here->salt || there->hash != here->hash)) {
    HW_CHECK(restored.accounts().set_password(account.id, *there));
    ++carried.passwords;
  }
  return {};
}

Result<std::size_t> rows_of(Query& query) {
  for (std::size_t count = 0;; ++count) {
    HW_TRY(more, query.next());
    if (!more) {
      return count;
    }
  }
}

// Whoever was added since, with their tablets: what those hold still finds its way in.
Result<void> carry_people(Database& next, Carried& carried) {
  HW_CHECK(Query(next, server_sql::carry_organisations).run());
  HW_CHECK(Query(next, server_sql::carry_teams).run());
  Query accounts(next, server_sql::carry_accounts);
  HW_TRY(accounts_count, rows_of(accounts));
  HW_CHECK(Query(next, server_sql::carry_members).run());
  Query devices(next, server_sql::carry_devices);
  HW_TRY(devices_count, rows_of(devices));
  carried.accounts = accounts_count;
  carried.devices = devices_count;
  return {};
}

Result<void> carry_rights(ServerDatabase& live, ServerDatabase& restored, const UserId& by,
                          Instant now, Carried& carried) {
  HW_TRY(accounts, restored.accounts().accounts());
  for (const Account& account : accounts) {
    HW_CHECK(carry_rights_of(account, live, restored, by, now, carried));
    HW_CHECK(carry_password_of(account, live, restored, carried));
  }
  return {};
}

// What the restored database is before anybody sees it. `live` is null where there was none
// before; else it is attached to `next`.
Result<void> make_ready(ServerDatabase& next, ServerDatabase* live, const Doer& doer, Instant now,
                        Restored& restored) {
  HW_TRY(by, doer(live != nullptr ? *live : next));
  HW_TRY(transaction, Transaction::begin(next.store()));
  ImportClerk clerk;
  if (live != nullptr) {
    HW_TRY(present, load_authority(live->store()));
    HW_CHECK(carry_over(present, next.store()));
    HW_TRY(clerk_there, import_clerk(live->store()));
    clerk = std::move(clerk_there);
    HW_CHECK(carry_people(next.store().database(), restored.carried));
    HW_CHECK(carry_rights(*live, next, by, now, restored.carried));
  }
  HW_CHECK(retire_import_clerk(next.store(), clerk));
  HW_CHECK(next.accounts().end_sessions());
  HW_TRY(authority, load_authority(next.store()));
  HW_CHECK(begin_epoch(next.store(), authority.dataset, now));
  HW_CHECK(next.accounts().audit(
      {now, by, "restore", {}, {}, "to the backup of " + to_string(restored.made)}));
  return transaction.commit();
}

std::string live_file(const std::string& folder) {
  return folder + "/homeward.db";
}

// The database that is to be replaced cannot be read.
Error in_the_way(const std::string& folder, const Error& error) {
  const std::string file = live_file(folder);
  const std::string why = error.detail.find(file) == 0 ? error.detail : at(file, error).detail;
  const std::string aside =
      "stop homewardd, move homeward.db, homeward.db-wal and "
      "homeward.db-shm aside, out of " +
      folder + ", then run this again";
  switch (error.code) {
    case Code::corrupt:
    case Code::not_found:
      return {error.code, why + ". The database that is here is damaged, or is none: " + aside};
    case Code::unavailable:
      return {error.code, why + ". Try again. If it stays so, the database that is here is " +
                              "damaged: " + aside};
    default:
      return {error.code, why};
  }
}

// What the restored database takes from the one that it replaces.
Result<void> take_from(ServerDatabase& live, const SqliteServerStore& backup, Restored& restored) {
  HW_CHECK(load_authority(live.store()));
  return count_missing(live.store(), backup, restored);
}

Result<void> replace(ServerDatabase& live, ServerDatabase& next, const std::string& kept) {
  HW_TRY(is_taken, is_file_there(kept));
  if (is_taken) {
    return Error{Code::refused, kept + ": is there already. Try again in a second"};
  }
  auto replaced = copy_to_new(live.store().database(), kept);
  if (replaced.ok()) {
    replaced = copy_pages(next.store().database(), live.store().database());
  }
  if (!replaced.ok()) {
    discard(kept);
  }
  return replaced;
}

// Whoever uses the database has the old state or the restored one.
Result<void> put_over(const std::string& folder, const SqliteServerStore& backup,
                      ServerDatabase& next, const Doer& doer, Instant now, Restored& restored) {
  auto opened = ServerDatabase::open(folder, ServerDatabase::Mode::write);
  if (!opened.ok()) {
    return in_the_way(folder, opened.error());
  }
  ServerDatabase& live = *opened.value();
  if (const auto taken = take_from(live, backup, restored); !taken.ok()) {
    return in_the_way(folder, taken.error());
  }
  Database& database = next.store().database();
  HW_CHECK(Query(database, server_sql::attach_present).with_text(live_file(folder)).run());
  const auto made = make_ready(next, &live, doer, now, restored);
  HW_CHECK(Query(database, server_sql::detach_present).run());
  if (!made.ok()) {
    return made.error().code == Code::corrupt ? in_the_way(folder, made.error()) : made.error();
  }
  restored.kept = kept_name(folder, now);
  return replace(live, next, restored.kept);
}

// A log of another database would be taken for this one's.
Result<void> check_nothing_left(const std::string& folder) {
  for (const char* tail : {"-wal", "-shm", "-journal"}) {
    HW_TRY(is_left, is_file_there(live_file(folder) + tail));
    if (is_left) {
      return Error{Code::refused, live_file(folder) + tail +
                                      ": is of the database that was here. Stop homewardd, move " +
                                      "this aside too, then run this again"};
    }
  }
  return {};
}

// `next` stands in `file`, beside which nothing may be left of it once it is closed.
Result<void> put_first(const std::string& folder, const std::string& file,
                       std::unique_ptr<ServerDatabase> next, const Doer& doer, Instant now,
                       Restored& restored) {
  HW_CHECK(check_nothing_left(folder));
  HW_CHECK(make_ready(*next, nullptr, doer, now, restored));
  next.reset();
  HW_TRY(is_log_left, is_file_there(file + "-wal"));
  if (is_log_left) {
    return Error{Code::full, folder + ": not all of it could be written; is the disk full?"};
  }
  std::error_code failed;
  fs::rename(file, live_file(folder), failed);
  return failed ? Error{Code::refused, live_file(folder) + ": " + failed.message()}
                : Result<void>();
}

}  // namespace

Result<Verified> back_up(const std::string& folder, const std::string& file, Instant now) {
  HW_TRY(is_taken, is_file_there(file));
  if (is_taken) {
    return Error{Code::refused, file + ": is there already; a backup overwrites nothing"};
  }
  const std::string part = file + ".part";
  discard(part);
  auto copied = make_copy(folder, part, now);
  std::error_code failed;
  if (copied.ok()) {
    fs::rename(part, file, failed);
  }
  discard(part);
  if (failed) {
    return Error{Code::refused, file + ": " + failed.message()};
  }
  if (!copied.ok()) {
    return copied.error();
  }
  if (const auto noted = note_in(folder, copied.value()); !noted.ok()) {
    return Error{noted.error().code,
                 file +
                     " is a good backup, but the database could not be told of it, so that "
                     "tablets go on keeping what is in it: " +
                     noted.error().detail};
  }
  return copied.value().verified;
}

Result<Restored> restore(const std::string& folder, const std::string& file, const Doer& doer,
                         Instant now) {
  HW_TRY(is_there, is_file_there(file));
  if (!is_there) {
    return Error{Code::not_found, file + ": there is no such file"};
  }
  HW_TRY(backup, open_file(file, Database::Access::read));
  Restored restored;
  HW_TRY(when, made(*backup, file));
  restored.made = when;
  HW_CHECK(prove(*backup, file));
  HW_TRY(is_over, is_file_there(live_file(folder)));
  HW_TRY(workshop, Workshop::in(folder));
  HW_CHECK(copy_to_new(backup->database(), workshop->file()));
  HW_TRY(next, ServerDatabase::open(workshop->path(), ServerDatabase::Mode::write));
  HW_CHECK(is_over ? put_over(folder, *backup, *next, doer, now, restored)
                   : put_first(folder, workshop->file(), std::move(next), doer, now, restored));
  return restored;
}

}  // namespace homeward
