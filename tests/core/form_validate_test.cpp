// core/form/validate.h: what may stand as an answer to a question.
#include "core/form/validate.h"

#include <gtest/gtest.h>

#include "tests/core/form_example.h"

namespace homeward {
namespace {

Question question(const std::string& json) {
  return testing::load_example(json).value().sections[0].questions[0];
}

std::string refusal(const Question& question, const Value& value) {
  const Result<void> checked = validate_value(question, value);
  return checked.ok() ? "" : checked.error().detail;
}

const Question line = question(R"({"id": "q", "kind": "text_line", "label": "Q"})");
const Question narrative = question(R"({"id": "q", "kind": "narrative", "label": "Q"})");
const Question choice = question(R"({"id": "q", "kind": "code", "label": "Q",
    "options": [{"code": "x", "label": "X"}]})");
const Question choices = question(R"({"id": "q", "kind": "codes", "label": "Q",
    "options": [{"code": "x", "label": "X"}, {"code": "y", "label": "Y"}]})");
const Question listed = question(R"({"id": "q", "kind": "codes", "label": "Q",
    "options_from": "helplines"})");
const Question scale = question(R"({"id": "q", "kind": "scale", "label": "Q", "least": 1,
    "most": 5, "least_label": "Low", "most_label": "High"})");
const Question things = question(R"({"id": "q", "kind": "rows", "label": "Q", "row_noun": "thing",
    "columns": [{"id": "c", "kind": "date", "label": "C"}]})");

TEST(ValidateValueTest, CountsCharactersNotOctetsTowardsTheLimit) {
  std::string text;
  for (std::size_t i = 0; i < narrative_length_max; ++i) {
    text += "é";
  }
  EXPECT_EQ(refusal(narrative, Value::text(text)), "");
  EXPECT_EQ(refusal(narrative, Value::text(text + "!")), "a.q: is longer than 20000 characters");
}

TEST(ValidateValueTest, KeepsALineToOneLine) {
  EXPECT_EQ(refusal(line, Value::text("one\ntwo")), "a.q: must be one line");
  EXPECT_EQ(refusal(line, Value::text(std::string(401, 'x'))),
            "a.q: is longer than 400 characters");
}

TEST(ValidateValueTest, RefusesAValueOfAnotherKind) {
  EXPECT_EQ(refusal(line, Value::yes_no(true)), "a.q: must be text");
  EXPECT_EQ(refusal(choice, Value::codes({"x"})), "a.q: must be one option");
  EXPECT_EQ(refusal(choices, Value::code("x")), "a.q: must be a set of options");
  EXPECT_EQ(refusal(scale, Value::text("3")), "a.q: must be a whole number");
  EXPECT_EQ(refusal(things.columns[0], Value::instant({})), "a.q/c: must be a date");
  EXPECT_EQ(refusal(things, Value::text("x")), "a.q: a row is there or taken away, nothing else");
}

TEST(ValidateValueTest, RefusesACodeTheQuestionDoesNotOffer) {
  EXPECT_EQ(refusal(choice, Value::code("x")), "");
  EXPECT_EQ(refusal(choice, Value::code("z")), "a.q: z is not one of its options");
  EXPECT_EQ(refusal(choices, Value::codes({"x", "z"})), "a.q: z is not one of its options");
}

TEST(ValidateValueTest, KeepsACodeOfAnotherDeploymentsList) {
  EXPECT_EQ(refusal(listed, Value::codes({"one", "elsewhere"})), "");
}

TEST(ValidateValueTest, KeepsNumbersWithinTheirBounds) {
  EXPECT_EQ(refusal(scale, Value::whole_number(1)), "");
  EXPECT_EQ(refusal(scale, Value::whole_number(5)), "");
  EXPECT_EQ(refusal(scale, Value::whole_number(0)), "a.q: is less than 1");
  EXPECT_EQ(refusal(scale, Value::whole_number(6)), "a.q: is more than 5");
}

TEST(ValidateValueTest, TakesAnAbsenceOnlyWhereItIsAllowed) {
  EXPECT_EQ(refusal(scale, Value::absence({"would_not_say", ""})), "");
  EXPECT_EQ(refusal(scale, Value::absence({"nothing_to_tell", ""})),
            "a.q: nothing_to_tell is not an answer here");
  EXPECT_EQ(refusal(scale, Value::absence({"not_asked", std::string(401, 'x')})),
            "a.q: its reason is longer than 400 characters");
}

TEST(ValidateValueTest, LetsAnyAnswerBeCleared) {
  for (const Question& any : {line, narrative, choice, choices, scale, things}) {
    EXPECT_EQ(refusal(any, Value::blank()), "");
  }
}

TEST(ValidateValueTest, M8_KeepsAKindOfValueItDoesNotKnow) {
  EXPECT_EQ(refusal(line, Value::from_octets("\x64new").value()), "");
}

}  // namespace
}  // namespace homeward
