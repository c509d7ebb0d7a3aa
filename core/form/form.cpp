#include "core/form/form.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/record/attachment.h"
#include "core/record/names.h"

namespace homeward {

namespace {

constexpr std::array<std::pair<QuestionKind, const char*>, 14> kind_names{{
    {QuestionKind::text_line, "text_line"},
    {QuestionKind::narrative, "narrative"},
    {QuestionKind::code, "code"},
    {QuestionKind::codes, "codes"},
    {QuestionKind::whole_number, "whole_number"},
    {QuestionKind::yes_no, "yes_no"},
    {QuestionKind::date, "date"},
    {QuestionKind::instant, "instant"},
    {QuestionKind::scale, "scale"},
    {QuestionKind::reference, "reference"},
    {QuestionKind::references, "references"},
    {QuestionKind::pin, "pin"},
    {QuestionKind::answer_key, "answer_key"},
    {QuestionKind::rows, "rows"},
}};

template <class Items, class Matches>
auto find_in(const Items& items, Matches matches) -> decltype(items.data()) {
  auto found = std::find_if(items.begin(), items.end(), matches);
  return found == items.end() ? nullptr : &*found;
}

const Question* column_of(const Question& rows, std::string_view id) {
  return find_in(rows.columns, [&](const Question& column) { return column.id == id; });
}

}  // namespace

const char* name_of(QuestionKind kind) {
  return find_in(kind_names, [&](const auto& entry) { return entry.first == kind; })->second;
}

std::optional<QuestionKind> question_kind(std::string_view name) {
  const auto* entry = find_in(kind_names, [&](const auto& it) { return it.second == name; });
  if (entry == nullptr)
    return std::nullopt;
  return entry->first;
}

const std::vector<std::string>& who_said_it_words() {
  static const std::vector<std::string> words{
      name_of(SaidBy::child), name_of(SaidBy::parent_or_carer), name_of(SaidBy::observed),
      name_of(SaidBy::police), name_of(SaidBy::other)};
  return words;
}

const std::vector<std::string>& sharing_words() {
  static const std::vector<std::string> words{name_of(Sharing::case_file), name_of(Sharing::police),
                                              name_of(Sharing::parents)};
  return words;
}

const std::vector<std::string>& absence_words() {
  static const std::vector<std::string> words{"not_asked", "would_not_say", "nothing_to_tell"};
  return words;
}

const Option* Question::option(std::string_view code) const {
  return find_in(options, [&](const Option& option) { return option.code == code; });
}

bool Question::is_for_people() const {
  const bool is_link = kind == QuestionKind::reference && refers_to.empty();
  return !is_link && kind != QuestionKind::references && kind != QuestionKind::pin &&
         kind != QuestionKind::answer_key && key != instrument_field && key != file_field;
}

bool Question::allows_absence(std::string_view word) const {
  return find_in(absences, [&](const std::string& it) { return it == word; }) != nullptr;
}

const Section* Form::section(std::string_view wanted) const {
  return find_in(sections, [&](const Section& section) { return section.id == wanted; });
}

const Question* Form::question_of(std::string_view field) const {
  const std::string_view key = field.substr(0, field.find('/'));
  const Question* question = nullptr;
  for (const Section& in : sections) {
    question = find_in(in.questions, [&](const Question& it) { return it.key == key; });
    if (question != nullptr)
      break;
  }
  if (question == nullptr || key.size() == field.size())
    return question;
  if (question->kind != QuestionKind::rows)
    return nullptr;
  std::string_view cell = field.substr(key.size() + 1);
  std::size_t slash = cell.find('/');
  if (slash == std::string_view::npos)
    return question;
  return column_of(*question, cell.substr(slash + 1));
}

}  // namespace homeward
