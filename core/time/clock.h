// The clocks that policies count by (policies.md, Clocks).
//
//   hours                    elapse always
//   days, weeks              24 and 168 elapsed hours
//   working-hours            elapse on every hour of a working day, 24 of them
//   working-days             the same local time on the Nth working day after
//   same-working-day         closing time of the day, or of the next working day
//                            where it begins outside office hours
//   next-working-day         closing time of the first working day after
//   before-next-working-day  opening time of the first working day after
//   months                   calendar months, to the same local time
//
// For the last two working-day clocks an instant before opening time on a working
// day belongs to the day before. A working day is not a Saturday, a Sunday, a bank
// holiday or a closure day of the authority.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/time/civil.h"

namespace homeward {

enum class Clock {
  hours,
  days,
  working_hours,
  working_days,
  same_working_day,
  next_working_day,
  before_next_working_day,
  weeks,
  months,
};

// As packs write it: "working-hours".
const char* name_of(Clock clock);
std::optional<Clock> clock_named(std::string_view name);

// False of the three that end within a given working day.
bool takes_amount(Clock clock);

// True of the clocks that ask which days are working days.
bool counts_working_days(Clock clock);

// "72 working hours", "1 month", "the next working day".
std::string words(Clock clock, int amount);

struct OfficeHours {
  LocalTime opens{9};
  LocalTime closes{17};  // the closing minute itself is still within hours

  bool operator==(const OfficeHours&) const = default;
};

}  // namespace homeward
