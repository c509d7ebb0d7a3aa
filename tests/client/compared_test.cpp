// What a comparison with the council came to, as a worker is told it (P36 to P38).
#include "tests/client/world.h"

namespace homeward::test {
namespace {

using Begin = Client::Begin;

struct ComparedTest : testing::Test {
  World world;
  TestTablet tablet{world, 1};

  Json compared() { return tablet.get("sync_state", {}).at("compared"); }
  RecordHeader episode() const { return {world.episode, "episode", world.child, world.episode}; }
  void lose_episode() {
    auto transaction = Transaction::begin(tablet.store());
    ASSERT_TRUE(tablet.store().rebuild(episode(), {}).ok());
    ASSERT_TRUE(transaction.value().commit().ok());
  }
  void council_loses_episode() {
    MemoryTables tables = world.server.store.tables();
    std::erase_if(tables.positions, [&](const auto& one) {
      return tables.log.at(one.second).record.id == world.episode;
    });
    std::erase_if(tables.log,
                  [&](const auto& one) { return one.second.record.id == world.episode; });
    tables.records.erase(world.episode);
    world.server.store.restore(tables);
  }
};

TEST_F(ComparedTest, P36_IsMadeOnceADayAndWheneverItIsAskedFor) {
  EXPECT_EQ(tablet.compare(Begin::if_due), 0u);  // the council was never reached
  EXPECT_TRUE(compared().is_null());
  tablet.sync();
  EXPECT_EQ(tablet.compare(Begin::if_due), 1u);
  EXPECT_EQ(compared().at("records").as_int64(), 2);
  EXPECT_TRUE(compared().at("mended").as_array().empty());
  EXPECT_EQ(tablet.compare(Begin::if_due), 0u);
  EXPECT_EQ(tablet.compare(Begin::now), 1u);
  world.now() = world.now().plus_ms(day_ms);
  EXPECT_EQ(tablet.compare(Begin::if_due), 1u);
}

TEST_F(ComparedTest, P37_WhatTheTabletLostIsBackOnTheChildsPageAndTold) {
  tablet.sync();
  ASSERT_EQ(tablet.get("home", {}).at("children").as_array().size(), 1u);
  lose_episode();
  const JsonArgs child{{"child", world.child.hex()}};
  ASSERT_TRUE(tablet.get("child", child).at("episodes").as_array().empty());
  EXPECT_EQ(tablet.compare(Begin::if_due), 2u);
  EXPECT_EQ(tablet.get("child", child).at("episodes").as_array().size(), 1u);
  EXPECT_EQ(text(compared().at("mended").at(0)), "Missing episode, Ada Invented");
  EXPECT_FALSE(tablet.get("home", {}).at("children").at(0).at("due").is_null());
}

TEST_F(ComparedTest, P38_WhatTheCouncilLacksIsKeptAndNamedWithWhatToDo) {
  tablet.sync();
  council_loses_episode();
  tablet.compare(Begin::if_due);
  const Json left = compared().at("left").at(0);
  EXPECT_EQ(text(left.at("what")), "Missing episode, Ada Invented");
  EXPECT_NE(text(left.at("why")).find("It is kept here. Tell your administrator."),
            std::string::npos);
  EXPECT_TRUE(tablet.store().record(world.episode).value().has_value());
}

TEST_F(ComparedTest, P39_ATabletThatHasToSynchroniseFirstComparesLater) {
  tablet.sync();
  world.put(episode(), {{"absence.circumstances", Value::text("News.")}});
  tablet.compare(Begin::if_due);
  EXPECT_TRUE(compared().is_null());
  tablet.sync();
  EXPECT_EQ(tablet.compare(Begin::if_due), 1u);
}

}  // namespace
}  // namespace homeward::test
