// What travels is what is new: texts as splices of what the other side has (docs/protocol.md).
#include <gtest/gtest.h>

#include "tests/sync/loopback.h"

namespace homeward {
namespace {

using namespace test;

const std::string long_text =
    "She went to the station and waited there for the last train, but nobody came for her. "
    "In the morning a guard found her asleep and gave her tea, and rang the number she knew.";

class DeltaExchangeTest : public ::testing::Test {
 protected:
  DeltaExchangeTest() {
    for (unsigned device : {1, 2, 3}) {
      server.grant(user(device), record_id(1));
    }
  }
  void settle(TestDevice& device) {
    for (bool more = true; more;) {
      auto taken = device.exchange(server);
      ASSERT_TRUE(taken.ok()) << taken.error().detail;
      more = taken.value().more;
    }
  }
  void expect_same(const TestDevice& a, const TestDevice& b) {
    EXPECT_EQ(a.store.record(interview(1).id).value(), b.store.record(interview(1).id).value());
  }

  TestServer server;
  TestDevice one{1};
  TestDevice two{2};
};

TEST_F(DeltaExchangeTest, P26_AnEditOfATextTravelsAsASpliceBothWays) {
  ASSERT_TRUE(one.write(interview(1), "a", long_text).ok());
  settle(one);
  settle(two);
  ASSERT_TRUE(two.write(interview(1), "a", long_text + " That was all.").ok());
  const Bytes request = two.ask(server.now).value();
  EXPECT_LT(request.size(), 220u);
  settle(two);
  const Bytes answer = server.serve(one.ask(server.now).value(), one.user).value();
  EXPECT_LT(answer.size(), 200u);
  settle(one);
  expect_same(one, two);
  EXPECT_EQ(one.store.record(interview(1).id).value()->value("a")->as_text(),
            long_text + " That was all.");
}

TEST_F(DeltaExchangeTest, P26_S5_ATextSplicedFromWhatAServerPutBackLostComesWhole) {
  settle(two);
  const MemoryTables yesterday = server.store.tables();
  const Change base = one.write(interview(1), "a", long_text).value();
  settle(one);
  settle(two);
  server.store.restore(yesterday);
  const Change edited = two.write(interview(1), "a", long_text + " That was all.").value();
  for (int i = 0; i < 4; ++i) {
    ASSERT_TRUE(two.exchange(server).ok());
  }
  EXPECT_EQ(server.store.change(two.origin, 1).value(), encode(edited));
  EXPECT_TRUE(server.store.quarantined_of_user(two.user).value().empty());
  settle(one);
  EXPECT_EQ(server.store.change(one.origin, 1).value(), encode(base));
  settle(two);
  expect_same(one, two);
}

TEST_F(DeltaExchangeTest, P26_APageThatNamesWhatIsNotOnTheDeviceIsAskedForWhole) {
  ASSERT_TRUE(one.write(interview(1), "a", long_text).ok());
  settle(one);
  settle(two);
  ASSERT_TRUE(one.write(interview(1), "a", long_text + " That was all.").ok());
  settle(one);
  TestDevice bare{3};  // has no more than what it was told: a store that lost its records
  ClientState state = two.state();
  state.origin = bare.origin;
  state.confirmed.reset();
  auto transaction = Transaction::begin(bare.store);
  ASSERT_TRUE(bare.store.put_state(state).ok() && transaction.value().commit().ok());
  EXPECT_TRUE(bare.exchange_once(server).value().is_asked_again);
  EXPECT_EQ(bare.store.head().value(), 0u);
  EXPECT_EQ(bare.exchange_once(server).value().changed, std::vector<RecordId>{interview(1).id});
  EXPECT_EQ(bare.store.change(one.origin, 2).value(), one.store.change(one.origin, 2).value());
}

// Refused work is shown to its author: it must not hold words they may not see.
TEST_F(DeltaExchangeTest, P26_S7_NothingIsPutTogetherFromWhatItsAuthorMayNotSee) {
  const Change secret = one.write(interview(1), "a", long_text).value();
  settle(one);
  TestDevice outsider{7};
  ASSERT_TRUE(outsider.meet(server).ok());
  auto transaction = Transaction::begin(outsider.store);
  ASSERT_TRUE(outsider.store.append(secret).ok() && transaction.value().commit().ok());
  ASSERT_TRUE(outsider.write(interview(1), "a", long_text + " That was all.").ok());
  const Bytes request = outsider.ask(server.now).value();
  ASSERT_LT(request.size(), long_text.size() + 60);
  ASSERT_TRUE(server.serve(request, outsider.user).ok());
  EXPECT_EQ(server.store.origin_state(outsider.origin).value().number, 0u);
  EXPECT_TRUE(server.store.quarantined_of_user(outsider.user).value().empty());
}

TEST_F(DeltaExchangeTest, P4_AClaimThatIsNotSoIsShownWithItsReceiptAndTakesNothingBefore) {
  ASSERT_TRUE(one.write(interview(1), "a", "first").ok());
  settle(one);
  const MemoryTables yesterday = server.store.tables();
  ASSERT_TRUE(one.write(interview(1), "a", "second").ok());
  settle(one);
  server.store.restore(yesterday);
  ASSERT_TRUE(one.write(interview(1), "a", "third").ok());
  const std::uint64_t head = server.store.head().value();
  const Taken first = one.exchange_once(server).value();
  EXPECT_TRUE(first.is_asked_again && first.more);
  EXPECT_EQ(server.store.head().value(), head);
  EXPECT_TRUE(server.read(one.ask(server.now).value()).value().confirmed.has_value());
  EXPECT_EQ(one.exchange_once(server).value().standing, Standing::restored);
}

TEST_F(DeltaExchangeTest, P26_S2_ARefusedChangeIsNoBaseAtTheServerAndWhatFollowsItComesWhole) {
  ASSERT_TRUE(one.write(interview(1), "a", "forbidden").ok());
  settle(one);
  ASSERT_TRUE(one.write(interview(1), "a", long_text).ok());
  settle(one);
  EXPECT_EQ(one.store.notices().value().size(), 1u);
  EXPECT_TRUE(server.store.change(one.origin, 2).value().has_value());
}

TEST_F(DeltaExchangeTest, P26_S7_AfterAPurgeEverythingNeededComesAgain) {
  ASSERT_TRUE(one.write(interview(1), "a", long_text).ok());
  settle(one);
  settle(two);
  server.withdraw(two.user, record_id(1));
  settle(two);
  ASSERT_TRUE(one.write(interview(1), "a", long_text + " That was all.").ok());
  settle(one);
  server.grant(two.user, record_id(1));
  ASSERT_TRUE(one.write(interview(1), "a", long_text + " That was all of it.").ok());
  settle(one);
  settle(two);
  expect_same(one, two);
}

}  // namespace
}  // namespace homeward
