// sqlite3.h shows its pre-update hook to those who ask; sqlite3mc is built with it.
#define SQLITE_ENABLE_PREUPDATE_HOOK
#include "sync/sqlite_seal.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <string_view>

#include "core/base/digest.h"
#include "core/codec/archive.h"
#include "sync/statements.h"

namespace homeward {
namespace {

using Sum = ContentSeal::Sum;

// A row, column by column: its kind, then its octets.
class Row {
 public:
  explicit Row(std::string_view table) : table_(table) {}

  void add(sqlite3_value* value) {
    const int kind = sqlite3_value_type(value);
    writer_.put_number(static_cast<std::uint64_t>(kind));
    if (kind == SQLITE_INTEGER) {
      writer_.put_number(static_cast<std::uint64_t>(sqlite3_value_int64(value)));
    } else if (kind != SQLITE_NULL) {
      const auto* octets = static_cast<const char*>(sqlite3_value_blob(value));
      const auto count = static_cast<std::size_t>(sqlite3_value_bytes(value));
      writer_.put_number(count);
      writer_.put_octets(count == 0 ? BytesView() : BytesView(octets, count));
    }
  }

  Sum take() {
    const Digest whole = digest("homeward row 1", {table_, writer_.take()});
    Sum sum{};
    std::memcpy(sum.data(), whole.octets.data(), whole.octets.size());
    return sum;
  }

 private:
  std::string_view table_;
  Writer writer_;
};

void add(Sum& to, const Sum& more) {
  for (std::size_t i = 0; i < to.size(); ++i) {
    to[i] += more[i];
  }
}
void take_away(Sum& from, const Sum& less) {
  for (std::size_t i = 0; i < from.size(); ++i) {
    from[i] -= less[i];
  }
}

BytesView view(const Sum& sum) {
  return {reinterpret_cast<const char*>(sum.data()), sizeof(Sum)};
}

const sql::SealedTable* sealed_table(std::string_view name) {
  const auto* found = std::find_if(sql::sealed_tables.begin(), sql::sealed_tables.end(),
                                   [&](const sql::SealedTable& one) { return name == one.name; });
  return found == sql::sealed_tables.end() ? nullptr : found;
}

Result<bool> has_table(Database& database, std::string_view name) {
  Query query(database, sql::find_table);
  return query.with_text(name).next();
}

Result<void> add_rows(Database& database, const sql::SealedTable& table, Sum& sum) {
  Query query(database, table.rows);
  for (;;) {
    HW_TRY(more, query.next());
    if (!more) {
      return {};
    }
    Row row(table.name);
    for (int column = 0; column < query.columns(); ++column) {
      row.add(query.value(column));
    }
    add(sum, row.take());
  }
}

Result<Sum> sum_of(Database& database) {
  Sum sum{};
  for (const sql::SealedTable& table : sql::sealed_tables) {
    HW_TRY(is_there, has_table(database, table.name));
    if (is_there) {
      HW_CHECK(add_rows(database, table, sum));
    }
  }
  return sum;
}

// Whether any way to a row of the table leads to it: its tree, and its indexes.
Result<void> check_integrity(Database& database, const sql::SealedTable& table) {
  Query query(database, table.integrity);
  HW_TRY(found, query.next());
  if (!found || query.octets(0) != "ok") {
    return Error{Code::corrupt, std::string("database: the pages of its table ") + table.name +
                                    " do not fit together"};
  }
  return {};
}

// And how long the file is, and how much of it is free, which is written over.
Result<Sum> with_file_counts(Database& database, Sum sum) {
  Query query(database, sql::file_counts);
  HW_TRY(found, query.next());
  HW_ASSERT(found);
  Row counts("file");
  counts.add(query.value(0));
  counts.add(query.value(1));
  add(sum, counts.take());
  return sum;
}

Result<void> check_tables(Database& database) {
  for (const sql::SealedTable& table : sql::sealed_tables) {
    HW_TRY(is_there, has_table(database, table.name));
    if (is_there && table.integrity != nullptr) {
      HW_CHECK(check_integrity(database, table));
    }
  }
  return {};
}

Result<bool> is_from_before_seals(Database& database) {
  HW_TRY(has_parts, has_table(database, "part"));
  if (!has_parts) {
    return true;
  }
  Query query(database, sql::part_version);
  HW_TRY(found, query.with_text("client").next());
  return !found || query.number(0) < sql::first_sealed_version;
}

// Of the row that is about to be changed; `get` is sqlite3_preupdate_old or _new. Nothing
// where the row that was there cannot be read.
template <class Get>
std::optional<Sum> row_of(sqlite3* connection, const sql::SealedTable& table, Get get) {
  Row row(table.name);
  const int columns = std::min(sqlite3_preupdate_count(connection), table.columns);
  for (int column = 0; column < columns; ++column) {
    sqlite3_value* value = nullptr;
    if (get(connection, column, &value) != SQLITE_OK) {
      return std::nullopt;
    }
    row.add(value);
  }
  return row.take();
}

}  // namespace

ContentSeal::ContentSeal(Database& database) : database_(database) {
  sqlite3_preupdate_hook(database_.connection(), &ContentSeal::note, this);
}

ContentSeal::~ContentSeal() {
  sqlite3_preupdate_hook(database_.connection(), nullptr, nullptr);
}

Result<void> ContentSeal::check() {
  HW_CHECK(check_tables(database_));
  HW_TRY(is_older, is_from_before_seals(database_));
  if (is_older) {
    return {};
  }
  HW_TRY(rows, sum_of(database_));
  HW_TRY(seal, with_file_counts(database_, rows));
  Query query(database_, sql::find_seal);
  HW_TRY(found, query.next());
  if (!found || query.octets(0) != view(seal)) {
    return Error{Code::corrupt,
                 "database: it does not hold what was last written in it: a part of its file was "
                 "put back to an older state"};
  }
  now_ = next_ = {rows, seal};
  return {};
}

Result<void> ContentSeal::renew() {
  HW_TRY(is_made, has_table(database_, "seal"));
  if (!is_made) {
    return {};
  }
  HW_TRY(rows, sum_of(database_));
  next_.rows = rows;
  HW_CHECK(write());
  now_ = next_;
  return {};
}

Result<void> ContentSeal::write() {
  if (is_row_lost_) {
    return Error{Code::corrupt, "database: a row that is written over cannot be read"};
  }
  HW_TRY(seal, with_file_counts(database_, next_.rows));
  if (seal == next_.seal) {
    return {};
  }
  next_.seal = seal;
  return Query(database_, sql::put_seal).with(view(seal)).run();
}

void ContentSeal::rolled_back() {
  next_ = now_;
  is_row_lost_ = false;
}

void ContentSeal::note(void* seal, sqlite3* connection, int act, const char*, const char* name,
                       sqlite3_int64, sqlite3_int64) {
  const sql::SealedTable* table = sealed_table(name);
  if (table == nullptr) {
    return;
  }
  auto& self = *static_cast<ContentSeal*>(seal);
  const auto gone =
      act == SQLITE_INSERT ? Sum{} : row_of(connection, *table, sqlite3_preupdate_old);
  const auto come =
      act == SQLITE_DELETE ? Sum{} : row_of(connection, *table, sqlite3_preupdate_new);
  if (!gone || !come) {
    self.is_row_lost_ = true;
    return;
  }
  take_away(self.next_.rows, *gone);
  add(self.next_.rows, *come);
}

}  // namespace homeward
