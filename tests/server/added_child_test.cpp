// A child who is added on a tablet: taken, seen by whom, and written down (V1). What else was
// written about them offline comes after it, in the same exchange.
#include <algorithm>

#include "server/allocation.h"
#include "tests/server/tablet.h"
#include "tests/sync/builders.h"

namespace homeward::test {
namespace {

constexpr const char* given = "identity.given_name";
constexpr const char* waiting = "/api/quarantine/waiting/0";

class AddedChildTest : public ServiceWorld {
 protected:
  AddedChildTest() { start(); }

  Tablet tablet(const std::string& who, unsigned number) {
    return Tablet(port(), who, user(who), number, authority_);
  }
  void join(const std::string& who, const std::string& team) {
    write([&](ServerDatabase& db) { return db.accounts().join_team(user(who), team, db.store()); });
  }
  bool sees(const std::string& who, const RecordHeader& record) {
    return reader()->store().may_see(user(who), record).value();
  }
  bool is_here(const RecordHeader& record) {
    return reader()->store().record(record.id).value().has_value();
  }
  // What the audit says of how the child came.
  std::string added_line() {
    for (const AuditLine& line : audit(juno.id)) {
      if (line.act == "child_added") {
        return line.detail;
      }
    }
    return "";
  }
  http::Answer admit(Browser& by, const Tablet& from, std::uint64_t number) {
    return by.post("/api/quarantine", "{\"tablet\":\"" + from.origin().hex() + "\",\"number\":\"" +
                                          std::to_string(number) +
                                          R"(","act":"admit","reason":"Known to us."})");
  }

  const RecordHeader juno{record_id(50), "child", record_id(50), {}};
  const RecordHeader away{record_id(51), "episode", juno.id, record_id(51)};
  const RecordHeader offer{record_id(52), "offer", juno.id, away.id};
  const RecordHeader told{derived_id("interview", away.id), "interview", juno.id, away.id};
};

TEST_F(AddedChildTest, V1_ANewChildIsItsAuthorsAndTheirTeamsAndTheAuditSaysSo) {
  join("iris", "north");
  Tablet iris = tablet("iris", 1);
  iris.write(juno, given, "Juno");
  iris.sync();
  EXPECT_TRUE(iris.notices().empty());
  EXPECT_TRUE(sees("iris", juno));
  EXPECT_TRUE(sees("sam", juno));
  EXPECT_FALSE(sees("ivan", juno));
  EXPECT_FALSE(sees("sid", juno));
  EXPECT_EQ(added_line(), "given to the team north");
  EXPECT_EQ(audited("child_added", juno.id), 1u);
  EXPECT_EQ(audited("write", juno.id), 1u);
  iris.write(juno, given, "Juno-May");
  iris.sync();
  EXPECT_EQ(audited("child_added", juno.id), 1u);
  EXPECT_TRUE(iris.has(juno));
}

TEST_F(AddedChildTest, S1_AllThatWasWrittenOfflineAboutANewChildComesInOneExchange) {
  join("iris", "north");
  Tablet iris = tablet("iris", 1);
  ASSERT_EQ(iris.exchange(), 200);
  iris.write(juno, given, "Juno");
  iris.write(away, "absence.category", "missing");
  iris.write(offer, "offer.by_whom", "Iris");
  iris.write(told, "what_happened.why", "It was loud.");
  const RecordHeader photograph = iris.attach(juno, Bytes(1'000, 'p'));
  iris.write(juno, "identity.family_name", "Applegarth");
  ASSERT_EQ(iris.exchange(), 200);
  iris.sync_files();
  EXPECT_TRUE(iris.notices().empty());
  EXPECT_TRUE(iris.is_held(photograph));
  Tablet sam = tablet("sam", 2);
  sam.sync();
  for (const RecordHeader& record : {juno, away, offer, told, photograph}) {
    EXPECT_TRUE(sam.has(record)) << record.type;
    EXPECT_TRUE(iris.has(record)) << record.type;
  }
}

TEST_F(AddedChildTest, V1_TheAuthorsOtherTabletReceivesTheChildToo) {
  Tablet first = tablet("iris", 1);
  Tablet second = tablet("iris", 2);
  second.sync();
  first.write(juno, given, "Juno");
  first.sync();
  second.sync();
  EXPECT_TRUE(second.has(juno));
}

TEST_F(AddedChildTest, V1_WhoIsInNoTeamAddsToTheTeamThatHoldsMostOfTheirChildren) {
  Tablet iris = tablet("iris", 1);  // allocated child 1, of the north
  iris.write(juno, given, "Juno");
  iris.sync();
  EXPECT_TRUE(sees("sam", juno));
  EXPECT_EQ(added_line(), "given to the team north");
}

TEST_F(AddedChildTest, V1_OfTwoTeamsTheOneWithASupervisorIsChosen) {
  write([](ServerDatabase& db) { return db.accounts().add_team({"east", "East"}); });
  join("iris", "east");
  join("iris", "south");
  Tablet iris = tablet("iris", 1);
  iris.write(juno, given, "Juno");
  iris.sync();
  EXPECT_EQ(added_line(), "given to the team south");
  EXPECT_TRUE(sees("sid", juno));
}

TEST_F(AddedChildTest, V1_AChildThatNoSupervisorSeesIsKnownToTheAdministratorUntilATeamTakesIt) {
  write([&](ServerDatabase& db) { return db.store().withdraw(user("iris"), child(1).id, {}); });
  Tablet iris = tablet("iris", 1);
  iris.write(juno, given, "Juno");
  iris.sync();
  EXPECT_TRUE(sees("iris", juno));
  EXPECT_EQ(added_line(), "in no team, so no supervisor sees this child");
  EXPECT_EQ(reader()->accounts().children_unseen().value(), std::vector<RecordId>{juno.id});
  write([&](ServerDatabase& db) { return db.accounts().set_team(juno.id, "north", db.store()); });
  EXPECT_TRUE(reader()->accounts().children_unseen().value().empty());
}

TEST_F(AddedChildTest, V1_ASupervisorAddsToTheirTeamAndLosesTheChildWithIt) {
  Tablet sam = tablet("sam", 1);
  sam.write(juno, given, "Juno");
  sam.sync();
  EXPECT_TRUE(sees("sam", juno));
  write([&](ServerDatabase& db) { return db.accounts().set_team(juno.id, "south", db.store()); });
  EXPECT_FALSE(sees("sam", juno));
}

TEST_F(AddedChildTest, S2_ACommissionedInterviewerAddsNoChild) {
  Tablet cass = tablet("cass", 1);
  cass.write(juno, given, "Juno");
  cass.write(away, "absence.category", "missing");
  cass.sync();
  ASSERT_EQ(cass.notices().size(), 2u);
  EXPECT_EQ(cass.notices()[0].code, "not_permitted");
  EXPECT_FALSE(is_here(juno));
  EXPECT_FALSE(sees("cass", juno));
}

TEST_F(AddedChildTest, S2_AChildWhoIsHereAndNotAllocatedStaysSo) {
  Tablet iris = tablet("iris", 1);
  iris.write(child(2), given, "Mine now");
  iris.write(RecordHeader{record_id(60), "episode", child(2).id, record_id(60)}, "absence.category",
             "missing");
  iris.sync();
  ASSERT_EQ(iris.notices().size(), 2u);
  EXPECT_EQ(iris.notices()[0].code, "not_allocated");
  EXPECT_EQ(iris.notices()[1].code, "not_allocated");
  EXPECT_FALSE(sees("iris", child(2)));
  EXPECT_EQ(audited("child_added", child(2).id), 0u);
}

TEST_F(AddedChildTest, S2_OnlyTheChildsOwnRecordAddsAChild) {
  Tablet iris = tablet("iris", 1);
  iris.write(away, "absence.category", "missing");
  RecordHeader under_another_id = juno;
  under_another_id.id = record_id(59);
  iris.write(under_another_id, given, "Juno");
  iris.write(juno, given, "Juno");
  iris.write(away, "absence.category", "absent");
  iris.sync();
  ASSERT_EQ(iris.notices().size(), 2u);
  EXPECT_EQ(iris.notices()[0].number, 1u);
  EXPECT_EQ(iris.notices()[0].code, "not_allocated");
  EXPECT_EQ(iris.notices()[1].number, 2u);
  EXPECT_TRUE(is_here(away));
}

// The id of a child of whom records are here, though not their own, is not to be had by asking.
TEST_F(AddedChildTest, S2_AChildOfWhomAnythingIsHereIsNotNew) {
  write([&](ServerDatabase& db) {
    Clerk clerk(db.store(), random_, origin(901), user("ada"));
    return clerk.write(away, {field("absence.category", Value::code("missing"))}, now());
  });
  Tablet iris = tablet("iris", 1);
  iris.write(juno, given, "Juno");
  iris.sync();
  ASSERT_EQ(iris.notices().size(), 1u);
  EXPECT_EQ(iris.notices()[0].code, "not_allocated");
}

TEST_F(AddedChildTest, S7_WhatWasAddedStaysOnTheTabletAndIsComparedAsAnyOther) {
  Tablet iris = tablet("iris", 1);
  iris.sync();
  iris.write(juno, given, "Juno");
  iris.write(away, "absence.category", "missing");
  write([&](ServerDatabase& db) { return db.store().withdraw(user("iris"), child(1).id, {}); });
  iris.sync();  // a withdrawal is told, and is of another child
  EXPECT_FALSE(iris.has(child(1)));
  EXPECT_TRUE(iris.has(juno));
  EXPECT_TRUE(iris.has(away));
  const std::vector<Scope> scopes = reader()->store().scopes(user("iris")).value();
  ASSERT_EQ(scopes.size(), 1u);
  EXPECT_EQ(scopes[0].child, juno.id);
  write([&](ServerDatabase& db) { return db.store().withdraw(user("iris"), juno.id, {}); });
  iris.sync();
  EXPECT_FALSE(iris.has(juno));
  EXPECT_FALSE(iris.has(away));
}

// Its words reach nobody else until a supervisor of the author's team admits them.
TEST_F(AddedChildTest, S2_WhatADisabledAccountAddedIsItsTeamsSupervisorsToAdmit) {
  join("iris", "north");
  Tablet iris = tablet("iris", 1);
  iris.write(juno, given, "Juno");
  iris.write(away, "absence.category", "missing");
  write([&](ServerDatabase& db) { return db.accounts().disable(user("iris"), db.store()); });
  iris.browser().cookie.clear();
  iris.sync();
  ASSERT_EQ(iris.notices().size(), 2u);
  EXPECT_EQ(iris.notices()[0].code, "account_disabled");
  EXPECT_FALSE(is_here(juno));
  Browser sid(port());
  sid.sign_in("sid");
  EXPECT_EQ(sid.get(waiting).body, R"({"held":[],"left":0})");
  EXPECT_EQ(admit(sid, iris, 1).status, 404);
  Browser sam(port());
  sam.sign_in("sam");
  EXPECT_NE(sam.get(waiting).body.find(to_hex("Juno")), std::string::npos);
  const http::Answer orphan = admit(sam, iris, 2);
  EXPECT_EQ(orphan.status, 403);
  EXPECT_NE(orphan.body.find("Admit the child's own record first"), std::string::npos);
  ASSERT_EQ(admit(sam, iris, 1).status, 200);
  ASSERT_EQ(admit(sam, iris, 2).status, 200);
  EXPECT_TRUE(is_here(away));
  EXPECT_TRUE(sees("sam", juno));
  EXPECT_FALSE(sees("iris", juno));
  EXPECT_EQ(added_line(), "given to the team north; the account is disabled");
}

TEST_F(AddedChildTest, S2_WhoseAuthorIsInNoTeamWaitsUntilTheAdministratorNamesOne) {
  Tablet iris = tablet("iris", 1);
  iris.write(juno, given, "Juno");
  write([&](ServerDatabase& db) { return db.accounts().disable(user("iris"), db.store()); });
  iris.browser().cookie.clear();
  iris.sync();
  Browser sam(port());
  sam.sign_in("sam");
  EXPECT_EQ(sam.get(waiting).body, R"({"held":[],"left":0})");
  join("iris", "north");
  EXPECT_EQ(admit(sam, iris, 1).status, 200);
  EXPECT_TRUE(sees("sam", juno));
}

}  // namespace
}  // namespace homeward::test
