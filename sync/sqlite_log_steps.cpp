#include "sync/sqlite_rows.h"
#include "sync/sqlite_store.h"
#include "sync/statements.h"

namespace homeward {
namespace {

Result<std::vector<std::uint64_t>> keys_of_records(Database& database) {
  std::vector<std::uint64_t> keys;
  Query query(database, sql::keys_of_records);
  for (;;) {
    HW_TRY(more, query.next());
    if (!more) {
      return keys;
    }
    keys.push_back(query.number(0));
  }
}

// Changes move from the log's rows into their records'. All of it, or none.
Result<void> pack_changes(Database& database) {
  HW_CHECK(database.run(sql::create_sealed));
  HW_TRY(keys, keys_of_records(database));
  for (const std::uint64_t key : keys) {
    Query query(database, sql::octets_of_changes);
    HW_TRY(changes, rows_of<Change>(query.with(key), 0, "change"));
    RecordBlock block;
    for (const Change& change : changes) {
      block.add(std::make_shared<const Change>(change));
    }
    if (const std::vector<SharedChange> sealed = block.seal(); !sealed.empty()) {
      HW_CHECK(Query(database, sql::put_sealed).with(key).with(stored(sealed)).run());
    }
    HW_CHECK(Query(database, sql::put_record_state).with(block.stored()).with(key).run());
  }
  return database.run(sql::drop_octets_of_changes);
}

}  // namespace

std::vector<MigrationStep> log_steps() {
  return {sql::create_log, pack_changes, sql::create_pieces, sql::create_tail};
}

}  // namespace homeward
