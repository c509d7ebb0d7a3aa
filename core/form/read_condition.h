// A condition as a form's JSON has it (core/form/condition.h shows each shape).
#pragma once

#include "core/form/condition.h"
#include "core/json/strict.h"

namespace homeward {

// What stands at `path`, at most 8 conditions deep. Whether the questions it
// names exist is check_whole's to say.
Condition read_condition(const boost::json::value& value, const std::string& path,
                         JsonMistakes& mistakes);

}  // namespace homeward
