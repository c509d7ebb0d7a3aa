// Dates and times as people in the United Kingdom read them off a wall.
//
// Instants are UTC; the policies judge them in Europe/London (policies.md, Time).
// Clock changes follow the rule in force since 1996: British Summer Time from the
// last Sunday of March, 01:00 UTC, to the last Sunday of October, 01:00 UTC. No
// record is older, and no time-zone database is needed on a tablet.
//
//   local(2026-03-28T06:40Z)  ->  2026-03-28 06:40   Greenwich Mean Time
//   local(2026-04-01T23:00Z)  ->  2026-04-02 00:00   British Summer Time
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/time/instant.h"

namespace homeward {

enum class Weekday { monday, tuesday, wednesday, thursday, friday, saturday, sunday };

// A calendar day, whatever the time.
struct LocalDate {
  int year = 1970;
  int month = 1;  // 1 to 12
  int day = 1;    // 1 to 31

  std::strong_ordering operator<=>(const LocalDate&) const = default;
};

struct LocalTime {
  int hour = 0;  // 0 to 23
  int minute = 0;
  int second = 0;
  int ms = 0;

  std::strong_ordering operator<=>(const LocalTime&) const = default;
};

struct LocalDateTime {
  LocalDate date;
  LocalTime time;

  std::strong_ordering operator<=>(const LocalDateTime&) const = default;
};

// Days since 1970-01-01, and back.
std::int64_t day_number(LocalDate date);
LocalDate date_of_day(std::int64_t number);

Weekday weekday(LocalDate date);
LocalDate plus_days(LocalDate date, std::int64_t days);
// The same day of the month, or the last day of a shorter month.
LocalDate plus_months(LocalDate date, int months);

// "2026-03-28", years 1900 to 2199.
Result<LocalDate> parse_date(std::string_view text);
std::string to_string(LocalDate date);

// "09:00".
Result<LocalTime> parse_time(std::string_view text);

// True of the instants parse_instant takes: years 1900 to 2199. Arithmetic on
// others, which only damaged or hostile bytes hold, could overflow.
bool is_plausible(Instant instant);

// Europe/London. The instant is plausible.
LocalDateTime local(Instant instant);
bool in_summer_time(Instant instant);

// The instant at which a London clock shows `when`. The two odd hours of a year:
//   skipped   29 March 2026 01:30   does not exist: moved forward to 02:30
//   repeated  25 October 2026 01:30 happens twice: the first, British Summer Time
Instant instant_of(LocalDateTime when);

// True in the repeated hour, where the time alone does not say which is meant.
bool happens_twice(LocalDateTime when);

// "Saturday 28 March 06:40", to the minute and never rounded; the year is added
// where it is not `year_now`: "Saturday 28 March 2026 06:40".
std::string words(LocalDateTime when, int year_now);

// "British Summer Time" or "Greenwich Mean Time".
const char* zone_words(Instant instant);

// Whole years on `on`; none where the birth date is unknown, or after `on` and so
// not to be believed. Who is born on 29 February is a year older on 1 March.
std::optional<int> age_on(std::optional<LocalDate> born, LocalDate on);

// True where the child is under `years` on `on`. An unknown birth date is the
// younger side of every age rule (policies.md, Age); the obligation says so.
bool is_under(int years, std::optional<LocalDate> born, LocalDate on);

}  // namespace homeward
