// The helplines a child or their family may be given: a council's own list, set without
// building (`homeward helplines set`), delivered to each tablet at sign-in.
//
//   {"helplines": [{"code": "night_line", "name": "The night line", "words": "Any hour."}]}
//
// Answers hold codes. What the council takes off its list is withdrawn: offered no more,
// and kept, so that an answer that named it still says its name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/form/form.h"
#include "core/json/strict.h"

namespace homeward {

// What a question says it takes its options from ("options_from").
constexpr std::string_view helplines_list = "helplines";

constexpr std::size_t helplines_offered_max = 40;
constexpr std::size_t helplines_kept_max = 400;  // the withdrawn counted too

// The invented list of the demonstration, and of a council that has set none.
const std::vector<Option>& built_in_helplines();

// A whole file, at least one of them offered. `name` is said in mistakes.
Result<std::vector<Option>> read_helplines(std::string_view json, std::string_view name);
std::size_t offered_in(const std::vector<Option>& helplines);
// The same list where it stands in `from`, of whatever length.
std::vector<Option> read_helplines_in(JsonObject& from);
// One a line; read_helplines reads it back.
Bytes json_of_helplines(const std::vector<Option>& helplines);

// `next`, and after it, withdrawn, whatever of `before` it leaves out. `bad_input` where
// that would be more than are kept.
Result<std::vector<Option>> succeeding_helplines(const std::vector<Option>& before,
                                                 std::vector<Option> next);

}  // namespace homeward
