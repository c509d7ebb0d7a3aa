#include "wasm/clock_json.h"

#include <algorithm>

#include "wasm/words.h"

namespace homeward {
namespace {

std::string due_words(const InterviewClock& clock, Instant now) {
  if (!clock.due) {
    return "Owed, with no date";
  }
  const std::int64_t left = clock.due->ms - now.ms;
  return left >= 0 ? "Due in " + duration_words(left) : "Overdue by " + duration_words(-left);
}

}  // namespace

std::string state_name(DutyState state) {
  std::string name(name_of(state));
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

bool is_owed(const InterviewClock& clock) {
  return clock.state == DutyState::open || clock.state == DutyState::due_soon ||
         clock.state == DutyState::overdue;
}

std::string state_words(const InterviewClock& clock, Instant now) {
  switch (clock.state) {
    case DutyState::open:
    case DutyState::due_soon:
    case DutyState::overdue:
      return due_words(clock, now);
    case DutyState::met:
      return clock.held ? "Met in time" : "Offered in time";
    case DutyState::met_late:
      return clock.held ? "Met late" : "Offered late";
    case DutyState::cancelled:
      return "Not owed";
    case DutyState::waived:
      return "Waived";
    case DutyState::not_measurable:
      return "Cannot be measured";
  }
  return "";
}

boost::json::value clock_json(const InterviewClock& clock, Instant now) {
  return {{"rule", clock.rule},
          {"source", source_words(clock.source)},
          {"what", clock.what},
          {"state", state_name(clock.state)},
          {"state_words", state_words(clock, now)},
          {"due", due_json(clock.due, now)},
          {"because", clock.because}};
}

}  // namespace homeward
