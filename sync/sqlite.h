// SQLite with statements prepared once, and failures as Results.
//
//   HW_TRY(database, Database::open("homeward.db", Database::Access::write));
//   Query query(*database, sql::find_record);
//   query.with(id.view());
//   HW_TRY(found, query.next());
//   if (found) use(query.octets(0));
//
// No space is `full`, another program's lock `unavailable`, a file that is not a
// database `corrupt`. A connection is used by one thread at a time.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace homeward {

class Database {
 public:
  enum class Access { write, read };

  // Creates the file where it is absent and access is `write`. Write-ahead log,
  // and a flush to disk at every commit (S4, V2).
  static Result<std::unique_ptr<Database>> open(const std::string& file, Access access);

  // Takes over a connection that was opened, keyed and set durable elsewhere (the
  // tablet's: wasm/database.h), and closes it in the end.
  static std::unique_ptr<Database> adopt(sqlite3* connection);

  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // Statements without parameters or rows, one or more.
  Result<void> run(const char* sql);

  // Of a program that died in a commit, the log may hold what was never flushed: it is
  // seen, and a loss of power would still take it. From here on what is seen stays (S4, T1).
  Result<void> flush_log();

  Result<void> begin();
  Result<void> commit();  // a failed commit has rolled back
  void rollback();
  bool in_transaction() const;

  // Since it was opened, those rolled back among them.
  std::uint64_t rows_written() const;
  bool is_read_only() const { return sqlite3_db_readonly(connection_, "main") == 1; }

  // What SQLite said last, as an Error.
  Error error() const;
  sqlite3* connection() const { return connection_; }

 private:
  friend class Query;
  explicit Database(sqlite3* connection) : connection_(connection) {}
  sqlite3_stmt* prepared(std::string_view sql);

  sqlite3* connection_;
  std::unordered_map<std::string_view, sqlite3_stmt*> statements_;  // by literals, which live on
};

// One use of a prepared statement. `sql` is a literal. Not nested in itself.
class Query {
 public:
  Query(Database& database, const char* sql);
  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  // Each gives the next parameter its value.
  Query& with(std::uint64_t number);
  Query& with(BytesView octets);
  Query& with_text(std::string_view text);

  // True where there is another row.
  Result<bool> next();
  // For statements without rows.
  Result<void> run();

  // Of the row in view. Octets live until next().
  std::uint64_t number(int column) const;
  BytesView octets(int column) const;
  bool is_nothing(int column) const;
  int columns() const { return sqlite3_column_count(statement_); }
  // As it is kept, until next().
  sqlite3_value* value(int column) const { return sqlite3_column_value(statement_, column); }

 private:
  Database& database_;
  sqlite3_stmt* statement_;
  int bound_ = 0;
  bool failed_ = false;
};

// One step of a part's tables: statements, or what statements alone cannot do.
struct MigrationStep {
  MigrationStep(const char* statements) : sql(statements) {}
  MigrationStep(Result<void> (*act)(Database&)) : run(act) {}

  const char* sql = nullptr;
  Result<void> (*run)(Database&) = nullptr;
};

// Of a part's tables; 0 where they are not there.
Result<std::uint64_t> version_of(Database& database, const char* part);

// One part's tables, and the steps by which they came to be: step i takes version i
// to i + 1. Each database remembers the version of each part. A database made by a
// newer program is `unsupported` and left as it is.
// A connection that only reads changes nothing, and needs the newest version there.
// `last`, where given, is done at the end of each step's transaction.
Result<void> migrate(Database& database, const char* part, const std::vector<MigrationStep>& steps,
                     const std::function<Result<void>()>& last = {});

}  // namespace homeward
