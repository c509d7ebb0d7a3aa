#include "wasm/as_typed.h"

#include <algorithm>

#include "core/form/validate.h"
#include "core/time/civil.h"

namespace homeward {
namespace {

constexpr std::string_view settling_suffix = "#settling";

bool is_figures(const std::string& text, std::size_t least, std::size_t most) {
  return text.size() >= least && text.size() <= most &&
         text.find_first_not_of("0123456789") == std::string::npos;
}

std::vector<std::string> parts_of(const std::string& text) {
  std::vector<std::string> parts(1);
  for (const char letter : text) {
    if (letter == '\n') {
      parts.emplace_back();
    } else {
      parts.back() += letter;
    }
  }
  return parts;
}

std::string two_figures(const std::string& figures) {
  return std::string(figures.size() < 2 ? 1 : 0, '0') + figures;
}

struct Day {
  std::optional<LocalDate> date;
  std::string why;  // there is none
};

Day read_day(const std::vector<std::string>& parts) {
  const std::string &day = parts[0], &month = parts[1], &year = parts[2];
  if (day.empty() || month.empty() || year.empty()) {
    return {{}, "Enter the day, the month and the year"};
  }
  if (!is_figures(day, 1, 2) || !is_figures(month, 1, 2) || !is_figures(year, 4, 4)) {
    return {{}, "Enter the day, the month and the year in figures, for example 27 3 2026"};
  }
  const Result<LocalDate> date =
      parse_date(year + "-" + two_figures(month) + "-" + two_figures(day));
  if (!date.ok()) {
    return {{}, day + "/" + month + "/" + year + " is not a day of the calendar"};
  }
  return {date.value(), ""};
}

// "06:40", "6.40" and "640".
std::optional<LocalTime> read_time(std::string text) {
  text.erase(std::remove_if(text.begin(), text.end(), [](char c) { return c == ':' || c == '.'; }),
             text.end());
  const Result<LocalTime> time = is_figures(text, 3, 4)
                                     ? parse_time(two_figures(text.substr(0, text.size() - 2)) +
                                                  ":" + text.substr(text.size() - 2))
                                     : Result<LocalTime>(Error{Code::bad_input, "not a time"});
  return time.ok() ? std::optional(time.value()) : std::nullopt;
}

struct Read {
  std::optional<Value> value;
  std::string why;  // there is none
};

Read read_moment(const std::vector<std::string>& parts) {
  const Day day = read_day(parts);
  if (parts.size() == 3) {
    return {day.date ? std::optional(Value::date(to_string(*day.date))) : std::nullopt, day.why};
  }
  if (!day.date || parts[3].empty()) {
    return {
        {},
        day.date || parts[3].empty() ? "Enter the day, the month, the year and the time" : day.why};
  }
  const auto time = read_time(parts[3]);
  if (!time) {
    return {{}, "Enter the time in 24 hours, for example 06:40"};
  }
  return {Value::instant(instant_of({*day.date, *time})), ""};
}

std::string bounds_words(const Question& question) {
  if (question.least && question.most) {
    return " from " + std::to_string(*question.least) + " to " + std::to_string(*question.most);
  }
  return question.least && *question.least != 0 ? " of at least " + std::to_string(*question.least)
                                                : ", for example 3";
}

Read read_number(const Question& question, const std::string& text) {
  const bool is_below = !text.empty() && text[0] == '-';
  if (is_figures(text.substr(is_below ? 1 : 0), 1, 9)) {
    const Value number = Value::whole_number(std::stoll(text));
    if (validate_value(question, number).ok()) {
      return {number, ""};
    }
  }
  return {{}, "Enter a whole number" + bounds_words(question)};
}

Read read(const Question& question, const std::string& text) {
  if (text.find_first_not_of('\n') == std::string::npos) {
    return {Value::blank(), ""};
  }
  if (question.kind == QuestionKind::whole_number) {
    return read_number(question, text);
  }
  std::vector<std::string> parts = parts_of(text);
  parts.resize(question.kind == QuestionKind::date ? 3 : 4);
  return read_moment(parts);
}

// Of a draft of `question`'s answer.
std::optional<std::string> why_no_answer(const Question& question, const Draft& draft) {
  return is_settling(draft.version.field) ? why_not_settled_on(draft.version.value)
                                          : why_unfinished(question, draft.version.value);
}

}  // namespace

bool is_typed_in_parts(const Question& question) {
  return question.kind == QuestionKind::date || question.kind == QuestionKind::instant ||
         question.kind == QuestionKind::whole_number;
}

Value value_as_typed(const Question& question, const std::string& text) {
  return read(question, text).value.value_or(Value::text(text));
}

std::optional<std::string> why_unfinished(const Question& question, const Value& value) {
  const auto text = value.as_text();
  return text && is_typed_in_parts(question) ? std::optional(read(question, *text).why)
                                             : std::nullopt;
}

FieldKey settling_field(const FieldKey& field) {
  return field + std::string(settling_suffix);
}

bool is_settling(const FieldKey& draft) {
  return answer_field(draft) != draft;
}

FieldKey answer_field(const FieldKey& draft) {
  return draft.substr(0, draft.find('#'));
}

std::optional<std::string> why_not_settled_on(const Value& value) {
  return value.is_blank() ? std::nullopt
                          : std::optional<std::string>(
                                "What you began to write is not used yet. Use it, or delete it");
}

std::vector<Unfinished> unfinished_in(const Form& form, const std::map<FieldKey, Draft>& drafts) {
  std::vector<Unfinished> list;
  for (const Section& section : form.sections) {
    for (const Question& asked : section.questions) {
      for (const auto& [field, draft] : drafts) {
        const FieldKey key = answer_field(field);
        const bool is_its = key.substr(0, key.find('/')) == asked.key;
        const Question* question = is_its ? form.question_of(key) : nullptr;
        const auto why = question == nullptr ? std::nullopt : why_no_answer(*question, draft);
        if (why) {
          list.push_back({key, section.id, question->label, *why});
        }
      }
    }
  }
  return list;
}

Result<bool> waits_to_be_finished(const Desk& desk, const Draft& draft) {
  if (draft.version.value.kind() != ValueKind::text) {
    return false;
  }
  HW_TRY(record, desk.store.record(draft.record.id));
  const Form* form = record ? form_of(desk, *record) : nullptr;
  const Question* question =
      form == nullptr ? nullptr : form->question_of(answer_field(draft.version.field));
  return question != nullptr && why_no_answer(*question, draft).has_value();
}

}  // namespace homeward
