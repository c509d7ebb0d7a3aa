#include "core/form/helplines.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <set>

#include "core/form/library.h"
#include "core/form/validate.h"

namespace homeward {
namespace {

constexpr std::size_t code_octets_max = 60;

bool is_code(std::string_view text) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !text.empty() && text.size() <= code_octets_max &&
         std::all_of(text.begin(), text.end(), fits);
}

std::string line_in(JsonObject& from, std::string_view key, std::string text) {
  const bool breaks = std::any_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  });
  if (breaks)
    from.mistake(key, "must be one line");
  if (characters_in(text) > text_line_length_max)
    from.mistake(key, "is longer than " + std::to_string(text_line_length_max) + " characters");
  return text;
}

Option read_helpline(JsonObject& from) {
  Option line{from.text("code"), line_in(from, "name", from.text("name")),
              line_in(from, "words", from.text_or("words", "")),
              from.yes_no_or("withdrawn", false)};
  if (!line.code.empty() && !is_code(line.code))
    from.mistake("code", "must be at most 60 small letters, digits and _");
  from.no_more_keys();
  return line;
}

}  // namespace

const std::vector<Option>& built_in_helplines() {
  static const std::vector<Option> none;
  for (const Form& form : embedded_form_library().all()) {
    for (const Section& section : form.sections) {
      for (const Question& question : section.questions) {
        if (question.options_from == helplines_list)
          return question.options;
      }
    }
  }
  return none;
}

std::size_t offered_in(const std::vector<Option>& helplines) {
  return static_cast<std::size_t>(std::count_if(
      helplines.begin(), helplines.end(), [](const Option& line) { return !line.withdrawn; }));
}

std::vector<Option> read_helplines_in(JsonObject& from) {
  std::vector<Option> lines;
  std::set<std::string> seen;
  for (JsonObject& entry : from.objects_if_any("helplines")) {
    Option line = read_helpline(entry);
    if (!seen.insert(line.code).second)
      entry.mistake("code", line.code + " is given twice");
    lines.push_back(std::move(line));
  }
  return lines;
}

Result<std::vector<Option>> read_helplines(std::string_view json, std::string_view name) {
  HW_TRY(parsed, parse_json(json, name));
  JsonMistakes mistakes{std::string(name)};
  JsonObject from(parsed, "", mistakes);
  std::vector<Option> lines = read_helplines_in(from);
  if (offered_in(lines) == 0 && mistakes.none())
    from.mistake("helplines", "must offer at least one");
  if (offered_in(lines) > helplines_offered_max)
    from.mistake("helplines", "may offer at most " + std::to_string(helplines_offered_max));
  from.no_more_keys();
  HW_CHECK(mistakes.result());
  return lines;
}

Bytes json_of_helplines(const std::vector<Option>& helplines) {
  Bytes text = "{\"helplines\": [";
  const char* between = "\n  ";
  for (const Option& line : helplines) {
    boost::json::object entry{{"code", line.code}, {"name", line.label}, {"words", line.hint}};
    if (line.withdrawn)
      entry["withdrawn"] = true;
    text += between + boost::json::serialize(entry);
    between = ",\n  ";
  }
  return text + "\n]}\n";
}

Result<std::vector<Option>> succeeding_helplines(const std::vector<Option>& before,
                                                 std::vector<Option> next) {
  std::set<std::string> named;
  for (const Option& line : next)
    named.insert(line.code);
  for (const Option& line : before) {
    if (named.count(line.code) == 0) {
      next.push_back(line);
      next.back().withdrawn = true;
    }
  }
  if (next.size() > helplines_kept_max) {
    return Error{Code::bad_input, "helplines: with those taken off the list there would be " +
                                      std::to_string(next.size()) + "; at most " +
                                      std::to_string(helplines_kept_max) + " are kept"};
  }
  return next;
}

}  // namespace homeward
