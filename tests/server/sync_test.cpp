// Whole exchanges over HTTP between real halves: what arrives, what is told, what is
// written down, and what nobody may see.
#include "tests/server/tablet.h"
#include "tests/sync/builders.h"

namespace homeward::test {
namespace {

class SyncTest : public ServiceWorld {
 protected:
  SyncTest() { start(); }

  Tablet tablet(const std::string& who, unsigned number) {
    return Tablet(port(), who, user(who), number, authority_);
  }
  void allocate(const std::string& who, unsigned number) {
    write([&](ServerDatabase& db) { return db.store().grant(user(who), child(number).id, {}); });
  }
};

constexpr const char* why = "what_happened.why";

TEST_F(SyncTest, S3WhatOneTabletWroteIsReceiptedByTheAuthorityAndReachesAnother) {
  Tablet iris = tablet("iris", 1);
  Tablet sam = tablet("sam", 2);
  iris.write(interview(1), why, "It was loud.");
  EXPECT_EQ(iris.held(), 0u);
  iris.sync();
  EXPECT_EQ(iris.held(), 1u);
  sam.sync();
  ASSERT_TRUE(sam.has(interview(1)));
  EXPECT_EQ(sam.record(interview(1))->value(why)->as_text(), "It was loud.");
}

TEST_F(SyncTest, M3TwoTabletsThatWroteUnawareBothKeepBothAnswers) {
  Tablet iris = tablet("iris", 1);
  Tablet sam = tablet("sam", 2);
  iris.write(interview(1), why, "It was loud.");
  sam.write(interview(1), why, "It was quiet.");
  for (Tablet* one : {&iris, &sam, &iris}) {
    one->sync();
  }
  EXPECT_TRUE(iris.record(interview(1))->in_conflict(why));
  EXPECT_EQ(*iris.record(interview(1)), *sam.record(interview(1)));
}

TEST_F(SyncTest, S8NothingNewTakesLessThanAKilobyteOnTheWireBothWaysTogether) {
  Tablet iris = tablet("iris", 1);
  iris.write(interview(1), why, "It was loud.");
  iris.sync();
  ASSERT_EQ(iris.exchange(), 200);
  std::size_t received = std::string("HTTP/1.1 200 OK\r\n\r\n").size() + iris.answered.body.size();
  for (const http::Field& field : iris.answered.headers) {
    received += field.name.size() + field.value.size() + 4;
  }
  EXPECT_LT(iris.browser().sent + received, 1024u)
      << iris.browser().sent << " out, " << received << " back";
}

TEST_F(SyncTest, V1AnInterviewerGetsTheChildrenAllocatedAndNoOther) {
  Tablet iris = tablet("iris", 1);
  iris.sync();
  EXPECT_TRUE(iris.has(child(1)) && iris.has(episode(1)) && iris.has(episode(2)));
  EXPECT_FALSE(iris.has(child(2)) || iris.has(episode(3)));
}

TEST_F(SyncTest, V1ASupervisorGetsTheirTeamsChildrenAndNoOther) {
  Tablet sid = tablet("sid", 1);
  sid.sync();
  EXPECT_TRUE(sid.has(child(2)) && sid.has(episode(3)));
  EXPECT_FALSE(sid.has(child(1)) || sid.has(episode(1)));
}

TEST_F(SyncTest, V1ACommissionedInterviewerGetsTheirEpisodeTheChildsRecordAndPlanOnly) {
  Tablet iris = tablet("iris", 1);
  const RecordHeader plan{derived_id("safety_plan", child(1).id), "safety_plan", child(1).id, {}};
  iris.write(plan, "people_and_places.named_person", "Iris");
  iris.write(interview(1), why, "Not theirs to read.");
  iris.sync();
  Tablet cass = tablet("cass", 2);
  cass.sync();
  EXPECT_TRUE(cass.has(child(1)) && cass.has(episode(2)) && cass.has(plan));
  EXPECT_FALSE(cass.has(episode(1)) || cass.has(interview(1)) || cass.has(child(2)));
}

TEST_F(SyncTest, V1AnAdministratorGetsNoChild) {
  Tablet ada = tablet("ada", 1);
  ada.sync();
  EXPECT_FALSE(ada.has(child(1)) || ada.has(child(2)) || ada.has(episode(1)));
}

TEST_F(SyncTest, S7AChildAllocatedLaterIsDeliveredWhole) {
  Tablet ivan = tablet("ivan", 1);
  ivan.write(interview(3), why, "Before.");
  ivan.sync();
  Tablet iris = tablet("iris", 2);
  iris.sync();
  allocate("iris", 2);
  iris.sync();
  EXPECT_TRUE(iris.has(child(2)) && iris.has(episode(3)) && iris.has(interview(3)));
}

TEST_F(SyncTest, S7AChildTakenAwayIsPurgedFromTheTablet) {
  Tablet iris = tablet("iris", 1);
  iris.write(interview(1), why, "It was loud.");
  iris.sync();
  write([&](ServerDatabase& db) { return db.store().withdraw(user("iris"), child(1).id, {}); });
  iris.sync();
  EXPECT_FALSE(iris.has(child(1)) || iris.has(interview(1)));
}

TEST_F(SyncTest, S7AChildsCaseThatMovesToAnotherTeamGoesFromOneSupervisorToTheOther) {
  Tablet sam = tablet("sam", 1);
  sam.sync();
  write(
      [&](ServerDatabase& db) { return db.accounts().set_team(child(1).id, "south", db.store()); });
  sam.sync();
  Tablet sid = tablet("sid", 2);
  sid.sync();
  EXPECT_FALSE(sam.has(child(1)));
  EXPECT_TRUE(sid.has(child(1)) && sid.has(episode(1)));
}

TEST_F(SyncTest, V1EachReadAndWriteOfARecordLeavesALine) {
  Tablet iris = tablet("iris", 1);
  iris.write(interview(1), why, "It was loud.");
  iris.sync();
  EXPECT_EQ(audited("write", interview(1).id), 1u);
  EXPECT_EQ(audited("read", child(1).id), 1u);
  EXPECT_EQ(audited("read", child(2).id), 0u);
  Tablet sam = tablet("sam", 2);
  sam.sync();
  EXPECT_EQ(audited("read", interview(1).id), 1u);
  EXPECT_EQ(audit(child(1).id).front().user, user("sam"));
}

TEST_F(SyncTest, V1TheAuditCanBeAddedToAndNothingElse) {
  Tablet iris = tablet("iris", 1);
  const std::size_t before = audit().size();
  auto database = ServerDatabase::open(folder_.path(), ServerDatabase::Mode::write).value();
  for (const char* change :
       {"UPDATE audit SET act = 'nothing'", "DELETE FROM audit",
        "REPLACE INTO audit SELECT line, 0, account, 'nothing', child, record, '' FROM audit"}) {
    EXPECT_FALSE(database->store().database().run(change).ok()) << change;
  }
  EXPECT_EQ(audit().size(), before);
  EXPECT_NE(audit().front().act, "nothing");
}

TEST_F(SyncTest, V1ADisabledAccountsTabletDeliversToQuarantineReadsNothingAndIsPurged) {
  Tablet iris = tablet("iris", 1);
  iris.sync();
  iris.write(interview(1), why, "Written before I was told.");
  write([&](ServerDatabase& db) { return db.accounts().disable(user("iris"), db.store()); });
  ASSERT_EQ(iris.exchange(), 200) << iris.answered.body;
  EXPECT_EQ(iris.held(), 1u);
  ASSERT_EQ(iris.notices().size(), 1u);
  EXPECT_EQ(iris.notices()[0].code, "account_disabled");
  EXPECT_EQ(iris.taken.taken, 0u);
  iris.sync();
  EXPECT_FALSE(iris.has(child(1)));
  EXPECT_EQ(reader()->store().quarantined_of_child(child(1).id).value().size(), 1u);
  EXPECT_EQ(iris.browser().get("/api/people").status, 401);
  EXPECT_EQ(audited("refused", interview(1).id), 1u);
}

TEST_F(SyncTest, V1ADeviceCredentialAloneOpensNothingWhileTheAccountIsGood) {
  Tablet iris = tablet("iris", 1);
  iris.browser().cookie.clear();
  EXPECT_EQ(iris.exchange(), 401);
}

TEST_F(SyncTest, V1ADisabledAccountsCredentialSpeaksForItsOwnTabletOnly) {
  Tablet first = tablet("iris", 1);
  Tablet second = tablet("iris", 2);
  write([&](ServerDatabase& db) { return db.accounts().disable(user("iris"), db.store()); });
  first.browser().device_token = second.browser().device_token;
  EXPECT_EQ(first.exchange(), 401);
}

TEST_F(SyncTest, S11AnotherPersonsTabletIsRefused) {
  Tablet iris = tablet("iris", 1);
  Tablet ivan = tablet("ivan", 2);
  iris.write(interview(1), why, "Mine.");
  EXPECT_EQ(ivan.browser().post_octets("/api/sync", iris.request()).status, 403);
  EXPECT_FALSE(reader()->store().record(interview(1).id).value());
}

TEST_F(SyncTest, T3ADatabaseIsNeverFilledByTheSessionOfAnotherPerson) {
  Tablet iris = tablet("iris", 1);
  iris.write(interview(1), why, "Mine.");
  iris.browser().user = user("ivan").hex();
  EXPECT_EQ(iris.exchange(), 403);
  iris.browser().user = user("iris").hex();
  EXPECT_EQ(iris.exchange(), 200);
}

TEST_F(SyncTest, MalformedTruncatedAndOversizedRequestsAreRefusedAndChangeNothing) {
  Tablet iris = tablet("iris", 1);
  iris.write(interview(1), why, "It was loud.");
  const Bytes good = iris.request();
  const std::uint64_t head = reader()->store().head().value();
  for (std::size_t length = 0; length < good.size(); length += 7) {
    EXPECT_EQ(iris.browser().post_octets("/api/sync", good.substr(0, length)).status, 400);
  }
  EXPECT_EQ(iris.browser().post_octets("/api/sync", good + "x").status, 400);
  Bytes other = good;
  other[0] = 'X';
  EXPECT_EQ(iris.browser().post_octets("/api/sync", other).status, 400);
  Tablet large = tablet("iris", 2);
  EXPECT_EQ(large.browser().post_octets("/api/sync", Bytes(9u << 20, 'x')).status, 413);
  EXPECT_EQ(reader()->store().head().value(), head);
  iris.sync();
  EXPECT_EQ(iris.held(), 1u);
}

TEST_F(SyncTest, S1AReplayedRequestIsTheSameAsOnce) {
  Tablet iris = tablet("iris", 1);
  iris.write(interview(1), why, "It was loud.");
  const Bytes push = iris.request();
  EXPECT_EQ(iris.browser().post_octets("/api/sync", push).status, 200);
  const std::uint64_t head = reader()->store().head().value();
  EXPECT_EQ(iris.browser().post_octets("/api/sync", push).status, 200);
  EXPECT_EQ(reader()->store().head().value(), head);
  EXPECT_EQ(audited("write", interview(1).id), 1u);
}

TEST_F(SyncTest, S4AServerStoppedAndStartedAgainHoldsWhatItAcknowledged) {
  Tablet iris = tablet("iris", 1);
  iris.write(interview(1), why, "It was loud.");
  iris.sync();
  iris.write(interview(1), "what_happened.before", "A row.");
  stop();
  EXPECT_EQ(iris.exchange(), 0);
  start();
  iris.reconnect(port());
  iris.sync();
  EXPECT_EQ(iris.held(), 2u);
  EXPECT_EQ(reader()->store().history(interview(1).id).value().size(), 2u);
}

}  // namespace
}  // namespace homeward::test
