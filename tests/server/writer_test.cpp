// One writer, group commit, and one failing job that takes no other down (V2).
#include "server/writer.h"

#include <algorithm>
#include <future>

#include "server/sign_in_throttle.h"
#include "tests/server/service_world.h"

namespace homeward::test {
namespace {

class WriterTest : public ServiceWorld {
 protected:
  WriterTest()
      : writer_(ServerDatabase::open(folder_.path(), ServerDatabase::Mode::write).value(),
                [](const Result<void>&) {}) {}

  // Holds the writer until release() so that the jobs to come are committed together.
  void hold() {
    std::promise<void> running;
    std::future<void> runs = running.get_future();
    auto started = std::make_shared<std::promise<void>>(std::move(running));
    writer_.put({[this, started](ServerDatabase&) -> Result<void> {
                   started->set_value();
                   gate_.get_future().wait();
                   return {};
                 },
                 [](Result<void>) {}});
    runs.wait();
  }
  void release() { gate_.set_value(); }

  std::future<bool> put(const std::string& key, bool fails = false) {
    auto done = std::make_shared<std::promise<bool>>();
    writer_.put({[key, fails](ServerDatabase& db) -> Result<void> {
                   HW_CHECK(db.store().put_meta(key, key));
                   return fails ? Result<void>(Error{Code::refused, "no"}) : Result<void>();
                 },
                 [done](Result<void> result) { done->set_value(result.ok()); }});
    return done->get_future();
  }
  bool is_there(const std::string& key) { return reader()->store().meta(key).value().has_value(); }

  std::promise<void> gate_;
  DatabaseWriter writer_;
};

TEST_F(WriterTest, V2WhatIsAcknowledgedIsThereForEveryReader) {
  EXPECT_TRUE(put("one").get());
  EXPECT_TRUE(is_there("one"));
}

TEST_F(WriterTest, V2AJobThatFailsTakesNoOtherOfItsCommitDown) {
  hold();
  auto before = put("before");
  auto failing = put("failing", true);
  auto after = put("after");
  release();
  EXPECT_TRUE(before.get());
  EXPECT_FALSE(failing.get());
  EXPECT_TRUE(after.get());
  EXPECT_TRUE(is_there("before") && is_there("after"));
  EXPECT_FALSE(is_there("failing"));
}

TEST_F(WriterTest, V2StoppingFinishesWhatIsWaitingAndTakesNoMore) {
  hold();
  auto waiting = put("waiting");
  release();
  writer_.stop();
  EXPECT_TRUE(waiting.get());
  EXPECT_FALSE(writer_.put({nullptr, nullptr}));
}

TEST(SignInThrottleRuleTest, TriesMadeAtOnceAreNoWayRoundTheLimit) {
  SignInThrottle throttle;
  int tried = 0;
  for (int i = 0; i < 100; ++i) {
    tried += throttle.wait_or_try("iris", "192.0.2." + std::to_string(i), {0}) == 0 ? 1 : 0;
  }
  EXPECT_EQ(tried, 5);
}

TEST(SignInThrottleRuleTest, EachWrongTryWaitsLongerUpToAQuarterOfAnHour) {
  SignInThrottle throttle;
  Instant now{1'790'000'000'000};
  std::int64_t longest = 0;
  for (int i = 0; i < 30; ++i) {
    const std::int64_t wait = throttle.wait_or_try("iris", "192.0.2.1", now);
    longest = std::max(longest, wait);
    now = now.plus_ms(wait);
  }
  EXPECT_EQ(longest, 15 * minute_ms);
}

TEST(SignInThrottleRuleTest, AnAddressThatTriesManyNamesIsSlowedForSecondsOnly) {
  SignInThrottle throttle;
  for (int i = 0; i < 200; ++i) {
    EXPECT_EQ(throttle.wait_or_try("name" + std::to_string(i), "192.0.2.1", {0}), 0);
  }
  EXPECT_EQ(throttle.wait_or_try("iris", "192.0.2.1", {0}), second_ms);
  EXPECT_EQ(throttle.wait_or_try("iris", "192.0.2.2", {0}), 0);
}

TEST(SignInThrottleRuleTest, ARightPasswordForgivesItsNameAndNotTheAddress) {
  SignInThrottle throttle;
  for (int i = 0; i < 200; ++i) {
    throttle.wait_or_try("name" + std::to_string(i), "192.0.2.1", {0});
  }
  throttle.succeeded("name7", "192.0.2.1");
  EXPECT_EQ(throttle.wait_or_try("name7", "192.0.2.1", {0}), 0);
  EXPECT_GT(throttle.wait_or_try("name8", "192.0.2.1", {0}), 0);
}

}  // namespace
}  // namespace homeward::test
