// Working days, and when a clock started at an instant has run (policies.md, Clocks).
//
//   found Saturday 28 March 2026 06:40, 72 working hours
//   ->  starts Monday 30 March 00:00, ends Thursday 2 April 00:00
//
// Bank holidays are known for a range of years. Past it a deadline is still given,
// counting weekends and closures only and so the earliest it can be, and says so.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/time/clock.h"

namespace homeward {

struct Deadline {
  Instant at;      // at exactly this instant a duty is not yet overdue
  Instant starts;  // the first instant that counts; later than the trigger where the
                   // clock waits for a working day
  bool beyond_calendar = false;
};

// How much of a clock has run, measured on that clock: a weekend adds nothing to
// working hours.
struct Progress {
  std::int64_t elapsed_ms = 0;
  std::int64_t total_ms = 0;

  // What is left on that clock before the last quarter of it; in it, 0 or less.
  std::int64_t to_last_quarter_ms() const { return total_ms - total_ms / 4 - elapsed_ms; }
};

class WorkingCalendar {
 public:
  // Bank holidays as core/time/bank_holidays.json has them; `name` is said in mistakes.
  static Result<WorkingCalendar> parse(std::string_view json, std::string_view name,
                                       const std::vector<LocalDate>& closures);

  bool is_working_day(LocalDate date) const;

  // The instant at which `amount` of `clock` has run since `start`, which is
  // plausible. The amount is at least 1, and is not asked where none is taken.
  Deadline due(Instant start, Clock clock, int amount, OfficeHours hours = {}) const;

  // At `now`, of a clock that runs from `start` to `due`; `now` may lie outside.
  Progress progress(Instant start, Instant due, Clock clock, Instant now) const;

  // "Bank holidays are known from 1 January 2024 to 31 December 2028 only. ..."
  std::string beyond_words() const;

 private:
  WorkingCalendar() = default;

  bool works(std::int64_t day) const;
  std::int64_t next_working(std::int64_t day) const;
  Instant after_working_time(Instant start, std::int64_t ms) const;
  Instant after_working_days(Instant start, int amount) const;
  Instant same_working_day(Instant start, OfficeHours hours) const;
  std::int64_t working_day_after(Instant start, OfficeHours hours) const;
  Instant ends(Instant start, Clock clock, int amount, OfficeHours hours) const;
  bool knows(Instant start, Instant end, Clock clock) const;
  std::int64_t working_ms(Instant from, Instant to) const;

  std::int64_t first_ = 0;         // day numbers between which,
  std::int64_t last_ = 0;          // inclusive, bank holidays are known
  std::vector<std::int64_t> off_;  // bank holidays and closures, ascending
};

// England and Wales, with an authority's own closure days.
Result<WorkingCalendar> england_and_wales(const std::vector<LocalDate>& closures = {});

}  // namespace homeward
