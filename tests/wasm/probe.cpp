// What the tests of the file layer drive: any SQL on an encrypted database over OPFS.
#include <string>

#include "wasm/browser.h"
#include "wasm/database.h"

namespace homeward {
namespace {

struct Probe {
  Connection database;
  std::string text;
};

Probe& probe() {
  static Probe only;
  return only;
}

struct FinishStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, FinishStatement>;

Statement prepare(const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(probe().database.get(), sql.c_str(), -1, &statement, nullptr);
  return Statement(statement);
}

// Steps to the end; keeps the first column of the last row.
int run(const std::string& sql) {
  probe().text.clear();
  const Statement statement = prepare(sql);
  while (sqlite3_step(statement.get()) == SQLITE_ROW) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement.get(), 0));
    probe().text = text == nullptr ? "" : text;
  }
  return sqlite3_extended_errcode(probe().database.get());
}

bool succeeds(const std::string& sql) {
  const int code = run(sql);
  return code == SQLITE_OK || code == SQLITE_DONE;
}

}  // namespace
}  // namespace homeward

using homeward::probe;

extern "C" {

int probe_open(const char* name, std::size_t name_size, const char* key) {
  auto opened =
      homeward::open_encrypted(std::string(name, name_size), {key, homeward::database_key_bytes});
  probe().text =
      opened.ok() ? "" : std::string(name_of(opened.error().code)) + "\n" + opened.error().detail;
  if (opened.ok()) {
    probe().database = std::move(opened).value();
  }
  return opened.ok() ? 0 : 1;
}

void probe_close() {
  probe().database.reset();
}

// SQLite's extended result code.
int probe_run(const char* sql, std::size_t size) {
  return homeward::run({sql, size});
}

const char* probe_text() {
  return probe().text.data();
}
std::size_t probe_text_size() {
  return probe().text.size();
}

// Milliseconds for `count` inserts of a kilobyte, `together` to a transaction; -1 on error.
double probe_inserts(int count, int together) {
  homeward::run("CREATE TABLE IF NOT EXISTS speed(id INTEGER PRIMARY KEY, body BLOB)");
  const homeward::Statement insert =
      homeward::prepare("INSERT INTO speed(body) VALUES(randomblob(1000))");
  const double start = hw_now_ms();
  for (int done = 0; done < count; ++done) {
    if (done % together == 0 && !homeward::succeeds("BEGIN")) {
      return -1;
    }
    sqlite3_step(insert.get());
    sqlite3_reset(insert.get());
    if (done % together == together - 1 && !homeward::succeeds("COMMIT")) {
      return -1;
    }
  }
  return hw_now_ms() - start;
}
}
