// The clock of an episode's interview, as the screens show it.
#pragma once

#include <vector>

#include "core/policy/interview_clock.h"
#include "wasm/duty_json.h"

namespace homeward {

// What the own authority's policies say of one episode's interview. Where a time or an
// answer they go by has two values in view, or an interview ends before it starts, it is
// not measurable and says why: no clock picks between what two people wrote (M3).
InterviewClock clock_of(const Told& own, const Record& episode);

// Of every episode, as the case file has them.
using Clocks = std::vector<InterviewClock>;
Clocks clocks_of(const Told& own);

}  // namespace homeward
