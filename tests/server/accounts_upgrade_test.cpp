// The service's own tables as an earlier program left them (server/statements.h) are opened with
// all that they hold. A new fixture is kept before their version changes; the log's and the
// records' are in tests/sync/store_upgrade_test.cpp.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "server/database.h"
#include "tests/server/service_world.h"
#include "tests/sync/builders.h"

namespace homeward::test {
namespace {

class AccountsUpgradeTest : public testing::Test {
 protected:
  void SetUp() override {
    std::ifstream file(HOMEWARD_ROOT "/tests/server/fixtures/accounts_1.sql");
    const std::string sql{std::istreambuf_iterator<char>(file), {}};
    ASSERT_FALSE(sql.empty());
    auto earlier = Database::open(folder_.file(), Database::Access::write);
    ASSERT_TRUE(earlier.ok()) << earlier.error().detail;
    const auto made = earlier.value()->run(sql.c_str());
    ASSERT_TRUE(made.ok()) << made.error().detail;
    std::filesystem::permissions(
        folder_.file(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  }
  std::unique_ptr<ServerDatabase> opened() {
    auto database = ServerDatabase::open(folder_.path(), ServerDatabase::Mode::write);
    EXPECT_TRUE(database.ok()) << database.error().detail;
    return std::move(database).value();
  }

  Folder folder_;
};

TEST_F(AccountsUpgradeTest, PeopleTabletsAndTheAuditAreWhatTheyWere) {
  const auto database = opened();
  const auto accounts = database->accounts().accounts().value();
  ASSERT_EQ(accounts.size(), 2u);
  EXPECT_EQ(accounts[0].username, "iris.example");
  EXPECT_EQ(accounts[0].id, user(8));
  EXPECT_TRUE(accounts[0].disabled);
  EXPECT_EQ(accounts[1].role, Role::supervisor);
  EXPECT_EQ(database->accounts().password(user(7)).value()->hash, Bytes("\x0a\x0b"));
  EXPECT_EQ(database->accounts().device_of(origin(5)).value()->user, user(8));
  EXPECT_EQ(database->accounts().supervisors_of("north").value(), std::vector<UserId>{user(7)});
}

TEST_F(AccountsUpgradeTest, TheAuditOfAnEarlierProgramRefusesLinesThatReplaceOthersFromNowOn) {
  const auto database = opened();
  Database& sql = database->store().database();
  EXPECT_FALSE(sql.run("INSERT OR REPLACE INTO audit(line, at_ms, account, act, child, record,"
                       " detail) VALUES(1, 0, x'00', 'nothing', x'00', x'00', '')")
                   .ok());
  ASSERT_TRUE(database->accounts().audit({{5}, user(7), "read", {}, {}, "later"}).ok());
  Query lines(sql, "SELECT act FROM audit ORDER BY line");
  for (const char* act : {"read", "write", "read"}) {
    ASSERT_TRUE(lines.next().value());
    EXPECT_EQ(lines.octets(0), act);
  }
}

TEST_F(AccountsUpgradeTest, WhatANewerProgramMadeIsLeftAsItIs) {
  {
    auto newer = Database::open(folder_.file(), Database::Access::write);
    ASSERT_TRUE(newer.value()->run("UPDATE part SET version = 99 WHERE name = 'accounts'").ok());
  }
  const auto refused = ServerDatabase::open(folder_.path(), ServerDatabase::Mode::write);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, Code::unsupported);
}

}  // namespace
}  // namespace homeward::test
