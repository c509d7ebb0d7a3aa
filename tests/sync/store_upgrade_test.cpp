// A store made by an earlier program opens and holds all that it held. fixtures/NAME_N is a
// store of an earlier schema; a new one is kept before any version changes. 1 to 4 are SQL,
// whose first line says which versions; from 5 on (log 3, client 3, server 2) they are files as
// the program left them, since the seal covers how long a file is.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "sync/sqlite_store.h"
#include "tests/sync/kept_work.h"

namespace homeward {
namespace {

using namespace test;

std::unique_ptr<Database> empty_database() {
  return Database::open(":memory:", Database::Access::write).value();
}

constexpr int first_kept_as_file = 5;

// A copy in memory.
std::unique_ptr<Database> kept_file(const std::string& name) {
  auto file =
      Database::open(HOMEWARD_ROOT "/tests/sync/fixtures/" + name, Database::Access::read).value();
  auto database = empty_database();
  sqlite3_backup* copy =
      sqlite3_backup_init(database->connection(), "main", file->connection(), "main");
  EXPECT_NE(copy, nullptr) << name;
  EXPECT_EQ(sqlite3_backup_step(copy, -1), SQLITE_DONE) << name;
  EXPECT_EQ(sqlite3_backup_finish(copy), SQLITE_OK) << name;
  return database;
}

std::unique_ptr<Database> kept_database(const std::string& name) {
  std::ifstream file(HOMEWARD_ROOT "/tests/sync/fixtures/" + name);
  const std::string sql{std::istreambuf_iterator<char>(file), {}};
  EXPECT_FALSE(sql.empty()) << name;
  auto database = empty_database();
  const auto ran = database->run(sql.c_str());
  EXPECT_TRUE(ran.ok()) << ran.error().detail;
  EXPECT_TRUE(database->run("PRAGMA foreign_keys = ON").ok());
  return database;
}

void expect_same_log(const Store& upgraded, const Store& made_now) {
  for (const RecordHeader& record : {interview(1), interview(2), interview(3, 2)}) {
    EXPECT_EQ(upgraded.history(record.id).value(), made_now.history(record.id).value());
    EXPECT_EQ(upgraded.record(record.id).value(), made_now.record(record.id).value());
  }
  for (const unsigned who : {1, 2}) {
    const std::uint64_t newest = made_now.origin_state(origin(who)).value().number;
    EXPECT_EQ(upgraded.origin_state(origin(who)).value(),
              made_now.origin_state(origin(who)).value());
    for (std::uint64_t number = 1; number <= newest + 3; ++number) {
      EXPECT_EQ(upgraded.change(origin(who), number).value(),
                made_now.change(origin(who), number).value());
      EXPECT_EQ(upgraded.chain_at(origin(who), number).value(),
                made_now.chain_at(origin(who), number).value());
    }
  }
  EXPECT_EQ(upgraded.head().value(), made_now.head().value());
}

class StoreUpgradeFrom : public testing::TestWithParam<int> {
 protected:
  static std::unique_ptr<Database> kept(const std::string& side) {
    const std::string name = side + "_" + std::to_string(GetParam());
    return GetParam() < first_kept_as_file ? kept_database(name + ".sql") : kept_file(name + ".db");
  }
};
INSTANTIATE_TEST_SUITE_P(EachVersion, StoreUpgradeFrom, testing::Values(1, 2, 3, 4, 5));

TEST_P(StoreUpgradeFrom, ATabletsStoreHoldsAllThatItHeld) {
  const auto upgraded = SqliteClientStore::open(kept("client")).value();
  const auto made_now = SqliteClientStore::open(empty_database()).value();
  ASSERT_TRUE(keep_work(*made_now).ok());
  ASSERT_EQ(made_now->history(interview(1).id).value().size(), 62u);
  expect_same_log(*upgraded, *made_now);
  EXPECT_EQ(upgraded->state().value(), made_now->state().value());
  EXPECT_EQ(upgraded->drafts().value(), made_now->drafts().value());
  EXPECT_EQ(upgraded->notices().value(), made_now->notices().value());
  EXPECT_EQ(upgraded->aside().value(), made_now->aside().value());
  EXPECT_EQ(upgraded->purged_digest(1).value(), made_now->purged_digest(1).value());
}

TEST_P(StoreUpgradeFrom, AServersStoreHoldsAllThatItHeld) {
  const auto upgraded = SqliteServerStore::open(kept("server")).value();
  const auto made_now = SqliteServerStore::open(empty_database()).value();
  ASSERT_TRUE(keep_work(*made_now).ok());
  expect_same_log(*upgraded, *made_now);
  EXPECT_EQ(upgraded->scopes(user(1)).value(), made_now->scopes(user(1)).value());
  EXPECT_EQ(upgraded->owner(origin(1)).value(), made_now->owner(origin(1)).value());
  EXPECT_EQ(upgraded->quarantined_of_origin(origin(2), 0).value(),
            made_now->quarantined_of_origin(origin(2), 0).value());
  EXPECT_EQ(upgraded->page(user(1), origin(9), {}, 1 << 20).value().changes,
            made_now->page(user(1), origin(9), {}, 1 << 20).value().changes);
}

TEST_P(StoreUpgradeFrom, WorkGoesOn) {
  const auto store = SqliteClientStore::open(kept("client")).value();
  const Change next = ChangeBuilder(origin(1), 64, interview(2))
                          .by(user(1))
                          .says(kept_field, "after", {{origin(1), 63, kept_field}});
  auto transaction = Transaction::begin(*store);
  ASSERT_TRUE(store->append_own(next).ok());
  ASSERT_TRUE(store->put_piece(interview(1).id, "a piece").ok());
  ASSERT_TRUE(transaction.value().commit().ok());
  EXPECT_EQ(store->history(interview(2).id).value().back(), next);
  EXPECT_EQ(store->record(interview(2).id).value()->value(kept_field)->as_text(), "after");
}

TEST(NewerStoreTest, AStoreOfANewerVersionIsLeftAsItIs) {
  auto database = empty_database();
  ASSERT_TRUE(SqliteClientStore::open(std::move(database)).ok());
  database = empty_database();
  ASSERT_TRUE(migrate(*database, "log",
                      {"CREATE TABLE a(b)", "CREATE TABLE c(d)", "CREATE TABLE e(f)",
                       "CREATE TABLE g(h)", "CREATE TABLE i(j)"})
                  .ok());
  EXPECT_EQ(SqliteClientStore::open(std::move(database)).error().code, Code::unsupported);
}

}  // namespace
}  // namespace homeward
