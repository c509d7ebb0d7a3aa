// T1 and the defects of records.md that begin with typing.
#include "tests/client/world.h"

namespace homeward::test {
namespace {

struct TypingTest : testing::TestWithParam<bool> {
  World world;
  TempFolder folder{"typing"};
  TestTablet tablet{world, 1, Role::interviewer, make_store()};
  std::string interview;

  std::unique_ptr<ClientStore> make_store() {
    return GetParam() ? sqlite_store(folder.file("a.db")) : std::make_unique<MemoryClientStore>();
  }
  void SetUp() override {
    tablet.sync();
    interview = tablet.begin("interview");
  }
  std::string words_of_head(std::size_t index = 0) {
    return text(tablet.answer(interview, why).at("heads").at(index).at("words"));
  }
};
INSTANTIATE_TEST_SUITE_P(Stores, TypingTest, testing::Values(false, true),
                         [](const auto& kind) { return kind.param ? "Sqlite" : "Memory"; });

TEST_P(TypingTest, T1_WhatIsTypedIsADraftBeforeItIsAVersion) {
  const auto before = tablet.newest_number();
  const Json answer = tablet.type(interview, why, text_value("a row at home"), "child");
  EXPECT_TRUE(answer.at("value").at("saved").as_bool());
  const Json shown = tablet.answer(interview, why);
  EXPECT_EQ(text(shown.at("draft").at("value").at("text")), "a row at home");
  EXPECT_EQ(text(shown.at("draft").at("said_by")), "child");
  EXPECT_EQ(shown.at("heads").as_array().size(), 0u);
  EXPECT_EQ(tablet.newest_number(), before);
}

TEST_P(TypingTest, T1_LeavingAFieldMakesExactlyOneVersionOfAllThatWasTyped) {
  const auto before = tablet.newest_number();
  for (const char* typed : {"a", "a r", "a row"}) {
    tablet.type(interview, why, text_value(typed));
  }
  tablet.leave(interview);
  tablet.leave(interview);
  EXPECT_EQ(tablet.newest_number(), before + 1);
  EXPECT_EQ(words_of_head(), "a row");
  EXPECT_TRUE(tablet.answer(interview, why).at("draft").is_null());
}

TEST_P(TypingTest, T1_FiveSecondsOfQuietMakeAVersionAndLessDoNot) {
  tablet.type(interview, why, text_value("a row"));
  world.now() = world.now().plus_ms(4'999);
  EXPECT_EQ(tablet.get("tick", {}).at("changed").as_array().size(), 0u);
  world.now() = world.now().plus_ms(1);
  const Json changed = tablet.get("tick", {}).at("changed");
  ASSERT_EQ(changed.as_array().size(), 1u);
  EXPECT_EQ(text(changed.at(0)), interview);
  EXPECT_EQ(words_of_head(), "a row");
}

TEST_P(TypingTest, T1_LockingNumbersEveryDraft) {
  const std::string plan = tablet.begin("safety_plan");
  tablet.type(interview, why, text_value("a row"));
  tablet.type(plan, "our_agreement.agrees", code_value("yes"));
  tablet.get("number_all", {});
  EXPECT_TRUE(tablet.store().drafts().value().empty());
  EXPECT_EQ(words_of_head(), "a row");
}

// A draft that no change can hold: it has seen a change this tablet has yet to make.
Draft bad_draft(const World& world, const std::string& record) {
  Draft draft;
  draft.record = {RecordId::parse(record).value(), "interview", world.child, world.episode};
  draft.version.field = why;
  draft.version.value = Value::text("held up");
  draft.version.seen = {{origin(1), 1'000'000, why}};
  return draft;
}

TEST_P(TypingTest, S2_OneDraftThatCannotBeNumberedHoldsUpNoOtherAndIsTold) {
  const std::string plan = tablet.begin("safety_plan");
  auto transaction = Transaction::begin(tablet.store());
  ASSERT_TRUE(tablet.store().put_draft(bad_draft(world, interview)).ok());
  ASSERT_TRUE(transaction.value().commit().ok());
  tablet.type(interview, "what_happened.before", text_value("a row"));
  tablet.type(plan, "our_agreement.agrees", code_value("yes"));
  world.now() = world.now().plus_ms(6'000);
  const Json ticked = tablet.get("tick", {});
  EXPECT_EQ(ticked.at("changed").as_array().size(), 2u);
  EXPECT_EQ(ticked.at("stuck").as_int64(), 1);
  EXPECT_EQ(tablet.store().drafts().value().size(), 1u);
  EXPECT_EQ(tablet.answer(interview, "what_happened.before").at("heads").as_array().size(), 1u);
  const Json warnings = tablet.get("sync_state", {}).at("warnings");
  ASSERT_EQ(warnings.as_array().size(), 1u);
  EXPECT_NE(text(warnings.at(0).at("says")).find("(Return home interview, Ada Invented)"),
            std::string::npos);
  EXPECT_NE(text(warnings.at(0).at("says")).find("saved on this tablet"), std::string::npos);
}

TEST_P(TypingTest, T1_LeavingSaysThatADraftIsStuckAndNumbersTheOthers) {
  auto transaction = Transaction::begin(tablet.store());
  ASSERT_TRUE(tablet.store().put_draft(bad_draft(world, interview)).ok());
  ASSERT_TRUE(transaction.value().commit().ok());
  tablet.type(interview, "what_happened.before", text_value("a row"));
  EXPECT_NE(problem_code(tablet.ask("leave", {{"record", interview}, {"key", nullptr}})), "");
  EXPECT_EQ(tablet.answer(interview, "what_happened.before").at("heads").as_array().size(), 1u);
}

TEST_P(TypingTest, TypingAndTakingItBackWritesNothing) {
  tablet.write(interview, why, text_value("a row"));
  const auto before = tablet.newest_number();
  tablet.type(interview, why, text_value("a row at"));
  tablet.write(interview, why, text_value("a row"));
  tablet.type(interview, "what_happened.before", text_value("x"));
  tablet.write(interview, "what_happened.before", text_value(""));
  EXPECT_EQ(tablet.newest_number(), before);
}

// Day, month, year and time as they stand in their fields.
Json typed_value(const char* day, const char* month, const char* year, const char* time) {
  return text_value(std::string(day) + "\n" + month + "\n" + year + "\n" + time);
}
const std::string returned = "came_back.returned";

TEST_P(TypingTest, ADateIsReadAsItIsTypedAndWhatIsNoneYetSaysWhy) {
  const std::string episode = world.episode.hex();
  const auto why_not = [&](const Json& typed) {
    const Json unfinished = tablet.type(episode, returned, typed).at("value").at("unfinished");
    return unfinished.is_null() ? std::string() : text(unfinished);
  };
  EXPECT_EQ(why_not(typed_value("28", "", "", "")),
            "Enter the day, the month, the year and the time");
  EXPECT_EQ(why_not(typed_value("31", "2", "2026", "06:40")),
            "31/2/2026 is not a day of the calendar");
  EXPECT_EQ(why_not(typed_value("28", "March", "2026", "06:40")),
            "Enter the day, the month and the year in figures, for example 27 3 2026");
  EXPECT_EQ(why_not(typed_value("28", "3", "2026", "24:40")),
            "Enter the time in 24 hours, for example 06:40");
  EXPECT_EQ(why_not(typed_value("8", "3", "2026", "6.40")), "");
  const Json draft = tablet.answer(episode, returned).at("draft");
  EXPECT_EQ(text(draft.at("value").at("local")), "2026-03-08T06:40");
  EXPECT_TRUE(draft.at("unfinished").is_null());
  EXPECT_EQ(why_not(typed_value("", "", "", "")), "");
  EXPECT_EQ(text(tablet.answer(episode, returned).at("draft").at("value").at("kind")), "blank");
}

TEST_P(TypingTest, T1_WhatIsNoAnswerYetIsKeptAsTypedAndNeverNumbered) {
  const std::string episode = world.episode.hex();
  const auto before = tablet.newest_number();
  tablet.type(episode, returned, typed_value("31", "2", "", "06:"));
  tablet.leave(episode);
  world.now() = world.now().plus_ms(60'000);
  tablet.get("tick", {});
  tablet.get("number_all", {});
  EXPECT_EQ(tablet.newest_number(), before);
  const Json draft = tablet.answer(episode, returned).at("draft");
  EXPECT_EQ(text(draft.at("value").at("text")), "31\n2\n\n06:");
  EXPECT_EQ(tablet.get("sync_state", {}).at("unsent").as_int64(), 0);
  EXPECT_NE(text(tablet.get("sync_state", {}).at("words")).find("1 entry not finished"),
            std::string::npos);
  tablet.write(episode, returned, typed_value("28", "2", "2026", "06:40"));
  EXPECT_EQ(tablet.newest_number(), before + 1);
  EXPECT_TRUE(tablet.answer(episode, returned).at("draft").is_null());
}

TEST_P(TypingTest, WhatIsNoAnswerYetIsNamedWithItsSectionAndNotSubmitted) {
  const std::string plan = tablet.begin("action_plan");
  tablet.type(plan, "plan.received", typed_value("31", "2", "2027", "06:40"));
  const Json view = tablet.record(plan);
  const Json& unfinished = view.at("unfinished");
  ASSERT_EQ(unfinished.as_array().size(), 1u);
  EXPECT_EQ(text(unfinished.at(0).at("key")), "plan.received");
  EXPECT_EQ(text(unfinished.at(0).at("section")), "plan");
  EXPECT_EQ(text(unfinished.at(0).at("label")), "When did the task reach you?");
  EXPECT_EQ(text(unfinished.at(0).at("why")), "31/2/2027 is not a day of the calendar");
  EXPECT_EQ(text(view.at("sections").at(0).at("state")), "needs_attention");
  const Json missing =
      tablet.get("submit", {{"record", plan}, {"version", view.at("version")}}).at("missing");
  EXPECT_EQ(missing.at(0), unfinished.at(0));
}

TEST_P(TypingTest, WhatCannotHaveBeenIsAskedAtItsFieldAndSavedAllTheSame) {
  const auto doubt = [&](const std::string& record, const std::string& key) {
    const Json doubts = tablet.record(record).at("doubts");
    for (const Json& one : doubts.as_array()) {
      if (text(one.at("key")) == key) {
        return text(one.at("says"));
      }
    }
    return std::string();
  };
  const std::string episode = world.episode.hex(), child = world.child.hex();
  EXPECT_EQ(tablet.record(episode).at("doubts").as_array().size(), 0u);
  tablet.write(child, "identity.birth_date", text_value("1\n5\n2030"));
  EXPECT_EQ(doubt(child, "identity.birth_date"),
            "This is yet to come: 1 May 2030. Is it right? It is saved as it stands.");
  EXPECT_EQ(tablet.answer(child, "identity.birth_date").at("heads").as_array().size(), 1u);
  tablet.write(child, "identity.birth_date", text_value("1\n5\n1912"));
  EXPECT_NE(doubt(child, "identity.birth_date").find("more than 26 years ago"), std::string::npos);
  tablet.type(episode, returned, typed_value("1", "1", "2026", "06:40"));
  EXPECT_NE(doubt(episode, returned).find("(Thursday 1 January 2026, 06:40) is before “Missing"),
            std::string::npos);
  EXPECT_EQ(doubt(episode, "absence.began"), doubt(episode, returned));
  EXPECT_EQ(problem_code(tablet.type(interview, "before_we_start.started",
                                     typed_value("1", "1", "2026", "06:40"))),
            "");
  EXPECT_NE(doubt(interview, "before_we_start.started").find("“Returned or found”"),
            std::string::npos);
}

TEST_P(TypingTest, ARowThatIsRemovedTakesItsUnfinishedEntryWithIt) {
  const std::string plan = tablet.begin("action_plan");
  const std::string list = "plan.actions";
  const std::string row = text(tablet.get("add_row", {{"record", plan}, {"list", list}}).at("row"));
  tablet.type(plan, list + "/" + row + "/by_when", text_value("31\n2\n"));
  EXPECT_EQ(tablet.record(plan).at("unfinished").as_array().size(), 1u);
  const Json shown = tablet.record(plan).at("rows").at(list).at(0).at("shown");
  tablet.get("remove_row", {{"record", plan}, {"list", list}, {"row", row}, {"shown", shown}});
  EXPECT_TRUE(tablet.store().drafts().value().empty());
}

TEST_P(TypingTest, M5_ARowThatIsRemovedElsewhereStaysWhileItIsTypedIn) {
  const std::string list = "what_happened.who_with";
  const std::string row =
      text(tablet.get("add_row", {{"record", interview}, {"list", list}}).at("row"));
  tablet.sync();
  TestTablet other(world, 2);
  other.sync();
  tablet.type(interview, list + "/" + row + "/name", text_value("Jay, invented"));
  const Json seen = other.record(interview).at("rows").at(list).at(0).at("shown");
  other.get("remove_row", {{"record", interview}, {"list", list}, {"row", row}, {"shown", seen}});
  other.sync();
  tablet.sync();
  const auto row_shown = [&] { return tablet.record(interview).at("rows").at(list).at(0); };
  const Json typed_in = row_shown();
  EXPECT_EQ(text(typed_in.at("id")), row);
  EXPECT_TRUE(typed_in.at("conflict").as_bool());
  EXPECT_EQ(text(typed_in.at("answers").at("name").at("draft").at("value").at("text")),
            "Jay, invented");
  const Json& kept = typed_in.at("presence").at(1);
  EXPECT_TRUE(kept.at("this_tablet").as_bool());
  EXPECT_EQ(text(kept.at("where")), "tablet");
  tablet.leave(interview);
  EXPECT_EQ(row_shown().at("presence"), typed_in.at("presence"));
  tablet.get("settle", {{"record", interview},
                        {"key", list + "/" + row},
                        {"shown", typed_in.at("shown")},
                        {"keep", kept.at("name")},
                        {"value", nullptr}});
  EXPECT_FALSE(row_shown().at("conflict").as_bool());
}

TEST_P(TypingTest, S7_WhatIsUnfinishedOfAWithdrawnRecordIsSentLikeOtherWords) {
  const std::string episode = world.episode.hex();
  tablet.type(episode, returned, typed_value("31", "2", "2026", "06:40"));
  world.server.withdraw(user(1), world.child);
  tablet.sync();
  ASSERT_EQ(tablet.store().drafts().value().size(), 1u);
  const auto before = tablet.newest_number();
  tablet.get("number_all", {});
  EXPECT_EQ(tablet.newest_number(), before + 1);
  EXPECT_TRUE(tablet.store().drafts().value().empty());
}

TEST_P(TypingTest, Defect2_HighLowHighOfflineKeepsAllThree) {
  const std::string key = "before_we_start.mode";
  for (const char* mode : {"in_person", "phone", "in_person"}) {
    tablet.write(interview, key, code_value(mode));
    EXPECT_EQ(tablet.answer(interview, key).at("earlier").as_bool(),
              tablet.history(interview, key).as_array().size() > 1);
  }
  const Json history = tablet.history(interview, key);
  ASSERT_EQ(history.as_array().size(), 3u);
  EXPECT_EQ(text(history.at(0).at("value").at("code")), "in_person");
  EXPECT_EQ(text(history.at(1).at("value").at("code")), "phone");
  EXPECT_TRUE(history.at(1).at("replaced").as_bool());
  EXPECT_EQ(text(history.at(2).at("value").at("code")), "in_person");
  EXPECT_FALSE(history.at(2).at("replaced").as_bool());
}

TEST_P(TypingTest, Defect1_OneAnswerEditedOnTwoTabletsKeepsBoth) {
  TestTablet other(world, 2);
  other.sync();
  const std::string same = other.begin("interview");
  EXPECT_EQ(same, interview);
  tablet.write(interview, why, text_value("a row"));
  other.write(interview, why, text_value("bored"));
  tablet.sync();
  other.sync();
  tablet.sync();
  for (TestTablet* each : {&tablet, &other}) {
    const Json shown = each->answer(interview, why);
    EXPECT_TRUE(shown.at("conflict").as_bool());
    EXPECT_EQ(shown.at("heads").as_array().size(), 2u);
  }
}

TEST_P(TypingTest, M3_WhatArrivesWhileTypingStandsBesideWhatIsTyped) {
  tablet.write(interview, why, text_value("a row"));
  tablet.sync();
  TestTablet other(world, 2);
  other.sync();
  tablet.type(interview, why, text_value("a row about school"));
  EXPECT_FALSE(tablet.answer(interview, why).at("draft").at("apart").as_bool());
  other.write(interview, why, text_value("a row about money"));
  other.sync();
  tablet.sync();
  EXPECT_TRUE(tablet.answer(interview, why).at("draft").at("apart").as_bool());
  tablet.type(interview, why, text_value("a row about money"));
  EXPECT_FALSE(tablet.answer(interview, why).at("draft").at("apart").as_bool());
  tablet.type(interview, why, text_value("a row about school and sleep"));
  tablet.leave(interview);
  EXPECT_TRUE(tablet.answer(interview, why).at("conflict").as_bool());
  EXPECT_EQ(tablet.answer(interview, why).at("heads").as_array().size(), 2u);
}

TEST_P(TypingTest, M1_WhatIsTypedOverAnAnswerThatItNeverShowedStandsBesideIt) {
  tablet.write(interview, why, text_value("a row"));
  const Json shown = tablet.shown(interview, why);
  tablet.sync();
  TestTablet other(world, 2);
  other.sync();
  other.write(interview, why, text_value("a row about money"));
  other.sync();
  tablet.sync();
  ASSERT_EQ(words_of_head(), "a row about money");
  EXPECT_EQ(problem_code(tablet.type_over(shown, interview, why, text_value("a big row"))), "");
  EXPECT_TRUE(tablet.answer(interview, why).at("draft").at("apart").as_bool());
  EXPECT_EQ(tablet.answer(interview, why).at("draft").at("shown"), shown);
  tablet.leave(interview);
  tablet.sync();
  other.sync();
  for (TestTablet* each : {&tablet, &other}) {
    EXPECT_TRUE(each->answer(interview, why).at("conflict").as_bool());
    EXPECT_EQ(each->answer(interview, why).at("heads").as_array().size(), 2u);
  }
}

TEST_P(TypingTest, M1_WhatWasNumberedWhileTypingGoesOnIsReplacedByWhatIsTypedOn) {
  const Json nothing = boost::json::array();
  for (const char* typed : {"a", "a row", "a row at home"}) {
    tablet.type_over(nothing, interview, why, text_value(typed));
    world.now() = world.now().plus_ms(6'000);
    tablet.get("tick", {});
  }
  const Json shown = tablet.answer(interview, why);
  ASSERT_EQ(shown.at("heads").as_array().size(), 1u);
  EXPECT_EQ(text(shown.at("heads").at(0).at("words")), "a row at home");
  EXPECT_EQ(tablet.history(interview, why).as_array().size(), 3u);
}

TEST_P(TypingTest, M1_WhatWasNumberedAndReplacedElsewhereIsWhatTheRestGrewFrom) {
  const Json nothing = boost::json::array();
  tablet.type_over(nothing, interview, why, text_value("a row"));
  world.now() = world.now().plus_ms(6'000);
  tablet.get("tick", {});
  const Json numbered = tablet.shown(interview, why);
  tablet.sync();
  TestTablet other(world, 2);
  other.sync();
  other.write(interview, why, text_value("a row about money"));
  other.sync();
  tablet.sync();
  tablet.type_over(nothing, interview, why, text_value("a big row"));
  EXPECT_EQ(tablet.answer(interview, why).at("draft").at("shown"), numbered);
  tablet.leave(interview);
  EXPECT_EQ(tablet.answer(interview, why).at("heads").as_array().size(), 2u);
}

TEST_P(TypingTest, M1_WhatIsNoNameOfThisAnswerIsNotTakenForSeen) {
  tablet.write(interview, "what_happened.before", text_value("bored"));
  boost::json::array shown = tablet.shown(interview, "what_happened.before").as_array();
  shown.emplace_back("nobody's");
  EXPECT_EQ(problem_code(tablet.type_over(shown, interview, why, text_value("a row"))), "");
  EXPECT_TRUE(tablet.answer(interview, why).at("draft").at("shown").as_array().empty());
  EXPECT_NE(says(tablet.type_over(Json("all"), interview, why, text_value("a"))).find("args.shown"),
            std::string::npos);
}

TEST_P(TypingTest, M4_TypingOnWhileTwoAnswersStandSettlesNothing) {
  TestTablet other(world, 2);
  other.sync();
  other.begin("interview");
  tablet.write(interview, why, text_value("a row"));
  other.write(interview, why, text_value("bored"));
  other.sync();
  tablet.sync();
  tablet.write(interview, why, text_value("a row at home"));
  const Json heads = tablet.answer(interview, why).at("heads");
  ASSERT_EQ(heads.as_array().size(), 2u);
  EXPECT_TRUE(tablet.answer(interview, why).at("conflict").as_bool());
}

TEST_P(TypingTest, SaysWhoSaidItAndKeepsItWithTheVersion) {
  tablet.write(interview, "parents_or_carers.spoken_with", {{"kind", "yes_no"}, {"yes", true}});
  tablet.write(interview, why, text_value("a row"), "child");
  const Json head = tablet.answer(interview, why).at("heads").at(0);
  EXPECT_EQ(text(head.at("said_by")), "child");
  EXPECT_TRUE(head.at("mine").as_bool());
  EXPECT_TRUE(head.at("this_tablet").as_bool());
  EXPECT_EQ(text(head.at("author")), "Worker 1");
}

// What a killed program leaves: the files as they are, never closed.
std::unique_ptr<ClientStore> crashed_copy(const TempFolder& folder, const std::string& from,
                                          const std::string& to) {
  for (const char* ending : {"", "-wal"}) {
    const std::string file = folder.file(from) + ending;
    if (std::filesystem::exists(file)) {
      std::filesystem::copy_file(file, folder.file(to) + ending);
    }
  }
  return sqlite_store(folder.file(to));
}

TEST(TypingCrashTest, T1_ADraftIsThereAfterACrashBetweenTwoCalls) {
  World world;
  TempFolder folder("crash");
  TestTablet tablet(world, 1, Role::interviewer, sqlite_store(folder.file("a.db")));
  tablet.sync();
  const std::string interview = tablet.begin("interview");
  tablet.type(interview, why, text_value("half a sent"));
  tablet.reopen(crashed_copy(folder, "a.db", "b.db"), 1);
  EXPECT_EQ(text(tablet.answer(interview, why).at("draft").at("value").at("text")), "half a sent");
  tablet.leave(interview);
  EXPECT_EQ(tablet.history(interview, why).as_array().size(), 1u);
}

TEST(TypingCrashTest, Defect3_EditsAroundACrashKeepTheirOrder) {
  World world;
  TempFolder folder("order");
  TestTablet tablet(world, 1, Role::interviewer, sqlite_store(folder.file("a.db")));
  tablet.sync();
  const std::string interview = tablet.begin("interview");
  tablet.write(interview, why, text_value("first"));
  tablet.type(interview, why, text_value("second"));
  tablet.reopen(crashed_copy(folder, "a.db", "b.db"), 1);
  tablet.leave(interview);
  tablet.write(interview, why, text_value("third"));
  tablet.sync();
  TestTablet reader(world, 2, Role::supervisor);
  reader.sync();
  const Json history = reader.history(interview, why);
  ASSERT_EQ(history.as_array().size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) {
    const char* expected[] = {"first", "second", "third"};
    EXPECT_EQ(text(history.at(i).at("words")), expected[i]);
    EXPECT_EQ(history.at(i).at("replaced").as_bool(), i < 2);
  }
}

TEST(TypingFormTest, Defect12_ADraftMadeWithAnOlderFormOpensWithIt) {
  World world;
  const RecordId plan = derived_id("safety_plan", world.child);
  world.put({plan, "safety_plan", world.child, {}},
            {{std::string(form_version_field), Value::whole_number(1)},
             {"people_and_places.safe_places", Value::text("the library")}});
  TestTablet tablet(world, 1);
  tablet.sync();
  const std::string id = tablet.begin("safety_plan");
  EXPECT_EQ(id, plan.hex());
  const Json shown = tablet.record(id);
  EXPECT_EQ(shown.at("form_version").as_int64(), 1);
  EXPECT_EQ(
      text(shown.at("answers").at("people_and_places.safe_places").at("heads").at(0).at("words")),
      "the library");
  tablet.write(id, "people_and_places.safe_places", text_value("the library and the park"));
  EXPECT_EQ(problem_code(tablet.type(id, "people_and_places.named_person", text_value("x"))),
            "bad_input");
}

TEST(TypingFormTest, M8_AnAnswerTheFormDoesNotKnowIsShownAmongOthers) {
  World world;
  const RecordId plan = derived_id("safety_plan", world.child);
  world.put({plan, "safety_plan", world.child, {}},
            {{std::string(form_version_field), Value::whole_number(2)},
             {"later.idea", Value::text("from a newer form")}});
  TestTablet tablet(world, 1);
  tablet.sync();
  const Json others = tablet.record(plan.hex()).at("other_answers");
  ASSERT_EQ(others.as_array().size(), 1u);
  EXPECT_EQ(text(others.at(0).at("key")), "later.idea");
}

}  // namespace
}  // namespace homeward::test
