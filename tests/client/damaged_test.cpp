// Carrying off what is unsent in a database that no longer holds together (S7, T6): a page of
// it that cannot be read costs what stands on it, and never makes other words of the rest.
#include <gtest/gtest.h>

#include "sync/rescue.h"
#include "tests/client/tampered_files.h"

namespace homeward::test {
namespace {

class DamagedTest : public testing::Test {
 protected:
  DamagedTest() {
    server_.grant(user(1), record_id(1));
    auto store = disk_.open().value();
    for (unsigned round = 0; round < 8; ++round) {
      write_round(*store, round);
    }
    sent_.exchange_all(*store);
    commit_to(*store, [](SqliteClientStore& open) { say(open, interview(3), "Not sent yet."); });
    unsent_ = carried(*store).value();
    store.reset();
    whole_ = disk_.read();
  }

  static Result<std::vector<Pushed>> carried(const SqliteClientStore& store) {
    HW_TRY(parts, SyncClient(const_cast<SqliteClientStore&>(store)).rescue({1}));
    HW_TRY(rescue, read_rescue(join_rescue(parts)));
    return rescue.request.pushed;
  }
  Result<std::unique_ptr<SqliteClientStore>> open_damaged() const {
    HW_TRY(connection, disk_.connect());
    return SqliteClientStore::open_damaged(Database::adopt(connection.release()));
  }
  static Result<void> types(SqliteClientStore& store) {
    const std::uint64_t number = store.origin_state(origin(1)).value().number + 1;
    HW_TRY(transaction, Transaction::begin(store));
    HW_CHECK(store.append_own(
        ChangeBuilder(origin(1), number, interview(20)).by(user(1)).says("a", "Typed.", {})));
    return transaction.commit();
  }
  void damage(std::size_t page) const {
    Files files = whole_;
    files.main[page * page_octets + page_octets / 2] ^= 1;
    disk_.write(files);
  }
  std::size_t pages() const { return whole_.main.size() / page_octets; }

  Disk disk_{"damaged"};
  TestServer server_;
  SentNumbers sent_{server_};
  std::vector<Pushed> unsent_;
  Files whole_;
};

TEST_F(DamagedTest, S7_UnsentWorkIsCarriedOffUnlessItStandsOnTheDamagedPageItself) {
  ASSERT_EQ(unsent_.size(), 1u);
  std::size_t is_carried = 0, is_lost = 0;
  for (std::size_t page = 1; page < pages(); ++page) {
    damage(page);
    if (disk_.open().ok()) {
      continue;  // free, or a piece of a file
    }
    const auto store = open_damaged();
    const auto found =
        store.ok() ? carried(*store.value()) : Result<std::vector<Pushed>>(store.error());
    if (found.ok()) {
      EXPECT_EQ(found.value(), unsent_) << "page " << page;
      ++is_carried;
    } else {
      EXPECT_EQ(found.error().code, Code::corrupt) << "page " << page << found.error().detail;
      ++is_lost;
    }
  }
  EXPECT_GT(is_carried, is_lost);
  EXPECT_GT(is_lost, 0u);
}

// What was being typed is numbered there once, so that a second file tells the same.
TEST_F(DamagedTest, S7_WhatIsWrittenInADamagedDatabaseStaysAndItStaysDamaged) {
  for (std::size_t page = 1; page < pages(); ++page) {
    damage(page);
    if (disk_.open().ok()) {
      continue;
    }
    auto store = open_damaged();
    if (!store.ok() || !carried(*store.value()).ok()) {
      continue;
    }
    if (!types(*store.value()).ok()) {
      continue;  // what is to be written over is damaged too
    }
    const auto first = carried(*store.value()).value();
    EXPECT_EQ(first.size(), unsent_.size() + 1);
    store.value().reset();
    const auto healthy = disk_.open();
    ASSERT_FALSE(healthy.ok());
    EXPECT_EQ(healthy.error().code, Code::corrupt);
    EXPECT_EQ(carried(*open_damaged().value()).value(), first);
    return;
  }
  FAIL() << "no page could be damaged and the rest be read";
}

TEST_F(DamagedTest, ADatabaseWithoutTheTablesOfThisProgramIsRefused) {
  disk_.write({Bytes(), Bytes()});
  const auto empty = open_damaged();
  ASSERT_FALSE(empty.ok());
  EXPECT_EQ(empty.error().code, Code::unsupported);
}

}  // namespace
}  // namespace homeward::test
