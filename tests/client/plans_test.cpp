// Plans, assessments, meetings and the rest: begun, typed, numbered, merged, submitted and
// decided on like an interview, whatever their form.
#include <set>

#include "core/record/record_type.h"
#include "tests/client/fill.h"

namespace homeward::test {
namespace {

constexpr const char* seraf = "seraf_north_somerset_1";
constexpr const char* going_missing = "seraf_north_somerset_1_significant.going_missing";
constexpr const char* drugs = "seraf_north_somerset_1_moderate.drugs";

Json codes_value(const std::vector<std::string>& codes) {
  boost::json::array list(codes.begin(), codes.end());
  return {{"kind", "codes"}, {"codes", list}};
}

std::vector<RecordType> types_begun() {
  std::vector<RecordType> types;
  for (const RecordType& type : record_types()) {
    if (type.begun != RecordType::Begun::never) {
      types.push_back(type);
    }
  }
  return types;
}

struct PlansTest : testing::Test {
  World world;
  TestTablet worker{world, 1};
  TestTablet supervisor{world, 2, Role::supervisor};
  TestTablet second{world, 3, Role::supervisor};

  void SetUp() override { share(); }
  void share() {
    for (TestTablet* tablet : {&worker, &supervisor, &second, &worker, &supervisor}) {
      tablet->sync();
    }
  }
  // Whoever may: a waiver is a manager's.
  TestTablet& author(std::string_view type) { return type == "waiver" ? supervisor : worker; }
  TestTablet& decider(std::string_view type) { return type == "waiver" ? second : supervisor; }

  std::string assessment() {
    return text(worker
                    .get("begin", {{"type", "exploitation_assessment"},
                                   {"child", world.child.hex()},
                                   {"episode", nullptr},
                                   {"instrument", seraf}})
                    .at("record"));
  }
  Json shelf(TestTablet& tablet, std::string_view type, const Json& of) {
    for (const Json& one : of.at("shelves").as_array()) {
      if (text(one.at("type")) == type) {
        return one;
      }
    }
    static_cast<void>(tablet);
    return nullptr;
  }
  Json child(TestTablet& tablet) { return tablet.get("child", {{"child", world.child.hex()}}); }
  Json episode(TestTablet& tablet) { return child(tablet).at("episodes").at(0); }
  Json submit(TestTablet& tablet, const std::string& id) {
    world.now() = world.now().plus_ms(minute_ms);
    return tablet.ask("submit", {{"record", id}, {"version", tablet.record(id).at("version")}});
  }
  JsonArgs decision(TestTablet& tablet, const std::string& id, const std::string& reason) {
    world.now() = world.now().plus_ms(minute_ms);
    const Json read = tablet.get("review", {{"interview", id}}).at("submission");
    return {{"interview", id},
            {"submission", read.at("id")},
            {"pin", read.at("pin")},
            {"comments", boost::json::array()},
            {"reason", reason}};
  }
  Json give_back(TestTablet& tablet, const std::string& id, const std::string& reason) {
    return tablet.ask("return_interview", decision(tablet, id, reason));
  }
  Json authorise(TestTablet& tablet, const std::string& id, JsonArgs more = {}) {
    JsonArgs args = decision(tablet, id, "");
    args.insert(more.begin(), more.end());
    return tablet.ask("authorise", args);
  }
};

struct EachTypeTest : PlansTest, testing::WithParamInterface<RecordType> {
  std::string type{GetParam().name};
};
INSTANTIATE_TEST_SUITE_P(Types, EachTypeTest, testing::ValuesIn(types_begun()),
                         [](const auto& type) { return std::string(type.param.name); });

TEST_P(EachTypeTest, T1_IsFilledOfflineNumberedAndReadElsewhere) {
  const std::string id = author(type).begin(type);
  fill(author(type), id);
  EXPECT_TRUE(author(type).store().drafts().value().empty());
  share();
  EXPECT_TRUE(author(type).record(id).at("held_by_council").as_bool());
  EXPECT_TRUE(second.record(id).at("missing").as_array().empty());
}

// M1, M3: what two wrote apart stands side by side, and one rights it.
TEST_P(EachTypeTest, M3_TwoWhoWroteApartBothKeepTheirWords) {
  const std::string id = author(type).begin(type);
  fill(author(type), id);
  share();
  std::string key;
  const Json read = supervisor.record(id);
  for (const Json& section : read.at("sections").as_array()) {
    for (const Json& question : section.at("questions").as_array()) {
      const std::string kind = text(question.at("kind"));
      const bool is_text = kind == "text_line" || kind == "narrative";
      key = key.empty() && is_text && question.at("relevant").as_bool() ? text(question.at("key"))
                                                                        : key;
    }
  }
  ASSERT_NE(key, "") << type;
  supervisor.write(id, key, text_value("one way"));
  second.write(id, key, text_value("another"));
  share();
  EXPECT_TRUE(worker.answer(id, key).at("conflict").as_bool()) << key;
  EXPECT_EQ(worker.answer(id, key).at("heads").as_array().size(), 2u);
}

// What need not be reviewed stands as it is written until somebody asks for it.
TEST_P(EachTypeTest, M7_IsSubmittedReturnedSubmittedAgainAndAuthorised) {
  const std::string id = author(type).begin(type);
  fill(author(type), id);
  share();
  const bool is_draft = GetParam().reviewed == RecordType::Reviewed::always;
  const Json before = author(type).record(id);
  EXPECT_EQ(text(before.at("stage")), is_draft ? "draft" : "plain");
  EXPECT_EQ(text(before.at("stage_words")), is_draft ? "Draft, not submitted" : "");
  EXPECT_EQ(text(before.at("can").at("why_not")), "");
  EXPECT_TRUE(submit(author(type), id).at("value").at("submitted").as_bool());
  share();
  EXPECT_EQ(text(supervisor.get("home", {}).at("to_review").at(0).at("type")), type);
  EXPECT_EQ(problem_code(give_back(decider(type), id, "Say when.")), "");
  share();
  EXPECT_EQ(text(author(type).record(id).at("stage")), "returned");
  EXPECT_EQ(text(author(type).get("home", {}).at("returned").at(0).at("interview")), id);
  EXPECT_TRUE(submit(author(type), id).at("value").at("submitted").as_bool());
  share();
  EXPECT_EQ(problem_code(authorise(decider(type), id)), "");
  share();
  EXPECT_EQ(text(author(type).record(id).at("stage")), "authorised");
}

// A supervisor wrote it: another decides (ALL-01).
TEST_F(PlansTest, M7_WhatIsKnownOfAChildCanBeReviewedToo) {
  const std::string id = world.child.hex();
  worker.is_commissioned();
  EXPECT_EQ(problem_code(submit(worker, id)), "refused");
  fill(supervisor, id);
  EXPECT_TRUE(submit(supervisor, id).at("value").at("submitted").as_bool());
  share();
  EXPECT_EQ(problem_code(authorise(second, id)), "");
  share();
  EXPECT_EQ(text(worker.record(id).at("stage")), "authorised");
}

TEST_P(EachTypeTest, WhatThereIsOneOfIsTheSameRecordOnTwoDevices) {
  const std::string id = author(type).begin(type);
  const std::string again = second.begin(type);
  const bool is_another = type == "child" || type == "episode";
  EXPECT_EQ(id == again, GetParam().only_one && !is_another);
}

TEST_P(EachTypeTest, M8_ADraftOfANewerProgramOpensWithTheFormThereIs) {
  const std::string id = author(type).begin(type);
  author(type).sync();
  const Record begun = author(type).store().record(RecordId::parse(id).value()).value().value();
  world.put(begun.header(), {{FieldKey(form_version_field), Value::whole_number(9)},
                             {"next_year.question", Value::text("kept")}});
  share();
  const Json record = author(type).record(id);
  EXPECT_FALSE(record.at("sections").as_array().empty());
  EXPECT_EQ(record.at("other_answers").as_array().size(), 1u);
}

TEST_F(PlansTest, Defect12_ADraftMadeWithAnOlderFormOpensWithIt) {
  const RecordId plan = derived_id("safety_plan", world.child);
  world.put({plan, "safety_plan", world.child, {}},
            {{FieldKey(form_version_field), Value::whole_number(1)},
             {"people_and_places.safe_places", Value::text("The library, upstairs")}});
  share();
  const Json record = worker.record(plan.hex());
  EXPECT_EQ(record.at("form_version").as_int64(), 1);
  EXPECT_TRUE(record.at("other_answers").as_array().empty());
}

// The questions added to a form since a draft was begun leave what it holds as it was.
TEST_F(PlansTest, Defect12_AnEpisodeRecordedBeforeItHadItsNewQuestionsOpens) {
  const Json record = worker.record(world.episode.hex());
  EXPECT_TRUE(record.at("other_answers").as_array().empty());
  EXPECT_EQ(text(record.at("answers").at("absence.category").at("heads").at(0).at("words")),
            "Missing");
  EXPECT_NE(find_question(record, "absence.harm"), nullptr);
}

TEST_F(PlansTest, TheChildsPageListsWhatBelongsToTheChildAndEachEpisodeItsOwn) {
  EXPECT_FALSE(shelf(worker, "trigger_plan", child(worker)).is_null());
  EXPECT_TRUE(shelf(worker, "trigger_plan", episode(worker)).is_null());
  EXPECT_TRUE(shelf(worker, "action_plan", child(worker)).is_null());
  EXPECT_FALSE(shelf(worker, "action_plan", episode(worker)).is_null());
  EXPECT_FALSE(shelf(worker, "meeting", child(worker)).is_null());
  const std::string meeting = worker.begin("meeting");
  worker.write(meeting, "meeting.kind", code_value("strategy"));
  const Json listed = shelf(worker, "meeting", episode(worker)).at("records").at(0);
  EXPECT_EQ(text(listed.at("id")), meeting);
  EXPECT_EQ(text(listed.at("words")), "Strategy meeting or discussion");
  EXPECT_EQ(text(listed.at("stage")), "draft");
  EXPECT_TRUE(shelf(worker, "meeting", child(worker)).at("records").as_array().empty());
}

TEST_F(PlansTest, WhatThereIsOneOfIsBegunOnceAndWhatOneMayNotWriteNotAtAll) {
  EXPECT_EQ(shelf(worker, "trigger_plan", child(worker)).at("begin").as_array().size(), 1u);
  worker.begin("trigger_plan");
  EXPECT_TRUE(shelf(worker, "trigger_plan", child(worker)).at("begin").as_array().empty());
  EXPECT_TRUE(shelf(worker, "waiver", child(worker)).at("begin").as_array().empty());
  EXPECT_EQ(shelf(supervisor, "waiver", child(supervisor)).at("begin").as_array().size(), 1u);
}

TEST_F(PlansTest, ABeginningThatCannotBeIsRefused) {
  const JsonArgs child_only{
      {"type", "action_plan"}, {"child", world.child.hex()}, {"episode", nullptr}};
  EXPECT_EQ(problem_code(worker.ask("begin", child_only)), "bad_input");
  for (const char* type : {"child", "submission", "spell"}) {
    EXPECT_EQ(problem_code(worker.ask(
                  "begin", {{"type", type}, {"child", world.child.hex()}, {"episode", nullptr}})),
              "bad_input")
        << type;
  }
  EXPECT_EQ(problem_code(worker.ask(
                "begin", {{"type", "waiver"}, {"child", world.child.hex()}, {"episode", nullptr}})),
            "refused");
}

TEST_F(PlansTest, AnAssessmentIsScoredWhileItIsTyped) {
  const std::string id = assessment();
  Json shown = worker.record(id).at("assessment");
  EXPECT_EQ(text(shown.at("score_words")), "Score 0 of 75");
  worker.type(id, going_missing, codes_value({"now"}));
  shown = worker.record(id).at("assessment");
  EXPECT_EQ(text(shown.at("score_words")), "Score 5 of 75");
  EXPECT_EQ(text(shown.at("category_words")), "Category 1");
  EXPECT_NE(text(shown.at("advice")).find("not a finding that the child is safe"),
            std::string::npos);
  worker.type(id, going_missing, codes_value({"earlier", "now"}));
  EXPECT_EQ(text(worker.record(id).at("assessment").at("category_words")), "Category 2 (mild)");
  EXPECT_TRUE(find_question(worker.record(id), std::string(going_missing) + "_evidence")
                  ->at("relevant")
                  .as_bool());
}

TEST_F(PlansTest, AnAssessmentKeepsTheInstrumentItWasMadeWith) {
  const std::string id = assessment();
  EXPECT_EQ(problem_code(worker.type(id, "assessment.instrument", code_value("another_1"))),
            "bad_input");
  EXPECT_EQ(find_question(worker.record(id), "assessment.instrument"), nullptr);
  EXPECT_NE(text(worker.record(id).at("assessment").at("from")).find("Barnardo"),
            std::string::npos);
}

TEST_F(PlansTest, AnInstrumentTheCouncilDidNotConfirmIsNotOffered) {
  TestTablet unlicensed(world, 4);
  unlicensed.sync();
  EXPECT_EQ(
      shelf(unlicensed, "exploitation_assessment", child(unlicensed)).at("begin").as_array().size(),
      2u);
  unlicensed.leave_out_instruments();
  const Json begin = shelf(unlicensed, "exploitation_assessment", child(unlicensed)).at("begin");
  ASSERT_EQ(begin.as_array().size(), 1u);
  EXPECT_TRUE(begin.at(0).at("instrument").is_null());
  const Json answer = unlicensed.ask("begin", {{"type", "exploitation_assessment"},
                                               {"child", world.child.hex()},
                                               {"episode", nullptr},
                                               {"instrument", seraf}});
  EXPECT_EQ(problem_code(answer), "refused");
  const std::string made_elsewhere = assessment();
  worker.sync();
  unlicensed.sync();
  EXPECT_FALSE(unlicensed.record(made_elsewhere).at("assessment").is_null());
}

TEST_F(PlansTest, AnAssessmentWithoutAnInstrumentHasNoScore) {
  const std::string id = worker.begin("exploitation_assessment");
  EXPECT_TRUE(worker.record(id).at("assessment").is_null());
  EXPECT_FALSE(find_question(worker.record(id), going_missing)->at("relevant").as_bool());
}

TEST_F(PlansTest, TicksOfAnAssessmentOlderThanSixMonthsAreAskedAgain) {
  const std::string id = assessment();
  worker.type(id, "assessment.when", {{"kind", "instant"}, {"at", to_string(world.now())}});
  worker.type(id, drugs, codes_value({"now"}));
  worker.leave(id);
  EXPECT_TRUE(worker.record(id).at("assessment").at("aged").is_null());
  world.now() = world.now().plus_ms(200 * day_ms);
  const Json aged = worker.record(id).at("assessment").at("aged");
  EXPECT_EQ(text(aged.at("items").at(0)), "Drugs misuse");
  EXPECT_EQ(text(worker.record(id).at("assessment").at("score_words")), "Score 1 of 75");
}

TEST_F(PlansTest, AJudgementThatOverridesTheCategoryNeedsItsReasonAndIsShown) {
  const std::string id = assessment();
  fill(worker, id);
  worker.write(id, "judgement.agrees", code_value("override"));
  worker.write(id, "judgement.override_category", code_value("category_4"));
  std::set<std::string> missing;
  const Json record = worker.record(id);
  for (const Json& one : record.at("missing").as_array()) {
    missing.insert(text(one.at("key")));
  }
  EXPECT_EQ(missing, std::set<std::string>{"judgement.override_reason"});
  EXPECT_EQ(text(worker.record(id).at("assessment").at("judged_words")),
            "Category 4, by professional judgement");
}

TEST_F(PlansTest, M3_TwoWhoTickedApartAreBothCountedUntilItIsSettled) {
  const std::string id = assessment();
  share();
  worker.write(id, going_missing, codes_value({"earlier"}));
  supervisor.write(id, going_missing, codes_value({"now"}));
  share();
  const Json shown = worker.record(id).at("assessment");
  EXPECT_EQ(text(shown.at("score_words")), "Score 6 of 75");
  EXPECT_TRUE(shown.at("unsettled").as_bool());
}

TEST_F(PlansTest, NSC32o_LDN16_AnAuthorisationSaysWhatHappensNext) {
  const std::string id = worker.begin("trigger_plan");
  fill(worker, id);
  EXPECT_EQ(problem_code(submit(worker, id)), "");
  share();
  EXPECT_EQ(problem_code(authorise(supervisor, id, {{"outcomes", {"go_home"}}})), "bad_input");
  EXPECT_EQ(problem_code(authorise(
                supervisor, id,
                {{"outcomes", {"strategy_meeting", "early_help"}}, {"consent", "given"}})),
            "");
  const auto oversights = supervisor.store().records_of_type("oversight").value();
  ASSERT_EQ(oversights.size(), 1u);
  EXPECT_EQ(oversights[0].value("outcomes")->as_codes().value(),
            (std::vector<std::string>{"early_help", "strategy_meeting"}));
  EXPECT_EQ(oversights[0].value("consent_to_referrals")->as_code(), "given");
}

TEST_F(PlansTest, ADuplicateIsChosenFromTheChildsOtherTimesAway) {
  const RecordId twice = record_id(102);
  world.put({twice, "episode", world.child, twice},
            {{"absence.began", Value::instant(world.now().plus_ms(-59 * hour_ms))}});
  share();
  const std::string id = world.episode.hex();
  const std::string list = "links.duplicates";
  const std::string row = text(worker.get("add_row", {{"record", id}, {"list", list}}).at("row"));
  const Json column = find_question(worker.record(id), list)->at("columns").at(0);
  EXPECT_EQ(text(column.at("kind")), "code");
  ASSERT_EQ(column.at("options").as_array().size(), 1u);
  worker.write(id, list + "/" + row + "/episode", code_value(twice.hex()));
  const Json shown = worker.record(id).at("rows").at(list).at(0).at("answers").at("episode");
  EXPECT_EQ(text(shown.at("heads").at(0).at("value").at("code")), twice.hex());
  EXPECT_EQ(shown.at("heads").at(0).at("words"), column.at("options").at(0).at("label"));
  EXPECT_EQ(text(episode(worker).at("clock").at("state")), "cancelled");
}

TEST_F(PlansTest, AnEpisodeIsCalledWhatItsNewestChangeMadeIt) {
  const std::string id = world.episode.hex();
  const std::string list = "absence.category_changes";
  const std::string row = text(worker.get("add_row", {{"record", id}, {"list", list}}).at("row"));
  worker.write(id, list + "/" + row + "/to", code_value("absent"));
  EXPECT_EQ(text(episode(worker).at("category_words")), "Missing");
  worker.write(id, list + "/" + row + "/at", {{"kind", "instant"}, {"at", to_string(world.now())}});
  EXPECT_EQ(text(episode(worker).at("category_words")), "Absent");
}

}  // namespace
}  // namespace homeward::test
