// The policy engine over a caseload: what is owed for each child, from scratch. The same
// source runs natively and, by em++, in WebAssembly. tests/bench/caseload.mjs makes the
// stories.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/policy/evaluate.h"
#include "core/policy/scenario.h"

namespace homeward::bench {

class Caseload {
 public:
  // A story a line. The first `often` of them are the children of many episodes.
  static Result<Caseload> read(std::string_view lines);

  std::size_t size() const { return stories_.size(); }
  // How many obligations of the children in [from, to); without words.
  std::size_t evaluate(std::size_t from, std::size_t to) const;

 private:
  explicit Caseload(WorkingCalendar calendar) : calendar_(std::move(calendar)) {}

  WorkingCalendar calendar_;
  std::map<std::string, Pack, std::less<>> packs_;
  std::vector<Scenario> stories_;
};

constexpr std::size_t often = 5;  // as caseload.mjs has it

}  // namespace homeward::bench
