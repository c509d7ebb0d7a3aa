#include "core/form/answers.h"

#include <algorithm>
#include <set>

namespace homeward {

namespace {

bool removed(const FieldAnswer& presence) {
  return !presence.values.empty() &&
         std::all_of(presence.values.begin(), presence.values.end(),
                     [](const Value& value) { return value.kind() == ValueKind::removed; });
}

}  // namespace

FieldAnswer RecordAnswers::at(std::string_view field) const {
  const FieldKey key(field);
  FieldAnswer answer;
  for (const Head& head : record_.heads(key))
    answer.values.push_back(head.version.value);
  answer.in_conflict = record_.in_conflict(key);
  return answer;
}

std::vector<std::string> RecordAnswers::fields() const {
  std::vector<std::string> fields;
  for (const auto& [field, heads] : record_.fields()) {
    if (!heads.empty())
      fields.push_back(field);
  }
  return fields;
}

std::vector<std::string> RecordAnswers::rows(std::string_view rows_key) const {
  std::vector<std::string> ids;
  for (const Row& row : record_.rows(std::string(rows_key)))
    ids.push_back(row.id);
  return ids;
}

MapAnswers& MapAnswers::add(std::string_view field, Value value) {
  FieldAnswer& answer = answers_[std::string(field)];
  answer.values.push_back(std::move(value));
  answer.in_conflict = answer.values.size() > 1;
  return *this;
}

FieldAnswer MapAnswers::at(std::string_view field) const {
  auto found = answers_.find(field);
  return found == answers_.end() ? FieldAnswer{} : found->second;
}

std::vector<std::string> MapAnswers::fields() const {
  std::vector<std::string> fields;
  for (const auto& [field, answer] : answers_)
    fields.push_back(field);
  return fields;
}

// A row is there where it has a cell or a presence that is not plainly removed.
std::vector<std::string> MapAnswers::rows(std::string_view rows_key) const {
  const std::string prefix = std::string(rows_key) + "/";
  std::set<std::string> shown;
  for (const auto& [field, answer] : answers_) {
    if (field.compare(0, prefix.size(), prefix) != 0)
      continue;
    const std::string row = field.substr(0, field.find('/', prefix.size()));
    if (!removed(at(row)))
      shown.insert(row.substr(prefix.size()));
  }
  return {shown.begin(), shown.end()};
}

}  // namespace homeward
