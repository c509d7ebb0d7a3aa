// The interview clock of one episode as the page shows it (ClockView in api.ts).
#pragma once

#include <boost/json/value.hpp>
#include <optional>
#include <string>

#include "core/policy/interview_clock.h"

namespace homeward {

// "due_soon", as the page names it.
std::string state_name(DutyState state);

boost::json::value clock_json(const InterviewClock& clock, Instant now);

// True while something is still to be done.
bool is_owed(const InterviewClock& clock);

// "Due in 5 hours 12 minutes", "Overdue by 2 hours 0 minutes", "Met".
std::string state_words(const InterviewClock& clock, Instant now);

}  // namespace homeward
