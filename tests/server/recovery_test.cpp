// A forgotten passphrase loses nothing, and opens nothing for anybody else (T2).
#include "server/recovery.h"

#include "tests/server/service_world.h"

namespace homeward::test {
namespace {

Bytes octets_of(const std::string& hex) {
  Bytes octets;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    octets.push_back(static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16)));
  }
  return octets;
}

class RecoveryTest : public ServiceWorld {
 protected:
  RecoveryTest() : reply_(make_recovery_key()) { start(); }

  // iris's tablet asks for the key in `sealed`: the request's id.
  std::string ask(Browser& browser, const Bytes& sealed) {
    const std::string origin = user("sid").hex();  // any 16 octets
    browser.sign_in("iris");
    browser.post("/api/devices",
                 R"({"origin":")" + origin + R"(","name":"x","user":")" + browser.user + "\"}");
    const http::Answer asked = browser.post(
        "/api/recovery", R"({"origin":")" + origin + R"(","sealed_key":")" + to_hex(sealed) +
                             R"(","reply_key":")" + to_hex(reply_.public_half) + "\"}");
    EXPECT_EQ(asked.status, 201) << asked.body;
    return text_in(asked.body, "id");
  }
  Result<void> approve(const std::string& id, const std::string& by) {
    auto database = ServerDatabase::open(folder_.path(), ServerDatabase::Mode::write).value();
    auto transaction = Transaction::begin(database->store());
    const auto administrator = database->accounts().account(user(by)).value();
    HW_CHECK(approve_recovery(*database, authority_, RecordId::parse(id).value(), *administrator,
                              now()));
    return transaction.value().commit();
  }
  Bytes slot_of(const std::string& who) {
    return seal(authority_.recovery_key.public_half, key_, recovery_slot_purpose, user(who))
        .value();
  }

  KeyPair reply_;
  Bytes key_ = Bytes(32, 'k');
};

TEST_F(RecoveryTest, T2TheTabletGetsItsKeyBackHoweverOftenItAsksAndItIsAudited) {
  Browser browser(port());
  const std::string path = "/api/recovery/" + ask(browser, slot_of("iris"));
  EXPECT_NE(browser.get(path).body.find("\"approved\":false"), std::string::npos);
  const Result<void> approved = approve(path.substr(14), "ada");
  ASSERT_TRUE(approved.ok()) << approved.error().detail;
  const Bytes answer = octets_of(text_in(browser.get(path).body, "answer"));
  const auto key = open_seal(reply_, answer, recovery_answer_purpose, user("iris"));
  ASSERT_TRUE(key.ok());
  EXPECT_EQ(key.value(), key_);
  EXPECT_EQ(octets_of(text_in(browser.get(path).body, "answer")), answer);
  std::vector<std::string> acts;
  for (const AuditLine& line : audit()) {
    acts.insert(acts.begin(), line.act);
  }
  EXPECT_EQ(acts,
            (std::vector<std::string>{"sign_in", "device", "recovery_asked", "recovery_approved",
                                      "recovery_given", "recovery_given"}));
}

TEST_F(RecoveryTest, T2AnAnswerStandsForADayFromItsApprovalOrUntilTheTabletAsksAnew) {
  Browser browser(port());
  const std::string path = "/api/recovery/" + ask(browser, slot_of("iris"));
  wait(2 * day_ms);
  browser.sign_in("iris");
  EXPECT_EQ(browser.get(path).status, 200);
  ASSERT_TRUE(approve(path.substr(14), "ada").ok());
  wait(day_ms - 1);
  browser.sign_in("iris");
  EXPECT_EQ(browser.get(path).status, 200);
  wait(1);
  EXPECT_EQ(browser.get(path).status, 404);
  const std::string anew = "/api/recovery/" + ask(browser, slot_of("iris"));
  ASSERT_TRUE(approve(anew.substr(14), "ada").ok());
  EXPECT_EQ(browser.get(anew).status, 200);
  ask(browser, slot_of("iris"));
  EXPECT_EQ(browser.get(anew).status, 404);
}

TEST_F(RecoveryTest, T2ASlotSealedForAnotherWorkerIsOpenedForNobody) {
  Browser browser(port());
  const Result<void> approved = approve(ask(browser, slot_of("ivan")), "ada");
  ASSERT_FALSE(approved.ok());
  EXPECT_EQ(approved.error().code, Code::bad_input);
}

TEST_F(RecoveryTest, T2OnlyAnAdministratorApproves) {
  Browser browser(port());
  const std::string id = ask(browser, slot_of("iris"));
  EXPECT_EQ(approve(id, "sam").error().code, Code::refused);
  EXPECT_TRUE(approve(id, "ada").ok());
  EXPECT_EQ(approve(id, "ada").error().code, Code::refused);
}

TEST_F(RecoveryTest, T2AnothersRequestIsNotToBeSeen) {
  Browser iris(port());
  const std::string path = "/api/recovery/" + ask(iris, slot_of("iris"));
  Browser ivan(port());
  ivan.sign_in("ivan");
  EXPECT_EQ(ivan.get(path).status, 404);
}

TEST(SealTest, EachOctetOfASealCounts) {
  const KeyPair pair = make_recovery_key();
  const Bytes sealed = seal(pair.public_half, "secret", "purpose", UserId{}).value();
  EXPECT_EQ(open_seal(pair, sealed, "purpose", UserId{}).value(), "secret");
  EXPECT_FALSE(open_seal(pair, sealed, "other purpose", UserId{}).ok());
  EXPECT_FALSE(open_seal(make_recovery_key(), sealed, "purpose", UserId{}).ok());
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    Bytes other = sealed;
    other[i] = static_cast<char>(other[i] ^ 1);
    EXPECT_FALSE(open_seal(pair, other, "purpose", UserId{}).ok()) << i;
    EXPECT_FALSE(open_seal(pair, sealed.substr(0, i), "purpose", UserId{}).ok()) << i;
  }
}

// Made by WebCrypto as pwa/src/worker/keys.ts does, with a key pair made for this test.
TEST(SealTest, T2ASlotThatABrowserSealedOpens) {
  const KeyPair pair{octets_of("4b149339b3343d0999ed011590219b745893e9300e38ab3a45ffd9afa9b0af73"),
                     octets_of("b0ad49e74b8f9259faa16c76075b4d29225d7cd7e1fab9c96d70d8bf446da061")};
  const Bytes sealed = octets_of(
      "0126ef777365d769bd07e07bc26d3815c0f3a5af9e612b1e55d767903a169f43"
      "26ebc3ba83b3b3161b6135a197930b27974aa3b04b8f735f56ed17627e4f8692"
      "ec61c19d787b67a2ff392dd9d37dd9e6d81170a9eb04f88c21");
  const UserId whose = UserId::parse("000102030405060708090a0b0c0d0e0f").value();
  EXPECT_EQ(open_seal(pair, sealed, recovery_slot_purpose, whose).value(), Bytes(32, '\7'));
}

}  // namespace
}  // namespace homeward::test
