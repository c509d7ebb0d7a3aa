#include "core/form/read_condition.h"

namespace homeward {

namespace {

constexpr std::size_t condition_depth_max = 8;

Condition read_nested(const boost::json::value& value, const std::string& path,
                      JsonMistakes& mistakes, std::size_t depth);

std::vector<Condition> read_conditions(const boost::json::value& value, const std::string& path,
                                       JsonMistakes& mistakes, std::size_t depth) {
  std::vector<Condition> parts;
  if (!value.is_array() || value.get_array().empty()) {
    mistakes.add(path, "must be a list of conditions");
    return parts;
  }
  for (const boost::json::value& part : value.get_array()) {
    std::string at = path + "[" + std::to_string(parts.size()) + "]";
    parts.push_back(read_nested(part, at, mistakes, depth + 1));
  }
  return parts;
}

Condition read_answer_is(JsonObject& from) {
  Condition condition{Condition::Op::answer_is, from.text("question"), {}, {}};
  if (from.has("any_of")) {
    condition.values = from.texts_if_any("any_of").value_or(std::vector<std::string>{});
    if (condition.values.empty())
      from.mistake("any_of", "must name an answer");
  } else {
    condition.values = {from.text("is")};
  }
  return condition;
}

Condition read_nested(const boost::json::value& value, const std::string& path,
                      JsonMistakes& mistakes, std::size_t depth) {
  Condition condition;
  if (depth > condition_depth_max) {
    mistakes.add(path, "is nested more than 8 deep");
    return condition;
  }
  JsonObject from(value, path, mistakes);
  if (const auto* all = from.value_if_any("all")) {
    condition.parts = read_conditions(*all, from.path_of("all"), mistakes, depth);
  } else if (const auto* any = from.value_if_any("any")) {
    condition.op = Condition::Op::any;
    condition.parts = read_conditions(*any, from.path_of("any"), mistakes, depth);
  } else if (const auto* negated = from.value_if_any("not")) {
    condition.op = Condition::Op::negation;
    condition.parts = {read_nested(*negated, from.path_of("not"), mistakes, depth + 1)};
  } else {
    condition = read_answer_is(from);
  }
  from.no_more_keys();
  return condition;
}

}  // namespace

Condition read_condition(const boost::json::value& value, const std::string& path,
                         JsonMistakes& mistakes) {
  return read_nested(value, path, mistakes, 0);
}

}  // namespace homeward
