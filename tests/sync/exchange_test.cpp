// The conversation, rule by rule (docs/protocol.md), both machines over memory stores.
#include <gtest/gtest.h>

#include "tests/sync/loopback.h"

namespace homeward {
namespace {

using namespace test;

class ExchangeTest : public ::testing::Test {
 protected:
  ExchangeTest() {
    for (unsigned device : {1, 2}) {
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

  // From here on it sends what is unsent (P5).
  void meet(TestDevice& device) { ASSERT_TRUE(device.meet(server).ok()); }

  TestServer server;
  TestDevice one{1};
  TestDevice two{2};
};

TEST_F(ExchangeTest, P4_P12_S8_NothingNewIsUnder120OctetsBothWays) {
  ASSERT_TRUE(one.write(interview(1), "a", "words").ok());
  settle(one);
  const Bytes request = one.ask(server.now).value();
  const Bytes answer = server.serve(request, one.user).value();
  EXPECT_LT(request.size() + answer.size(), 120u);
}

TEST_F(ExchangeTest, P20_S3_NothingIsConfirmedBeforeTheReceiptIs) {
  meet(one);
  ASSERT_TRUE(one.write(interview(1), "a", "words").ok());
  const Bytes request = one.ask(server.now).value();
  auto taken = one.client->take(server.serve(request, one.user).value(), {0}, {1});
  ASSERT_TRUE(taken.value().to_verify.has_value());
  EXPECT_EQ(one.state().confirmed_number(), 0u);
  SignedReceipt other = *taken.value().to_verify;
  other.receipt.number = 0;
  EXPECT_EQ(one.client->confirm(other).error().code, Code::refused);
  ASSERT_TRUE(one.client->confirm(*taken.value().to_verify).ok());
  EXPECT_EQ(one.state().confirmed_number(), 1u);
}

TEST_F(ExchangeTest, S4_WhatWasSentIsSentAgainUntilItsReceiptIsVerifiedAndKeptAfter) {
  meet(one);
  const Change change = one.write(interview(1), "a", "words").value();
  for (int lost = 0; lost < 2; ++lost) {
    const Bytes request = one.ask(server.now.plus_ms(lost)).value();
    ASSERT_TRUE(server.serve(request, one.user).ok());
    ASSERT_EQ(server.read(request).value().pushed.size(), 1u);
  }
  settle(one);
  EXPECT_EQ(one.state().confirmed_number(), 1u);
  EXPECT_TRUE(server.read(one.ask(server.now).value()).value().pushed.empty());
  EXPECT_EQ(one.store.change(one.origin, 1).value(), encode(change));
}

TEST_F(ExchangeTest, S4_ACommitThatFailsGivesNoReceiptAndTheNextTryIsTaken) {
  meet(one);
  ASSERT_TRUE(one.write(interview(1), "a", "words").ok());
  const Request request = server.read(one.ask(server.now).value()).value();
  {
    ScopeGate gate(one.user);
    auto transaction = Transaction::begin(server.store);
    ASSERT_TRUE(apply(server.store, request, one.user, gate, server.signer, server.now).ok());
  }
  EXPECT_EQ(server.store.origin_state(one.origin).value().number, 0u);
  EXPECT_EQ(one.state().confirmed_number(), 0u);
  settle(one);
  EXPECT_EQ(one.state().confirmed_number(), 1u);
}

TEST_F(ExchangeTest, P15_AnAnswerComesOnceAndOnlyToTheRequestLastMade) {
  const Bytes first = server.serve(one.ask(server.now).value(), one.user).value();
  const Bytes second = server.serve(one.ask(server.now.plus_ms(1)).value(), one.user).value();
  EXPECT_FALSE(one.client->take(first, {0}, {1}).ok());
  EXPECT_TRUE(one.client->take(second, {0}, {1}).ok());
  EXPECT_FALSE(one.client->take(second, {0}, {1}).ok());
}

TEST_F(ExchangeTest, P8_S1_ARequestReplayedIsTheSameAsOnce) {
  meet(one);
  ASSERT_TRUE(one.write(interview(1), "a", "words").ok());
  const Bytes request = one.ask(server.now).value();
  ASSERT_TRUE(server.serve(request, one.user).ok());
  const std::uint64_t head = server.store.head().value();
  ASSERT_TRUE(server.serve(request, one.user).ok());
  EXPECT_EQ(server.store.head().value(), head);
}

TEST_F(ExchangeTest, P10_S2_Defect5_ABadChangeHoldsUpNothingAndItsAuthorIsTold) {
  ASSERT_TRUE(one.write(interview(1), "a", "first").ok());
  ASSERT_TRUE(one.write(interview(1), "a", "forbidden").ok());
  ASSERT_TRUE(one.write(interview(1), "b", "third").ok());
  ASSERT_TRUE(one.write(interview(2), "a", "of another record").ok());
  settle(one);
  EXPECT_EQ(one.state().confirmed_number(), 4u);
  const auto notices = one.store.notices().value();
  ASSERT_EQ(notices.size(), 1u);
  EXPECT_EQ(notices[0].notice.number, 2u);
  EXPECT_EQ(notices[0].notice.reason, "a forbidden word");
  EXPECT_EQ(server.store.history(interview(1).id).value().size(), 2u);
  EXPECT_EQ(server.store.quarantined_of_child(record_id(1)).value().size(), 1u);
  settle(two);
  EXPECT_EQ(two.store.record(interview(1).id).value()->value("b")->as_text(), "third");
  EXPECT_EQ(two.store.record(interview(2).id).value()->value("a")->as_text(), "of another record");
}

TEST_F(ExchangeTest, P10_P11_S2_AChangeTheServerCannotReadCountsAsReceived) {
  meet(one);
  ASSERT_TRUE(one.write(interview(1), "a", "first").ok());
  Request request = server.read(one.ask(server.now).value()).value();
  request.pushed[0].change = request.pushed[0].change.octets().substr(0, 40);
  const Applied applied = server.commit(request, one.user).value();
  EXPECT_EQ(applied.origin.number, 1u);
  ASSERT_EQ(applied.quarantined.size(), 1u);
  EXPECT_TRUE(applied.quarantined[0].opaque);
}

TEST_F(ExchangeTest, P13_P14_S5_AServerPutBackSilentlyIsNoticedByAReceiptAndGetsItsWorkBack) {
  ASSERT_TRUE(one.write(interview(1), "a", "first").ok());
  settle(one);
  const MemoryTables yesterday = server.store.tables();
  ASSERT_TRUE(one.write(interview(1), "a", "second").ok());
  settle(one);
  settle(two);
  server.store.restore(yesterday);
  EXPECT_EQ(one.exchange(server).value().standing, Standing::restored);
  settle(one);
  EXPECT_EQ(server.store.origin_state(one.origin).value().number, 2u);
  EXPECT_EQ(two.exchange(server).value().standing, Standing::restored);
  EXPECT_EQ(two.exchange(server).value().standing, Standing::ok);
}

TEST_F(ExchangeTest, P8_P22_S11_TwoDatabasesUnderOneOriginAreAForkAndNothingIsTaken) {
  ASSERT_TRUE(one.write(interview(1), "a", "first").ok());
  TestDevice clone{1};
  ASSERT_TRUE(clone.write(interview(1), "a", "another first").ok());
  meet(clone);
  settle(one);
  auto taken = clone.exchange(server);
  EXPECT_EQ(taken.value().standing, Standing::forked);
  EXPECT_FALSE(taken.value().to_verify.has_value());
  EXPECT_EQ(clone.state().confirmed_number(), 0u);
  EXPECT_EQ(server.store.history(interview(1).id).value().size(), 1u);
}

TEST_F(ExchangeTest, P42_S2_ADecisionIsToldToItsAuthorOnceAndTheWordsReachTheOthers) {
  ASSERT_TRUE(one.write(interview(1), "a", "forbidden").ok());
  settle(one);
  settle(two);
  const HeldDecision ruling{one.origin, 1, true, user(2), server.now, "It may be said."};
  server.decide(ruling);
  const Bytes heard = server.serve(one.ask(server.now).value(), one.user).value();
  EXPECT_EQ(one.read(heard).value().decided, std::vector<HeldDecision>{ruling});
  settle(one);
  settle(two);
  EXPECT_EQ(one.store.notices().value().at(0).ruling, ruling);
  EXPECT_FALSE(one.store.notices().value().at(0).is_apart());
  EXPECT_EQ(two.store.record(interview(1).id).value(), one.store.record(interview(1).id).value());
  const Bytes after = server.serve(one.ask(server.now).value(), one.user).value();
  EXPECT_TRUE(one.read(after).value().decided.empty());
}

TEST_F(ExchangeTest, P42_S2_WhatIsNotTakenInStaysApartAndItsAuthorIsTold) {
  ASSERT_TRUE(one.write(interview(1), "a", "forbidden").ok());
  settle(one);
  server.decide({one.origin, 1, false, user(2), server.now, "It may not be said."});
  settle(one);
  settle(two);
  EXPECT_EQ(one.store.notices().value().at(0).ruling->reason, "It may not be said.");
  EXPECT_TRUE(one.store.notices().value().at(0).is_apart());
  EXPECT_FALSE(two.store.record(interview(1).id).value().has_value());
}

TEST_F(ExchangeTest, P42_S7_S2_WhatWasAdmittedComesBackToTheTabletItHadLeft) {
  ASSERT_TRUE(one.write(interview(1), "a", "forbidden").ok());
  server.withdraw(one.user, record_id(1));
  settle(one);
  EXPECT_FALSE(one.store.record(interview(1).id).value().has_value());
  server.grant(one.user, record_id(1));
  settle(one);
  server.decide({one.origin, 1, true, user(2), server.now, "It may be said."});
  settle(one);
  EXPECT_EQ(one.store.record(interview(1).id).value(),
            server.store.record(interview(1).id).value());
}

TEST_F(ExchangeTest, P42_P14_S5_AServerPutBackBeforeADecisionHasItDecidedAnew) {
  ASSERT_TRUE(one.write(interview(1), "a", "forbidden").ok());
  settle(one);
  const MemoryTables yesterday = server.store.tables();
  server.decide({one.origin, 1, true, user(2), server.now, "It may be said."});
  ASSERT_TRUE(one.write(interview(1), "b", "words").ok());
  settle(one);
  EXPECT_FALSE(one.store.notices().value().at(0).is_apart());
  server.store.restore(yesterday);
  settle(one);
  EXPECT_TRUE(one.store.notices().value().at(0).is_apart());
}

TEST_F(ExchangeTest, P42_MoreDecisionsThanOneAnswerHoldsAreToldInTheNext) {
  const std::uint64_t count = rulings_told_max + 3;
  {
    auto transaction = Transaction::begin(one.store);
    for (std::uint64_t number = 1; number <= count; ++number) {
      ASSERT_TRUE(one.store.append_own(one.next_change(interview(1), "a", "forbidden")).ok());
    }
    ASSERT_TRUE(transaction.value().commit().ok());
  }
  settle(one);
  {
    auto transaction = Transaction::begin(server.store);
    for (std::uint64_t number = 1; number <= count; ++number) {
      const HeldDecision ruling{one.origin, number, false, user(2), server.now, "no"};
      ASSERT_TRUE(server.store.put_ruling(ruling).value());
    }
    ASSERT_TRUE(transaction.value().commit().ok());
  }
  settle(one);
  settle(one);
  const auto held = one.store.notices().value();
  EXPECT_EQ(held.size(), count);
  EXPECT_TRUE(std::all_of(held.begin(), held.end(),
                          [](const HeldNotice& notice) { return notice.ruling.has_value(); }));
}

TEST_F(ExchangeTest, P16_P42_WhatWasDecidedIsToldToANewDeviceAfterWhatThereIs) {
  ASSERT_TRUE(one.write(interview(1), "a", "forbidden").ok());
  ASSERT_TRUE(one.write(interview(1), "a", "words").ok());
  ASSERT_TRUE(one.write(interview(2), "a", "words").ok());
  settle(one);
  {
    auto transaction = Transaction::begin(server.store);
    const HeldDecision ruling{one.origin, 1, false, user(2), server.now, "no"};
    ASSERT_TRUE(server.store.put_ruling(ruling).value());
    ASSERT_TRUE(transaction.value().commit().ok());
  }
  Request request;
  request.origin = origin(77);
  request.page_octets = 1;
  std::vector<std::size_t> decided;
  StoreBases bases(server.store);
  for (std::uint64_t remaining = 1; remaining > 0;) {
    const Bytes octets = server.serve(frame(request), one.user).value();
    const Answer answer = read_answer(octets, &bases).value();
    decided.push_back(answer.decided.size());
    remaining = answer.remaining;
    request.cursor = answer.next;
    request.epoch = answer.epoch.is_zero() ? request.epoch : answer.epoch;
  }
  EXPECT_EQ(decided, (std::vector<std::size_t>{0, 1}));
}

TEST_F(ExchangeTest, P7_AnotherUsersOriginAndAForeignReceiptAreRefused) {
  settle(one);
  EXPECT_EQ(server.serve(one.ask(server.now).value(), two.user).error().code, Code::refused);
  ASSERT_TRUE(two.write(interview(1), "a", "words").ok());
  settle(two);
  Request request = server.read(two.ask(server.now).value()).value();
  request.claim.reset();
  request.confirmed = two.state().confirmed;
  request.confirmed->signature[0] ^= 1;
  EXPECT_EQ(server.commit(request, two.user).error().code, Code::refused);
}

TEST_F(ExchangeTest, P16_S6_AFirstPullComesInPagesAndSaysWhatRemains) {
  for (int i = 0; i < 10; ++i) {
    ASSERT_TRUE(one.write(interview(1), "a", "words").ok());
  }
  settle(one);
  two.start(1);
  for (std::uint64_t left = 10; left-- > 0;) {
    const Taken taken = two.exchange(server).value();
    EXPECT_EQ(taken.taken, 1u);
    EXPECT_EQ(taken.remaining, left);
    EXPECT_EQ(taken.more, left > 0);
  }
}

TEST_F(ExchangeTest, P17_P21_S7_AWithdrawnChildIsPurgedButUnsentWorkOnItIsStillDelivered) {
  ASSERT_TRUE(one.write(interview(1), "a", "held").ok());
  settle(one);
  ASSERT_TRUE(one.write(interview(1), "a", "unsent").ok());
  server.withdraw(one.user, record_id(1));
  EXPECT_EQ(one.exchange(server).value().purged_children, std::vector<RecordId>{record_id(1)});
  settle(one);
  EXPECT_FALSE(one.store.record(interview(1).id).value().has_value());
  EXPECT_EQ(one.store.notices().value().size(), 1u);
  EXPECT_EQ(server.store.quarantined_of_user(one.user).value().size(), 1u);
}

TEST_F(ExchangeTest, P21_S7_ADraftOfAWithdrawnChildIsDeliveredWhenNumberedAndThenGoes) {
  ASSERT_TRUE(one.write(interview(1), "a", "held").ok());
  settle(one);
  const Draft draft{interview(1), {"b", Value::text("typed"), SaidBy::child, {}, {}}, server.now};
  one.put_draft(draft);
  server.withdraw(one.user, record_id(1));
  EXPECT_FALSE(one.exchange(server).value().more);
  EXPECT_FALSE(one.exchange(server).value().more);
  one.erase_draft(draft);
  ASSERT_TRUE(one.write(interview(1), "b", "typed").ok());
  settle(one);
  EXPECT_FALSE(one.store.record(interview(1).id).value().has_value());
  EXPECT_EQ(server.store.quarantined_of_user(one.user).value().size(), 1u);
}

TEST_F(ExchangeTest, P14_P21_S5_S7_AWithdrawalByAServerPutBackTakesNothingThatItLost) {
  ASSERT_TRUE(one.write(interview(1), "a", "first").ok());
  settle(one);
  const MemoryTables yesterday = server.store.tables();
  const Change lost = one.write(interview(1), "a", "second").value();
  settle(one);
  server.store.restore(yesterday);
  server.withdraw(one.user, record_id(1));
  EXPECT_EQ(one.exchange(server).value().standing, Standing::restored);
  EXPECT_EQ(one.store.change(one.origin, 2).value(), encode(lost));
  settle(one);
  const auto quarantined = server.store.quarantined_of_user(one.user).value();
  ASSERT_EQ(quarantined.size(), 1u);
  EXPECT_EQ(quarantined[0].change, encode(lost));
  EXPECT_FALSE(one.store.record(interview(1).id).value().has_value());
}

TEST_F(ExchangeTest, P14_P16_S7_WhatAPurgeTookComesBackWithTheRightOfAServerPutBack) {
  ASSERT_TRUE(one.write(interview(1), "a", "own words").ok());
  settle(one);
  const Record before = one.store.record(interview(1).id).value().value();
  const MemoryTables yesterday = server.store.tables();
  server.withdraw(one.user, record_id(1));
  settle(one);
  ASSERT_FALSE(one.store.record(interview(1).id).value().has_value());
  server.store.restore(yesterday);
  settle(one);
  EXPECT_EQ(one.store.record(interview(1).id).value(), before);
}

class AsideTest : public ExchangeTest {
 protected:
  // Of another's interview, as an older program would have left what it could not read.
  void set_aside(const Bytes& octets) {
    auto transaction = Transaction::begin(one.store);
    ASSERT_TRUE(one.store.put_aside({7, octets, "cannot be read yet"}).ok());
    ASSERT_TRUE(transaction.value().commit().ok());
  }
  const Change theirs_ = text_change(origin(2), 1, "from a newer program");
};

TEST_F(AsideTest, P19_M8_WhatAnOlderProgramSetAsideIsReadAtTheNextExchange) {
  set_aside(encode(theirs_));
  EXPECT_EQ(one.exchange(server).value().changed, std::vector<RecordId>{interview(1).id});
  settle(one);
  EXPECT_TRUE(one.store.record(interview(1).id).value().has_value());
  EXPECT_TRUE(one.store.aside().value().empty());
}

TEST_F(AsideTest, P19_M8_WhatStillCannotBeReadStaysSetAside) {
  set_aside("octets");
  settle(one);
  ASSERT_EQ(one.store.aside().value().size(), 1u);
  EXPECT_EQ(one.store.aside().value()[0].change, "octets");
}

TEST_F(AsideTest, P6_P19_S7_WhatIsReadLaterOfAChildWithdrawnSinceGoes) {
  settle(one);
  server.withdraw(one.user, record_id(1));
  settle(one);
  set_aside(encode(theirs_));
  one.start();
  settle(one);
  EXPECT_FALSE(one.store.record(interview(1).id).value().has_value());
}

TEST_F(ExchangeTest, P3_M8_WhatANewerProgramAddsIsPassedOver) {
  meet(one);
  ASSERT_TRUE(one.write(interview(1), "a", "words").ok());
  Request request = server.read(one.ask(server.now).value()).value();
  request.more = "from a newer tablet";
  EXPECT_EQ(server.commit(server.read(frame(request)).value(), one.user).value().accepted, 1u);
  Answer answer = one.read(server.serve(one.ask(server.now).value(), one.user).value()).value();
  answer.more = "from a newer server";
  EXPECT_TRUE(one.client->take(frame(answer), {0}, {1}).ok());
}

TEST_F(ExchangeTest, P4_P5_ARequestSaysWhereTheDeviceStandsAndPushesWhatIsNotConfirmed) {
  ASSERT_TRUE(one.write(interview(1), "a", "first").ok());
  settle(one);
  const Bytes second = encode(one.write(interview(1), "a", "second").value());
  const Bytes third = encode(one.write(interview(1), "a", "third").value());
  const Request request = server.read(one.ask(server.now).value()).value();
  EXPECT_EQ(request.origin, one.origin);
  EXPECT_EQ(request.epoch, one.state().epoch);
  EXPECT_EQ(request.confirmed_number(), 1u);
  EXPECT_EQ(request.newest, 3u);
  EXPECT_EQ(request.cursor, one.state().cursor);
  EXPECT_EQ(request.pushed, (std::vector<Pushed>{{second, {}, {}}, {third, {}, {}}}));
}

TEST_F(ExchangeTest, P5_P22_S11_ADatabasePutBackLearnsItBeforeItSendsAnything) {
  ASSERT_TRUE(one.write(interview(1), "a", "first").ok());
  settle(one);
  TestDevice older{1};
  older.store.restore(one.store.tables());
  ASSERT_TRUE(one.write(interview(1), "a", "second").ok());
  settle(one);
  ASSERT_TRUE(older.write(interview(1), "a", "another second").ok());
  EXPECT_TRUE(server.read(older.ask(server.now).value()).value().pushed.empty());
  meet(older);
  EXPECT_EQ(older.state().standing, Standing::forked);
  for (const Pushed& one_of_them : server.read(older.ask(server.now).value()).value().pushed) {
    EXPECT_TRUE(one_of_them.change.empty());
  }
}

TEST_F(ExchangeTest, P5_APushIsBoundedAndTheRestFollows) {
  meet(one);
  const std::string long_text(120'000, 'x');
  for (int i = 0; i < 10; ++i) {
    ASSERT_TRUE(one.write(interview(1), "a", long_text).ok());
  }
  const Bytes octets = one.ask(server.now).value();
  const std::size_t pushed = server.read(octets).value().pushed.size();
  EXPECT_GE(pushed, 1u);
  EXPECT_LE(pushed * long_text.size(), page_octets_usual);
  settle(one);
  EXPECT_EQ(one.state().confirmed_number(), 10u);
}

TEST_F(ExchangeTest, P9_ANumberBeyondTheNextIsIgnoredAndSentAgainFromWhereTheReceiptSays) {
  ASSERT_TRUE(one.write(interview(1), "a", "first").ok());
  settle(one);
  const MemoryTables yesterday = server.store.tables();
  ASSERT_TRUE(one.write(interview(1), "a", "second").ok());
  settle(one);
  server.store.restore(yesterday);
  ASSERT_TRUE(one.write(interview(1), "a", "third").ok());
  const Request request = server.read(one.ask(server.now).value()).value();
  const Applied applied = server.commit(request, one.user).value();
  EXPECT_EQ(applied.accepted, 0u);
  EXPECT_EQ(applied.origin.number, 1u);
  settle(one);
  EXPECT_EQ(server.store.origin_state(one.origin).value().number, 3u);
}

TEST_F(ExchangeTest, P18_S10_SkewIsEstimatedFromTheMiddleOfTheRoundTrip) {
  one.clock_ahead_ms = 3'600'000;
  settle(one);
  EXPECT_EQ(one.state().skew_ms, -3'600'020);
}

TEST_F(ExchangeTest, S10_TheServersTimeComesWithEveryAnswer) {
  for (int hour = 0; hour < 3; ++hour) {
    server.now = server.now.plus_ms(hour * hour_ms);
    const Bytes octets = server.serve(one.ask(server.now).value(), one.user).value();
    EXPECT_EQ(one.read(octets).value().server_time, server.now);
  }
}

TEST_F(ExchangeTest, P14_S2_AServerPutBackTellsAnewOfAllThatItSetAside) {
  const MemoryTables before = server.store.tables();
  ASSERT_TRUE(one.write(interview(1), "a", "words").ok());
  settle(one);
  const MemoryTables accepted = server.store.tables();
  server.store.restore(before);
  server.withdraw(one.user, record_id(1));
  settle(one);
  ASSERT_EQ(one.store.notices().value().size(), 1u);
  server.store.restore(accepted);
  settle(one);
  EXPECT_TRUE(one.store.notices().value().empty()) << "it is in its record there";
}

TEST_F(ExchangeTest, P23_S9_WhatDidNotComeThroughIsCarriedInSmallerPartsUntilAnswersComeSoon) {
  meet(one);
  for (int i = 0; i < 40; ++i) {
    ASSERT_TRUE(one.write(interview(1), "a", std::string(9'000, 'x')).ok());
  }
  const auto asked = [&] { return server.read(one.ask(server.now).value()).value(); };
  EXPECT_EQ(asked().page_octets, page_octets_usual);
  EXPECT_EQ(asked().pushed.size(), 40u);
  one.client->carry_less();
  EXPECT_EQ(asked().page_octets, page_octets_usual / 4);
  for (int i = 0; i < 3; ++i) {
    one.client->carry_less();
  }
  EXPECT_EQ(asked().page_octets, page_octets_usual / 32);
  EXPECT_LT(asked().pushed.size(), 5u);
  const auto answered_after = [&](std::int64_t ms) {
    const Bytes request = one.ask(server.now).value();
    const Bytes answer = server.serve(request, one.user).value();
    ASSERT_TRUE(one.client->take(answer, server.now, server.now.plus_ms(ms)).ok());
  };
  answered_after(20 * second_ms);
  EXPECT_EQ(asked().page_octets, page_octets_usual / 32);
  answered_after(1 * second_ms);
  EXPECT_EQ(asked().page_octets, page_octets_usual / 16);
  for (int i = 0; i < 6; ++i) {
    answered_after(1 * second_ms);
  }
  EXPECT_EQ(asked().page_octets, page_octets_usual / 2) << "that carried all there was";
  settle(one);
  EXPECT_EQ(server.store.history(interview(1).id).value().size(), 40u);
}

// As after a loss of all the answers that told of them.
TEST_F(ExchangeTest, P12_S2_MoreNoticesThanAnAnswerHoldsAreToldInParts) {
  settle(one);
  constexpr std::uint64_t count = pushed_changes_max + 10;
  auto here = Transaction::begin(one.store);
  auto there = Transaction::begin(server.store);
  Digest link;
  for (std::uint64_t number = 1; number <= count; ++number) {
    const Change change = text_change(one.origin, number, "words");
    link = chain(link, change_digest(change));
    ASSERT_TRUE(one.store.append_own(change).ok());
    ASSERT_TRUE(server.store.extend_chain(one.origin, number, link).ok());
    ASSERT_TRUE(server.store
                    .put_quarantined({one.origin,
                                      one.user,
                                      server.now,
                                      {number, "refused", "A reason.", false},
                                      change.record,
                                      encode(change)})
                    .ok());
  }
  ASSERT_TRUE(here.value().commit().ok() && there.value().commit().ok());
  settle(one);
  EXPECT_EQ(one.state().confirmed_number(), count);
  EXPECT_EQ(one.store.notices().value().size(), count);
}

TEST(BackoffTest, P23_S9_Defect11_WaitsGrowToALimitAndAreSpread) {
  const Backoff backoff;
  EXPECT_EQ(backoff.next_delay_ms(0, 0), 500);
  EXPECT_EQ(backoff.next_delay_ms(0, 500), 1000);
  EXPECT_EQ(backoff.next_delay_ms(3, 0), 4000);
  EXPECT_EQ(backoff.next_delay_ms(1000, 0), 150'000);
}

TEST(MessagesTest, P2_AVersionNotSpokenIsRefusedAsSuchWhateverFollows) {
  EXPECT_EQ(read_request("HWSY\x04garbage").error().code, Code::unsupported);
  EXPECT_EQ(read_answer("HWSY\x04").error().code, Code::unsupported);
  EXPECT_EQ(read_request("HTTP").error().code, Code::bad_input);
  EXPECT_EQ(read_request("").error().code, Code::bad_input);
  EXPECT_EQ(read_request(Bytes(frame_octets_max + 1, 'x')).error().code, Code::too_large);
}

TEST(MessagesTest, P1_EveryPrefixOfARequestIsRefused) {
  TestDevice device{1};
  ASSERT_TRUE(device.write(interview(1), "a", "words").ok());
  const Bytes whole = device.ask({1000}).value();
  ASSERT_EQ(frame(read_request(whole).value()), whole);
  for (std::size_t length = 0; length < whole.size(); ++length) {
    EXPECT_FALSE(read_request(BytesView(whole).substr(0, length)).ok()) << length;
  }
  EXPECT_FALSE(read_request(whole + '\0').ok());
}

}  // namespace
}  // namespace homeward
