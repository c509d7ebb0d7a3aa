// Comparing a tablet with the council finds what no receipt would: planted differences of
// every kind are found in few exchanges, and mended or named (docs/protocol.md, P36 to P39).
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "sync/comparison.h"
#include "sync/link.h"
#include "tests/sync/loopback.h"

namespace homeward {
namespace {

using namespace test;
using Why = Differs::Why;

class CompareTest : public ::testing::Test {
 protected:
  CompareTest() {
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
  // One field each, by the first device; known to both.
  void fill(unsigned records) {
    write_up_to(records);
    settle(one);
    settle(two);
  }
  void write_up_to(unsigned records) {
    auto transaction = Transaction::begin(one.store);
    for (unsigned number = 0; number < records; ++number) {
      if (!one.store.record(interview(number).id).value()) {
        ASSERT_TRUE(one.store.append_own(one.next_change(interview(number), "a", "answer")).ok());
      }
    }
    ASSERT_TRUE(transaction.value().commit().ok());
  }
  Result<Bytes> serve(BytesView octets, UserId who) {
    HW_TRY(request, read_compare_request(octets));
    HW_TRY(given, answer_comparison(server.store, octets, request, who));
    ++exchanges;
    return given.octets;
  }
  Result<Compared> compare(TestDevice& device) {
    exchanges = 0;
    Comparison comparison(device.store);
    while (!comparison.is_over()) {
      HW_TRY(octets, comparison.request());
      HW_TRY(answer, serve(octets, device.user));
      HW_CHECK(comparison.take(answer));
    }
    return comparison.found();
  }
  // What is stored is not what it was, and nobody wrote it.
  template <class Spoil>
  void plant(TestDevice& device, Spoil spoil) {
    MemoryTables tables = device.store.tables();
    spoil(tables);
    fold_anew(tables);
    device.store.restore(tables);
  }
  template <class Spoil>
  void plant_there(Spoil spoil) {
    MemoryTables tables = server.store.tables();
    spoil(tables);
    fold_anew(tables);
    server.store.restore(tables);
  }
  static void fold_anew(MemoryTables& tables) {
    tables.records.clear();
    tables.positions.clear();
    for (const auto& [position, change] : tables.log) {
      tables.records.try_emplace(change.record.id, change.record).first->second.integrate(change);
      tables.positions[{change.origin, change.number}] = position;
    }
  }
  static void forget(MemoryTables& tables, const Origin& origin, std::uint64_t number) {
    tables.log.erase(tables.positions.at({origin, number}));
  }
  static Change& stored(MemoryTables& tables, const Origin& origin, std::uint64_t number) {
    return tables.log.at(tables.positions.at({origin, number}));
  }
  void expect_alike(const TestDevice& device) {
    EXPECT_EQ(device.store.tables().records, server.store.tables().records);
    auto again = compare(const_cast<TestDevice&>(device));
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(exchanges, 1u);
    EXPECT_TRUE(again.value().mended.empty());
  }

  TestServer server;
  TestDevice one{1};
  TestDevice two{2};
  unsigned exchanges = 0;
};

TEST_F(CompareTest, P36_TwoThatAreAlikeNeedOneExchange) {
  fill(300);
  const auto compared = compare(two);
  ASSERT_TRUE(compared.ok());
  EXPECT_EQ(exchanges, 1u);
  EXPECT_EQ(compared.value(), (Compared{300, {}, {}}));
}

TEST_F(CompareTest, P37_AMissingChangeIsFoundAndComes) {
  fill(300);
  plant(two, [&](MemoryTables& tables) { forget(tables, one.origin, 77); });
  const auto compared = compare(two);
  ASSERT_TRUE(compared.ok());
  EXPECT_EQ(compared.value(), (Compared{300, {interview(76)}, {}}));
  expect_alike(two);
}

TEST_F(CompareTest, P37_AMissingFieldIsFoundAndComes) {
  ASSERT_TRUE(one.write(interview(1), "b", "another").ok());
  ASSERT_TRUE(one.write(interview(1), "a", "answer").ok());
  fill(40);
  plant(two, [&](MemoryTables& tables) { forget(tables, one.origin, 1); });
  ASSERT_TRUE(two.store.record(interview(1).id).value()->heads("b").empty());
  const auto compared = compare(two);
  ASSERT_TRUE(compared.ok());
  EXPECT_EQ(compared.value().mended, std::vector<RecordHeader>{interview(1)});
  EXPECT_EQ(two.store.record(interview(1).id).value()->value("b")->as_text(), "another");
  expect_alike(two);
}

TEST_F(CompareTest, P37_AFlippedOctetIsFoundAndPutRight) {
  fill(40);
  plant(two, [&](MemoryTables& tables) {
    stored(tables, one.origin, 5).versions[0].value = Value::text("answes");
  });
  ASSERT_EQ(two.store.record(interview(4).id).value()->value("a")->as_text(), "answes");
  ASSERT_TRUE(compare(two).ok());
  EXPECT_EQ(two.store.record(interview(4).id).value()->value("a")->as_text(), "answer");
  expect_alike(two);
}

TEST_F(CompareTest, P37_ACursorThatRanAheadIsFoundByWhatItPassedOver) {
  fill(20);
  ASSERT_TRUE(one.write(interview(3), "a", "changed since").ok());
  settle(one);
  ClientState state = two.state();
  state.cursor = {server.store.head().value(), server.store.head().value()};
  auto transaction = Transaction::begin(two.store);
  ASSERT_TRUE(two.store.put_state(state).ok() && transaction.value().commit().ok());
  settle(two);
  ASSERT_EQ(two.store.record(interview(3).id).value()->value("a")->as_text(), "answer");
  const auto compared = compare(two);
  ASSERT_TRUE(compared.ok());
  EXPECT_EQ(compared.value().mended, std::vector<RecordHeader>{interview(3)});
  EXPECT_EQ(two.store.record(interview(3).id).value()->value("a")->as_text(), "changed since");
  expect_alike(two);
}

TEST_F(CompareTest, P37_OwnWorkThatTheTabletLostComesBack) {
  fill(20);
  plant(one, [&](MemoryTables& tables) { forget(tables, one.origin, 9); });
  ASSERT_TRUE(compare(one).ok());
  expect_alike(one);
}

TEST_F(CompareTest, P37_OwnWorkThatWasSpoiltHereIsPutRightByItsChain) {
  fill(20);
  plant(one, [&](MemoryTables& tables) {
    stored(tables, one.origin, 9).versions[0].value = Value::text("spoilt");
  });
  const auto compared = compare(one);
  ASSERT_TRUE(compared.ok());
  EXPECT_TRUE(compared.value().left.empty());
  expect_alike(one);
}

TEST_F(CompareTest, P38_OwnWorkThatTheCouncilHasOtherwiseStaysAsItWasSentAndIsNamed) {
  fill(20);
  plant_there([&](MemoryTables& tables) {
    stored(tables, one.origin, 9).versions[0].value = Value::text("put in his mouth");
  });
  const auto compared = compare(one);
  ASSERT_TRUE(compared.ok());
  EXPECT_EQ(compared.value(), (Compared{20, {}, {{interview(8), Why::council_differs}}}));
  EXPECT_EQ(one.store.record(interview(8).id).value()->value("a")->as_text(), "answer");
}

TEST_F(CompareTest, P38_WhatTheCouncilLacksIsKeptAndNamed) {
  fill(20);
  ASSERT_TRUE(one.write(interview(4), "a", "later").ok());
  settle(one);
  settle(two);
  plant_there([&](MemoryTables& tables) { forget(tables, one.origin, 5); });   // of two
  plant_there([&](MemoryTables& tables) { forget(tables, one.origin, 11); });  // its only one
  const auto compared = compare(two);
  ASSERT_TRUE(compared.ok());
  EXPECT_EQ(compared.value().left, (std::vector<Differs>{{interview(10), Why::council_lacks},
                                                         {interview(4), Why::council_lacks}}));
  EXPECT_EQ(two.store.history(interview(4).id).value().size(), 2u);
  EXPECT_EQ(two.store.history(interview(10).id).value().size(), 1u);
}

TEST_F(CompareTest, P37_S2_UnsentWorkAndWhatWasSetAsideAreNoDifferenceAndStay) {
  fill(20);
  ASSERT_TRUE(one.write(interview(2), "a", "forbidden").ok());
  settle(one);
  ASSERT_EQ(one.store.notices().value().size(), 1u);
  ASSERT_TRUE(one.write(interview(2), "a", "not sent yet").ok());
  auto compared = compare(one);
  ASSERT_TRUE(compared.ok());
  EXPECT_EQ(exchanges, 1u);
  plant(one, [&](MemoryTables& tables) { forget(tables, one.origin, 3); });
  compared = compare(one);
  ASSERT_TRUE(compared.ok());
  EXPECT_EQ(compared.value(), (Compared{20, {interview(2)}, {}}));
  const auto history = one.store.history(interview(2).id).value();
  ASSERT_EQ(history.size(), 3u);
  EXPECT_EQ(history[0].number, 3u);
  EXPECT_EQ(one.store.record(interview(2).id).value()->value("a")->as_text(), "not sent yet");
}

TEST_F(CompareTest, P36_P42_S2_WhatWasAdmittedCountsAsAnyOtherWords) {
  fill(20);
  ASSERT_TRUE(one.write(interview(2), "a", "forbidden").ok());
  settle(one);
  server.decide({one.origin, 21, true, user(2), server.now, "It may be said."});
  settle(one);
  settle(two);
  EXPECT_EQ(compare(one).value(), (Compared{20, {}, {}}));
  EXPECT_EQ(exchanges, 1u);
  EXPECT_EQ(compare(two).value(), (Compared{20, {}, {}}));
  EXPECT_EQ(exchanges, 1u);
  plant(one, [&](MemoryTables& tables) { forget(tables, one.origin, 21); });
  EXPECT_EQ(compare(one).value(), (Compared{20, {interview(2)}, {}}));
  expect_alike(one);
  plant_there([&](MemoryTables& tables) { forget(tables, one.origin, 21); });
  EXPECT_EQ(compare(one).value(), (Compared{20, {}, {{interview(2), Why::council_lacks}}}));
}

TEST_F(CompareTest, P36_P39_P42_S2_WhatWasNotTakenInIsNoDifferenceAndADecisionIsHeardFirst) {
  fill(20);
  ASSERT_TRUE(one.write(interview(2), "a", "forbidden").ok());
  settle(one);
  server.decide({one.origin, 21, false, user(2), server.now, "It may not be said."});
  const auto unheard = compare(one);
  ASSERT_FALSE(unheard.ok());
  EXPECT_EQ(unheard.error().code, Code::unavailable);
  settle(one);
  EXPECT_EQ(compare(one).value(), (Compared{20, {}, {}}));
  EXPECT_EQ(exchanges, 1u);
  EXPECT_EQ(one.store.history(interview(2).id).value().size(), 2u);
}

// Its words could not be read when they came, so that its link is of their octets (P11).
TEST_F(CompareTest, P38_P42_S2_AnAdmittedChangeThatOnceCouldNotBeReadIsAsItWasSent) {
  fill(20);
  ASSERT_TRUE(one.write(interview(2), "a", "forbidden").ok());
  settle(one);
  server.decide({one.origin, 21, true, user(2), server.now, "It may be said."});
  settle(one);
  const Bytes octets = *one.store.change(one.origin, 21).value();
  plant(one, [&](MemoryTables& tables) {
    auto& links = tables.links.at(one.origin);
    links[21] = chain(links[20], opaque_digest(octets));
    forget(tables, one.origin, 3);  // so that the record comes whole
  });
  EXPECT_EQ(compare(one).value(), (Compared{20, {interview(2)}, {}}));
}

// Both have what stayed; what the copy alone held has other names at the council (S11).
class CopiedCompareTest : public CompareTest {
 protected:
  CopiedCompareTest() {
    fill(20);
    EXPECT_TRUE(one.write(interview(3), "a", "forbidden").ok());
    settle(one);
    copy.store.restore(one.store.tables());
    copy.start();
    EXPECT_TRUE(one.write(interview(4), "b", "of the first").ok());
    settle(one);
    EXPECT_TRUE(copy.write(interview(5), "b", "of the copy").ok());
    settle(copy);
  }
  TestDevice copy{1};
};

TEST_F(CopiedCompareTest, P36_P41_S11_WhatIsWrittenAgainUnderANewOriginIsNoDifference) {
  ASSERT_NE(copy.origin, one.origin);
  EXPECT_EQ(compare(copy).value(), (Compared{20, {}, {}}));
  EXPECT_EQ(exchanges, 1u);
  settle(one);
  EXPECT_EQ(compare(one).value(), (Compared{20, {}, {}}));
  EXPECT_EQ(exchanges, 1u);
}

TEST_F(CopiedCompareTest, P37_P38_P41_S11_WhatStaysUnderAFormerOriginCountsAsAnybodys) {
  plant(copy, [&](MemoryTables& tables) { forget(tables, one.origin, 9); });
  EXPECT_EQ(compare(copy).value(), (Compared{20, {interview(8)}, {}}));
  plant_there([&](MemoryTables& tables) { forget(tables, one.origin, 5); });
  EXPECT_EQ(compare(copy).value(), (Compared{20, {}, {{interview(4), Why::council_lacks}}}));
}

TEST_F(CopiedCompareTest, P36_P42_S2_S11_WhatWasSetAsideUnderAFormerOriginCountsOnceAdmitted) {
  server.decide({one.origin, 21, true, user(2), server.now, "It may be said."});
  settle(copy);
  EXPECT_EQ(compare(copy).value(), (Compared{20, {}, {}}));
  EXPECT_EQ(exchanges, 1u);
  expect_alike(copy);
  plant(copy, [&](MemoryTables& tables) { forget(tables, one.origin, 21); });
  EXPECT_EQ(compare(copy).value(), (Compared{20, {interview(3)}, {}}));
}

TEST_F(CompareTest, P36_OneDifferenceAmongManyIsFoundInLog16Exchanges) {
  for (const unsigned records : {30u, 250u, 2000u}) {
    TestDevice fresh(3);
    server.grant(user(3), record_id(1));
    write_up_to(records);
    settle(one);
    settle(fresh);
    plant(fresh, [&](MemoryTables& tables) { forget(tables, one.origin, records / 2); });
    const auto compared = compare(fresh);
    ASSERT_TRUE(compared.ok());
    EXPECT_EQ(compared.value().mended.size(), 1u);
    EXPECT_LE(exchanges, 2 + std::ceil(std::log(records) / std::log(16)));
    expect_alike(fresh);
  }
}

// Any number of differences, anywhere.
TEST_F(CompareTest, P37_WhateverIsMissingOrSpoiltTheTabletEndsAsTheCouncilIs) {
  std::mt19937 dice(4);
  fill(120);
  for (int round = 0; round < 40; ++round) {
    plant(two, [&](MemoryTables& tables) {
      for (unsigned count = dice() % 90; count > 0; --count) {
        const std::uint64_t number = 1 + dice() % 120;
        const auto position = tables.positions.at({one.origin, number});
        if (tables.log.count(position) == 0) {
          continue;
        }
        if (dice() % 2 == 0) {
          tables.log.erase(position);
        } else {
          tables.log.at(position).versions[0].value = Value::text(std::to_string(dice()));
        }
      }
    });
    const auto compared = compare(two);
    ASSERT_TRUE(compared.ok()) << compared.error().detail;
    EXPECT_TRUE(compared.value().left.empty());
    expect_alike(two);
  }
}

TEST_F(CompareTest, P39_NothingIsSaidOrShownBeyondWhatTheUserMaySee) {
  fill(20);
  const RecordHeader hidden = interview(501, 2, 2);
  server.grant(user(1), record_id(2));
  ASSERT_TRUE(one.write(hidden, "a", "secret").ok());
  settle(one);
  settle(two);
  ASSERT_TRUE(compare(two).ok());
  EXPECT_EQ(exchanges, 1u);
  CompareRequest request;
  request.origin = two.origin;
  request.epoch = two.state().epoch;
  request.cursor = two.state().cursor;
  request.wanted = {{record_id(2), hidden.id}, {record_id(1), hidden.id}};
  const auto given = answer_comparison(server.store, frame(request), request, user(2));
  ASSERT_TRUE(given.ok());
  EXPECT_TRUE(given.value().shown.empty());
  for (const WholeRecord& whole : read_compare_answer(given.value().octets).value().wholes) {
    EXPECT_TRUE(whole.changes.empty());
  }
}

TEST_F(CompareTest, P39_ATabletThatHasNotReceivedAllSynchronisesFirst) {
  fill(5);
  ASSERT_TRUE(one.write(interview(1), "a", "news").ok());
  settle(one);
  const MemoryTables before = two.store.tables();
  const auto compared = compare(two);
  ASSERT_FALSE(compared.ok());
  EXPECT_EQ(compared.error().code, Code::unavailable);
  EXPECT_EQ(two.store.tables().log, before.log);
  settle(two);
  EXPECT_TRUE(compare(two).ok());
}

TEST_F(CompareTest, P39_WhatIsSentOrReceivedMeanwhileEndsIt) {
  fill(5);
  Comparison comparison(one.store);
  const Bytes octets = comparison.request().value();
  const Bytes answer = serve(octets, one.user).value();
  ASSERT_TRUE(one.write(interview(1), "a", "meanwhile").ok());
  settle(one);
  const auto taken = comparison.take(answer);
  ASSERT_FALSE(taken.ok());
  EXPECT_EQ(taken.error().code, Code::unavailable);
  EXPECT_TRUE(comparison.is_over());
}

TEST_F(CompareTest, P15_AnAnswerToAnotherRequestIsRefused) {
  fill(5);
  Comparison comparison(two.store);
  const Bytes first = serve(comparison.request().value(), two.user).value();
  ASSERT_TRUE(comparison.take(first).ok());
  Comparison another(two.store);
  ASSERT_TRUE(another.request().ok());
  CompareAnswer answer = read_compare_answer(first).value();
  answer.in_reply_to[0] ^= 1;
  EXPECT_EQ(another.take(frame(answer)).error().code, Code::refused);
  EXPECT_EQ(comparison.take(first).error().code, Code::refused);
}

TEST_F(CompareTest, P1_P2_WhatIsNoComparisonIsRefusedWithTheReason) {
  fill(5);
  Comparison comparison(two.store);
  const Bytes good = comparison.request().value();
  for (std::size_t length = 0; length < good.size(); ++length) {
    EXPECT_FALSE(read_compare_request(BytesView(good).substr(0, length)).ok()) << length;
  }
  CompareRequest request = read_compare_request(good).value();
  EXPECT_EQ(frame(request), good);
  std::swap(request.ranges[0].from, request.ranges[0].until);
  EXPECT_EQ(read_compare_request(frame(request)).error().detail,
            "comparison: a range ends before it begins");
  request.ranges.assign(ranges_max + 1, Range{{}, {record_id(1), record_id(1)}, {}});
  EXPECT_EQ(read_compare_request(frame(request)).error().code, Code::too_large);
  request.ranges.clear();
  request.origin = {};
  EXPECT_EQ(read_compare_request(frame(request)).error().detail, "comparison: no origin");
}

}  // namespace
}  // namespace homeward
