#include "sync/sqlite.h"

#include <cerrno>

#include "sync/statements.h"

namespace homeward {
namespace {

// SQLite calls a full disk so; a quota and a limit on a file's size refuse alike.
bool is_out_of_space(sqlite3* connection) {
  const int code = sqlite3_extended_errcode(connection) & 0xFF;
  const int system = sqlite3_system_errno(connection);
  return code == SQLITE_FULL ||
         (code == SQLITE_IOERR && (system == ENOSPC || system == EDQUOT || system == EFBIG));
}

Code code_of(int sqlite_code) {
  switch (sqlite_code & 0xFF) {
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return Code::corrupt;
    case SQLITE_TOOBIG:
      return Code::too_large;
    default:
      return Code::unavailable;
  }
}

int flags_of(Database::Access access) {
  return access == Database::Access::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                           : SQLITE_OPEN_READONLY;
}

Result<void> take_step(Database& database, const char* part, std::uint64_t version,
                       const MigrationStep& step) {
  bool has_parts = false;
  {
    Query parts(database, sql::find_parts);
    HW_TRY(found, parts.next());
    has_parts = found;
  }
  if (!has_parts) {
    HW_CHECK(database.run(sql::create_parts));
  }
  HW_CHECK(step.sql != nullptr ? database.run(step.sql) : step.run(database));
  return Query(database, sql::put_part_version).with_text(part).with(version + 1).run();
}

}  // namespace

Result<std::unique_ptr<Database>> Database::open(const std::string& file, Access access) {
  sqlite3* connection = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &connection, flags_of(access), nullptr);
  if (connection == nullptr) {
    return Error{Code::unavailable, "database: out of memory"};
  }
  std::unique_ptr<Database> database(new Database(connection));
  if (code != SQLITE_OK) {
    return database->error();
  }
  sqlite3_extended_result_codes(connection, 1);
  sqlite3_busy_timeout(connection, 5000);
  if (access == Access::write) {
    HW_CHECK(database->run(sql::set_page_size));
  }
  HW_CHECK(database->run(access == Access::write ? sql::open_for_writing : sql::open_for_reading));
  return database;
}

std::unique_ptr<Database> Database::adopt(sqlite3* connection) {
  return std::unique_ptr<Database>(new Database(connection));
}

Database::~Database() {
  for (const auto& [sql, statement] : statements_) {
    sqlite3_finalize(statement);
  }
  sqlite3_close_v2(connection_);
}

Result<void> Database::run(const char* sql) {
  if (sqlite3_exec(connection_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    return error();
  }
  return {};
}

Result<void> Database::flush_log() {
  auto flushed = run(sql::flush_log);
  // On a full disk the flush is done; only moving the log's pages was refused.
  return !flushed.ok() && flushed.error().code == Code::full ? Result<void>() : flushed;
}

Result<void> Database::begin() {
  return Query(*this, sql::begin).run();
}

Result<void> Database::commit() {
  auto committed = Query(*this, sql::commit).run();
  if (!committed.ok()) {
    rollback();
  }
  return committed;
}

// After some failures SQLite has rolled back by itself.
void Database::rollback() {
  if (in_transaction()) {
    HW_ASSERT(Query(*this, sql::rollback).run().ok());
  }
}

std::uint64_t Database::rows_written() const {
  return static_cast<std::uint64_t>(sqlite3_total_changes64(connection_));
}

bool Database::in_transaction() const {
  return sqlite3_get_autocommit(connection_) == 0;
}

Error Database::error() const {
  if (is_out_of_space(connection_)) {
    return {Code::full, "database: no space is left for it on its disk; nothing was written"};
  }
  return {code_of(sqlite3_extended_errcode(connection_)),
          std::string("database: ") + sqlite3_errmsg(connection_)};
}

sqlite3_stmt* Database::prepared(std::string_view sql) {
  const auto known = statements_.find(sql);
  if (known != statements_.end()) {
    return known->second;
  }
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(connection_, sql.data(), static_cast<int>(sql.size()),
                         SQLITE_PREPARE_PERSISTENT, &statement, nullptr) == SQLITE_OK) {
    statements_.emplace(sql, statement);
  }
  return statement;
}

Query::Query(Database& database, const char* sql)
    : database_(database), statement_(database.prepared(sql)) {
  HW_ASSERT(statement_ == nullptr || sqlite3_stmt_busy(statement_) == 0);
}

Query::~Query() {
  if (statement_ != nullptr) {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }
}

Query& Query::with(std::uint64_t number) {
  failed_ |= sqlite3_bind_int64(statement_, ++bound_, static_cast<std::int64_t>(number)) != 0;
  return *this;
}

Query& Query::with(BytesView octets) {
  const char* from = octets.data() == nullptr ? "" : octets.data();
  failed_ |= sqlite3_bind_blob64(statement_, ++bound_, from, octets.size(), SQLITE_TRANSIENT) != 0;
  return *this;
}

Query& Query::with_text(std::string_view text) {
  failed_ |= sqlite3_bind_text(statement_, ++bound_, text.data(), static_cast<int>(text.size()),
                               SQLITE_TRANSIENT) != 0;
  return *this;
}

Result<bool> Query::next() {
  if (statement_ == nullptr || failed_) {
    return database_.error();
  }
  const int code = sqlite3_step(statement_);
  if (code != SQLITE_ROW && code != SQLITE_DONE) {
    return database_.error();
  }
  return code == SQLITE_ROW;
}

Result<void> Query::run() {
  HW_TRY(row, next());
  HW_ASSERT(!row);
  return {};
}

std::uint64_t Query::number(int column) const {
  return static_cast<std::uint64_t>(sqlite3_column_int64(statement_, column));
}

BytesView Query::octets(int column) const {
  const void* from = sqlite3_column_blob(statement_, column);
  const int size = sqlite3_column_bytes(statement_, column);
  return from == nullptr
             ? BytesView()
             : BytesView(static_cast<const char*>(from), static_cast<std::size_t>(size));
}

bool Query::is_nothing(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

Result<std::uint64_t> version_of(Database& database, const char* part) {
  Query parts(database, sql::find_parts);
  HW_TRY(has_parts, parts.next());
  if (!has_parts) {
    return std::uint64_t{0};
  }
  Query query(database, sql::part_version);
  HW_TRY(found, query.with_text(part).next());
  return found ? query.number(0) : std::uint64_t{0};
}

Result<void> migrate(Database& database, const char* part, const std::vector<MigrationStep>& steps,
                     const std::function<Result<void>()>& last) {
  HW_TRY(version, version_of(database, part));
  if (version > steps.size()) {
    return Error{Code::unsupported,
                 std::string("database: its ") + part + " tables were made by a newer program"};
  }
  if (version < steps.size() && database.is_read_only()) {
    return Error{Code::unavailable, std::string("database: its ") + part + " tables are not there"};
  }
  for (; version < steps.size(); ++version) {
    HW_CHECK(database.begin());
    auto taken = take_step(database, part, version, steps[version]);
    if (taken.ok() && last) {
      taken = last();
    }
    if (!taken.ok()) {
      database.rollback();
      return taken;
    }
    HW_CHECK(database.commit());
  }
  return {};
}

}  // namespace homeward
