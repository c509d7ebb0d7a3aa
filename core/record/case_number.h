// A child's number in the council's case system: an answer of the child's record, by which a
// child who was added on a tablet is known again when the case system tells of them.
#pragma once

#include <string>
#include <string_view>

#include "core/record/record.h"

namespace homeward {

inline constexpr const char* case_number_field = "status.case_system_id";

// As it is compared: " t-1001" is "T-1001", and "T1001" another.
std::string folded_number(std::string_view number);

// The numbers the child's record has, folded; more than one where they are in conflict.
std::vector<std::string> case_numbers(const Record& child);

}  // namespace homeward
