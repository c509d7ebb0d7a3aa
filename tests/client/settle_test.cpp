// M4 and M5 as a worker meets them: choosing between two answers, and between a row
// that was removed and one that was changed.
#include "tests/client/world.h"
#include "wasm/head_json.h"

namespace homeward::test {
namespace {

constexpr const char* analysis = "interviewers_view.analysis";
constexpr const char* who_with = "what_happened.who_with";

struct SettleTest : testing::Test {
  World world;
  TestTablet one{world, 1};
  TestTablet two{world, 2};
  std::string interview;

  void SetUp() override {
    one.sync();
    interview = one.begin("interview");
    one.sync();
    two.sync();
  }
  void share() {
    one.sync();
    two.sync();
    one.sync();
  }
  void disagree(const std::string& key, const std::string& base, const std::string& a,
                const std::string& b, const std::string& said_by = "unsaid") {
    one.write(interview, key, text_value(base), said_by);
    share();
    one.write(interview, key, text_value(a), said_by);
    two.write(interview, key, text_value(b), said_by);
    share();
  }
  Json head_saying(TestTablet& tablet, const std::string& key, const std::string& words) {
    const Json answer = tablet.answer(interview, key);
    for (const Json& head : answer.at("heads").as_array()) {
      if (text(head.at("words")) == words) {
        return head.at("name");
      }
    }
    return Json("none");
  }
  // The names of the heads on the screen.
  virtual Json shown(TestTablet& tablet, const std::string& key) {
    boost::json::array names;
    const Json answer = tablet.answer(interview, key);
    for (const Json& head : answer.at("heads").as_array()) {
      names.push_back(head.at("name"));
    }
    return Json(names);
  }
  Json settle(TestTablet& tablet, const std::string& key, const Json& keep, const Json& value) {
    return settle(tablet, key, keep, value, shown(tablet, key));
  }
  Json settle(TestTablet& tablet, const std::string& key, const Json& keep, const Json& value,
              const Json& shown) {
    return tablet.ask(
        "settle",
        {{"record", interview}, {"key", key}, {"shown", shown}, {"keep", keep}, {"value", value}});
  }
  bool in_conflict(TestTablet& tablet, const std::string& key) {
    return tablet.answer(interview, key).at("conflict").as_bool();
  }
  Json suggested(const std::string& key) {
    return one.get("suggest", {{"record", interview}, {"key", key}}).at("text");
  }
};

TEST_F(SettleTest, M4_KeepingOneAnswerSettlesItOnEveryTablet) {
  disagree(analysis, "Safe.", "Safe at home.", "Not safe.");
  EXPECT_EQ(problem_code(settle(one, analysis, head_saying(one, analysis, "Not safe."), nullptr)),
            "");
  share();
  EXPECT_FALSE(in_conflict(one, analysis));
  EXPECT_FALSE(in_conflict(two, analysis));
  EXPECT_EQ(two.history(interview, analysis).as_array().size(), 4u);
}

// Versions by their place in a history.
Json apart_of(const Json& history, std::size_t place) {
  return history.at(place).at("apart");
}

TEST_F(SettleTest, M4_HistorySaysWhatWasWrittenApartAndWhoSettledIt) {
  disagree(analysis, "Safe.", "Safe at home.", "Not safe.");
  Json history = one.history(interview, analysis);
  EXPECT_EQ(apart_of(history, 0), Json(boost::json::array()));
  EXPECT_EQ(apart_of(history, 1), Json({history.at(2).at("name")}));
  EXPECT_EQ(apart_of(history, 2), Json({history.at(1).at("name")}));
  for (const std::size_t place : {1u, 2u}) {
    EXPECT_TRUE(history.at(place).at("to_settle").as_bool());
    EXPECT_TRUE(history.at(place).at("settles").is_null());
  }

  settle(one, analysis, head_saying(one, analysis, "Not safe."), nullptr);
  share();
  history = two.history(interview, analysis);
  ASSERT_EQ(history.as_array().size(), 4u);
  const std::size_t kept = text(history.at(1).at("words")) == "Not safe." ? 1 : 2;
  EXPECT_EQ(history.at(3).at("settles").at("kept"), history.at(kept).at("name"));
  EXPECT_FALSE(history.at(3).at("mine").as_bool());
  EXPECT_EQ(apart_of(history, 3), Json(boost::json::array()));
  EXPECT_FALSE(history.at(kept).at("replaced").as_bool());
  EXPECT_TRUE(history.at(3 - kept).at("replaced").as_bool());
  EXPECT_FALSE(history.at(kept).at("to_settle").as_bool());

  one.write(interview, analysis, text_value("Safe with his aunt."));
  history = one.history(interview, analysis);
  EXPECT_TRUE(history.at(kept).at("replaced").as_bool());
  EXPECT_TRUE(history.at(3).at("replaced").as_bool());
  EXPECT_TRUE(history.at(4).at("settles").is_null());
}

TEST_F(SettleTest, M4_HistoryTracesWhatIsKeptAgainToWhereItWasWritten) {
  disagree(analysis, "Safe.", "Safe at home.", "Not safe.");
  settle(one, analysis, head_saying(one, analysis, "Not safe."), nullptr);
  settle(two, analysis, nullptr, text_value("Safe with his aunt."));
  share();
  Json history = one.history(interview, analysis);
  ASSERT_EQ(history.as_array().size(), 5u);
  const std::size_t by_one = text(history.at(3).at("author")) == "Worker 1" ? 3 : 4;
  const std::size_t by_two = 7 - by_one;
  EXPECT_TRUE(history.at(by_two).at("settles").at("kept").is_null());
  EXPECT_EQ(apart_of(history, by_one), Json({history.at(by_two).at("name")}));
  const std::size_t first = text(history.at(1).at("words")) == "Not safe." ? 1 : 2;
  EXPECT_TRUE(history.at(first).at("to_settle").as_bool());

  settle(two, analysis, head_saying(two, analysis, "Not safe."), nullptr);
  history = two.history(interview, analysis);
  EXPECT_EQ(history.at(5).at("settles").at("kept"), history.at(first).at("name"));
  EXPECT_FALSE(history.at(first).at("replaced").as_bool());
  EXPECT_TRUE(history.at(by_two).at("replaced").as_bool());
}

TEST_F(SettleTest, M3_Defect13_ChainedOfflineEditsAndAnEditBetweenThemBothSurvive) {
  TestTablet sam{world, 3, Role::supervisor};
  one.write(interview, analysis, text_value("First."));
  one.sync();
  sam.sync();
  one.write(interview, analysis, text_value("Second, offline."));
  one.write(interview, analysis, text_value("Third, offline."));
  sam.write(interview, analysis, text_value("By the supervisor."));
  sam.sync();
  one.write(interview, analysis, text_value("Fourth, offline."));
  one.sync();
  sam.sync();
  for (TestTablet* tablet : {&one, &sam}) {
    EXPECT_TRUE(in_conflict(*tablet, analysis));
    EXPECT_EQ(shown(*tablet, analysis).as_array().size(), 2u);
    EXPECT_NE(head_saying(*tablet, analysis, "Fourth, offline."), Json("none"));
    EXPECT_NE(head_saying(*tablet, analysis, "By the supervisor."), Json("none"));
    EXPECT_EQ(tablet->history(interview, analysis).as_array().size(), 5u);
  }
}

TEST_F(SettleTest, M4_EqualSettlementsOnTwoTabletsAreNoConflict) {
  disagree(analysis, "Safe.", "Safe at home.", "Not safe.");
  settle(one, analysis, nullptr, text_value("Both."));
  settle(two, analysis, nullptr, text_value("Both."));
  share();
  EXPECT_FALSE(in_conflict(one, analysis));
  EXPECT_FALSE(in_conflict(two, analysis));
}

TEST_F(SettleTest, M4_DifferentSettlementsOnTwoTabletsAreAgainAConflict) {
  disagree(analysis, "Safe.", "Safe at home.", "Not safe.");
  settle(one, analysis, head_saying(one, analysis, "Not safe."), nullptr);
  settle(two, analysis, head_saying(two, analysis, "Safe at home."), nullptr);
  share();
  EXPECT_TRUE(in_conflict(one, analysis));
  EXPECT_TRUE(in_conflict(two, analysis));
  EXPECT_EQ(one.answer(interview, analysis).at("heads").as_array().size(), 2u);
}

TEST_F(SettleTest, M4_AnAnswerThatArrivedAfterTheScreenWasReadIsNotSettledSilently) {
  TestTablet third(world, 3);
  third.sync();
  disagree(analysis, "Safe.", "Safe at home.", "Not safe.");
  const Json read = shown(one, analysis);
  third.write(interview, analysis, text_value("A third view."));
  third.sync();
  one.sync();
  const std::uint64_t before = one.newest_number();
  for (const Json& answer :
       {settle(one, analysis, head_saying(one, analysis, "Not safe."), nullptr, read),
        settle(one, analysis, nullptr, text_value("Both."), read)}) {
    EXPECT_EQ(problem_code(answer), "refused");
    EXPECT_NE(says(answer).find("Another answer has arrived"), std::string::npos);
  }
  EXPECT_EQ(one.newest_number(), before);
  EXPECT_EQ(one.answer(interview, analysis).at("heads").as_array().size(), 3u);
  EXPECT_EQ(problem_code(settle(one, analysis, nullptr, text_value("All three."))), "");
}

TEST_F(SettleTest, M4_ThereIsNothingToSettleWithoutAConflict) {
  one.write(interview, analysis, text_value("Safe."));
  EXPECT_EQ(problem_code(settle(one, analysis, nullptr, text_value("x"))), "refused");
  disagree(why, "a", "b", "c");
  EXPECT_EQ(problem_code(settle(one, why, Json("made-up"), nullptr)), "refused");
  EXPECT_EQ(problem_code(settle(one, why, nullptr, nullptr)), "bad_input");
  EXPECT_TRUE(in_conflict(one, why));
}

// What one is writing to settle an answer (as_typed.h).
std::string begun(const std::string& key) {
  return key + "#settling";
}

TEST_F(SettleTest, T1_WhatIsBegunToSettleIsKeptUnnumberedAndSettlesNothing) {
  disagree(analysis, "Safe.", "Safe at home.", "Not safe.");
  const std::uint64_t before = one.newest_number();
  const Json typed = one.type(interview, begun(analysis), text_value("Safe with his aunt."));
  EXPECT_EQ(problem_code(typed), "");
  one.leave(interview);
  world.now() = world.now().plus_ms(minute_ms);
  one.get("tick", {});
  one.get("number_all", {});
  share();
  EXPECT_EQ(one.newest_number(), before);
  EXPECT_TRUE(in_conflict(one, analysis));
  EXPECT_EQ(shown(one, analysis).as_array().size(), 2u);
  const Json view = one.get_anew("record", {{"record", interview}});
  EXPECT_EQ(text(view.at("answers").at(analysis).at("settling")), "Safe with his aunt.");
  EXPECT_TRUE(view.at("answers").at(analysis).at("draft").is_null());
  EXPECT_TRUE(two.answer(interview, analysis).at("settling").is_null());
}

TEST_F(SettleTest, T6_WhatIsBegunToSettleIsNamedAndCountedUntilItIsUsedOrDeleted) {
  disagree(analysis, "Safe.", "Safe at home.", "Not safe.");
  const Json typed = one.type(interview, begun(analysis), text_value("Safe with his aunt."));
  const Json unfinished = one.record(interview).at("unfinished");
  ASSERT_EQ(unfinished.as_array().size(), 1u);
  EXPECT_EQ(text(unfinished.at(0).at("key")), analysis);
  EXPECT_EQ(unfinished.at(0).at("why"), typed.at("value").at("unfinished"));
  EXPECT_FALSE(one.record(interview).at("held_by_council").as_bool());
  const auto state = [&] { return text(one.get("sync_state", {}).at("words")); };
  EXPECT_EQ(state(),
            "1 entry not finished, kept on this tablet as typed. Everything else is held by the "
            "council");

  EXPECT_EQ(problem_code(one.type(interview, begun(analysis), blank_value())), "");
  EXPECT_TRUE(one.answer(interview, analysis).at("settling").is_null());
  EXPECT_EQ(one.record(interview).at("unfinished").as_array().size(), 0u);
  EXPECT_EQ(state(), "Everything is held by the council");
  EXPECT_TRUE(in_conflict(one, analysis));
}

TEST_F(SettleTest, M4_SettlingErasesWhatWasBegunHoweverItIsSettled) {
  for (const bool keeps : {true, false}) {
    disagree(analysis, "Safe.", "Safe at home.", "Not safe.");
    one.type(interview, begun(analysis), text_value("Safe with his aunt."));
    EXPECT_EQ(
        problem_code(keeps ? settle(one, analysis, head_saying(one, analysis, "Not safe."), nullptr)
                           : settle(one, analysis, nullptr, text_value("Safe with his aunt."))),
        "");
    EXPECT_TRUE(one.store().drafts().value().empty());
    share();
  }
}

TEST_F(SettleTest, T6_WhatIsBegunToSettleOutlivesTheSettlementOfAnother) {
  disagree(analysis, "Safe.", "Safe at home.", "Not safe.");
  one.type(interview, begun(analysis), text_value("Safe with his aunt."));
  settle(two, analysis, head_saying(two, analysis, "Not safe."), nullptr);
  share();
  EXPECT_FALSE(in_conflict(one, analysis));
  EXPECT_EQ(text(one.answer(interview, analysis).at("settling")), "Safe with his aunt.");
  EXPECT_EQ(one.record(interview).at("unfinished").as_array().size(), 1u);
}

TEST_F(SettleTest, S7_WhatIsBegunToSettleInAWithdrawnRecordIsSentAsOneMoreAnswer) {
  disagree(analysis, "Safe.", "Safe at home.", "Not safe.");
  const Json own = head_saying(one, analysis, "Safe at home.");
  one.type(interview, begun(analysis), text_value("Safe with his aunt."));
  world.server.withdraw(user(1), world.child);
  one.sync();
  one.get("number_all", {});
  EXPECT_TRUE(one.store().drafts().value().empty());
  const auto sent = one.store().change(origin(1), one.newest_number()).value();
  const Change change = decode_change(sent.value()).value();
  ASSERT_EQ(change.versions.size(), 1u);
  EXPECT_EQ(change.versions.front().field, analysis);
  ASSERT_EQ(change.versions.front().seen.size(), 1u);
  EXPECT_EQ(head_name(change.versions.front().seen.front()), text(own));
}

TEST_F(SettleTest, T1_OnlyATextIsBegunToSettleAndOnlyUnderItsOwnName) {
  for (const std::string& key :
       {begun("before_we_start.mode"), analysis + std::string("#else"), std::string("#settling")}) {
    EXPECT_EQ(problem_code(one.type(interview, key, text_value("x"))), "bad_input") << key;
  }
  EXPECT_TRUE(one.store().drafts().value().empty());
}

TEST_F(SettleTest, M4_WhatIsWrittenAnewGoesNoFurtherThanAllThatItReplaces) {
  for (const bool alike : {false, true}) {
    one.write(interview, analysis, text_value("Safe."));
    share();
    one.get("type", {{"record", interview},
                     {"key", analysis},
                     {"value", text_value("Safe at home.")},
                     {"said_by", "unsaid"},
                     {"sharing", "parents"},
                     {"shown", one.shown(interview, analysis)}});
    one.leave(interview);
    two.get("type", {{"record", interview},
                     {"key", analysis},
                     {"value", text_value("Not safe.")},
                     {"said_by", "unsaid"},
                     {"sharing", alike ? "parents" : "police"},
                     {"shown", two.shown(interview, analysis)}});
    two.leave(interview);
    share();
    settle(one, analysis, nullptr, text_value("Both."));
    const Json answer = one.answer(interview, analysis);
    EXPECT_EQ(text(answer.at("heads").at(0).at("sharing")), alike ? "parents" : "case_file");
    share();
  }
}

Json words_of(const Json& heads) {
  boost::json::array words;
  for (const Json& head : heads.as_array()) {
    words.push_back(head.at("words"));
  }
  return words;
}

TEST_F(SettleTest, M3_TellsWhatStoodBeforeTwoWereWrittenApart) {
  const auto before = [&] { return words_of(two.answer(interview, analysis).at("before")); };
  one.write(interview, analysis, text_value("Safe."));
  share();
  EXPECT_EQ(before(), Json(boost::json::array()));
  one.write(interview, analysis, text_value("Safe, I think."));
  one.write(interview, analysis, text_value("Safe at home."));
  two.write(interview, analysis, text_value("Not safe."));
  share();
  EXPECT_EQ(before(), Json({"Safe."}));

  settle(one, analysis, nullptr, text_value("Both."));
  settle(two, analysis, nullptr, text_value("Neither."));
  share();
  EXPECT_EQ(before().as_array().size(), 2u);
  for (const char* each : {"Safe at home.", "Not safe."}) {
    const Json now = before();
    EXPECT_TRUE(now.at(0) == Json(each) || now.at(1) == Json(each)) << each;
  }
}

TEST_F(SettleTest, M3_TellsWhereNothingHadBeenWrittenBefore) {
  one.write(interview, analysis, text_value("Safe at home."));
  two.write(interview, analysis, text_value("Not safe."));
  share();
  EXPECT_TRUE(in_conflict(one, analysis));
  EXPECT_EQ(one.answer(interview, analysis).at("before"), Json(boost::json::array()));
}

TEST_F(SettleTest, M3_TellsApartTheTabletsOfOnePersonWhoWroteOnTwo) {
  TestTablet second(world, 2);
  second.reopen(std::make_unique<MemoryClientStore>(), 12);
  disagree(analysis, "Safe.", "Safe at home.", "Not safe.");
  const auto tablet_of = [&](TestTablet& reader, const std::string& words) -> std::int64_t {
    const Json answer = reader.answer(interview, analysis);
    for (const Json& head : answer.at("heads").as_array()) {
      if (text(head.at("words")) == words) {
        return head.at("tablet").to_number<std::int64_t>();
      }
    }
    return -1;
  };
  EXPECT_EQ(tablet_of(one, "Not safe."), 0);
  second.sync();
  settle(one, analysis, head_saying(one, analysis, "Not safe."), nullptr);
  second.write(interview, analysis, text_value("I do not know."));
  second.sync();
  share();
  second.sync();
  for (TestTablet* reader : {&one, &two, &second}) {
    EXPECT_EQ(tablet_of(*reader, "I do not know."), reader == &one ? 2 : 0);
  }
  const Json history = one.history(interview, analysis);
  for (const Json& entry : history.as_array()) {
    const bool by_two = !entry.at("mine").as_bool();
    EXPECT_EQ(entry.at("tablet").to_number<std::int64_t>() > 0, by_two);
  }
}

TEST_F(SettleTest, S3_OnlyWhatThisTabletHasAReceiptForIsCalledHeldByTheCouncil) {
  const auto where = [&](TestTablet& tablet) {
    return text(tablet.answer(interview, analysis).at("heads").at(0).at("where"));
  };
  one.write(interview, analysis, text_value("Safe at home."));
  EXPECT_EQ(where(one), "tablet");
  share();
  EXPECT_EQ(where(one), "council");
  EXPECT_EQ(where(two), "received");
}

TEST_F(SettleTest, M4_SuggestsOneTextWhereTheEditsDoNotTouch) {
  disagree(analysis, "He left at six. He was cold.", "He left home at six. He was cold.",
           "He left at six. He was cold and tired.");
  EXPECT_EQ(text(suggested(analysis)), "He left home at six. He was cold and tired.");
}

TEST_F(SettleTest, M4_SuggestsNothingWhereTheEditsOverlap) {
  disagree(analysis, "He left at six.", "He left at seven.", "He left at eight.");
  EXPECT_TRUE(suggested(analysis).is_null());
}

TEST_F(SettleTest, M4_NeverSuggestsWordsForTheChild) {
  disagree(why, "I left at six. I was cold.", "I left home at six. I was cold.",
           "I left at six. I was cold and tired.", "child");
  EXPECT_TRUE(in_conflict(one, why));
  EXPECT_TRUE(suggested(why).is_null());
}

struct RowTest : SettleTest {
  std::string row;

  void SetUp() override {
    SettleTest::SetUp();
    row = text(one.get("add_row", {{"record", interview}, {"list", who_with}}).at("row"));
    one.write(interview, cell(), text_value("Bo"));
    share();
  }
  std::string cell() const { return std::string(who_with) + "/" + row + "/name"; }
  std::string presence() const { return std::string(who_with) + "/" + row; }
  Json shown(TestTablet& tablet, const std::string&) override {
    const Json all = rows(tablet);
    return all.as_array().empty() ? Json(boost::json::array()) : all.at(0).at("shown");
  }
  Json remove(TestTablet& tablet) { return remove(tablet, shown(tablet, presence())); }
  Json remove(TestTablet& tablet, const Json& shown) {
    return tablet.ask("remove_row",
                      {{"record", interview}, {"list", who_with}, {"row", row}, {"shown", shown}});
  }
  Json rows(TestTablet& tablet) { return tablet.record(interview).at("rows").at(who_with); }
  void remove_beside_an_edit() {
    remove(one);
    two.write(interview, cell(), text_value("Bo Invented"));
    share();
  }
  Json side(TestTablet& tablet, const std::string& words) {
    const Json shown = rows(tablet);
    for (const Json& head : shown.at(0).at("presence").as_array()) {
      if (text(head.at("words")) == words) {
        return head.at("name");
      }
    }
    return Json("none");
  }
};

TEST_F(RowTest, M5_ARemovedRowIsGoneOnEveryTablet) {
  EXPECT_EQ(problem_code(remove(one)), "");
  share();
  EXPECT_EQ(rows(two).as_array().size(), 0u);
  EXPECT_EQ(problem_code(remove(two)), "not_found");
}

TEST_F(RowTest, M5_ARowRemovedHereAndChangedThereStaysVisibleInConflict) {
  remove_beside_an_edit();
  for (TestTablet* tablet : {&one, &two}) {
    ASSERT_EQ(rows(*tablet).as_array().size(), 1u);
    EXPECT_TRUE(rows(*tablet).at(0).at("conflict").as_bool());
    EXPECT_EQ(rows(*tablet).at(0).at("presence").as_array().size(), 2u);
  }
}

TEST_F(RowTest, M5_KeepingTheRowSettlesIt) {
  remove_beside_an_edit();
  EXPECT_EQ(problem_code(settle(one, presence(), side(one, "Kept"), nullptr)), "");
  share();
  ASSERT_EQ(rows(two).as_array().size(), 1u);
  EXPECT_FALSE(rows(two).at(0).at("conflict").as_bool());
}

TEST_F(RowTest, M5_RemovingTheRowSettlesIt) {
  remove_beside_an_edit();
  EXPECT_EQ(problem_code(settle(two, presence(), side(two, "Removed"), nullptr)), "");
  share();
  EXPECT_EQ(rows(one).as_array().size(), 0u);
}

TEST_F(RowTest, M5_AnEditThatArrivedAfterTheScreenWasReadKeepsItsRow) {
  const Json read = shown(one, presence());
  two.write(interview, cell(), text_value("Bo Invented"));
  share();
  EXPECT_EQ(problem_code(remove(one, read)), "refused");
  ASSERT_EQ(rows(one).as_array().size(), 1u);
  one.type(interview, cell(), text_value("Bo, typed here"));
  EXPECT_EQ(problem_code(remove(one)), "");
}

TEST_F(RowTest, M5_ASettlementOfARowSparesWhatArrivedAfterItWasRead) {
  remove_beside_an_edit();
  const Json read = shown(one, presence());
  two.write(interview, cell(), text_value("Bo Invented-Smith"));
  share();
  const Json removed = side(one, "Removed");
  EXPECT_EQ(problem_code(settle(one, presence(), removed, nullptr, read)), "refused");
  EXPECT_TRUE(rows(one).at(0).at("conflict").as_bool());
}

TEST_F(RowTest, TwoTabletsCanAddRowsAtOnce) {
  for (TestTablet* tablet : {&one, &two}) {
    tablet->get("add_row", {{"record", interview}, {"list", who_with}});
  }
  share();
  EXPECT_EQ(rows(one).as_array().size(), 3u);
  EXPECT_EQ(rows(two).as_array().size(), 3u);
}

}  // namespace
}  // namespace homeward::test
