// London's time worked out minute by minute, sharing nothing with core/time: the oracle
// against which deadlines are held. Known for 2024 to 2028; bank holidays from 2026.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/time/clock.h"
#include "core/time/instant.h"

namespace homeward::slow {

using Minute = std::int64_t;  // since 1970, universal time

constexpr Minute an_hour = 60;
constexpr Minute a_day = 24 * an_hour;

inline Instant instant(Minute minute) {
  return {minute * minute_ms};
}

// Of "2026-03-29".
std::int64_t day_called(std::string_view date);

// The day on which a London clock stands, and how far it has got in it.
std::int64_t local_day(Minute now);
Minute local_time(Minute now);
bool works(Minute now);

// When `amount` of the clock has run; an office opens at 09:00 and closes at 17:00.
Minute due(Minute start, Clock clock, int amount);

// How many minutes of the clock run in [from, to).
Minute run(Minute from, Minute to, Clock clock);

}  // namespace homeward::slow
