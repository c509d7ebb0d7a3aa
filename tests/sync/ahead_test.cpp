// P43: the next page of a pull is asked for while one is taken.
#include <gtest/gtest.h>

#include "tests/sync/loopback.h"

namespace homeward {
namespace {

using namespace test;

class AheadTest : public ::testing::Test {
 protected:
  AheadTest() {
    for (unsigned device : {1, 2, 3}) {
      server.grant(user(device), record_id(1));
    }
    for (int i = 0; i < 5; ++i) {
      EXPECT_TRUE(one.write(interview(1), "a", "words " + std::to_string(i)).ok());
      EXPECT_TRUE(one.exchange(server).ok());
    }
    two.start(1);  // a change a page
  }
  Bytes served(BytesView request) { return server.serve(request, two.user).value(); }
  Bytes first_page() { return served(two.ask(server.now).value()); }
  Bytes ahead_of(BytesView answer) { return two.client->request_ahead(answer, server.now).value(); }
  Result<Taken> take(BytesView answer) { return two.client->take(answer, server.now, server.now); }

  TestServer server;
  TestDevice one{1};
  TestDevice two{2};
};

TEST_F(AheadTest, P43_S6_EveryPageIsTakenOnceAndTheDeviceHasWhatOneThatDoesNotAskAheadHas) {
  Bytes answer = first_page();
  std::vector<std::uint64_t> left;
  for (;;) {
    const Bytes ahead = ahead_of(answer);
    const Taken taken = take(answer).value();
    EXPECT_EQ(taken.changed.size(), 1u);
    EXPECT_EQ(taken.is_next_asked, taken.remaining > 0);
    EXPECT_EQ(ahead.empty(), taken.remaining == 0);
    left.push_back(taken.remaining);
    if (ahead.empty()) {
      break;
    }
    answer = served(ahead);
  }
  EXPECT_EQ(left, (std::vector<std::uint64_t>{4, 3, 2, 1, 0}));
  TestDevice three{3};
  ASSERT_TRUE(three.exchange(server).ok());
  EXPECT_EQ(two.store.record(interview(1).id).value(), three.store.record(interview(1).id).value());
  EXPECT_EQ(two.state().cursor, three.state().cursor);
}

TEST_F(AheadTest, P43_S6_WhatFollowsAPageThatWasNotTakenIsRefusedAndThePageComesAgain) {
  const Bytes answer = first_page();
  const Bytes after = served(ahead_of(answer));
  EXPECT_EQ(take(BytesView(answer).substr(0, answer.size() - 1)).error().code, Code::bad_input);
  EXPECT_EQ(take(after).error().code, Code::bad_input);
  const Taken taken = take(answer).value();
  EXPECT_EQ(taken.remaining, 4u);
  EXPECT_FALSE(taken.is_next_asked);
  EXPECT_EQ(take(after).error().code, Code::bad_input);
  EXPECT_EQ(two.exchange(server).value().remaining, 3u);
}

TEST_F(AheadTest, P15_P43_AnotherRequestTakesThePlaceOfWhatWasAskedAhead) {
  const Bytes answer = first_page();
  const Bytes ahead = ahead_of(answer);
  ASSERT_TRUE(take(answer).value().is_next_asked);
  const Bytes request = two.ask(server.now.plus_ms(1)).value();
  EXPECT_EQ(take(served(ahead)).error().code, Code::bad_input);
  EXPECT_EQ(take(served(request)).value().remaining, 3u);
}

TEST_F(AheadTest, P5_P43_NothingIsAskedAheadWhileSomethingIsUnsentOrAReceiptIsNotVerified) {
  ASSERT_TRUE(take(first_page()).ok());
  ASSERT_TRUE(two.write(interview(1), "b", "words").ok());
  const Bytes answer = served(two.ask(server.now).value());
  EXPECT_EQ(ahead_of(answer), Bytes());
  const Taken taken = take(answer).value();
  EXPECT_FALSE(taken.is_next_asked);
  ASSERT_TRUE(two.client->confirm(taken.to_verify.value()).ok());
  const Bytes next = served(two.ask(server.now).value());
  EXPECT_NE(ahead_of(next), Bytes());
}

TEST_F(AheadTest, P17_P43_S7_NothingIsAskedAheadOfAWithdrawal) {
  ASSERT_TRUE(take(first_page()).ok());
  server.grant(one.user, record_id(2));
  server.grant(two.user, record_id(2));
  ASSERT_TRUE(one.write(interview(2, 2), "a", "words").ok());
  ASSERT_TRUE(one.write(interview(2, 2), "a", "more words").ok());
  ASSERT_TRUE(one.exchange(server).ok());
  server.withdraw(two.user, record_id(1));
  const Bytes answer = served(two.ask(server.now).value());
  ASSERT_FALSE(two.read(answer).value().withdrawn.empty());
  ASSERT_GT(two.read(answer).value().remaining, 0u);
  EXPECT_EQ(ahead_of(answer), Bytes());
}

// Its answer waited while the page before was taken.
TEST_F(AheadTest, P18_P43_S10_WhatWasAskedAheadSaysNothingOfTheClock) {
  const Bytes answer = first_page();
  const Bytes ahead = ahead_of(answer);
  ASSERT_TRUE(take(answer).ok());
  EXPECT_EQ(two.state().skew_ms, 0);
  const Taken taken =
      two.client->take(served(ahead), server.now.plus_ms(-9000), server.now.plus_ms(-2000)).value();
  EXPECT_EQ(taken.remaining, 3u);
  EXPECT_EQ(two.state().skew_ms, 0);
}

TEST_F(AheadTest, P43_WhatStandsAroundAPageIsReadAsWithIt) {
  const Bytes answer = first_page();
  Answer whole = two.read(answer).value();
  ASSERT_EQ(whole.page.size(), 1u);
  whole.page.clear();
  EXPECT_EQ(read_around_page(answer).value(), whole);
  for (std::size_t size = 0; size < answer.size(); ++size) {
    EXPECT_FALSE(read_around_page(BytesView(answer).substr(0, size)).ok()) << size;
  }
}

}  // namespace
}  // namespace homeward
