#include <algorithm>

#include "core/form/progress.h"
#include "core/form/truth.h"

namespace homeward {

namespace {

bool is_word(const Value& value, const std::string& word) {
  if (auto yes = value.as_yes_no())
    return word == (*yes ? "yes" : "no");
  if (auto code = value.as_code())
    return *code == word;
  if (auto absence = value.as_absence())
    return absence->kind == word;
  if (auto codes = value.as_codes()) {
    return std::find(codes->begin(), codes->end(), word) != codes->end();
  }
  return false;
}

bool is_any(const Value& value, const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return is_word(value, word); });
}

bool answer_may(const Form& form, const Condition& condition, const Answers& answers, bool hold) {
  const Question* named = form.question_of(condition.question);
  HW_ASSERT(named != nullptr);  // check_form
  if (!may(form, named->relevant, answers, true))
    return !hold;
  const std::vector<Value> values = answers.at(condition.question).values;
  if (!hold && (values.empty() || may(form, named->relevant, answers, false)))
    return true;
  return std::any_of(values.begin(), values.end(),
                     [&](const Value& value) { return is_any(value, condition.values) == hold; });
}

}  // namespace

bool may(const Form& form, const Condition& condition, const Answers& answers, bool hold) {
  auto part_may = [&](const Condition& part) { return may(form, part, answers, hold); };
  const auto& parts = condition.parts;
  switch (condition.op) {
    case Condition::Op::answer_is:
      return answer_may(form, condition, answers, hold);
    case Condition::Op::negation:
      return may(form, parts.front(), answers, !hold);
    case Condition::Op::all:
      return hold ? std::all_of(parts.begin(), parts.end(), part_may)
                  : std::any_of(parts.begin(), parts.end(), part_may);
    case Condition::Op::any:
      return hold ? std::any_of(parts.begin(), parts.end(), part_may)
                  : std::all_of(parts.begin(), parts.end(), part_may);
  }
  return true;
}

bool is_relevant(const Form& form, const Question& question, const Answers& answers) {
  return may(form, question.relevant, answers, true);
}

}  // namespace homeward
