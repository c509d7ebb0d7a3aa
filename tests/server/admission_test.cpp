// What a supervisor decides of what was set aside (S2), over the service.
#include "server/admission.h"

#include "server/verify.h"
#include "tests/server/tablet.h"
#include "tests/sync/builders.h"

namespace homeward::test {
namespace {

constexpr const char* why = "what_happened.why";
constexpr const char* waiting = "/api/quarantine/waiting/0";
constexpr const char* decided = "/api/quarantine/decided/0";

class NorthOfTwo : public ServiceWorld {
 protected:
  NorthOfTwo() {
    start();
    write([&](ServerDatabase& db) {
      return db.accounts().join_team(user("sid"), "north", db.store());
    });
  }
};

class AdmissionTest : public NorthOfTwo {
 protected:
  // Written by ivan, to whom child 1 is not allocated.
  void set_aside(const RecordHeader& record, const char* text) {
    ivan.write(record, why, text);
    ivan.sync();
  }
  http::Answer decide(Browser& by, const std::string& act, const std::string& reason,
                      std::uint64_t number = 1) {
    return by.post("/api/quarantine", "{\"tablet\":\"" + ivan.origin().hex() + "\",\"number\":\"" +
                                          std::to_string(number) + "\",\"act\":\"" + act +
                                          "\",\"reason\":\"" + reason + "\"}");
  }
  bool shows(const http::Answer& answer, const std::string& text) {
    return answer.body.find(text) != std::string::npos;
  }
  std::string words_of(const Tablet& tablet, unsigned interview_number) {
    const auto record = tablet.record(interview(interview_number));
    const Value* value = record ? record->value(why) : nullptr;
    return value ? value->as_text().value_or("") : "";
  }

  Tablet ivan{port(), "ivan", user("ivan"), 1, authority_};
};

TEST_F(AdmissionTest, P42_S2_WhatIsAdmittedEntersTheRecordAndEverybodyIsToldByWhomAndWhy) {
  set_aside(interview(1), "She went to the station.");
  Browser sam(port());
  sam.sign_in("sam");
  const http::Answer seen = sam.get(waiting);
  EXPECT_TRUE(shows(seen, to_hex("She went to the station.")));
  EXPECT_EQ(text_in(seen.body, "tablet"), ivan.origin().hex());
  EXPECT_EQ(text_in(seen.body, "why_not"), "");
  const http::Answer answer = decide(sam, "admit", "He covered for Iris that day.");
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(text_in(answer.body, "by"), "sam example");
  EXPECT_TRUE(shows(answer, R"("stands":true)"));
  Tablet iris(port(), "iris", user("iris"), 2, authority_);
  iris.sync();
  EXPECT_EQ(words_of(iris, 1), "She went to the station.");
  ivan.sync();
  ASSERT_EQ(ivan.held_notices().size(), 1u);
  const HeldDecision ruling = *ivan.held_notices()[0].ruling;
  EXPECT_TRUE(ruling.admitted);
  EXPECT_EQ(ruling.by, user("sam"));
  EXPECT_EQ(ruling.reason, "He covered for Iris that day.");
  EXPECT_EQ(audited("admit", interview(1).id), 1u);
  const auto lines = audit(child(1).id);
  EXPECT_TRUE(std::any_of(lines.begin(), lines.end(), [](const AuditLine& line) {
    return line.detail.find(": He covered for Iris that day.") != std::string::npos;
  }));
  EXPECT_EQ(sam.get(waiting).body, R"({"held":[],"left":0})");
  EXPECT_TRUE(shows(sam.get(decided), to_hex("She went to the station.")));
  EXPECT_TRUE(verify(reader()->store()).value().faults.empty());
}

TEST_F(AdmissionTest, S2_WhatIsNotTakenInStaysReadableAndOutOfTheRecord) {
  set_aside(interview(1), "Of another child.");
  Browser sam(port());
  sam.sign_in("sam");
  ASSERT_EQ(decide(sam, "leave_out", "It is about another child.").status, 200);
  EXPECT_FALSE(reader()->store().record(interview(1).id).value().has_value());
  EXPECT_TRUE(shows(sam.get(decided), to_hex("Of another child.")));
  EXPECT_EQ(text_in(sam.get(decided).body, "reason"),
            "This child is not, or no longer, allocated "
            "to you. The council keeps what you wrote.");
  EXPECT_EQ(audited("not_taken_in", interview(1).id), 1u);
  ivan.sync();
  EXPECT_FALSE(ivan.held_notices().at(0).ruling->admitted);
}

TEST_F(AdmissionTest, S2_OfTwoWhoDecideTheFirstStandsAndTheSecondIsTold) {
  set_aside(interview(1), "Words.");
  Browser sam(port());
  sam.sign_in("sam");
  Browser sid(port());
  sid.sign_in("sid");
  ASSERT_EQ(decide(sam, "leave_out", "No.").status, 200);
  const std::uint64_t head = reader()->store().head().value();
  const http::Answer second = decide(sid, "admit", "Yes.");
  EXPECT_EQ(second.status, 200);
  EXPECT_TRUE(shows(second, R"("stands":false)"));
  EXPECT_EQ(text_in(second.body, "by"), "sam example");
  EXPECT_EQ(text_in(second.body, "reason"), "No.");
  EXPECT_TRUE(shows(decide(sam, "leave_out", "No."), R"("stands":true)"));
  EXPECT_TRUE(shows(decide(sam, "admit", "No."), R"("stands":false)"));
  EXPECT_EQ(reader()->store().head().value(), head);
  EXPECT_EQ(audited("admit", interview(1).id), 0u);
  EXPECT_EQ(audited("not_taken_in", interview(1).id), 1u);
}

TEST_F(AdmissionTest, V1_S2_OnlyASupervisorOfTheChildDecidesAndNeverOnTheirOwnWords) {
  set_aside(interview(1), "Words.");
  Browser iris(port());
  iris.sign_in("iris");
  EXPECT_EQ(decide(iris, "admit", "Mine to say.").status, 403);
  Browser nobody(port());
  EXPECT_EQ(decide(nobody, "admit", "Mine to say.").status, 401);
  ivan.write(interview(3), why, "Of a child of the south.");
  write([&](ServerDatabase& db) { return db.store().withdraw(user("ivan"), child(2).id, {}); });
  ivan.sync();
  Browser sam(port());
  sam.sign_in("sam");
  EXPECT_EQ(decide(sam, "admit", "Not of sam's team.", 2).status, 404);
  EXPECT_EQ(decide(sam, "admit", "There is none.", 9).status, 404);
  EXPECT_EQ(decide(sam, "admit", "  ").status, 400);
  EXPECT_EQ(decide(sam, "admit", std::string(1001, 'x')).status, 400);
  EXPECT_EQ(decide(sam, "delete", "Why not.").status, 400);
  EXPECT_TRUE(reader()->store().rulings_since(user("ivan"), 0, 9).value().empty());

  Tablet own(port(), "sam", user("sam"), 5, authority_);
  own.write_as(user("iris"));
  own.write(interview(1), why, "Under another's name.");
  own.sync();
  EXPECT_TRUE(shows(sam.get(waiting), "You wrote this. Another supervisor decides"));
  const http::Answer answer =
      sam.post("/api/quarantine", "{\"tablet\":\"" + own.origin().hex() +
                                      R"(","number":"1","act":"leave_out","reason":"Mine."})");
  EXPECT_EQ(answer.status, 403) << answer.body;
}

TEST_F(AdmissionTest, S2_WhatStillCannotBePartOfTheRecordSaysWhyAndWaits) {
  const RecordHeader oversight{record_id(600), "oversight", child(1).id, episode(1).id};
  ivan.write(oversight, "reason", "An interviewer's decision.");
  ivan.write(RecordHeader{record_id(601), "note", child(1).id, record_id(9)}, "text",
             "No episode.");
  ivan.sync();
  Browser sam(port());
  sam.sign_in("sam");
  const http::Answer not_theirs = decide(sam, "admit", "Please.");
  EXPECT_EQ(not_theirs.status, 403);
  EXPECT_TRUE(shows(not_theirs, "This cannot be admitted: Only a supervisor can return"));
  EXPECT_TRUE(shows(decide(sam, "admit", "Please.", 2), "The episode it names is not one of"));
  EXPECT_TRUE(reader()->store().rulings_since(user("ivan"), 0, 9).value().empty());
  EXPECT_EQ(decide(sam, "leave_out", "It cannot be.", 2).status, 200);
}

TEST_F(AdmissionTest, S2_WhatADisabledAccountSentIsItsSupervisorsToAdmit) {
  Tablet iris(port(), "iris", user("iris"), 2, authority_);
  iris.write(interview(1), why, "Written on the last day.");
  write([&](ServerDatabase& db) { return db.accounts().disable(user("iris"), db.store()); });
  iris.browser().cookie.clear();
  iris.sync();
  Browser sam(port());
  sam.sign_in("sam");
  const http::Answer answer =
      sam.post("/api/quarantine", "{\"tablet\":\"" + iris.origin().hex() +
                                      R"(","number":"1","act":"admit","reason":"Her last day."})");
  EXPECT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(reader()->store().record(interview(1).id).value()->value(why)->as_text(),
            "Written on the last day.");
}

// On a shared tablet sam's database is open, and the session is still sid's, who supervises
// the south and the north.
TEST_F(AdmissionTest, T3_NothingIsReadOrDecidedAsAnotherWhoseSessionIsThere) {
  set_aside(interview(1), "Words.");
  Browser shared(port());
  shared.sign_in("sid");
  for (const std::string& who : {user("sam").hex(), std::string()}) {
    shared.user = who;
    for (const char* path : {waiting, decided}) {
      const http::Answer seen = shared.get(path);
      EXPECT_EQ(seen.status, 403);
      EXPECT_TRUE(shows(seen, "Another person is signed in")) << seen.body;
    }
    const http::Answer answer = decide(shared, "admit", "In another's name.");
    EXPECT_EQ(answer.status, 403);
    EXPECT_TRUE(shows(answer, "Another person is signed in")) << answer.body;
  }
  EXPECT_EQ(audited("read", interview(1).id), 0u);
  EXPECT_TRUE(reader()->store().rulings_since(user("ivan"), 0, 9).value().empty());
  shared.user = user("sid").hex();
  EXPECT_TRUE(shows(shared.get(waiting), to_hex("Words.")));
}

TEST_F(AdmissionTest, V1_S2_ALongListComesInPages) {
  for (int i = 0; i < 60; ++i) {
    ivan.write(interview(1), why, "One of many.");
  }
  ivan.sync();
  Browser sam(port());
  sam.sign_in("sam");
  EXPECT_TRUE(shows(sam.get(waiting), R"("left":10})"));
  const http::Answer rest = sam.get("/api/quarantine/waiting/50");
  EXPECT_TRUE(shows(rest, R"("left":0})"));
  EXPECT_TRUE(shows(rest, R"("number":"60")"));
  EXPECT_EQ(sam.get("/api/quarantine/waiting/x").status, 404);
}

TEST_F(AdmissionTest, S11_TheOriginThatFollowsAForkedOneIsOfTheSameTablet) {
  ivan.write(interview(3), why, "Of the first.");
  ivan.sync();
  Tablet copy(port(), "ivan", user("ivan"), 1, authority_);
  copy.write(interview(3), why, "Of the copy.");
  copy.sync();
  EXPECT_NE(copy.origin(), ivan.origin());
  EXPECT_EQ(reader()->accounts().device_of(copy.origin()).value()->user, user("ivan"));
  EXPECT_EQ(reader()->store().history(interview(3).id).value().size(), 2u);
}

}  // namespace
}  // namespace homeward::test
