#include "wasm/missing_json.h"

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

}  // namespace

boost::json::array missing_json(const std::vector<Missing>& missing) {
  boost::json::array list;
  for (const Missing& one : missing) {
    list.push_back({{"key", one.key},
                    {"section", one.section},
                    {"label", one.label},
                    {"why", words(one.why)}});
  }
  return list;
}

}  // namespace homeward
