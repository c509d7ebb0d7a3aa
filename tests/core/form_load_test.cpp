// core/form/load_form.h: a form is read strictly, and every mistake is told with its path.
#include <gtest/gtest.h>

#include "tests/core/form_example.h"

namespace homeward {
namespace {

using testing::form_json;
using testing::load_example;
using testing::mistakes_in;

const char* const yes_no_q1 = R"({"id": "q1", "kind": "yes_no", "label": "Q"})";

TEST(FormLoadTest, ResolvesWhatAFormSaysOnceForAllItsQuestions) {
  const Form form = load_example(yes_no_q1).value();
  const Question& question = form.sections[0].questions[0];
  EXPECT_EQ(question.key, "a.q1");
  EXPECT_EQ(question.who_said_it_first, "child");
  EXPECT_EQ(question.sharing, "case_file");
  EXPECT_TRUE(question.allows_absence("would_not_say"));
  EXPECT_FALSE(question.allows_absence("nothing_to_tell"));
}

TEST(FormLoadTest, NamesEveryMistakeOfOneReading) {
  EXPECT_EQ(mistakes_in(R"({"id": "q1", "kind": "yes_no", "lable": "Q"})"),
            "example: sections[0].questions[0].label: is missing\n"
            "example: sections[0].questions[0].lable: is not a key known here");
}

TEST(FormLoadTest, RefusesWhatIsNotJson) {
  const Result<Form> form = load_form("{", "example", {});
  ASSERT_FALSE(form.ok());
  EXPECT_EQ(form.error().detail.find("example: is not JSON: "), 0u);
}

TEST(FormLoadTest, RefusesAFormThatIsNoObject) {
  const Result<Form> form = load_form("[]", "example", {});
  ASSERT_FALSE(form.ok());
  EXPECT_EQ(form.error().detail.find("example: the whole: must be an object"), 0u);
}

struct Mistake {
  const char* questions;
  const char* expected;
};

class FormMistakeTest : public ::testing::TestWithParam<Mistake> {};

TEST_P(FormMistakeTest, IsToldWithItsPath) {
  EXPECT_EQ(mistakes_in(GetParam().questions),
            std::string("example: sections[0].questions") + GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Each, FormMistakeTest,
    ::testing::Values(
        Mistake{R"(7)", "[0]: must be an object"},
        Mistake{R"({"id": 7, "kind": "yes_no", "label": "Q"})", "[0].id: must be text"},
        Mistake{R"({"id": "Q 1", "kind": "yes_no", "label": "Q"})",
                "[0].id: must be small letters, digits and _, at most 40"},
        Mistake{R"({"id": "q1", "kind": "radio", "label": "Q"})",
                "[0].kind: radio is not a kind of question"},
        Mistake{R"({"id": "q1", "kind": "yes_no", "label": ""})", "[0].label: must not be empty"},
        Mistake{R"({"id": "q1", "kind": "yes_no", "label": "Q"},
                   {"id": "q1", "kind": "yes_no", "label": "Q"})",
                "[1].id: a.q1 is used twice"},
        Mistake{R"({"id": "q1", "kind": "code", "label": "Q"})",
                "[0].options: must name at least one option"},
        Mistake{R"({"id": "q1", "kind": "yes_no", "label": "Q", "options": []})",
                "[0].options: is not a key known here"},
        Mistake{R"({"id": "q1", "kind": "code", "label": "Q", "options": [
                   {"code": "x", "label": "X"}, {"code": "x", "label": "Y"}]})",
                "[0].options[1].code: x is given twice"},
        Mistake{R"({"id": "q1", "kind": "codes", "label": "Q", "options_from": "nowhere"})",
                "[0].options_from: nowhere is not a list of this deployment"},
        Mistake{R"({"id": "q1", "kind": "yes_no", "label": "Q", "absences": ["forgot"]})",
                "[0].absences: forgot is not one of not_asked, would_not_say, nothing_to_tell"},
        Mistake{R"({"id": "q1", "kind": "yes_no", "label": "Q", "sharing": "everyone"})",
                "[0].sharing: must be one of case_file, police, parents"},
        Mistake{R"({"id": "q1", "kind": "yes_no", "label": "Q", "who_said_it_first": "police"})",
                "[0].who_said_it_first: must be one of who_said_it"},
        Mistake{R"({"id": "q1", "kind": "narrative", "label": "Q", "length_max": 20001})",
                "[0].length_max: must be from 1 to 20000"},
        Mistake{R"({"id": "q1", "kind": "scale", "label": "Q", "least": 5, "most": 1,
                   "least_label": "Low", "most_label": "High"})",
                "[0].most: must be more than least"},
        Mistake{R"({"id": "q1", "kind": "yes_no", "label": "Q", "required": "sometimes"})",
                "[0].required: must be always, at_submission, unless_declined or a condition"},
        Mistake{R"({"id": "q1", "kind": "yes_no", "label": "Q", "required": "unless_declined"})",
                "[0].required: unless_declined needs a form with an outcome"},
        Mistake{R"({"id": "q1", "kind": "yes_no", "label": "Q",
                   "relevant": {"question": "a.q9", "is": "yes"}})",
                "[0].relevant: names the unknown question a.q9"},
        Mistake{R"({"id": "q1", "kind": "yes_no", "label": "Q"},
                   {"id": "q2", "kind": "yes_no", "label": "Q",
                   "relevant": {"question": "a.q1", "any_of": ["yes", "maybe"]}})",
                "[1].relevant: a.q1 cannot be answered maybe"},
        Mistake{R"({"id": "q1", "kind": "yes_no", "label": "Q", "relevant": {"any": []}})",
                "[0].relevant.any: must be a list of conditions"},
        Mistake{R"({"id": "q1", "kind": "yes_no", "label": "Q",
                   "relevant": {"question": "a.q2", "is": "yes"}},
                   {"id": "q2", "kind": "yes_no", "label": "Q",
                   "relevant": {"not": {"question": "a.q1", "is": "yes"}}})",
                "[0].relevant: goes in a circle"},
        Mistake{R"({"id": "q1", "kind": "reference", "label": "Q", "refers_to": "moon"})",
                "[0].refers_to: can only be episode or attachment"},
        Mistake{R"({"id": "q1", "kind": "rows", "label": "Q", "row_noun": "thing", "columns": []})",
                "[0].columns: must name at least one"},
        Mistake{R"({"id": "q1", "kind": "rows", "label": "Q", "row_noun": "thing", "columns": [
                   {"id": "c", "kind": "date", "label": "C"},
                   {"id": "c", "kind": "date", "label": "C"}]})",
                "[0].columns[1].id: c is used twice"},
        Mistake{R"({"id": "q1", "kind": "rows", "label": "Q", "row_noun": "thing", "rows_min": 3,
                   "rows_max": 2, "columns": [{"id": "c", "kind": "date", "label": "C"}]})",
                "[0].rows_max: rows are from 0 to 200, and rows_max no less than rows_min"}));

TEST(FormLoadTest, RefusesAnOutcomeThatCannotSayDeclined) {
  EXPECT_EQ(mistakes_in(yes_no_q1, R"("outcome": "a.q1",)"),
            "example: outcome: must be a question of kind code with the option declined");
  EXPECT_EQ(mistakes_in(yes_no_q1, R"("outcome": "a.q7",)"),
            "example: outcome: names the unknown question a.q7");
}

TEST(FormLoadTest, RefusesASummaryOfWhatIsNotAsked) {
  EXPECT_EQ(mistakes_in(yes_no_q1, R"("summary": ["a.q1", "a.q7"],)"),
            "example: summary: names a.q7, which is no question with one answer");
}

TEST(FormLoadTest, TakesOptionsFromADeploymentsList) {
  const Form form =
      load_example(R"({"id": "q1", "kind": "codes", "label": "Q", "options_from": "helplines"})")
          .value();
  EXPECT_EQ(form.sections[0].questions[0].options, (std::vector<Option>{{"one", "One", ""}}));
}

TEST(FormLoadTest, RefusesAListWithoutOptions) {
  OptionLists lists;
  const Result<void> loaded = load_option_list(R"({"id": "helplines"})", "helplines", lists);
  ASSERT_FALSE(loaded.ok());
  EXPECT_EQ(loaded.error().detail, "helplines: options: must name at least one option");
  EXPECT_TRUE(lists.empty());
}

}  // namespace
}  // namespace homeward
