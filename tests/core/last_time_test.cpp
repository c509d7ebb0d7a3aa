// What a repeat interview asks about of the last one, and what of it counts today.
#include "core/form/last_time.h"

#include <gtest/gtest.h>

#include "core/form/library.h"
#include "core/form/progress.h"
#include "tests/core/form_example.h"
#include "tests/sync/builders.h"

namespace homeward {
namespace {

using test::ChangeBuilder;
using testing::load_example;
using testing::mistakes_in;

using Keys = std::vector<std::string>;

constexpr const char* with_last_time = R"("last_time": "a.things",)";
const std::string dee(32, '1');

std::string things(const std::string& still = "code") {
  const std::string options = still == "code" ? R"(, "options": [
      {"code": "still_true", "label": "Still true"}, {"code": "changed", "label": "Changed"},
      {"code": "no_longer", "label": "No longer"}])"
                                              : "";
  return R"({"id": "things", "kind": "rows", "label": "Last time", "row_noun": "thing",
      "columns": [
      {"id": "still", "kind": ")" +
         still + R"(", "label": "Still?")" + options + R"(},
      {"id": "words", "kind": "narrative", "label": "What changed?"},
      {"id": "about", "kind": "answer_key", "label": "About"},
      {"id": "interview", "kind": "reference", "label": "Which"},
      {"id": "versions", "kind": "pin", "label": "What"}]})";
}

std::string questions() {
  return things() + R"(,
    {"id": "push", "kind": "codes", "label": "Push", "ask_again": "still_true",
     "required": "at_submission",
     "options": [{"code": "one", "label": "One"}, {"code": "two", "label": "Two"}]},
    {"id": "push_words", "kind": "narrative", "label": "Words", "told_with": "a.push",
     "required": "at_submission"},
    {"id": "harm", "kind": "yes_no", "label": "Harm", "ask_again": "still_true",
     "required": "at_submission"},
    {"id": "who", "kind": "rows", "label": "Who", "row_noun": "person", "ask_again": "this_time",
     "required": "at_submission",
     "columns": [{"id": "name", "kind": "text_line", "label": "Name"}]},
    {"id": "other", "kind": "text_line", "label": "Other"})";
}

struct LastTimeTest : ::testing::Test {
  Form form = load_example(questions(), with_last_time).value();
  Record earlier{test::interview(1)};
  MapAnswers now;
  std::uint64_t number = 0;

  void SetUp() override {
    say({{"a.push", Value::codes({"one", "two"})},
         {"a.push_words", Value::text("It is loud.")},
         {"a.harm", Value::yes_no(true)},
         {"a.other", Value::text("Not asked about again.")},
         {"a.who/" + dee, Value::present()},
         {"a.who/" + dee + "/name", Value::text("Dee (invented)")}});
  }
  static void say_in(Record& record, std::uint64_t number,
                     const std::vector<std::pair<FieldKey, Value>>& fields) {
    ChangeBuilder change(test::origin(1), number, record.header());
    for (const auto& [field, value] : fields) {
      change.writes(field, value, record.seen(field));
    }
    record.integrate(change);
  }
  void say(const std::vector<std::pair<FieldKey, Value>>& fields) {
    say_in(earlier, ++number, fields);
  }
  std::vector<Thing> said() { return things_said(form, earlier); }
  Keys said_of(const Record& record) {
    Keys about;
    for (const Thing& thing : things_said(form, record)) {
      about.push_back(thing.about);
    }
    return about;
  }
  // The rows of all that was said; nothing is said of any yet.
  void bring_in() {
    for (const Thing& thing : said()) {
      for (const Version& version : row_fields(form, thing, earlier.header().id)) {
        now.add(version.field, version.value);
      }
    }
  }
  void answer(const FieldKey& about, const char* code, const char* words = nullptr) {
    for (const Thing& thing : said()) {
      if (thing.about == about) {
        now.add(last_time::cell(form, thing.row, last_time::still), Value::code(code));
        if (words != nullptr) {
          now.add(last_time::cell(form, thing.row, last_time::words), Value::text(words));
        }
      }
    }
  }
  Keys answered() {
    const std::set<FieldKey> keys = answered_as_last_time(form, now);
    return {keys.begin(), keys.end()};
  }
  Keys owed() {
    Keys keys;
    for (const Missing& missing : missing_at_submission(form, now)) {
      keys.push_back(missing.key);
    }
    return keys;
  }
};

TEST_F(LastTimeTest, BringsInWhatTheFormMarksEachCodeAndRowAlone) {
  EXPECT_EQ(said_of(earlier), (Keys{"a.push/one", "a.push/two", "a.harm", "a.who/" + dee}));
  say({{"a.harm", Value::yes_no(false)}, {"a.push", Value::absence({"would_not_say", ""})}});
  EXPECT_EQ(said_of(earlier), (Keys{"a.who/" + dee}));  // a no and an absence bring in nothing
}

TEST_F(LastTimeTest, M5_M7_ARowsIdNamesTheExactVersionsThatWereRead) {
  const std::vector<Thing> before = said();
  EXPECT_EQ(before, said());
  say({{"a.other", Value::text("An addendum elsewhere.")}});
  EXPECT_EQ(before, said());
  say({{"a.push_words", Value::text("Written later.")}});
  EXPECT_NE(before[0].row, said()[0].row);
  EXPECT_EQ(before[2].row, said()[2].row);
  Record other{test::interview(2)};
  say_in(other, 1, {{"a.harm", Value::yes_no(true)}});
  EXPECT_NE(things_said(form, other)[0].row, before[2].row);
}

TEST_F(LastTimeTest, M7_WhatWasReadIsRebuiltFromThePinOfSomeFields) {
  const Thing harm = said()[2];
  Change change = ChangeBuilder(test::origin(7), 1, earlier.header())
                      .writes("a.harm", Value::yes_no(true))
                      .writes("a.other", Value::text("Elsewhere."));
  Record record{earlier.header()};
  record.integrate(change);
  const Pin pin = pin_of(record, {"a.harm"});
  const Record rebuilt = pinned_record(pin, {change}).value();
  EXPECT_EQ(rebuilt.fields().size(), 1u);
  EXPECT_EQ(*rebuilt.value("a.harm"), Value::yes_no(true));
  EXPECT_NE(pin.hash, harm.versions.hash);
}

TEST_F(LastTimeTest, NothingCountsUntilAllThatWasSaidOfAQuestionIsSpokenOf) {
  bring_in();
  EXPECT_EQ(answered(), Keys{});
  answer("a.push/one", "still_true");
  EXPECT_EQ(answered(), Keys{});
  answer("a.push/two", "no_longer");
  EXPECT_EQ(answered(), (Keys{"a.push", "a.push_words"}));
}

TEST_F(LastTimeTest, WhatChangedCountsOnceItIsSaidToWhat) {
  bring_in();
  answer("a.push/two", "still_true");
  answer("a.push/one", "changed");
  EXPECT_EQ(answered(), Keys{});
  now = MapAnswers();
  bring_in();
  answer("a.push/two", "still_true");
  answer("a.push/one", "changed", "It is quiet, and cold.");
  EXPECT_EQ(answered(), (Keys{"a.push", "a.push_words"}));
}

TEST_F(LastTimeTest, WhereNothingOfItStandsTheQuestionIsAskedAnewButAYesNoLongerIsANo) {
  bring_in();
  answer("a.push/one", "no_longer");
  answer("a.push/two", "no_longer");
  answer("a.harm", "no_longer");
  EXPECT_EQ(answered(), Keys{"a.harm"});
}

TEST_F(LastTimeTest, PeopleAndPlacesOfOneTimeAwayAreAskedOfThisTimeToo) {
  bring_in();
  answer("a.who/" + dee, "still_true");
  EXPECT_EQ(answered(), Keys{});
}

TEST_F(LastTimeTest, M3_TwoAnswersToOneThingAnswerNothing) {
  bring_in();
  answer("a.harm", "still_true");
  answer("a.harm", "changed", "Once more.");
  EXPECT_EQ(answered(), Keys{});
  EXPECT_EQ(section_progress(form, form.sections[0], now).conflicts, 1u);
}

TEST_F(LastTimeTest, WhatIsAnsweredAsLastTimeIsNotOwedAndEachThingCounts) {
  EXPECT_EQ(section_progress(form, form.sections[0], now).asked, 5u);
  EXPECT_EQ(section_progress(form, form.sections[0], now, 4).asked, 9u);
  EXPECT_EQ(owed(), (Keys{"a.push", "a.push_words", "a.harm", "a.who"}));
  bring_in();
  EXPECT_EQ(owed(), (Keys{"a.push", "a.push_words", "a.harm", "a.who"}));
  answer("a.push/one", "still_true");
  answer("a.push/two", "still_true");
  answer("a.harm", "no_longer");
  answer("a.who/" + dee, "still_true");
  EXPECT_EQ(owed(), Keys{"a.who"});
  const SectionProgress progress = section_progress(form, form.sections[0], now);
  EXPECT_EQ(progress.asked, 9u);
  EXPECT_EQ(progress.answered, 7u);  // four things, and the three questions they answer
}

TEST_F(LastTimeTest, WhatStillStandsIsCarriedOnToTheInterviewAfterNext) {
  Record second{test::interview(2)};
  std::uint64_t written = 0;
  for (const Thing& thing : said()) {
    for (const Version& version : row_fields(form, thing, earlier.header().id)) {
      say_in(second, ++written, {{version.field, version.value}});
    }
  }
  const auto answer_in = [&](std::size_t thing, const char* code) {
    const FieldKey cell = last_time::cell(form, said()[thing].row, last_time::still);
    say_in(second, ++written, {{cell, Value::code(code)}});
  };
  EXPECT_EQ(said_of(second), Keys{});  // nothing was said of any
  answer_in(0, "still_true");
  answer_in(1, "no_longer");
  answer_in(2, "changed");
  EXPECT_EQ(said_of(second), (Keys{"a.push/one", "a.harm"}));
  say_in(second, ++written, {{"a.push", Value::codes({"one"})}});
  EXPECT_EQ(said_of(second), (Keys{"a.push/one", "a.harm"}));  // once
  EXPECT_EQ(things_said(form, second)[0].fields, (std::set<FieldKey>{"a.push", "a.push_words"}));
}

TEST_F(LastTimeTest, ADeclinedInterviewListsNoRowsOfTheProgramsOwn) {
  const Form& interview = *embedded_form_library().find("interview", 2);
  MapAnswers declined;
  declined.add("before_we_start.outcome", Value::code("declined"));
  Record first{test::interview(1)};
  say_in(first, 1, {{"harm_and_risk.self_harm", Value::yes_no(true)}});
  for (const Thing& thing : things_said(interview, first)) {
    for (const Version& version : row_fields(interview, thing, first.header().id)) {
      declined.add(version.field, version.value);
    }
  }
  EXPECT_EQ(declined.rows("since_last_time.things").size(), 1u);
  EXPECT_EQ(other_answers(interview, declined), std::vector<OtherAnswer>{});
}

TEST(LastTimeLoadTest, RefusesWhatCannotBeAskedAboutAgainWithItsPath) {
  const std::string push = R"(, {"id": "push", "kind": "yes_no", "label": "Push", )";
  EXPECT_EQ(mistakes_in(questions(), with_last_time), "none");
  EXPECT_NE(mistakes_in(questions()).find("ask_again: needs a form with last_time"),
            std::string::npos);
  EXPECT_NE(mistakes_in(things("yes_no"), with_last_time).find("column still of kind code"),
            std::string::npos);
  EXPECT_NE(mistakes_in(things(), R"("last_time": "a.nothing",)").find("last_time: must name"),
            std::string::npos);
  EXPECT_NE(mistakes_in(things() + push + R"("ask_again": "maybe"})", with_last_time)
                .find("ask_again: must be one of still_true, this_time"),
            std::string::npos);
  EXPECT_NE(mistakes_in(things() + R"(, {"id": "w", "kind": "narrative", "label": "W",
                        "told_with": "a.none"})",
                        with_last_time)
                .find("told_with: must name a question that is asked again"),
            std::string::npos);
}

TEST(LastTimeFormTest, TheInterviewsFirstVersionBringsNothingIn) {
  const Form& first = *embedded_form_library().find("interview", 1);
  const Form& second = *embedded_form_library().find("interview", 2);
  EXPECT_TRUE(first.last_time.empty());
  EXPECT_EQ(first.section("since_last_time"), nullptr);
  // Else the two ask the same, in the same words.
  for (const Section& section : first.sections) {
    std::vector<Question> questions = second.section(section.id)->questions;
    // In which role somebody interviews is asked since the second alone.
    std::erase_if(questions, [](const Question& one) { return one.id == "by_role"; });
    for (Question& question : questions) {
      question.ask_again = AskAgain::no;
      question.told_with.clear();
    }
    EXPECT_EQ(questions, section.questions) << section.id;
  }
}

}  // namespace
}  // namespace homeward
