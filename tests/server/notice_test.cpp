// What one tablet pushed reaches another person's page as "there is something new",
// and nothing else: through the whole service.
#include "tests/server/tablet.h"

namespace homeward::test {
namespace {

constexpr const char* why = "what_happened.why";

class NoticeTest : public ServiceWorld {
 protected:
  NoticeTest() { start(); }

  // A page of that person's, its WebSocket open.
  std::unique_ptr<http::Client> page_of(const std::string& who) {
    Browser browser(port());
    EXPECT_EQ(browser.sign_in(who).status, 200);
    auto page = std::make_unique<http::Client>(port());
    const http::Answer opened = page->ask(http::upgrade(
        "/api/notices",
        "Origin: http://localhost\r\nCookie: __Host-homeward=" + browser.cookie + "\r\n"));
    EXPECT_EQ(opened.status, 101) << opened.body;
    return page;
  }
};

TEST_F(NoticeTest, V1APushTellsThePagesOfThoseWhoMaySeeItThatThereIsSomethingNewAndNothingElse) {
  const auto sam = page_of("sam");
  const auto sid = page_of("sid");
  const auto cass = page_of("cass");
  const auto ada = page_of("ada");
  Tablet iris(port(), "iris", user("iris"), 1, authority_);
  iris.write(interview(1), why, "It was loud.");
  iris.sync();
  EXPECT_EQ(sam->read_bytes(http::notice_frame.size()), http::notice_frame);
  for (http::Client* page : {sam.get(), sid.get(), cass.get(), ada.get()}) {
    EXPECT_TRUE(http::answers_ping(*page));
  }
  Tablet sams(port(), "sam", user("sam"), 2, authority_);
  sams.sync();
  EXPECT_EQ(sams.record(interview(1))->value(why)->as_text(), "It was loud.");
}

TEST_F(NoticeTest, S2WhatIsSetAsideIsNewsToNobodysRecords) {
  const auto sid = page_of("sid");
  Tablet iris(port(), "iris", user("iris"), 1, authority_);
  iris.write(interview(3), why, "Not her child.");
  iris.sync();
  ASSERT_EQ(iris.notices().size(), 1u);
  EXPECT_TRUE(http::answers_ping(*sid));
}

TEST_F(NoticeTest, S1APushDeliveredTwiceIsNewsOnce) {
  const auto sam = page_of("sam");
  Tablet iris(port(), "iris", user("iris"), 1, authority_);
  iris.write(interview(1), why, "It was loud.");
  const Bytes push = iris.request();
  EXPECT_EQ(iris.browser().post_octets("/api/sync", push).status, 200);
  EXPECT_EQ(sam->read_bytes(http::notice_frame.size()), http::notice_frame);
  EXPECT_EQ(iris.browser().post_octets("/api/sync", push).status, 200);
  EXPECT_TRUE(http::answers_ping(*sam));
}

TEST_F(NoticeTest, V1WhoIsNotSignedInHearsNothing) {
  http::Client page(port());
  EXPECT_EQ(page.ask(http::upgrade("/api/notices")).status, 401);
}

}  // namespace
}  // namespace homeward::test
