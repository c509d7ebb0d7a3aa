// What a person may read beside the records of a page (V1, S2).
#include "tests/server/tablet.h"

namespace homeward::test {
namespace {

class ReadingTest : public ServiceWorld {
 protected:
  ReadingTest() { start(); }

  http::Answer asked_by(const std::string& who, const std::string& path) {
    Browser browser(port());
    browser.sign_in(who);
    return browser.get(path);
  }
  bool shows(const http::Answer& answer, const std::string& text) {
    return answer.body.find(text) != std::string::npos;
  }
};

constexpr const char* why = "what_happened.why";
constexpr const char* waiting = "/api/quarantine/waiting/0";

TEST_F(ReadingTest, S2ASupervisorSeesWhatWasSetAsideOfTheirOwnChildrenAndItIsAudited) {
  Tablet ivan(port(), "ivan", user("ivan"), 1, authority_);
  ivan.write(interview(1), why, "Not my child.");
  ivan.sync();
  const http::Answer sam = asked_by("sam", waiting);
  ASSERT_EQ(sam.status, 200) << sam.body;
  EXPECT_EQ(text_in(sam.body, "author"), "ivan example");
  EXPECT_EQ(text_in(sam.body, "code"), "not_allocated");
  EXPECT_EQ(text_in(sam.body, "child"), child(1).id.hex());
  EXPECT_EQ(audited("read", interview(1).id), 1u);
  EXPECT_EQ(asked_by("sid", waiting).body, R"({"held":[],"left":0})");
}

TEST_F(ReadingTest, S2WhoIsNoSupervisorIsNotToldWhatWasSetAsideOfOthers) {
  EXPECT_EQ(asked_by("iris", waiting).status, 403);
  EXPECT_EQ(asked_by("ada", waiting).status, 403);
  EXPECT_EQ(Browser(port()).get(waiting).status, 401);
}

TEST_F(ReadingTest, V1AnAdministratorReadsNoChildWhateverWasGranted) {
  write([&](ServerDatabase& db) { return db.store().grant(user("ada"), child(1).id, {}); });
  Tablet ada(port(), "ada", user("ada"), 1, authority_);
  EXPECT_EQ(ada.exchange(), 403);
  EXPECT_FALSE(ada.has(child(1)));
  EXPECT_EQ(audited("read", child(1).id), 0u);
}

TEST_F(ReadingTest, ACommissionedWorkerIsToldOfThoseTheyWorkWithAndNoOther) {
  const http::Answer before = asked_by("cass", "/api/people");
  EXPECT_TRUE(shows(before, "cass example") && shows(before, "sam example"));
  EXPECT_TRUE(shows(before, "ada example"));  // wrote the child's record
  EXPECT_FALSE(shows(before, "iris example") || shows(before, "ivan example"));
  Tablet iris(port(), "iris", user("iris"), 1, authority_);
  iris.write(interview(2), why, "In the episode commissioned to cass.");
  iris.sync();
  EXPECT_TRUE(shows(asked_by("cass", "/api/people"), "iris example"));
  EXPECT_TRUE(shows(asked_by("iris", "/api/people"), "ivan example"));
}

TEST_F(ReadingTest, V1SigningOutIsAuditedOnce) {
  Browser browser(port());
  browser.sign_in("iris");
  browser.remove("/api/session");
  browser.remove("/api/session");
  EXPECT_EQ(audit().front().act, "sign_out");
  EXPECT_EQ(audit().size(), 2u);
}

}  // namespace
}  // namespace homeward::test
