// A small form for tests of the form's logic, and a loader that says what went wrong.
#pragma once

#include <string>

#include "core/form/load_form.h"

namespace homeward::testing {

// `questions` is the JSON of the questions of a section "a".
inline std::string form_json(const std::string& questions, const std::string& more = "") {
  return R"({"id": "example", "version": 1, "record_type": "example", "title": "Example",
      "who_said_it": ["child", "observed"], "sharing": "case_file",
      "absences": ["not_asked", "would_not_say"],)" +
         more + R"("sections": [{"id": "a", "title": "A", "audience": "child", "questions": [)" +
         questions + "]}]}";
}

inline Result<Form> load_example(const std::string& questions, const std::string& more = "") {
  const OptionLists lists{{"helplines", {{"one", "One", ""}}}};
  return load_form(form_json(questions, more), "example", lists);
}

// The mistakes in it, or "none".
inline std::string mistakes_in(const std::string& questions, const std::string& more = "") {
  const Result<Form> form = load_example(questions, more);
  return form.ok() ? "none" : form.error().detail;
}

}  // namespace homeward::testing
