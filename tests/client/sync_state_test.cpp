// What a worker is told of sending and receiving (S2, S3, S6, S7, S10, T6).
#include "tests/client/world.h"
#include "wasm/tablet.h"

namespace homeward::test {
namespace {

struct SyncStateTest : testing::Test {
  World world;
  TestTablet tablet{world, 1};
  std::string interview;

  void SetUp() override {
    tablet.sync();
    interview = tablet.begin("interview");
    tablet.sync();
  }
  Json state(const std::string& now = "idle") { return tablet.get("sync_state", {{"now", now}}); }
  bool held() {
    return text(tablet.answer(interview, why).at("heads").at(0).at("where")) == "council";
  }
};

TEST_F(SyncStateTest, S3_Defect6_OnlyAConfirmedReceiptMakesItHeldByTheCouncil) {
  tablet.write(interview, why, text_value("a row"));
  EXPECT_FALSE(held());
  EXPECT_EQ(text(state().at("words")), "1 answer saved on this tablet, not yet sent");
  tablet.exchange(false);
  EXPECT_FALSE(held());
  EXPECT_EQ(state().at("unsent").as_int64(), 1);
  EXPECT_TRUE(tablet.client().next_request().ok());
  EXPECT_FALSE(tablet.client().confirm().ok());
  tablet.sync();
  EXPECT_TRUE(held());
  EXPECT_EQ(text(state().at("words")), "Everything is held by the council");
  const SignedReceipt receipt = tablet.store().state().value().confirmed.value();
  const Json shown = state().at("last_receipt");
  EXPECT_EQ(shown.at("changes").to_number<std::uint64_t>(), receipt.receipt.number);
  EXPECT_EQ(text(shown.at("tablet")), receipt.receipt.origin.hex());
  EXPECT_EQ(text(shown.at("chain")), to_hex(receipt.receipt.chain.view()));
  EXPECT_EQ(text(shown.at("signature")), to_hex(receipt.signature_view()));
  EXPECT_TRUE(tablet.record(interview).at("held_by_council").as_bool());
}

TEST(SyncWords, S3_NothingIsHeldByTheCouncilWithoutAReceipt) {
  World world;
  TestTablet tablet{world, 1};
  EXPECT_EQ(text(tablet.get("sync_state", {}).at("words")), "Nothing waits to be sent");
  tablet.exchange(false);
  EXPECT_EQ(text(tablet.get("sync_state", {}).at("words")), "Nothing waits to be sent");
}

TEST_F(SyncStateTest, CountsAnswersOnceAndSaysHowOldTheOldestIs) {
  tablet.write(interview, why, text_value("a"));
  const Instant first = world.now();
  EXPECT_NE(text(state().at("oldest_unsent").at("words")).find(" (just now)"), std::string::npos);
  world.now() = world.now().plus_ms(hour_ms);
  tablet.write(interview, why, text_value("b"));
  tablet.type(interview, "what_happened.before", text_value("c"));
  EXPECT_EQ(state().at("unsent").as_int64(), 2);
  EXPECT_EQ(text(state().at("oldest_unsent").at("at")), to_string(first));
  EXPECT_NE(text(state().at("oldest_unsent").at("words")).find(" (1 hour ago)"), std::string::npos);
  EXPECT_EQ(text(state("signed_out").at("words")), "2 answers saved on this tablet, not yet sent");
}

TEST_F(SyncStateTest, S2_AQuarantinedAnswerIsToldWithItsReason) {
  tablet.write(interview, why, text_value("forbidden"));
  tablet.write(interview, "what_happened.before", text_value("fine"));
  tablet.sync();
  const Json told = state().at("held_back");
  ASSERT_EQ(told.as_array().size(), 1u);
  EXPECT_EQ(text(told.at(0).at("record")), interview);
  EXPECT_EQ(text(told.at(0).at("why")), "a forbidden word");
  EXPECT_EQ(text(told.at(0).at("todo")), "Tell your supervisor. The council keeps what you wrote.");
  EXPECT_FALSE(held());
  EXPECT_FALSE(tablet.record(interview).at("held_by_council").as_bool());
  EXPECT_EQ(text(state().at("words")),
            "1 change was received and set aside; it is not part of the record. Everything else is "
            "held by the council");
  EXPECT_EQ(state().at("unsent").as_int64(), 0);
}

// As server/admission.h decides it.
void decide(World& world, std::uint64_t number, bool admits, const std::string& reason) {
  MemoryServerStore& store = world.server.store;
  auto transaction = Transaction::begin(store);
  const auto held = store.quarantined_of_origin(origin(1), number - 1).value();
  if (admits) {
    ASSERT_TRUE(store.append(decode_change(held.at(0).change).value()).ok());
  }
  ASSERT_TRUE(store.put_ruling({origin(1), number, admits, user(1), world.now(), reason}).value());
  ASSERT_TRUE(transaction.value().commit().ok());
}

TEST_F(SyncStateTest, S2_WhatASupervisorAdmittedIsHeldAndItsAuthorReadsByWhomAndWhy) {
  const std::uint64_t number = tablet.newest_number() + 1;
  tablet.write(interview, why, text_value("forbidden"));
  tablet.sync();
  EXPECT_TRUE(state().at("held_back").at(0).at("decision").is_null());
  decide(world, number, true, "She may say it.");
  tablet.sync();
  const Json decision = state().at("held_back").at(0).at("decision");
  EXPECT_TRUE(decision.at("admitted").as_bool());
  EXPECT_EQ(text(decision.at("words")).find("Admitted into the record by Worker 1, "), 0u);
  EXPECT_NE(text(decision.at("words")).find("“She may say it.”"), std::string::npos);
  EXPECT_TRUE(held());
  EXPECT_EQ(text(state().at("words")), "Everything is held by the council");
  world.now() = world.now().plus_ms(7 * day_ms);
  EXPECT_EQ(state().at("held_back").as_array().size(), 0u);
}

TEST_F(SyncStateTest, S2_WhatWasNotTakenInStaysApartAndIsTold) {
  const std::uint64_t number = tablet.newest_number() + 1;
  tablet.write(interview, why, text_value("forbidden"));
  tablet.sync();
  decide(world, number, false, "It is about another child.");
  tablet.sync();
  world.now() = world.now().plus_ms(30 * day_ms);
  const Json told = state().at("held_back").at(0);
  EXPECT_EQ(text(told.at("decision").at("words")).find("Not taken in, by Worker 1, "), 0u);
  EXPECT_NE(text(told.at("todo")), "");
  EXPECT_FALSE(held());
}

TEST_F(SyncStateTest, S2_ASupervisorReadsWhatWasSetAsideInWords) {
  const std::uint64_t number = tablet.newest_number() + 1;
  tablet.write(interview, why, text_value("forbidden"));
  tablet.sync();
  const auto kept = world.server.store.quarantined_of_origin(origin(1), number - 1).value().at(0);
  JsonArgs held{{"at", to_string(kept.received_at)},
                {"child", kept.record.child.hex()},
                {"type", kept.record.type},
                {"author", "Iris"},
                {"reason", kept.notice.reason},
                {"tablet", kept.origin.hex()},
                {"number", std::to_string(number)},
                {"change", to_hex(kept.change)},
                {"why_not", ""},
                {"decisions", boost::json::array()}};
  const Json one = tablet.get("set_aside", {{"held", boost::json::array{held}}}).at(0);
  ASSERT_EQ(one.at("answers").as_array().size(), 1u);
  EXPECT_EQ(text(one.at("answers").at(0).at("words")), "forbidden");
  EXPECT_NE(text(one.at("answers").at(0).at("label")), why);
  EXPECT_FALSE(one.at("written").is_null());
  EXPECT_TRUE(one.at("decision").is_null());
  held["change"] = "00ff";
  held["decisions"] = boost::json::array{
      {{"admitted", true}, {"by", "Sam"}, {"at", "2026-03-30T10:00:00Z"}, {"reason", "yes"}}};
  const Json unreadable = tablet.get("set_aside", {{"held", boost::json::array{held}}}).at(0);
  EXPECT_TRUE(unreadable.at("answers").is_null());
  EXPECT_EQ(text(unreadable.at("decision").at("words")).find("Admitted into the record by Sam"),
            0u);
}

TEST_F(SyncStateTest, S11_ACopiedDatabaseSaysForAWeekThatItWentOnUnderAnotherName) {
  TestTablet copy{world, 1};
  auto store = std::make_unique<MemoryClientStore>();
  store->restore(dynamic_cast<MemoryClientStore&>(tablet.store()).tables());
  copy.reopen(std::move(store), 1);
  tablet.write(interview, why, text_value("of the first"));
  tablet.sync();
  copy.write(interview, why, text_value("of the copy"));
  copy.sync();
  const auto told = [&] { return copy.get("sync_state", {{"now", "idle"}}); };
  EXPECT_EQ(told().at("renewed").at("sent_again").to_number<int>(), 1);
  EXPECT_EQ(text(told().at("words")), "Everything is held by the council");
  EXPECT_TRUE(told().at("warnings").as_array().empty());
  EXPECT_NE(text(copy.get("this_tablet", {}).at("origin")), origin(1).hex());
  tablet.sync();
  EXPECT_EQ(tablet.answer(interview, why).at("heads").as_array().size(), 2u);
  EXPECT_TRUE(state().at("renewed").is_null());
  world.now() = world.now().plus_ms(8 * day_ms);
  EXPECT_TRUE(told().at("renewed").is_null());
}

// As the worker does it after each answer: pwa/src/worker/sync_loop.ts.
TEST_F(SyncStateTest, S4_S7_WhatAPurgeTookIsHandedOutToBeSealedAndCountedUntilABackup) {
  tablet.write(interview, why, text_value("held"));
  tablet.sync();
  EXPECT_TRUE(tablet.get("to_seal", {}).as_array().empty());
  world.server.withdraw(user(1), world.child);
  tablet.sync();
  const std::uint64_t made = tablet.newest_number();
  EXPECT_EQ(state().at("sealed").to_number<std::uint64_t>(), made);
  std::uint64_t sealed = 0;
  boost::json::array seals;
  const Json to_seal = tablet.get("to_seal", {});
  for (const Json& one : to_seal.as_array()) {
    EXPECT_EQ(text(one.at("number")), std::to_string(++sealed));
    const Bytes change = from_hex(text(one.at("change"))).value();
    EXPECT_EQ(decode_change(change).value().record.child, world.child);
    seals.push_back({{"number", one.at("number")}, {"sealed", to_hex(sealed_for_test(change))}});
  }
  tablet.get("keep_sealed", {{"seals", seals}});
  EXPECT_TRUE(tablet.get("to_seal", {}).as_array().empty());
  EXPECT_EQ(sealed, made);
  EXPECT_TRUE(left_of(tablet.store(), 1).value()->is_sealed);
  world.server.note_backup(origin(1));
  tablet.sync();
  EXPECT_EQ(state().at("sealed").to_number<int>(), 0);
}

TEST_F(SyncStateTest, S7_Defect4_LosingAChildKeepsUnsentWorkUntilItIsDelivered) {
  tablet.write(interview, why, text_value("written offline"));
  world.server.withdraw(user(1), world.child);
  tablet.exchange(false);
  EXPECT_EQ(problem_code(tablet.ask("history", {{"record", interview}, {"key", why}})), "");
  tablet.sync();
  EXPECT_EQ(state().at("held_back").as_array().size(), 1u);
  EXPECT_TRUE(state().at("held_back").at(0).at("record").is_null());
  EXPECT_EQ(tablet.get("home", {}).at("children").as_array().size(), 0u);
}

TEST_F(SyncStateTest, S5_Defect7_ACouncilPutBackIsToldForAWeekAndGetsBackWhatItLost) {
  const MemoryTables yesterday = world.server.store.tables();
  tablet.write(interview, why, text_value("written since"));
  tablet.sync();
  EXPECT_TRUE(state().at("put_back").is_null());
  world.server.store.restore(yesterday);
  tablet.sync();
  EXPECT_EQ(text(state().at("put_back").at("at")), to_string(world.now()));
  EXPECT_TRUE(held());
  EXPECT_FALSE(world.server.store.history(RecordId::parse(interview).value()).value().empty());
  world.now() = world.now().plus_ms(7 * day_ms);
  EXPECT_TRUE(state().at("put_back").is_null());
}

TEST_F(SyncStateTest, M8_WhatThisProgramCouldNotReadIsCounted) {
  EXPECT_EQ(state().at("unreadable").as_int64(), 0);
  auto transaction = Transaction::begin(tablet.store());
  ASSERT_TRUE(tablet.store().put_aside({7, "octets", "of a newer program"}).ok());
  ASSERT_TRUE(transaction.value().commit().ok());
  EXPECT_EQ(state().at("unreadable").as_int64(), 1);
}

TEST_F(SyncStateTest, S10_AClockFarWrongIsTold) {
  EXPECT_EQ(state().at("warnings").as_array().size(), 0u);
  tablet.clock_ahead_ms = 3 * hour_ms;
  tablet.sync();
  ASSERT_EQ(state().at("warnings").as_array().size(), 1u);
  EXPECT_NE(text(state().at("warnings").at(0).at("says")).find("3 hours fast"), std::string::npos);
  EXPECT_EQ(text(state().at("warnings").at(0).at("about")), "clock_fast");
}

TEST_F(SyncStateTest, S10_TheSkewIsKeptWithEachChangeWrittenOnceItIsKnown) {
  tablet.clock_ahead_ms = 3 * hour_ms;
  tablet.sync();
  tablet.write(interview, why, text_value("by a fast clock"));
  tablet.sync();
  const auto history = world.server.store.history(RecordId::parse(interview).value()).value();
  ASSERT_FALSE(history.empty());
  ASSERT_TRUE(history.back().skew_ms);
  EXPECT_NEAR(static_cast<double>(*history.back().skew_ms), -3.0 * hour_ms, second_ms);
}

TEST_F(SyncStateTest, S6_AFirstDownloadTellsHowFarItHasCome) {
  const std::string long_text(19'000, 'x');
  for (int i = 0; i < 80; ++i) {
    tablet.write(interview, why, text_value(long_text + std::to_string(i)));
  }
  tablet.sync();
  TestTablet fresh(world, 3);
  EXPECT_TRUE(fresh.exchange().at("more").as_bool());
  const Json progress = fresh.get("sync_state", {}).at("progress");
  EXPECT_GT(progress.at("done").as_int64(), 0);
  EXPECT_LT(progress.at("done").as_int64(), progress.at("total").as_int64());
  fresh.sync();
  EXPECT_TRUE(fresh.get("sync_state", {}).at("progress").is_null());
}

constexpr const char* who = R"({"user": {"id": "00010000000000000000000000000001",
  "name": "Worker", "organisation": "O", "role": "interviewer", "commissioned": false},
  "authority": {"id": "x", "name": "Invented Council", "pack": "lancashire"}})";
constexpr const char* another = R"({"user": {"id": "00020000000000000000000000000001",
  "name": "Other", "organisation": "O", "role": "interviewer", "commissioned": false},
  "authority": {"id": "x", "name": "Invented Council", "pack": "lancashire"}})";

TEST(TabletTest, T3_ADatabaseKnowsWhoseItIsAfterARestartAndIsNobodyElses) {
  TempFolder folder("tablet");
  CountingRandom random(1);
  const auto now = [] { return Instant{1'800'000'000'000}; };
  std::string origin;
  {
    auto tablet = Tablet::open(sqlite_store(folder.file("a.db")), now, random).value();
    EXPECT_EQ(tablet->client(), nullptr);
    ASSERT_TRUE(tablet->identify(who).ok());
    origin = tablet->client()->call(R"({"name":"this_tablet","args":{}})");
    tablet->client()->call(R"({"name":"keep","args":{"name":"token","text":"t"}})");
  }
  auto tablet = Tablet::open(sqlite_store(folder.file("a.db")), now, random).value();
  ASSERT_NE(tablet->client(), nullptr);
  EXPECT_EQ(tablet->client()->call(R"({"name":"this_tablet","args":{}})"), origin);
  EXPECT_NE(tablet->client()->call(R"({"name":"kept","args":{"name":"token"}})").find("\"t\""),
            std::string::npos);
  EXPECT_FALSE(tablet->identify(another).ok());
  EXPECT_FALSE(tablet->identify("{}").ok());
  EXPECT_NE(tablet->client(), nullptr);
}

}  // namespace
}  // namespace homeward::test
