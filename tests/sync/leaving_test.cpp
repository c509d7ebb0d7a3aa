// What a purge took stays, sealed to the council, until a verified backup is told of (S4, S7;
// P44): both machines over memory stores. The real seal: tests/server/sealed_work_test.cpp.
#include "sync/leaving.h"

#include <gtest/gtest.h>

#include "tests/sync/both_stores.h"
#include "tests/sync/loopback.h"

namespace homeward {
namespace {

using namespace test;

class LeavingTest : public ::testing::Test {
 protected:
  LeavingTest() { server.grant(user(1), record_id(1)); }
  void settle() {
    for (bool more = true; more;) {
      auto taken = one.exchange(server);
      ASSERT_TRUE(taken.ok()) << taken.error().detail;
      more = taken.value().more;
      seal_what_left(one.store);
    }
  }
  Change write(std::string_view text) { return one.write(interview(1), "a", text).value(); }
  std::size_t left() const { return count_leaving(one.store).value(); }
  // Without the words that `change` wrote, wherever on the device they could be.
  void expect_unreadable(const Change& change) {
    EXPECT_FALSE(one.store.change(change.origin, change.number).value().has_value());
    EXPECT_TRUE(left_of(one.store, change.number).value()->is_sealed);
  }

  TestServer server;
  TestDevice one{1};
};

TEST_F(LeavingTest, P44_S4_S7_WhatAPurgeTookIsSentSealedToACouncilPutBackToBeforeIt) {
  const MemoryTables yesterday = server.store.tables();
  const Change lost = write("only here");
  settle();
  server.withdraw(one.user, record_id(1));
  settle();
  expect_unreadable(lost);
  const Change after = one.write(interview(9, 2), "a", "of another child").value();
  settle();
  server.store.restore(yesterday);
  server.withdraw(one.user, record_id(1));
  settle();
  const auto quarantined = server.store.quarantined_of_user(one.user).value();
  ASSERT_EQ(quarantined.size(), 2u);
  EXPECT_EQ(quarantined[0].notice.code, "not_permitted");
  EXPECT_EQ(quarantined[0].record, interview(1));
  EXPECT_EQ(quarantined[0].change, encode(lost));
  EXPECT_EQ(quarantined[1].change, encode(after)) << "what follows is received too";
}

TEST_F(LeavingTest, P44_P16_S7_ItComesBackWithTheRightOfAServerPutBack) {
  const MemoryTables yesterday = server.store.tables();
  write("only here");
  settle();
  const Record before = one.store.record(interview(1).id).value().value();
  server.withdraw(one.user, record_id(1));
  settle();
  server.store.restore(yesterday);
  settle();
  EXPECT_EQ(server.store.record(interview(1).id).value(), before);
  EXPECT_EQ(one.store.record(interview(1).id).value(), before);
  EXPECT_TRUE(server.store.quarantined_of_user(one.user).value().empty());
}

TEST_F(LeavingTest, P44_S4_WhatAVerifiedBackupHoldsIsNotKept) {
  write("in the backup");
  settle();
  server.note_backup(one.origin);
  const Change after = write("after the backup");
  settle();
  server.withdraw(one.user, record_id(1));
  settle();
  EXPECT_EQ(left(), 1u);
  EXPECT_FALSE(left_of(one.store, 1).value().has_value());
  expect_unreadable(after);
}

TEST_F(LeavingTest, P44_S4_ALaterBackupEndsTheKeeping) {
  write("words");
  settle();
  server.withdraw(one.user, record_id(1));
  settle();
  ASSERT_EQ(left(), 1u);
  settle();
  EXPECT_EQ(left(), 1u);
  server.note_backup(one.origin);
  settle();
  EXPECT_EQ(left(), 0u);
  EXPECT_FALSE(left_of(one.store, 1).value().has_value());
}

// A server put back says of its backups what it knew then.
TEST_F(LeavingTest, P44_S5_WhatAServerPutBackHasNotReceivedIsNotTakenForBackedUp) {
  write("first");
  settle();
  const MemoryTables yesterday = server.store.tables();
  write("second");
  settle();
  server.withdraw(one.user, record_id(1));
  settle();
  ASSERT_EQ(left(), 2u);
  server.store.restore(yesterday);
  server.note_backup(one.origin);
  ASSERT_TRUE(one.exchange(server).ok());
  EXPECT_EQ(left(), 1u);
  EXPECT_TRUE(left_of(one.store, 2).value().has_value());
}

// The program ended before its worker could seal it.
TEST_F(LeavingTest, P44_S7_WhatIsNotSealedYetIsSentAsItIs) {
  const MemoryTables yesterday = server.store.tables();
  const Change lost = write("only here");
  settle();
  server.withdraw(one.user, record_id(1));
  ASSERT_TRUE(one.exchange(server).ok());
  server.store.restore(yesterday);
  ASSERT_TRUE(one.exchange(server).ok());
  const Request request = server.read(one.ask(server.now).value()).value();
  ASSERT_EQ(request.pushed.size(), 1u);
  EXPECT_EQ(request.pushed[0].change.octets(), encode(lost));
  EXPECT_EQ(seal_what_left(one.store), 1u);
  const Request sealed = server.read(one.ask(server.now).value()).value();
  EXPECT_TRUE(sealed.pushed[0].change.empty());
  EXPECT_EQ(sealed.pushed[0].sealed, sealed_for_test(encode(lost)));
}

TEST_F(LeavingTest, P44_ManySealsAreSentInSeveralRequests) {
  const MemoryTables yesterday = server.store.tables();
  const std::string long_text(120'000, 'x');
  for (int i = 0; i < 12; ++i) {
    write(long_text + std::to_string(i));
  }
  settle();
  server.withdraw(one.user, record_id(1));
  settle();
  server.store.restore(yesterday);
  ASSERT_TRUE(one.exchange(server).ok());
  const Request request = server.read(one.ask(server.now).value()).value();
  EXPECT_GT(request.pushed.size(), 1u);
  EXPECT_LT(request.pushed.size(), 12u);
  settle();
  EXPECT_EQ(server.store.history(interview(1).id).value().size(), 12u);
}

// Its digest is still known from the purge; it is not what is to be sent.
TEST_F(LeavingTest, P5_P44_S4_WhatCameBackWithTheRightIsSentWholeHoweverMuchThatIs) {
  const MemoryTables yesterday = server.store.tables();
  for (int i = 0; i < 12; ++i) {
    write(std::string(9'000, 'x') + std::to_string(i));
  }
  settle();
  server.note_backup(one.origin);
  server.withdraw(one.user, record_id(1));
  settle();
  ASSERT_EQ(left(), 0u);
  server.grant(one.user, record_id(1));
  settle();
  ASSERT_EQ(one.store.history(interview(1).id).value().size(), 12u);
  server.store.restore(yesterday);
  for (int i = 0; i < 3; ++i) {
    one.client->carry_less();
  }
  settle();
  EXPECT_EQ(server.store.history(interview(1).id).value().size(), 12u);
  EXPECT_TRUE(server.store.quarantined_of_user(one.user).value().empty());
}

TEST_F(LeavingTest, P27_P44_ARescueCarriesTheSeals) {
  const MemoryTables yesterday = server.store.tables();
  write("only here");
  settle();
  server.withdraw(one.user, record_id(1));
  settle();
  server.store.restore(yesterday);
  ASSERT_TRUE(one.exchange(server).ok());
  const auto parts = one.client->rescue(server.now).value();
  ASSERT_EQ(parts.size(), 1u);
  EXPECT_FALSE(read_request(parts[0]).value().pushed.at(0).sealed.empty());
}

// Nothing at a server put back says that it was ever given.
TEST_F(LeavingTest, P6_P14_S7_ARightGivenSinceTheBackupEndsWithIt) {
  const MemoryTables yesterday = server.store.tables();
  server.grant(user(1), record_id(2));
  TestDevice two{2};
  server.grant(two.user, record_id(2));
  ASSERT_TRUE(two.write(interview(9, 2), "a", "another's").ok());
  for (bool more = true; more;) {
    more = two.exchange(server).value().more;
  }
  settle();
  ASSERT_TRUE(one.store.record(interview(9, 2).id).value().has_value());
  server.store.restore(yesterday);
  settle();
  EXPECT_FALSE(one.store.record(interview(9, 2).id).value().has_value());
}

TEST(LeavingMessageTest, P44_M8_AnOlderProgramPassesOverTheSealsAndTheBackup) {
  Answer answer;
  answer.backed_up = 5;
  answer.more = "of a newer program";
  const Answer read = read_answer(frame(answer)).value();
  EXPECT_EQ(read.backed_up, 5u);
  EXPECT_EQ(read.more, "of a newer program");
  Answer without = answer;
  without.backed_up = 0;
  EXPECT_EQ(frame(answer).substr(0, frame(without).find(answer.more) - 1),
            frame(without).substr(0, frame(without).find(answer.more) - 1))
      << "nothing but `more` differs, which programs of before do not look at";
}

TEST(LeavingMessageTest, P2_P44_MoreSealsThanChangesMayBePushedAreRefused) {
  Request request;
  request.origin = origin(1);
  request.more = "?" + encode(std::vector<std::uint64_t>(2 * (pushed_changes_max + 1)));
  request.more.replace(1, 2, encode(std::uint64_t{pushed_changes_max + 1}));
  Bytes octets = frame(request);
  octets[octets.rfind("?")] = 1;
  EXPECT_EQ(read_request(octets).error().detail, "a list of more than 8192 at octet 2");
}

TEST(LeavingMessageTest, P44_ASealBesideNoDigestIsRefused) {
  Request request;
  request.origin = origin(1);
  request.newest = 1;
  request.pushed.push_back({Bytes("octets"), std::nullopt, Bytes("a seal")});
  EXPECT_EQ(read_request(frame(request)).error().code, Code::bad_input);
}

template <class Stores>
class LeavingStoreTest : public BothStoresTest<Stores> {};
TYPED_TEST_SUITE(LeavingStoreTest, BothStores);

TYPED_TEST(LeavingStoreTest, S7_APurgeKeepsWhatNoBackupHoldsAndOnlyOwnWork) {
  const Change backed_up = text_change(origin(1), 1, "in a backup");
  const Change held = text_change(origin(1), 2, "held");
  const Change unsent = text_change(origin(1), 3, "unsent");
  for (const Change& change : {backed_up, held, unsent}) {
    this->append_own(change);
  }
  append(*this->client, text_change(origin(2), 2, "another's"));
  in_transaction(*this->client, [&] {
    EXPECT_FALSE(this->client->purge({record_id(1), {}}, {2, 1}).value());
  });
  EXPECT_EQ(count_leaving(*this->client).value(), 1u);
  EXPECT_EQ(left_of(*this->client, 2).value(), (Left{false, encode(held)}));
  EXPECT_EQ(next_to_seal(*this->client).value().at(0).octets, encode(held));
}

TYPED_TEST(LeavingStoreTest, S7_WhatIsSealedStaysSealedAndWhatWentIsNotSealed) {
  const Change own = text_change(origin(1), 1, "words");
  in_transaction(*this->client, [&] {
    ASSERT_TRUE(keep_leaving(*this->client, {own}).ok());
    ASSERT_TRUE(keep_sealed(*this->client, {{1, "a seal"}}).ok());
    ASSERT_TRUE(keep_leaving(*this->client, {own}).ok());
    ASSERT_TRUE(keep_sealed(*this->client, {{1, "another"}, {2, "of nothing"}}).ok());
  });
  EXPECT_EQ(left_of(*this->client, 1).value(), (Left{true, "a seal"}));
  EXPECT_FALSE(left_of(*this->client, 2).value().has_value());
  EXPECT_TRUE(next_to_seal(*this->client).value().empty());
}

TYPED_TEST(LeavingStoreTest, S11_AnOriginThatIsLeftTakesThemWithIt) {
  this->append_own(text_change(origin(1), 1, "words"));
  in_transaction(*this->client, [&] {
    EXPECT_TRUE(this->client->purge({record_id(1), {}}, {1, 0}).value());
    ASSERT_TRUE(this->client->take_out_after(1).ok());
  });
  EXPECT_EQ(count_leaving(*this->client).value(), 0u);
}

}  // namespace
}  // namespace homeward
