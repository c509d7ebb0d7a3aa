// A repeat interview on the tablet: it starts from the last one that was held (issue 3, 9).
#include "tests/client/fill.h"

namespace homeward::test {
namespace {

constexpr const char* list = "since_last_time.things";
constexpr const char* push = "push_and_pull.push";
constexpr const char* self_harm = "harm_and_risk.self_harm";
constexpr const char* what_helps = "what_needs_to_change.what_would_stop_it";
constexpr const char* outcome = "before_we_start.outcome";

Json instant_value(Instant at) {
  return {{"kind", "instant"}, {"at", to_string(at)}, {"local", ""}};
}

struct LastTimeTest : testing::Test {
  World world;
  TestTablet worker{world, 1};
  TestTablet supervisor{world, 2, Role::supervisor};
  std::string first;

  void SetUp() override {
    worker.sync();
    first = begin_held();
    worker.write(first, push, {{"kind", "codes"}, {"codes", {"family_conflict", "loneliness"}}},
                 "child");
    worker.write(first, "push_and_pull.push_words", text_value("It is loud at home."), "child");
    worker.write(first, self_harm, {{"kind", "yes_no"}, {"yes", true}}, "observed");
    worker.write(first, "harm_and_risk.self_harm_words", text_value("Her sleeves."), "observed");
    worker.write(first, what_helps, text_value("Somebody asking first."), "child");
  }
  std::string begin_held() {
    const std::string interview = worker.begin("interview");
    worker.write(interview, outcome, code_value("held"));
    worker.write(interview, "before_we_start.started", instant_value(world.now()));
    return interview;
  }
  void later() { world.now() = world.now().plus_ms(hour_ms); }
  void share() {
    for (TestTablet* tablet : {&worker, &supervisor, &worker}) {
      tablet->sync();
    }
  }
  void submit(const std::string& interview) {
    later();
    const Json version = worker.record(interview).at("version");
    EXPECT_TRUE(worker.get("submit", {{"record", interview}, {"version", version}})
                    .at("submitted")
                    .as_bool());
    share();
  }
  void finish(const std::string& interview) {
    fill(worker, interview);
    submit(interview);
  }
  void give_back(const std::string& interview) {
    later();
    const Json read = supervisor.get("review", {{"interview", interview}}).at("submission");
    EXPECT_EQ(problem_code(supervisor.ask("return_interview", {{"interview", interview},
                                                               {"submission", read.at("id")},
                                                               {"pin", read.at("pin")},
                                                               {"comments", boost::json::array()},
                                                               {"reason", "More, please."}})),
              "");
    share();
  }
  // The child goes again: interviews begun from now on are about that.
  void goes_again(unsigned number) {
    later();
    world.episode = record_id(number);
    world.put({world.episode, "episode", world.child, world.episode},
              {{"absence.began", Value::instant(world.now().plus_ms(-3 * hour_ms))},
               {"came_back.returned", Value::instant(world.now().plus_ms(-2 * hour_ms))}});
    worker.sync();
    later();
  }
  std::string again(unsigned number = 102) {
    goes_again(number);
    return worker.begin("interview");
  }

  static const Json* topic_in(const Json& record, const char* key) {
    for (const Json& topic : record.at("last_time").at("topics").as_array()) {
      if (text(topic.at("key")) == key) {
        return &topic;
      }
    }
    return nullptr;
  }
  static std::string row(const Json& record, const char* key, std::size_t thing = 0) {
    return text(topic_in(record, key)->at("things").at(thing).at("row"));
  }
  static std::string cell(const std::string& row, const char* column) {
    return std::string(list) + "/" + row + "/" + column;
  }
  void say(const std::string& interview, const char* key, const char* still,
           std::size_t thing = 0) {
    const std::string at = row(worker.record(interview), key, thing);
    worker.write(interview, cell(at, "still"), code_value(still), "child");
  }
  bool asks(const std::string& interview, const char* key) {
    return !find_question(worker.record(interview), key)->at("as_last_time").as_bool();
  }
  bool owes(const std::string& interview, const std::string& key) {
    const Json record = worker.record(interview);
    for (const Json& missing : record.at("missing").as_array()) {
      if (text(missing.at("key")) == key) {
        return true;
      }
    }
    return false;
  }
  std::string section_words(const std::string& interview) {
    return text(worker.record(interview).at("sections").at(1).at("state_words"));
  }
};

TEST_F(LastTimeTest, AFirstInterviewAsksNothingAboutLastTime) {
  const Json record = worker.record(first);
  EXPECT_TRUE(record.at("last_time").is_null());
  EXPECT_FALSE(find_question(record, list)->at("relevant").as_bool());
  EXPECT_EQ(section_words(first), "Nothing to ask here");
}

TEST_F(LastTimeTest, M1_ARepeatInterviewTellsWhatWasSaidByWhomAndWhenAndCopiesNothing) {
  const std::string held =
      text(worker.answer(first, "before_we_start.started").at("heads").at(0).at("words"));
  finish(first);
  const Json record = worker.record(again());
  EXPECT_TRUE(find_question(record, list)->at("relevant").as_bool());
  const Json& topic = *topic_in(record, push);
  EXPECT_EQ(topic.at("things").as_array().size(), 2u);
  const Json& said = topic.at("things").at(0).at("said").at(0);
  EXPECT_EQ(text(said.at("words")), "Arguments or trouble in the family");
  EXPECT_EQ(text(said.at("said_by")), "child");
  EXPECT_EQ(text(said.at("author")), "Worker 1");
  EXPECT_EQ(text(said.at("at").at("words")), held);
  EXPECT_EQ(text(topic.at("beside").at(0).at("words")), "It is loud at home.");
  EXPECT_EQ(text(topic.at("beside").at(0).at("key")), "push_and_pull.push_words");
  EXPECT_EQ(text(topic_in(record, self_harm)->at("things").at(0).at("said").at(0).at("said_by")),
            "observed");
  EXPECT_TRUE(record.at("answers").at(push).at("heads").as_array().empty());
  EXPECT_TRUE(record.at("rows").at(list).as_array().empty());
}

TEST_F(LastTimeTest, StillTrueChangedAndNoLongerAnswerTheQuestionToday) {
  finish(first);
  const std::string second = again();
  worker.write(second, outcome, code_value("held"));
  EXPECT_TRUE(owes(second, push));
  say(second, push, "still_true", 0);
  EXPECT_TRUE(asks(second, push));  // the other factor is still to be asked about
  EXPECT_EQ(worker.record(second).at("rows").at(list).as_array().size(), 2u);
  say(second, push, "no_longer", 1);
  EXPECT_FALSE(asks(second, push));
  EXPECT_FALSE(owes(second, push));
  EXPECT_FALSE(owes(second, "push_and_pull.push_words"));
  say(second, self_harm, "no_longer");
  EXPECT_FALSE(owes(second, self_harm));
  say(second, what_helps, "changed");
  EXPECT_TRUE(owes(second, what_helps));  // to what?
  const std::string words = cell(row(worker.record(second), what_helps), "words");
  worker.write(second, words, text_value("A lift home."), "child");
  EXPECT_FALSE(owes(second, what_helps));
  EXPECT_TRUE(worker.answer(second, push).at("heads").as_array().empty());
}

TEST_F(LastTimeTest, ItIsSubmittedReadAndShownOnTheSupervisorsTabletWithWhatWasSaid) {
  finish(first);
  const std::string second = again();
  worker.write(second, outcome, code_value("held"));
  say(second, push, "still_true", 0);
  say(second, push, "still_true", 1);
  finish(second);
  const Json review = supervisor.get("review", {{"interview", second}});
  ASSERT_NE(topic_in(review, push), nullptr);
  EXPECT_EQ(topic_in(review, what_helps), nullptr);  // nothing was said of it
  EXPECT_EQ(text(topic_in(review, push)->at("things").at(0).at("said").at(0).at("words")),
            "Arguments or trouble in the family");
  EXPECT_TRUE(review.at("missing").as_array().empty());
}

TEST_F(LastTimeTest, T1_TheRowAndWhatIsTypedInItAreThereAtOnceAndOnce) {
  finish(first);
  const std::string second = again();
  const std::string at = row(worker.record(second), self_harm);
  const std::uint64_t before = worker.newest_number();
  EXPECT_EQ(problem_code(worker.type(second, cell(at, "still"), code_value("changed"))), "");
  EXPECT_EQ(worker.newest_number(), before + 1);
  EXPECT_EQ(problem_code(worker.type(second, cell(at, "words"), text_value("Less."))), "");
  EXPECT_EQ(worker.newest_number(), before + 1);
  EXPECT_EQ(text(worker.record(second)
                     .at("rows")
                     .at(list)
                     .at(0)
                     .at("answers")
                     .at("words")
                     .at("draft")
                     .at("value")
                     .at("text")),
            "Less.");
}

TEST_F(LastTimeTest, M3_M5_TwoTabletsThatSpeakOfOneThingUnawareWriteOneRow) {
  finish(first);
  supervisor.sync();
  const std::string second = again();
  supervisor.sync();
  EXPECT_EQ(supervisor.begin("interview"), second);
  say(second, self_harm, "still_true");
  const std::string at = row(supervisor.record(second), self_harm);
  supervisor.write(second, cell(at, "still"), code_value("no_longer"), "child");
  share();
  const Json record = worker.record(second);
  ASSERT_EQ(record.at("rows").at(list).as_array().size(), 1u);
  EXPECT_EQ(record.at("conflicts").as_array().size(), 1u);
  EXPECT_EQ(text(record.at("conflicts").at(0)), cell(at, "still"));
  EXPECT_TRUE(asks(second, self_harm));
}

TEST_F(LastTimeTest, M7_WhatIsWrittenInTheEarlierInterviewLaterChangesNothingThatIsShown) {
  finish(first);
  const std::string second = again();
  say(second, self_harm, "still_true");
  const Json before = worker.record(second).at("last_time");
  worker.write(first, "harm_and_risk.self_harm_words", text_value("An addendum."), "child");
  worker.write(first, what_helps, text_value("Another."), "child");
  EXPECT_EQ(worker.record(second).at("last_time"), before);
}

TEST_F(LastTimeTest, OnlyAnInterviewThatWasHeldAndIsSubmittedIsStartedFrom) {
  const std::string second = again();
  EXPECT_TRUE(worker.record(second).at("last_time").is_null());  // the first is a draft
  finish(first);
  EXPECT_FALSE(worker.record(second).at("last_time").is_null());
  give_back(first);
  EXPECT_TRUE(worker.record(second).at("last_time").is_null());
  worker.write(first, outcome, code_value("declined"));
  finish(first);
  EXPECT_TRUE(worker.record(second).at("last_time").is_null());
}

TEST_F(LastTimeTest, S7_OneWhoMayNotSeeTheEarlierInterviewIsToldNothingOfIt) {
  finish(first);
  const std::string second = again();
  say(second, self_harm, "still_true");
  worker.sync();
  TestTablet commissioned{world, 7};
  world.server.withdraw(user(7), world.child);
  world.server.grant(user(7), world.child, world.episode);
  commissioned.sync();
  const Json record = commissioned.record(second);
  EXPECT_EQ(record.at("last_time").at("topics").as_array().size(), 1u);
  EXPECT_TRUE(topic_in(record, self_harm)->at("things").at(0).at("said").as_array().empty());
}

TEST_F(LastTimeTest, WhatIsStillTrueIsCarriedOnWithWhatWasFoundBetween) {
  finish(first);
  const std::string second = again();
  worker.write(second, outcome, code_value("held"));
  worker.write(second, "before_we_start.started", instant_value(world.now()));
  say(second, self_harm, "still_true");
  say(second, push, "no_longer", 0);
  say(second, push, "still_true", 1);
  finish(second);
  const Json record = worker.record(again(103));
  const Json& said = topic_in(record, self_harm)->at("things").at(0).at("said");
  ASSERT_EQ(said.as_array().size(), 2u);
  EXPECT_EQ(text(said.at(0).at("words")), "Yes");
  EXPECT_EQ(text(said.at(1).at("words")), "Still true");
  EXPECT_EQ(topic_in(record, push)->at("things").as_array().size(), 1u);
}

TEST_F(LastTimeTest, ADraftMadeWithTheFirstFormOpensWithItAndIsAskedAsItWas) {
  finish(first);
  goes_again(102);
  const RecordHeader header{derived_id("interview", world.episode), "interview", world.child,
                            world.episode};
  world.put(header, {{FieldKey(form_version_field), Value::whole_number(1)}});
  worker.sync();
  const Json record = worker.record(header.id.hex());
  EXPECT_EQ(record.at("form_version").as_int64(), 1);
  EXPECT_TRUE(record.at("last_time").is_null());
  EXPECT_EQ(find_question(record, list), nullptr);
}

TEST_F(LastTimeTest, ItsRowsAreNotAddedByHandAndNoOthersAreWrittenIn) {
  finish(first);
  const std::string second = again();
  EXPECT_EQ(problem_code(worker.ask("add_row", {{"record", second}, {"list", list}})), "bad_input");
  const std::string made_up(32, 'a');
  EXPECT_EQ(problem_code(worker.type(second, cell(made_up, "still"), code_value("changed"))),
            "bad_input");
  const std::string at = row(worker.record(second), self_harm);
  EXPECT_EQ(problem_code(worker.type(second, cell(at, "still"), code_value("perhaps"))),
            "bad_input");
  EXPECT_TRUE(worker.record(second).at("rows").at(list).as_array().empty());
}

}  // namespace
}  // namespace homeward::test
