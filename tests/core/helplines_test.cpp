// The helplines are a council's own data, and what was once given keeps its name.
#include "core/form/helplines.h"

#include <gtest/gtest.h>

#include "core/form/library.h"

namespace homeward {
namespace {

std::string mistakes_in(std::string_view json) {
  const auto read = read_helplines(json, "lines.json");
  return read.ok() ? "" : read.error().detail;
}

Option line(std::string code, bool withdrawn = false) {
  return {code, "Line " + code, "Any hour.", withdrawn};
}

std::vector<Option> lines(std::size_t count) {
  std::vector<Option> all;
  for (std::size_t i = 0; i < count; ++i)
    all.push_back(line("line_" + std::to_string(i)));
  return all;
}

TEST(HelplinesTest, AListIsReadBackAsItWasWritten) {
  const std::vector<Option> list{line("night"), line("old", true)};
  EXPECT_EQ(read_helplines(json_of_helplines(list), "lines.json").value(), list);
}

TEST(HelplinesTest, EveryMistakeIsToldWithItsPath) {
  EXPECT_EQ(
      mistakes_in(R"({"helplines": [{"code": "Night line"}, {"code": "a", "name": "A", "number": 1},
                           {"code": "a", "name": "A\nB"}]})"),
      "lines.json: helplines[0].name: is missing\n"
      "lines.json: helplines[0].code: must be at most 60 small letters, digits and _\n"
      "lines.json: helplines[1].number: is not a key known here\n"
      "lines.json: helplines[2].name: must be one line\n"
      "lines.json: helplines[2].code: a is given twice");
}

TEST(HelplinesTest, AListOffersAtLeastOneAndNotEndlesslyMany) {
  EXPECT_EQ(mistakes_in("{}"), "lines.json: helplines: must offer at least one");
  EXPECT_EQ(mistakes_in(json_of_helplines({line("old", true)})),
            "lines.json: helplines: must offer at least one");
  EXPECT_EQ(mistakes_in(json_of_helplines(lines(40))), "");
  EXPECT_EQ(mistakes_in(json_of_helplines(lines(41))),
            "lines.json: helplines: may offer at most 40");
}

TEST(HelplinesTest, WhatIsTakenOffTheListIsWithdrawnAndKept) {
  const auto next = succeeding_helplines({line("a"), line("b"), line("c", true)}, {line("b")});
  EXPECT_EQ(next.value(), (std::vector<Option>{line("b"), line("a", true), line("c", true)}));
  EXPECT_EQ(succeeding_helplines(next.value(), {line("a")}).value(),
            (std::vector<Option>{line("a"), line("b", true), line("c", true)}));
}

TEST(HelplinesTest, NoMoreAreKeptThanTheLimit) {
  std::vector<Option> before = lines(400);
  const auto one_more = succeeding_helplines(before, {line("another")});
  ASSERT_FALSE(one_more.ok());
  EXPECT_EQ(one_more.error().detail,
            "helplines: with those taken off the list there would be 401; at most 400 are kept");
}

TEST(HelplinesTest, EveryFormThatAsksForThemTakesTheList) {
  const FormLibrary forms = embedded_form_library().with_list(helplines_list, {line("night")});
  for (const auto& [type, key] : {std::pair("interview", "staying_safe.helplines_given"),
                                  std::pair("safety_plan", "our_agreement.helplines_given")}) {
    EXPECT_EQ(forms.latest(type)->question_of(key)->options, std::vector<Option>{line("night")});
  }
  EXPECT_EQ(forms.all().size(), embedded_form_library().all().size());
  EXPECT_FALSE(built_in_helplines().empty());
}

}  // namespace
}  // namespace homeward
