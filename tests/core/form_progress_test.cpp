// core/form/progress.h: what is asked, answered and still owed.
#include "core/form/progress.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

#include "core/form/library.h"
#include "tests/core/form_example.h"

namespace homeward {
namespace {

const Form& interview() {
  return *embedded_form_library().latest("interview");
}

bool asks(const Form& form, const char* key, const Answers& answers) {
  return is_relevant(form, *form.question_of(key), answers);
}

std::vector<std::string> keys(const std::vector<Missing>& missing) {
  std::vector<std::string> keys;
  for (const Missing& one : missing) {
    keys.push_back(one.key);
  }
  return keys;
}

// Questions b and c each follow from the one before.
class ChainTest : public ::testing::Test {
 protected:
  const Form form_ = testing::load_example(
                         R"({"id": "a", "kind": "yes_no", "label": "A", "required": "always"},
      {"id": "b", "kind": "code", "label": "B", "required": "at_submission",
       "options": [{"code": "x", "label": "X"}, {"code": "y", "label": "Y"}],
       "relevant": {"question": "a.a", "is": "yes"}},
      {"id": "c", "kind": "narrative", "label": "C", "required": {"question": "a.b", "is": "x"},
       "relevant": {"not": {"question": "a.b", "is": "y"}}},
      {"id": "d", "kind": "text_line", "label": "D",
       "relevant": {"all": [{"question": "a.a", "any_of": ["yes", "would_not_say"]},
                            {"any": [{"question": "a.b", "is": "x"},
                                     {"question": "a.b", "is": "y"}]}]}})")
                         .value();
  MapAnswers answers_;
};

TEST(InterviewTest, NEW_16_2_WordsMayFollowAnyAnswerAndAreOwedAfterAYes) {
  MapAnswers answers;
  answers.add("before_we_start.outcome", Value::code("held"));
  EXPECT_FALSE(asks(interview(), "harm_and_risk.self_harm_words", answers));
  answers.add("harm_and_risk.self_harm", Value::yes_no(false));
  answers.add("harm_and_risk.substances", Value::yes_no(true));
  EXPECT_TRUE(asks(interview(), "harm_and_risk.self_harm_words", answers));
  EXPECT_TRUE(asks(interview(), "harm_and_risk.substances_words", answers));
  const std::vector<std::string> owed = keys(missing_at_submission(interview(), answers));
  EXPECT_EQ(std::count(owed.begin(), owed.end(), "harm_and_risk.self_harm_words"), 0);
  EXPECT_EQ(std::count(owed.begin(), owed.end(), "harm_and_risk.substances_words"), 1);
}

TEST_F(ChainTest, AsksAQuestionOnlyWhereItsConditionHolds) {
  EXPECT_FALSE(asks(form_, "a.b", answers_));
  answers_.add("a.a", Value::yes_no(true));
  EXPECT_TRUE(asks(form_, "a.b", answers_));
  EXPECT_TRUE(asks(form_, "a.c", answers_));
  EXPECT_FALSE(asks(form_, "a.d", answers_));
  answers_.add("a.b", Value::code("y"));
  EXPECT_FALSE(asks(form_, "a.c", answers_));
  EXPECT_TRUE(asks(form_, "a.d", answers_));
}

TEST_F(ChainTest, CountsForNothingAnAnswerToAQuestionNotAskedNow) {
  answers_.add("a.a", Value::yes_no(false)).add("a.b", Value::code("y"));
  EXPECT_FALSE(asks(form_, "a.b", answers_));
  EXPECT_TRUE(asks(form_, "a.c", answers_));
  EXPECT_EQ(other_answers(form_, answers_),
            (std::vector<OtherAnswer>{{"a.b", OtherAnswer::Why::not_asked_now}}));
}

TEST_F(ChainTest, M3_AConflictHidesNoQuestion) {
  answers_.add("a.a", Value::yes_no(true)).add("a.a", Value::yes_no(false));
  answers_.add("a.b", Value::code("x")).add("a.b", Value::code("y"));
  for (const char* key : {"a.b", "a.c", "a.d"}) {
    EXPECT_TRUE(asks(form_, key, answers_)) << key;
  }
}

TEST_F(ChainTest, RequiresByConditionOnlyWhereItHolds) {
  answers_.add("a.a", Value::yes_no(true)).add("a.b", Value::code("x"));
  EXPECT_EQ(keys(missing_at_submission(form_, answers_)), (std::vector<std::string>{"a.c"}));
  answers_.add("a.c", Value::text("  \n"));
  EXPECT_EQ(keys(missing_at_submission(form_, answers_)), (std::vector<std::string>{"a.c"}));
}

TEST_F(ChainTest, SaysWhyAnAnswerWillNotDo) {
  EXPECT_EQ(missing_at_submission(form_, answers_),
            (std::vector<Missing>{{"a.a", "a", "A", Lack::not_answered}}));
  answers_.add("a.a", Value::absence({"not_asked", ""}));
  EXPECT_EQ(missing_at_submission(form_, answers_),
            (std::vector<Missing>{{"a.a", "a", "A", Lack::no_reason}}));
  answers_.add("a.a", Value::yes_no(false));
  EXPECT_EQ(missing_at_submission(form_, answers_)[0].why, Lack::in_conflict);
  EXPECT_EQ(missing_at_submission(form_, MapAnswers().add("a.a", Value::text("yes"))),
            (std::vector<Missing>{{"a.a", "a", "A", Lack::does_not_fit}}));
}

TEST_F(ChainTest, CountsAnAllowedAbsenceAsAnAnswer) {
  answers_.add("a.a", Value::absence({"not_asked", "Their mother was in the room"}));
  EXPECT_TRUE(missing_at_submission(form_, answers_).empty());
  MapAnswers refused;
  refused.add("a.a", Value::absence({"would_not_say", ""}));
  EXPECT_TRUE(missing_at_submission(form_, refused).empty());
}

TEST_F(ChainTest, TellsHowFarASectionHasCome) {
  const Section& section = form_.sections[0];
  EXPECT_EQ(section_progress(form_, section, answers_).state, SectionState::not_started);
  answers_.add("a.a", Value::yes_no(true));
  const SectionProgress some = section_progress(form_, section, answers_);
  EXPECT_EQ(some.state, SectionState::in_progress);
  EXPECT_EQ(some.asked, 3u);
  EXPECT_EQ(some.answered, 1u);
  EXPECT_EQ(some.owed, 1u);
  answers_.add("a.b", Value::code("y"));
  EXPECT_EQ(section_progress(form_, section, answers_).state, SectionState::done);
  answers_.add("a.d", Value::text("one")).add("a.d", Value::text("two"));
  const SectionProgress conflict = section_progress(form_, section, answers_);
  EXPECT_EQ(conflict.state, SectionState::needs_attention);
  EXPECT_EQ(conflict.conflicts, 1u);
}

class RowsTest : public ::testing::Test {
 protected:
  const Form form_ = testing::load_example(R"({"id": "people", "kind": "rows", "label": "Who?",
      "row_noun": "person", "rows_min": 2, "required": "at_submission", "columns": [
        {"id": "name", "kind": "text_line", "label": "Name", "required": "at_submission"}]})")
                         .value();
  MapAnswers answers_;
};

TEST_F(RowsTest, OwesRowsUntilThereAreEnoughAndEachIsComplete) {
  EXPECT_EQ(missing_at_submission(form_, answers_)[0].why, Lack::not_answered);
  answers_.add("a.people/r1", Value::present()).add("a.people/r1/name", Value::text("Ash"));
  EXPECT_EQ(missing_at_submission(form_, answers_)[0].why, Lack::too_few_rows);
  answers_.add("a.people/r2", Value::present());
  EXPECT_EQ(missing_at_submission(form_, answers_),
            (std::vector<Missing>{{"a.people/r2/name", "a", "Name", Lack::not_answered}}));
}

TEST_F(RowsTest, M5_ForgetsARemovedRowAndKeepsOneEditedBesideItsRemoval) {
  answers_.add("a.people/r1", Value::removed());
  EXPECT_TRUE(answers_.rows("a.people").empty());
  answers_.add("a.people/r1", Value::present());
  EXPECT_EQ(answers_.rows("a.people"), (std::vector<std::string>{"r1"}));
  EXPECT_EQ(section_progress(form_, form_.sections[0], answers_).state,
            SectionState::needs_attention);
}

TEST_F(RowsTest, TakesAnAbsenceInPlaceOfRows) {
  answers_.add("a.people", Value::absence({"would_not_say", ""}));
  EXPECT_TRUE(missing_at_submission(form_, answers_).empty());
  EXPECT_EQ(section_progress(form_, form_.sections[0], answers_).state, SectionState::done);
}

TEST(InterviewTest, HeldOwesAllThatItAsks) {
  MapAnswers answers;
  answers.add("before_we_start.outcome", Value::code("held"));
  const std::vector<Missing> missing = missing_at_submission(interview(), answers);
  std::set<std::string> sections;
  for (const Missing& one : missing) {
    sections.insert(one.section);
  }
  EXPECT_EQ(sections.size(), 9u);
  const std::vector<std::string> owed = keys(missing);
  for (const char* key :
       {"before_we_start.started", "before_we_start.sharing_explained", "harm_and_risk.trafficking",
        "read_back.agreement", "staying_safe.helplines_given", "interviewers_view.analysis"}) {
    EXPECT_EQ(std::count(owed.begin(), owed.end(), key), 1) << key;
  }
}

TEST(InterviewTest, NSC_2_5_DeclinedOwesOnlyWhatCanBeDoneWithoutTheChild) {
  MapAnswers answers;
  answers.add("before_we_start.outcome", Value::code("declined"));
  EXPECT_EQ(keys(missing_at_submission(interview(), answers)),
            (std::vector<std::string>{
                "before_we_start.declined_reason", "before_we_start.interviewer",
                "before_we_start.organisation", "before_we_start.relation_to_child",
                "parents_or_carers.spoken_with", "staying_safe.helplines_given",
                "interviewers_view.analysis", "interviewers_view.safeguarding_concern",
                "interviewers_view.recommendations", "interviewers_view.referrals"}));
}

TEST(InterviewTest, DeclinedNeedsNoneOfTheChildsSectionsAndStillTakesTheParentsPart) {
  MapAnswers answers;
  answers.add("before_we_start.outcome", Value::code("declined"));
  for (const char* id :
       {"what_happened", "push_and_pull", "harm_and_risk", "what_needs_to_change", "read_back"}) {
    EXPECT_EQ(section_progress(interview(), *interview().section(id), answers).state,
              SectionState::not_needed)
        << id;
  }
  answers.add("parents_or_carers.spoken_with", Value::yes_no(true));
  answers.add("parents_or_carers.who", Value::text("Her aunt"));
  answers.add("parents_or_carers.when", Value::instant({}));
  answers.add("parents_or_carers.account", Value::text("She was quiet all week."));
  answers.add("parents_or_carers.views", Value::absence({"nothing_to_tell", ""}));
  answers.add("parents_or_carers.support_offered", Value::text("A call each Friday."));
  EXPECT_EQ(section_progress(interview(), *interview().section("parents_or_carers"), answers).state,
            SectionState::done);
}

TEST(InterviewTest, WhatWasSaidBeforeADeclineIsKeptInView) {
  MapAnswers answers;
  answers.add("what_happened.why", Value::text("I had had enough."));
  answers.add("before_we_start.outcome", Value::code("declined"));
  EXPECT_EQ(other_answers(interview(), answers),
            (std::vector<OtherAnswer>{{"what_happened.why", OtherAnswer::Why::not_asked_now}}));
}

TEST(InterviewTest, M8_AFieldOfANewerFormIsAnOtherAnswer) {
  MapAnswers answers;
  answers.add("what_happened.weather", Value::text("Rain"));
  answers.add("form.version", Value::whole_number(1));
  EXPECT_EQ(
      other_answers(interview(), answers),
      (std::vector<OtherAnswer>{{"what_happened.weather", OtherAnswer::Why::not_in_this_form}}));
}

Value some_value(const Question& question) {
  switch (*rc::gen::inRange(0, 8)) {
    case 0:
      return Value::blank();
    case 1:
      return Value::absence({*rc::gen::elementOf(absence_words()), *rc::gen::element("", "why")});
    case 2:
      return Value::yes_no(*rc::gen::arbitrary<bool>());
    case 3:
      return Value::text(*rc::gen::element("", "words", " \n"));
    case 4:
      return Value::whole_number(*rc::gen::inRange(0, 8));
    case 5:
      return Value::instant({*rc::gen::inRange(0, 1000)});
    default:
      break;
  }
  if (question.options.empty()) {
    return Value::text("words");
  }
  const std::string code = (*rc::gen::elementOf(question.options)).code;
  return question.kind == QuestionKind::codes ? Value::codes({code}) : Value::code(code);
}

MapAnswers some_answers(const Form& form) {
  MapAnswers answers;
  for (const Section& section : form.sections) {
    for (const Question& question : section.questions) {
      const std::string rows = question.kind == QuestionKind::rows ? "/r1" : "";
      for (int heads = *rc::gen::element(0, 1, 1, 1, 1, 1, 1, 2); heads > 0; --heads) {
        answers.add(question.key + rows, rows.empty() ? some_value(question) : Value::present());
      }
    }
  }
  return answers;
}

RC_GTEST_PROP(SectionProgressProperty, NeverSaysDoneWhileSomethingOwedIsMissing, ()) {
  const Form& form = **rc::gen::elementOf(std::vector<const Form*>{
      &interview(), embedded_form_library().latest("safety_plan"),
      embedded_form_library().latest("offer"), embedded_form_library().latest("consent")});
  const MapAnswers answers = some_answers(form);
  const std::vector<Missing> missing = missing_at_submission(form, answers);
  for (const Section& section : form.sections) {
    const bool owes = std::any_of(missing.begin(), missing.end(),
                                  [&](const Missing& one) { return one.section == section.id; });
    const SectionProgress progress = section_progress(form, section, answers);
    RC_ASSERT(!(owes && progress.state == SectionState::done));
    RC_ASSERT(progress.answered <= progress.asked);
    RC_ASSERT((progress.owed > 0) == owes);
  }
}

bool says_yes_or_no(const FieldAnswer& answer) {
  return std::any_of(answer.values.begin(), answer.values.end(),
                     [](const Value& value) { return value.kind() == ValueKind::yes_no; });
}

RC_GTEST_PROP(SectionProgressProperty, EveryAnswerIsEitherAskedNowOrAmongTheOthers, ()) {
  const MapAnswers answers = some_answers(interview());
  const std::vector<OtherAnswer> others = other_answers(interview(), answers);
  for (const Section& section : interview().sections) {
    for (const Question& question : section.questions) {
      const OtherAnswer other{question.key, OtherAnswer::Why::not_asked_now};
      const bool listed = std::count(others.begin(), others.end(), other) == 1;
      const bool asked = is_relevant(interview(), question, answers);
      RC_ASSERT(!(listed && asked));
      if (says_yes_or_no(answers.at(question.key))) {
        RC_ASSERT(listed != asked);
      }
    }
  }
}

}  // namespace
}  // namespace homeward
