// When a question is asked, or must be answered: a condition on other answers, as data.
//
//   {"question": "before_we_start.mode", "is": "phone"}
//   {"question": "harm_and_risk.hurt", "any_of": ["yes", "would_not_say"]}
//   {"all": [ ... ]}   {"any": [ ... ]}   {"not": { ... }}
//
// The words compared are an option's code, "yes" or "no", or an absence's kind.
// Of `codes` any one of those ticked will do. While an answer has two heads
// (M3) each of them counts, so that nothing disappears because of a conflict.
#pragma once

#include <string>
#include <vector>

namespace homeward {

struct Condition {
  enum class Op { answer_is, all, any, negation };

  Op op = Op::all;                  // `all` of nothing: always holds
  std::string question;             // answer_is: the question's key
  std::vector<std::string> values;  // answer_is: any one of these
  std::vector<Condition> parts;     // all, any; exactly one for negation

  bool operator==(const Condition&) const = default;
  bool always_holds() const { return op == Op::all && parts.empty(); }
};

}  // namespace homeward
