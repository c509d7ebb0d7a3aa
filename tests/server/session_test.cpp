// Signing in and out, and what keeps others out (V1).
#include <algorithm>

#include "core/time/instant.h"
#include "server/sign_in_throttle.h"
#include "tests/server/service_world.h"

namespace homeward::test {
namespace {

class SessionTest : public ServiceWorld {
 protected:
  SessionTest() { start(); }
};

TEST_F(SessionTest, V1ARightPasswordOpensASessionThatTellsWhoAndWhichAuthority) {
  Browser browser(port());
  const http::Answer answer = browser.sign_in("iris");
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(text_in(answer.body, "name"), "iris example");
  EXPECT_EQ(text_in(answer.body, "role"), "interviewer");
  EXPECT_EQ(text_in(answer.body, "receipt_key"), to_hex(authority_.receipt_key.public_half));
  EXPECT_EQ(browser.get("/api/session").body, answer.body);
}

TEST_F(SessionTest, S3ANewReceiptKeyIsVouchedForByTheOneBeforeAndOldReceiptsStayTheCouncils) {
  const Bytes first = authority_.receipt_key.public_half;
  const auto old_signature = ReceiptSigner(authority_).sign("a receipt");
  for (int i = 0; i < 2; ++i) {
    write([&](ServerDatabase& db) -> Result<void> {
      HW_TRY(rotated, rotate_receipt_key(db.store()));
      authority_ = rotated;
      return {};
    });
  }
  ASSERT_EQ(authority_.handovers.size(), 2u);
  Bytes key = first;
  for (const KeyHandover& one : authority_.handovers) {
    EXPECT_EQ(one.from, key);
    EXPECT_TRUE(
        signature_holds(key, handover_octets(authority_.dataset.dataset, one.to), one.signature));
    key = one.to;
  }
  EXPECT_EQ(key, authority_.receipt_key.public_half);
  EXPECT_NE(key, first);
  const BytesView old{reinterpret_cast<const char*>(old_signature.data()), old_signature.size()};
  EXPECT_TRUE(ReceiptSigner(authority_).is_ours("a receipt", old));
  EXPECT_FALSE(ReceiptSigner(authority_).is_ours("another receipt", old));
  EXPECT_EQ(load_authority(reader()->store()).value().handovers, authority_.handovers);
}

TEST_F(SessionTest, V1TheCookieIsForThisHostOnlyAndOutOfScriptsReach) {
  Browser browser(port());
  const std::string set = browser.sign_in("iris").header("Set-Cookie");
  EXPECT_EQ(set.rfind("__Host-homeward=", 0), 0u);
  for (const char* attribute : {"; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict"}) {
    EXPECT_NE(set.find(attribute), set.npos) << attribute;
  }
  EXPECT_EQ(set.find("Domain"), set.npos);
}

TEST_F(SessionTest, V1AWrongPasswordAnUnknownNameAndADisabledAccountAreToldTheSame) {
  write([&](ServerDatabase& db) { return db.accounts().disable(user("ivan"), db.store()); });
  Browser browser(port());
  const http::Answer wrong = browser.sign_in("iris", "not the password");
  EXPECT_EQ(wrong.status, 401);
  EXPECT_EQ(browser.sign_in("nobody").body, wrong.body);
  EXPECT_EQ(browser.sign_in("ivan").body, wrong.body);
  EXPECT_TRUE(browser.cookie.empty());
}

TEST_F(SessionTest, V1GuessingOneNameIsSlowedEvenForTheRightPasswordAndOnlyThatName) {
  Browser browser(port());
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(browser.sign_in("iris", "a wrong guess").status, 401);
  }
  const http::Answer slowed = browser.sign_in("iris");
  EXPECT_EQ(slowed.status, 429);
  EXPECT_EQ(slowed.header("Retry-After"), "1");
  EXPECT_EQ(browser.sign_in("ivan").status, 200);
  wait(1 * second_ms);
  EXPECT_EQ(browser.sign_in("iris").status, 200);
}

// A throttle and a clock of its own.
class SignInThrottleTest : public testing::Test {
 protected:
  // Milliseconds to wait; 0 where the password was looked at, and was wrong.
  std::int64_t guess(const std::string& name) { return throttle.wait_or_try(name, "office", now); }

  SignInThrottle throttle;
  Instant now{1'790'000'000'000};
};

TEST_F(SignInThrottleTest, V1ATryThatWasTurnedAwayIsNotCounted) {
  for (int i = 0; i < 500; ++i) {
    ASSERT_EQ(guess("iris"), 0) << i;
    throttle.turned_away("iris", "office");
  }
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(guess("iris"), 0);
  }
  EXPECT_EQ(guess("iris"), 1 * second_ms);
  now = now.plus_ms(1 * second_ms);
  ASSERT_EQ(guess("iris"), 0);
  throttle.turned_away("iris", "office");
  EXPECT_EQ(guess("iris"), 0);  // and makes nobody wait again
}

TEST_F(SignInThrottleTest, V1GuessingOneNameGetsAFewTriesADay) {
  unsigned guesses = 0;
  for (const Instant begin = now; now < begin.plus_ms(day_ms);) {
    const std::int64_t wait = guess("iris");
    guesses += wait == 0 ? 1 : 0;
    now = now.plus_ms(wait);
  }
  EXPECT_LE(guesses, 120u);
}

TEST_F(SignInThrottleTest, V1GuessingManyNamesFromOneAddressIsSlowedAndForgottenSoonAfter) {
  unsigned guesses = 0;
  const Instant begin = now;
  while (now < begin.plus_ms(hour_ms)) {
    const std::int64_t wait = guess("name " + std::to_string(guesses));
    guesses += wait == 0 ? 1 : 0;
    now = now.plus_ms(wait);
  }
  EXPECT_LE(guesses, 200u + 1820u);
  now = now.plus_ms(2 * minute_ms);
  EXPECT_EQ(guess("iris"), 0);
  EXPECT_EQ(guess("ivan"), 0);
}

// Every day of a week, all of them mistype once in the first quarter of an hour, and now and
// then one does for the rest of the day.
TEST_F(SignInThrottleTest, V1AnOfficeOf200PeopleBehindOneAddressWaitsForNothing) {
  for (int day = 0; day < 7; ++day) {
    const Instant morning = now;
    for (int person = 0; person < 200; ++person) {
      const std::string name = "person " + std::to_string(person);
      ASSERT_EQ(guess(name), 0) << "day " << day << ", " << name;
      ASSERT_EQ(guess(name), 0) << "day " << day << ", " << name;
      throttle.succeeded(name, "office");
      now = now.plus_ms(15 * minute_ms / 200);
    }
    for (; now < morning.plus_ms(day_ms); now = now.plus_ms(5 * minute_ms)) {
      ASSERT_EQ(guess("person " + std::to_string(now.ms / (5 * minute_ms) % 200)), 0);
    }
  }
}

TEST_F(SessionTest, V1ASessionEndsTwelveHoursAfterItBegan) {
  Browser browser(port());
  browser.sign_in("iris");
  wait(12 * hour_ms - 1);
  EXPECT_EQ(browser.get("/api/session").status, 200);
  wait(1);
  const http::Answer over = browser.get("/api/session");
  EXPECT_EQ(over.status, 401);
  EXPECT_EQ(text_in(over.body, "code"), "expired");
}

TEST_F(SessionTest, V1SigningOutEndsTheSessionForEveryCopyOfTheCookie) {
  Browser browser(port());
  browser.sign_in("iris");
  Browser copy(port());
  copy.cookie = browser.cookie;
  const http::Answer out = browser.remove("/api/session");
  EXPECT_EQ(out.status, 200);
  EXPECT_NE(out.header("Set-Cookie").find("Max-Age=0"), std::string::npos);
  EXPECT_EQ(copy.get("/api/session").status, 401);
}

TEST_F(SessionTest, V1ANewPasswordEndsTheSessionsOpenedWithTheOld) {
  Browser browser(port());
  browser.sign_in("iris");
  write([&](ServerDatabase& db) -> Result<void> {
    HW_TRY(hash, db.accounts().password(user("ivan")));
    return db.accounts().set_password(user("iris"), *hash);
  });
  EXPECT_EQ(browser.get("/api/session").status, 401);
}

TEST_F(SessionTest, V1ARequestThatOurOwnPageDidNotMakeIsRefused) {
  for (const char* fields :
       {"", "X-Homeward: 0\r\n", "X-Homeward: 1\r\nOrigin: http://elsewhere.example\r\n",
        "X-Homeward: 1\r\nOrigin: null\r\n"}) {
    Browser browser(port());
    browser.more = fields;
    EXPECT_EQ(browser.sign_in("iris").status, 403) << fields;
    Browser another(port());
    another.more = fields;
    EXPECT_EQ(another.remove("/api/session").status, 403) << fields;
  }
}

TEST_F(SessionTest, V1ADatabaseThatIsSeenLetsNobodyIn) {
  Browser browser(port());
  browser.sign_in("iris");
  auto database = reader();
  EXPECT_TRUE(database->accounts().session(digest("homeward token 1", {browser.cookie})).value());
  Digest as_it_is;
  std::copy_n(browser.cookie.begin(), 32, reinterpret_cast<char*>(as_it_is.octets.data()));
  EXPECT_FALSE(database->accounts().session(as_it_is).value());
}

TEST_F(SessionTest, V1SigningInAndFailingToAreAudited) {
  Browser browser(port());
  browser.sign_in("iris", "a wrong guess");
  browser.sign_in("iris");
  const std::vector<AuditLine> lines = audit();
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].act, "sign_in");
  EXPECT_EQ(lines[1].act, "sign_in_refused");
  EXPECT_EQ(lines[1].user, user("iris"));
}

TEST_F(SessionTest, EachMistakeInARequestIsNamedWithItsPlace) {
  Browser browser(port());
  const http::Answer answer = browser.post("/api/session", R"({"username":7,"pass":"x"})");
  EXPECT_EQ(answer.status, 400);
  for (const char* place : {"request: username", "request: password", "request: pass:"}) {
    EXPECT_NE(answer.body.find(place), std::string::npos) << place << " in " << answer.body;
  }
}

TEST_F(SessionTest, V1WhoIsNotSignedInIsToldNothing) {
  Browser browser(port());
  EXPECT_EQ(browser.get("/api/people").status, 401);
  EXPECT_EQ(browser.get("/api/recovery/" + user("iris").hex()).status, 401);
  EXPECT_EQ(browser.post_octets("/api/sync", "").status, 401);
  const std::string device = R"({"origin":")" + user("iris").hex() + R"(","name":"x","user":"x"})";
  EXPECT_EQ(browser.post("/api/devices", device).status, 401);
}

// Eight silent sockets that each announce 32 MiB must not keep tablets from sending.
TEST_F(SessionTest, V1ALargeBodyIsReadOnlyOfASessionOrATabletThatIsKnownHere) {
  const auto announced = [&](const std::string& path, const std::string& fields) {
    http::Client client(port());
    return client
        .ask("POST " + path +
             " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\n"
             "Content-Length: 1000000\r\nExpect: 100-continue\r\nX-Homeward: 1\r\n" +
             fields + "\r\n")
        .status;
  };
  Browser iris(port());
  iris.sign_in("iris");
  const std::string token =
      text_in(iris.post("/api/devices", R"({"origin":")" + child(1).id.hex() +
                                            R"(","name":"tablet","user":")" + iris.user + "\"}")
                  .body,
              "device_token");
  const std::string cookie = "Cookie: __Host-homeward=" + iris.cookie + "\r\n";
  for (const char* path : {"/api/rescue", "/api/sync", "/api/pieces"}) {
    EXPECT_EQ(announced(path, ""), 401) << path;
    EXPECT_EQ(announced(path, "Cookie: __Host-homeward=a guess\r\n"), 401) << path;
    EXPECT_EQ(announced(path, "X-Homeward-Device: a guess\r\n"), 401) << path;
    EXPECT_EQ(announced(path, cookie), 100) << path;
  }
  iris.remove("/api/session");
  EXPECT_EQ(announced("/api/sync", cookie), 401);
  EXPECT_EQ(announced("/api/sync", "X-Homeward-Device: " + token + "\r\n"), 100);
}

TEST_F(SessionTest, ThePeopleAreNamedForThoseWhoAreSignedIn) {
  Browser browser(port());
  browser.sign_in("cass");
  const http::Answer people = browser.get("/api/people");
  EXPECT_EQ(people.status, 200);
  EXPECT_NE(people.body.find("sam example"), std::string::npos);
  EXPECT_EQ(people.body.find("hash"), std::string::npos);
}

TEST_F(SessionTest, S11AnOriginIsRegisteredToOnePersonAndNoOther) {
  const auto body = [this](const std::string& origin, const std::string& who) {
    return R"({"origin":")" + origin + R"(","name":"tablet","user":")" + user(who).hex() + "\"}";
  };
  const std::string origin = user("ivan").hex();
  Browser iris(port());
  iris.sign_in("iris");
  EXPECT_EQ(iris.post("/api/devices", body(origin, "iris")).status, 201);
  EXPECT_EQ(iris.post("/api/devices", body(origin, "iris")).status, 201);
  Browser ivan(port());
  ivan.sign_in("ivan");
  EXPECT_EQ(ivan.post("/api/devices", body(origin, "ivan")).status, 403);
  EXPECT_EQ(ivan.post("/api/devices", body("nonsense", "ivan")).status, 400);
}

TEST_F(SessionTest, S11TheServersOwnOriginsCanBeRegisteredByNobody) {
  const auto record = reader()->store().record(child(1).id).value();
  const std::string clerk = record->heads("identity.given_name").front().origin.hex();
  Browser ada(port());
  ada.sign_in("ada");
  EXPECT_EQ(ada.post("/api/devices",
                     R"({"origin":")" + clerk + R"(","name":"x","user":")" + ada.user + "\"}")
                .status,
            403);
}

TEST_F(SessionTest, T3ADatabaseIsRegisteredToItsOwnPersonOnlyAndNotToWhoeverIsSignedIn) {
  Browser iris(port());
  iris.sign_in("iris");
  const auto device = [&](const std::string& who) {
    return R"({"origin":")" + child(1).id.hex() + R"(","name":"tablet","user":")" +
           user(who).hex() + "\"}";
  };
  EXPECT_EQ(iris.post("/api/devices", device("ivan")).status, 403);
  EXPECT_EQ(iris.post("/api/devices", device("iris")).status, 201);
}

}  // namespace
}  // namespace homeward::test
