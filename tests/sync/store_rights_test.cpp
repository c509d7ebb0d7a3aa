// Who is given what, and in which order, of both stores (sync/store.h).
#include "tests/sync/both_stores.h"

namespace homeward {
namespace {

using namespace test;

template <class Stores>
class StoreRightsTest : public BothStoresTest<Stores> {};
TYPED_TEST_SUITE(StoreRightsTest, BothStores);

TYPED_TEST(StoreRightsTest, ARightCoversAChildOrOneEpisodeWithWhatIsCommon) {
  this->grant(1, 1);
  this->grant(2, 1, record_id(101));
  const RecordHeader plan{record_id(50), "safety_plan", record_id(1), {}};
  const RecordHeader note{record_id(51), "note", record_id(1), {}};
  for (const RecordHeader& record : {interview(1, 1, 1), child_record(1), plan}) {
    EXPECT_TRUE(this->server->may_see(user(1), record).value());
    EXPECT_TRUE(this->server->may_see(user(2), record).value());
    EXPECT_EQ(this->server->users_who_see(record).value(), (std::vector<UserId>{user(1), user(2)}));
  }
  for (const RecordHeader& record : {interview(2, 1, 2), note}) {
    EXPECT_TRUE(this->server->may_see(user(1), record).value());
    EXPECT_FALSE(this->server->may_see(user(2), record).value());
  }
  EXPECT_FALSE(this->server->may_see(user(1), child_record(2)).value());
  this->withdraw(1, 1);
  EXPECT_FALSE(this->server->may_see(user(1), child_record(1)).value());
}

// A meeting may hold what the police told the authority: an episode's right is not enough.
TYPED_TEST(StoreRightsTest, V1_ARightToAnEpisodeShowsNothingThatIsTheAuthoritysAlone) {
  const RecordHeader meeting{record_id(60), "meeting", record_id(1), record_id(101)};
  append(*this->server, text_change(origin(1), 1, "before", meeting));
  this->grant(1, 1);
  this->grant(2, 1, record_id(101));
  append(*this->server, text_change(origin(1), 2, "after", meeting));
  append(*this->server, text_change(origin(1), 3, "an interview"));
  EXPECT_TRUE(this->server->may_see(user(1), meeting).value());
  EXPECT_FALSE(this->server->may_see(user(2), meeting).value());
  EXPECT_EQ(this->page(1).changes.size(), 3u);
  EXPECT_EQ(this->page(2).changes.size(), 1u);
  this->grant(2, 1);
  EXPECT_EQ(this->page(2).changes.size(), 3u);
}

TYPED_TEST(StoreRightsTest, GrantingTwiceAndWithdrawingWhatIsNotGrantedChangeNothing) {
  this->grant(1, 1);
  this->grant(1, 1);
  this->withdraw(1, 2);
  EXPECT_EQ(this->server->scopes(user(1)).value(),
            (std::vector<Scope>{{user(1), record_id(1), {}, 1, std::nullopt}}));
  EXPECT_EQ(this->server->head().value(), 1u);
}

TYPED_TEST(StoreRightsTest, S6_PagesAreResumableAndSayWhatRemains) {
  this->grant(1, 1);
  for (std::uint64_t number = 1; number <= 7; ++number) {
    append(*this->server, text_change(origin(1), number, "same length"));
  }
  const std::size_t octets = this->page(1).changes[0].change.octets_count();
  Cursor cursor;
  std::vector<std::uint64_t> positions;
  for (std::uint64_t remaining = 7; remaining > 0;) {
    const Page page = this->page(1, cursor, octets * 2);
    remaining -= page.changes.size();
    EXPECT_EQ(page.remaining, remaining);
    for (const PageChange& change : page.changes) {
      positions.push_back(change.position);
    }
    cursor = page.next;
  }
  EXPECT_EQ(positions, (std::vector<std::uint64_t>{2, 3, 4, 5, 6, 7, 8}));
  EXPECT_TRUE(this->page(1, cursor).changes.empty());
  EXPECT_EQ(this->page(1, {}, 0).changes.size(), 1u);
}

TYPED_TEST(StoreRightsTest, P2_APageHoldsNoMoreChangesThanAnAnswerHoweverShortTheyAre) {
  this->grant(1, 1);
  in_transaction(*this->server, [&] {
    for (std::uint64_t number = 1; number <= pushed_changes_max + 1; ++number) {
      ASSERT_TRUE(this->server->append(text_change(origin(1), number, "x")).ok());
    }
  });
  const Page first = this->page(1, {}, page_octets_max);
  EXPECT_EQ(first.changes.size(), pushed_changes_max);
  EXPECT_EQ(first.remaining, 1u);
  EXPECT_EQ(this->page(1, first.next, page_octets_max).changes.size(), 1u);
}

TYPED_TEST(StoreRightsTest, P16_ANewDeviceIsGivenWhatThereIsRecordByRecordAndThenWhatCameSince) {
  this->grant(1, 1);                                                         // 1
  append(*this->server, text_change(origin(1), 1, "one", interview(1, 1)));  // 2
  append(*this->server, text_change(origin(1), 2, "two", interview(2, 1)));  // 3
  append(*this->server, text_change(origin(1), 3, "one", interview(1, 1)));  // 4
  append(*this->server, text_change(origin(1), 4, "two", interview(2, 1)));  // 5
  append(*this->server, text_change(origin(1), 5, "six", interview(3, 2)));  // 6
  const auto step = [&](Cursor& cursor) {
    const Page page = this->page(1, cursor, 1);
    EXPECT_EQ(page.changes.size(), 1u);
    cursor = page.next;
    return std::pair(page.changes.at(0).position, page.remaining);
  };
  using Told = std::pair<std::uint64_t, std::uint64_t>;
  Cursor cursor;
  EXPECT_EQ(step(cursor), Told(2, 3));
  append(*this->server, text_change(origin(1), 6, "one", interview(1, 1)));  // 7
  this->grant(1, 2);                                                         // 8
  EXPECT_EQ(step(cursor), Told(4, 4));
  EXPECT_TRUE(cursor.is_by_record());
  EXPECT_EQ(cursor.since(), 6u);
  EXPECT_EQ(step(cursor), Told(3, 3));
  EXPECT_EQ(step(cursor), Told(5, 2));
  EXPECT_EQ(step(cursor), Told(7, 1));
  EXPECT_FALSE(cursor.is_by_record());
  EXPECT_EQ(step(cursor), Told(6, 0));
  EXPECT_EQ(cursor, (Cursor{8, 8}));
}

// Counting takes as long as there are changes.
using SqliteRightsTest = BothStoresTest<SqliteStores>;

TEST_F(SqliteRightsTest, P16_S6_WhatFollowsIsCountedForTheFirstPageAndCarriedFromThere) {
  grant(1, 1);
  for (std::uint64_t number = 1; number <= 5; ++number) {
    append(*server, text_change(origin(1), number, "same length"));
  }
  const Page first = page(1, {}, 1);
  EXPECT_EQ(first.next.told(), 2u);
  EXPECT_EQ(first.next.left(), 4u);
  EXPECT_EQ(page(1, first.next.told_to(2, 40), 1).remaining, 39u);
  EXPECT_EQ(page(1, first.next.told_to(2, 40)).remaining, 0u);

  // One of an earlier program, one of more than it holds, and one that says too little.
  const Page second = page(1, first.next, 1);
  EXPECT_EQ(second.remaining, 3u);
  for (const std::uint64_t left : {std::uint64_t{0}, std::uint64_t{1} << 60, std::uint64_t{1}}) {
    const Page counted = page(1, first.next.told_to(2, left), 1);
    EXPECT_EQ(counted.changes, second.changes) << left;
    EXPECT_EQ(counted.remaining, 3u) << left;
    EXPECT_EQ(counted.next, second.next) << left;
  }
}

TYPED_TEST(StoreRightsTest, P16_ARightThatEndsMeanwhileEndsWhatIsGivenRecordByRecord) {
  this->grant(1, 1);
  this->grant(1, 2);
  append(*this->server, text_change(origin(1), 1, "one", interview(1, 1)));
  append(*this->server, text_change(origin(1), 2, "two", interview(2, 2)));
  append(*this->server, text_change(origin(1), 3, "three", interview(3, 1)));
  const Page first = this->page(1, {}, 1);
  this->withdraw(1, 2);
  const Page rest = this->page(1, first.next);
  ASSERT_EQ(rest.changes.size(), 1u);
  EXPECT_EQ(rest.changes[0].position, 5u);
}

TYPED_TEST(StoreRightsTest, P16_ADeviceIsGivenEventsInTheirOrderAndFromTheBeginningAllByRecord) {
  this->grant(1, 1);
  append(*this->server, text_change(origin(1), 1, "one", interview(1, 1)));  // 2
  append(*this->server, text_change(origin(1), 2, "two", interview(2, 1)));  // 3
  append(*this->server, text_change(origin(1), 3, "one", interview(1, 1)));  // 4
  append(*this->server, text_change(origin(2), 1, "own", interview(2, 1)));  // 5
  const auto given = [&](const Cursor& cursor) {
    std::vector<std::uint64_t> positions;
    for (const PageChange& change : this->page(1, cursor, 1 << 20, origin(2)).changes) {
      positions.push_back(change.position);
    }
    return positions;
  };
  EXPECT_EQ(given({1, 1}), (std::vector<std::uint64_t>{2, 3, 4}));
  EXPECT_EQ(given({}), (std::vector<std::uint64_t>{2, 4, 3, 5}));
}

TYPED_TEST(StoreRightsTest, S7_AChildGrantedLaterIsDeliveredWholeAfterWhatWasSeenBefore) {
  append(*this->server, text_change(origin(1), 1, "early", interview(2, 2)));  // 1
  this->grant(1, 1);                                                           // 2
  append(*this->server, text_change(origin(1), 2, "seen", interview(1, 1)));   // 3
  const Cursor before = this->page(1).next;
  append(*this->server, text_change(origin(1), 3, "early", interview(2, 2)));  // 4
  this->grant(1, 2);                                                           // 5
  append(*this->server, text_change(origin(1), 4, "late", interview(2, 2)));   // 6
  const Page page = this->page(1, before);
  ASSERT_EQ(page.changes.size(), 3u);
  EXPECT_EQ(page.changes[0].position, 1u);
  EXPECT_EQ(page.changes[1].position, 4u);
  EXPECT_EQ(page.changes[2].position, 6u);
  const Page first = this->page(1, before, 1);
  EXPECT_EQ(first.next, (Cursor{5, 1}));
  EXPECT_EQ(first.remaining, 2u);
  EXPECT_EQ(this->page(1, first.next).changes.size(), 2u);
}

TYPED_TEST(StoreRightsTest, TwoRightsToOneChangeDeliverItOnce) {
  append(*this->server, text_change(origin(1), 1, "one"));
  this->grant(1, 1, record_id(101));
  this->grant(1, 1);
  append(*this->server, text_change(origin(1), 2, "two"));
  append(*this->server, text_change(origin(1), 3, "other episode", interview(2, 1, 2)));
  EXPECT_EQ(this->page(1).changes.size(), 3u);
}

TYPED_TEST(StoreRightsTest, OwnChangesComeBackOnlyToAReaderGrantedLater) {
  this->grant(1, 1);
  append(*this->server, text_change(origin(1), 1, "own"));
  EXPECT_EQ(this->page(1, {1, 1}, 1 << 20, origin(1)).changes.size(), 0u);
  EXPECT_EQ(this->page(1, {1, 1}, 1 << 20, origin(2)).changes.size(), 1u);
  this->withdraw(1, 1);
  EXPECT_EQ(this->page(1, {1, 1}, 1 << 20, origin(1)).changes.size(), 0u);
  this->grant(1, 1);
  EXPECT_EQ(this->page(1, {1, 1}, 1 << 20, origin(1)).changes.size(), 1u);
}

TYPED_TEST(StoreRightsTest, S7_TellsWhatIsLeftOfAChildARightToWhichWasWithdrawn) {
  this->grant(1, 1);
  this->grant(1, 1, record_id(101));
  this->grant(1, 2);
  const std::uint64_t before = this->server->head().value();
  EXPECT_TRUE(this->server->withdrawn_since(user(1), 0, {}).value().empty());
  this->withdraw(1, 1);
  this->withdraw(1, 2);
  EXPECT_EQ(this->server->withdrawn_since(user(1), before, {}).value(),
            (std::vector<Withdrawal>{{record_id(1), {record_id(101)}}, {record_id(2), {}}}));
  EXPECT_TRUE(
      this->server->withdrawn_since(user(1), this->server->head().value(), {}).value().empty());
  this->grant(1, 1);
  EXPECT_EQ(this->server->withdrawn_since(user(1), before, {}).value(),
            (std::vector<Withdrawal>{{record_id(2), {}}}));
  const std::uint64_t now = this->server->head().value();
  EXPECT_EQ(this->server->withdrawn_since(user(1), now, {record_id(1), record_id(2)}).value(),
            (std::vector<Withdrawal>{{record_id(2), {}}}));
}

}  // namespace
}  // namespace homeward
