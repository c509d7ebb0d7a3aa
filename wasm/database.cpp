#include "wasm/database.h"

#include <algorithm>

namespace homeward {
namespace {

Code code_of(int sqlite_code) {
  switch (sqlite_code & 0xFF) {
    case SQLITE_FULL:
      return Code::full;
    case SQLITE_NOTADB:
      return Code::refused;
    case SQLITE_CORRUPT:
      return Code::corrupt;
    default:
      return Code::unavailable;
  }
}

Result<void> run(sqlite3* db, const char* sql, const std::string& doing) {
  if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    return database_error(db, doing);
  }
  return {};
}

// "raw:" and the key's octets: the cipher takes them as they are, without a derivation.
Result<void> give_key(sqlite3* db, BytesView key) {
  Bytes raw = "raw:" + Bytes(key);
  const int code = sqlite3_key_v2(db, "main", raw.data(), static_cast<int>(raw.size()));
  std::fill(raw.begin(), raw.end(), '\0');
  if (code != SQLITE_OK) {
    return database_error(db, "giving the database its key");
  }
  return {};
}

// The first read shows whether the key fits: every page carries a tag made with it.
Result<void> try_key(sqlite3* db) {
  auto read = run(db, "SELECT count(*) FROM sqlite_schema", "reading the database");
  if (!read.ok() && read.error().code == Code::refused) {
    return Error{Code::refused, "the key does not open this database"};
  }
  return read;
}

Result<void> set_durable(sqlite3* db) {
  HW_CHECK(run(db, "PRAGMA journal_mode=WAL", "choosing the write-ahead log"));
  HW_CHECK(run(db, "PRAGMA synchronous=FULL", "choosing a flush at every commit"));
  return {};
}

}  // namespace

Error database_error(sqlite3* db, const std::string& doing) {
  return {code_of(sqlite3_extended_errcode(db)), doing + ": " + sqlite3_errmsg(db)};
}

Result<Connection> open_encrypted(const std::string& name, BytesView key) {
  if (key.size() != database_key_bytes) {
    return Error{Code::bad_input, "database key: expected 32 octets"};
  }
  sqlite3* opened = nullptr;
  const int code =
      sqlite3_open_v2(name.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  Connection db(opened);
  if (db == nullptr) {
    return Error{Code::unavailable, "opening the database: out of memory"};
  }
  if (code != SQLITE_OK) {
    return database_error(db.get(), "opening the database " + name);
  }
  HW_CHECK(give_key(db.get(), key));
  HW_CHECK(run(db.get(), "PRAGMA locking_mode=EXCLUSIVE", "taking the database for ourselves"));
  HW_CHECK(try_key(db.get()));
  // What is read whole at opening, twice (sync/sqlite_seal.h), is decrypted once.
  HW_CHECK(run(db.get(), "PRAGMA cache_size=-16384", "choosing how much is kept in memory"));
  HW_CHECK(set_durable(db.get()));
  return db;
}

}  // namespace homeward
