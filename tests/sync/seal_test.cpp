// The seal over what a tablet's database holds (T2; sync/sqlite_seal.h).
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "sync/sqlite_store.h"
#include "sync/statements.h"
#include "tests/sync/kept_work.h"

namespace homeward {
namespace {

using namespace test;

class SealTest : public testing::Test {
 protected:
  SealTest() {
    std::filesystem::remove(path_);
    auto store = open().value();
    HW_ASSERT(keep_work(*store).ok());
  }
  ~SealTest() override { std::filesystem::remove(path_); }

  Result<std::unique_ptr<SqliteClientStore>> open() const {
    HW_TRY(database, Database::open(path_, Database::Access::write));
    return SqliteClientStore::open(std::move(database));
  }
  // As nothing that goes through the store does.
  void run(const char* sql) const {
    auto database = Database::open(path_, Database::Access::write).value();
    ASSERT_TRUE(database->run(sql).ok()) << sql;
  }
  Bytes made() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  void put_back(BytesView octets) const { std::ofstream(path_, std::ios::binary) << octets; }
  std::vector<std::string> tables() const {
    auto database = Database::open(path_, Database::Access::write).value();
    std::vector<std::string> found;
    Query query(*database, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
    while (query.next().value()) {
      found.emplace_back(query.octets(0));
    }
    return found;
  }

  std::string path_ = std::filesystem::temp_directory_path() /
                      ("homeward-seal-" + std::to_string(::getpid()) + ".db");
};

TEST_F(SealTest, T2_WhatTheStoreWroteOpensAgain) {
  EXPECT_TRUE(open().ok());
}

TEST_F(SealTest, T2_ARowThatIsOlderGoneOrNewIsFound) {
  const Bytes whole = made();
  for (const char* sql : {"UPDATE draft SET octets = x'00'", "DELETE FROM held",
                          "UPDATE record SET state = (SELECT state FROM record LIMIT 1)",
                          "INSERT INTO meta(name, octets) VALUES('another', x'01')"}) {
    run(sql);
    EXPECT_EQ(open().error().code, Code::corrupt) << sql;
    put_back(whole);
  }
  EXPECT_TRUE(open().ok());
}

// The rows are all there, and would not be found.
TEST_F(SealTest, T2_AnIndexThatLacksARowIsFound) {
  run("CREATE TABLE another(child BLOB, id BLOB); CREATE INDEX of_another ON another(child, id);"
      "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage ="
      " (SELECT rootpage FROM sqlite_schema WHERE name = 'of_another')"
      " WHERE name = 'record_of_child'");
  EXPECT_EQ(open().error().detail, "database: the pages of its table record do not fit together");
}

TEST_F(SealTest, T2_PagesThatAreFreeButForTheSealAreFound) {
  run("CREATE TABLE another(a); INSERT INTO another VALUES(zeroblob(9000)); DROP TABLE another");
  EXPECT_EQ(open().error().code, Code::corrupt);
}

TEST_F(SealTest, T2_APieceThatIsDamagedCostsItselfAlone) {
  {
    auto store = open().value();
    auto transaction = Transaction::begin(*store);
    ASSERT_TRUE(store->put_piece(interview(1).id, "a piece").ok());
    ASSERT_TRUE(transaction.value().commit().ok());
  }
  run("UPDATE piece SET octets = x'00'");
  auto store = open();
  ASSERT_TRUE(store.ok()) << store.error().detail;
  const Digest name = store.value()->pieces(interview(1).id).value().at(0);
  EXPECT_EQ(store.value()->piece(interview(1).id, name).error().code, Code::corrupt);
}

TEST_F(SealTest, T2_ADatabaseWhoseSealWentIsNotTakenForOneFromBeforeSeals) {
  run("DELETE FROM seal");
  EXPECT_EQ(open().error().code, Code::corrupt);
  run("DROP TABLE seal");
  EXPECT_FALSE(open().ok());
}

TEST_F(SealTest, T2_WhatWasRolledBackIsNotSealed) {
  {
    auto store = open().value();
    const Draft draft{interview(2), {"c", Value::text("typed"), SaidBy::child, {}, {}}, {5}};
    {
      auto transaction = Transaction::begin(*store);
      ASSERT_TRUE(store->put_draft(draft).ok());
    }
    auto transaction = Transaction::begin(*store);
    ASSERT_TRUE(store->put_meta("after", "it").ok());
    ASSERT_TRUE(transaction.value().commit().ok());
  }
  EXPECT_TRUE(open().ok());
}

TEST_F(SealTest, T2_EveryTableIsCoveredButTheSealItself) {
  std::vector<std::string> covered = {"seal"};
  for (const sql::SealedTable& table : sql::sealed_tables) {
    covered.emplace_back(table.name);
  }
  std::sort(covered.begin(), covered.end());
  EXPECT_EQ(tables(), covered);
}

}  // namespace
}  // namespace homeward
