#include "wasm/missing_json.h"

#include <algorithm>

namespace homeward {
namespace {

const char* words(Lack lack) {
  switch (lack) {
    case Lack::not_answered:
      return "Not answered yet";
    case Lack::no_reason:
      return "Say why it was not asked";
    case Lack::in_conflict:
      return "Two answers stand here: choose one or write a new one";
    case Lack::does_not_fit:
      return "This answer does not fit the question";
    case Lack::too_few_rows:
      return "More are needed";
  }
  return "";
}

boost::json::object one_json(const FieldKey& key, const std::string& section,
                             const std::string& label, const std::string& why) {
  return {{"key", key}, {"section", section}, {"label", label}, {"why", why}};
}

}  // namespace

boost::json::array unfinished_json(const std::vector<Unfinished>& unfinished) {
  boost::json::array list;
  for (const Unfinished& one : unfinished) {
    list.push_back(one_json(one.key, one.section, one.label, one.why));
  }
  return list;
}

boost::json::array missing_json(const std::vector<Missing>& missing,
                                const std::vector<Unfinished>& unfinished) {
  boost::json::array list = unfinished_json(unfinished);
  for (const Missing& one : missing) {
    const bool is_told = std::any_of(unfinished.begin(), unfinished.end(),
                                     [&](const Unfinished& it) { return it.key == one.key; });
    if (!is_told) {
      list.push_back(one_json(one.key, one.section, one.label, words(one.why)));
    }
  }
  return list;
}

}  // namespace homeward
