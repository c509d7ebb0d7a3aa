// Requests that are malformed, cut off, too large or played again, through the whole
// service: a clear refusal, and nothing changes.
#include "server/http/content_encoding.h"
#include "tests/server/tablet.h"
#include "tests/sync/builders.h"

namespace homeward::test {
namespace {

constexpr const char* why = "what_happened.why";

class BadRequestTest : public ServiceWorld {
 protected:
  BadRequestTest() { start(); }

  Tablet tablet(const std::string& who, unsigned number) {
    return Tablet(port(), who, user(who), number, authority_);
  }
  // What the service keeps, as far as a request could change it.
  std::pair<std::uint64_t, std::size_t> kept() {
    return {reader()->store().head().value(), audit().size()};
  }
  void expect_refused(const http::Answer& answer, int status, const std::string& said) {
    EXPECT_EQ(answer.status, status) << answer.body;
    EXPECT_NE(answer.body.find(said), std::string::npos) << said << " in " << answer.body;
  }
};

TEST_F(BadRequestTest, V1APackedExchangeThatIsDamagedOrUnpacksBeyondTheLimitChangesNothing) {
  Tablet iris = tablet("iris", 1);
  iris.write(interview(1), why, "It was loud.");
  const Bytes packed = http::gzip(iris.request());
  const auto before = kept();
  const std::string fields = iris.browser().more;
  iris.browser().more += "Content-Encoding: gzip\r\n";
  const auto push = [&](BytesView body) { return iris.browser().post_octets("/api/sync", body); };
  expect_refused(push(packed.substr(0, packed.size() / 2)), 400, "gzip");
  expect_refused(push(packed + "x"), 400, "gzip");
  expect_refused(push("not packed at all"), 400, "gzip");
  expect_refused(push(http::gzip(Bytes(33u << 20, '\0'))), 413, "large");
  EXPECT_EQ(kept(), before);
  EXPECT_EQ(push(packed).status, 200);
  iris.browser().more = fields;
  iris.sync();
  EXPECT_EQ(iris.held(), 1u);
}

TEST_F(BadRequestTest, P2_AFrameBeyondItsLimitOrOfANewerProtocolIsRefused) {
  Tablet iris = tablet("iris", 1);
  const auto before = kept();
  Bytes newer = iris.request();
  newer[4] = 9;
  expect_refused(iris.browser().post_octets("/api/sync", newer), 422, "");
  expect_refused(iris.browser().post_octets("/api/sync", Bytes(9u << 20, 'x')), 413, "");
  EXPECT_EQ(kept(), before);
}

TEST_F(BadRequestTest, ARequestCutOffBeforeItsEndChangesNothing) {
  Tablet iris = tablet("iris", 1);
  iris.write(interview(1), why, "It was loud.");
  const Bytes push = iris.request();
  const auto before = kept();
  {
    http::Client client(port());
    const std::string whole =
        http::post("/api/sync", "application/octet-stream", push,
                   "X-Homeward: 1\r\nCookie: __Host-homeward=" + iris.browser().cookie +
                       "\r\nX-Homeward-User: " + iris.browser().user + "\r\n");
    client.send(whole.substr(0, whole.size() - 1));
  }
  EXPECT_EQ(Browser(port()).get("/api/session").status, 401);
  EXPECT_EQ(kept(), before);
  iris.sync();
  EXPECT_EQ(iris.held(), 1u);
}

TEST_F(BadRequestTest, S1AnOldPushPlayedAgainAfterNewerOnesChangesNothing) {
  Tablet iris = tablet("iris", 1);
  iris.write(interview(1), why, "First.");
  const Bytes old = iris.request();
  iris.sync();
  iris.write(interview(1), why, "Second.");
  iris.sync();
  const std::uint64_t head = reader()->store().head().value();
  EXPECT_EQ(iris.browser().post_octets("/api/sync", old).status, 200);
  EXPECT_EQ(reader()->store().head().value(), head);
  EXPECT_EQ(reader()->store().record(interview(1).id).value()->value(why)->as_text(), "Second.");
  EXPECT_EQ(audited("write", interview(1).id), 2u);
}

TEST_F(BadRequestTest, V1ARequestPlayedAgainAfterSigningOutIsRefused) {
  Tablet iris = tablet("iris", 1);
  iris.write(interview(1), why, "It was loud.");
  const Bytes push = iris.request();
  const std::string cookie = iris.browser().cookie;
  EXPECT_EQ(iris.browser().remove("/api/session").status, 200);
  iris.browser().cookie = cookie;
  const auto before = kept();
  expect_refused(iris.browser().post_octets("/api/sync", push), 401, "Sign in again");
  EXPECT_EQ(kept(), before);
}

TEST_F(BadRequestTest, S4AnExpiredSessionSaysWhatToDoAndWhatWasUnsentArrivesAfterwards) {
  Tablet iris = tablet("iris", 1);
  iris.write(interview(1), why, "It was loud.");
  wait(13 * hour_ms);
  EXPECT_EQ(iris.exchange(), 401);
  EXPECT_NE(iris.answered.body.find("Sign in again; nothing was lost"), std::string::npos);
  EXPECT_EQ(iris.held(), 0u);
  EXPECT_EQ(iris.browser().sign_in("iris").status, 200);
  iris.sync();
  EXPECT_EQ(iris.held(), 1u);
}

TEST_F(BadRequestTest, JsonThatIsBrokenTooDeepOrTooLargeIsRefusedWithItsPlace) {
  Browser browser(port());
  browser.sign_in("iris");
  const auto before = kept();
  for (const char* path : {"/api/session", "/api/devices", "/api/recovery"}) {
    expect_refused(browser.post(path, "{\"origin\": "), 400, "is not JSON");
    expect_refused(browser.post(path, "[]"), 400, "must be an object");
    expect_refused(browser.post(path, std::string(1000, '[')), 400, "is not JSON");
    expect_refused(browser.post(path, "{\"origin\": \"\xff\"}"), 400, "");
  }
  expect_refused(browser.post("/api/devices", R"({"origin":"x","name":"x","user":")" +
                                                  std::string(5000, 'a') + "\"}"),
                 400, "longer than 4,096");
  Browser large(port());
  expect_refused(large.post("/api/session", std::string(70'000, ' ')), 413, "");
  EXPECT_EQ(kept(), before);
}

TEST_F(BadRequestTest, S10AClockHoursWrongHoldsNothingUpAndTheServersTimeComesWithEveryAnswer) {
  Tablet iris = tablet("iris", 1);
  for (int hours : {0, 7}) {
    wait(hours * hour_ms);
    iris.write(interview(1), why, "By a clock that stands still.");
    ASSERT_EQ(iris.exchange(), 200);
    EXPECT_EQ(read_answer(iris.answered.body).value().server_time, now());
  }
  EXPECT_EQ(iris.held(), 2u);
  EXPECT_TRUE(iris.notices().empty());
}

}  // namespace
}  // namespace homeward::test
