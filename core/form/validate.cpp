#include "core/form/validate.h"

#include <algorithm>

namespace homeward {

namespace {

constexpr std::size_t why_length_max = text_line_length_max;

Error wrong(const Question& question, const std::string& what) {
  return {Code::bad_input, question.key + ": " + what};
}

Result<void> check_text(const Question& question, const Value& value) {
  auto text = value.as_text();
  if (!text)
    return wrong(question, "must be text");
  if (characters_in(*text) > question.length_max) {
    return wrong(question, "is longer than " + std::to_string(question.length_max) + " characters");
  }
  if (question.kind == QuestionKind::text_line && text->find('\n') != std::string::npos) {
    return wrong(question, "must be one line");
  }
  return {};
}

Result<void> check_option(const Question& question, const std::string& code) {
  if (question.option(code) != nullptr || !question.options_from.empty())
    return {};
  return wrong(question, code + " is not one of its options");
}

Result<void> check_options(const Question& question, const Value& value) {
  if (question.kind == QuestionKind::code) {
    auto code = value.as_code();
    return code ? check_option(question, *code) : wrong(question, "must be one option");
  }
  auto codes = value.as_codes();
  if (!codes)
    return wrong(question, "must be a set of options");
  for (const std::string& code : *codes) {
    HW_CHECK(check_option(question, code));
  }
  return {};
}

Result<void> check_number(const Question& question, const Value& value) {
  auto number = value.as_whole_number();
  if (!number)
    return wrong(question, "must be a whole number");
  if (question.least && *number < *question.least) {
    return wrong(question, "is less than " + std::to_string(*question.least));
  }
  if (question.most && *number > *question.most) {
    return wrong(question, "is more than " + std::to_string(*question.most));
  }
  return {};
}

Result<void> check_absence(const Question& question, const Absence& absence) {
  if (!question.allows_absence(absence.kind)) {
    return wrong(question, absence.kind + " is not an answer here");
  }
  if (characters_in(absence.why) > why_length_max) {
    return wrong(question, "its reason is longer than 400 characters");
  }
  return {};
}

Result<void> check_kind(const Question& question, const Value& value, ValueKind kind,
                        const char* what) {
  if (value.kind() == kind)
    return {};
  return wrong(question, std::string("must be ") + what);
}

Result<void> check_row(const Question& question, const Value& value) {
  if (value.kind() == ValueKind::present || value.kind() == ValueKind::removed)
    return {};
  return wrong(question, "a row is there or taken away, nothing else");
}

}  // namespace

std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char octet) {
    return (static_cast<unsigned char>(octet) & 0xC0) != 0x80;
  }));
}

Result<void> validate_value(const Question& question, const Value& value) {
  if (value.is_blank() || value.kind() > ValueKind::id)
    return {};
  if (auto absence = value.as_absence())
    return check_absence(question, *absence);
  switch (question.kind) {
    case QuestionKind::text_line:
    case QuestionKind::narrative:
      return check_text(question, value);
    case QuestionKind::code:
    case QuestionKind::codes:
      return check_options(question, value);
    case QuestionKind::whole_number:
    case QuestionKind::scale:
      return check_number(question, value);
    case QuestionKind::yes_no:
      return check_kind(question, value, ValueKind::yes_no, "yes or no");
    case QuestionKind::date:
      return check_kind(question, value, ValueKind::date, "a date");
    case QuestionKind::instant:
      return check_kind(question, value, ValueKind::instant, "a date and time");
    case QuestionKind::reference:
      return check_kind(question, value, ValueKind::id, "the id of a record or person");
    case QuestionKind::references:
      return check_kind(question, value, ValueKind::codes, "a set of records");
    case QuestionKind::pin:
      return check_kind(question, value, ValueKind::pin, "a pin");
    case QuestionKind::answer_key:
      return check_kind(question, value, ValueKind::text, "the key of an answer");
    case QuestionKind::rows:
      return check_row(question, value);
  }
  return wrong(question, "is of a kind not known here");
}

}  // namespace homeward
