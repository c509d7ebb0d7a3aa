#include "tests/core/slow_time.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <set>
#include <string>
#include <vector>

namespace homeward::slow {
namespace {

struct Day {
  int year = 0, month = 0, day = 0;
  int weekday = 0;  // Monday 0
  bool holiday = false;
};

constexpr std::int64_t first_day = 19723;  // 1 January 2024, a Monday, in days since 1970
constexpr int last_year = 2028;

const std::set<std::string> holidays{"2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04",
                                     "2026-05-25", "2026-08-31", "2026-12-25", "2026-12-28",
                                     "2027-01-01", "2027-03-26", "2027-03-29", "2027-05-03",
                                     "2027-05-31", "2027-08-30", "2027-12-27", "2027-12-28"};

int days_in(int year, int month) {
  constexpr std::array<int, 12> lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return lengths[static_cast<std::size_t>(month - 1)] + (month == 2 && year % 4 == 0 ? 1 : 0);
}

std::string name(const Day& day) {
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", day.year, day.month, day.day);
  return text.data();
}

std::vector<Day> counted_days() {
  std::vector<Day> days;
  for (int year = 2024; year <= last_year; ++year) {
    for (int month = 1; month <= 12; ++month) {
      for (int day = 1; day <= days_in(year, month); ++day) {
        Day one{year, month, day, static_cast<int>(days.size() % 7), false};
        one.holiday = holidays.count(name(one)) != 0;
        days.push_back(one);
      }
    }
  }
  return days;
}

const std::vector<Day>& days() {
  static const std::vector<Day> all = counted_days();
  return all;
}

const Day& day_at(std::int64_t number) {
  return days().at(static_cast<std::size_t>(number - first_day));
}

// Clocks change at 01:00 universal time on the last Sunday of March and of October.
std::vector<Minute> counted_changes() {
  std::vector<Minute> changes;
  for (std::size_t at = 0; at < days().size(); ++at) {
    const Day& day = days()[at];
    const bool last_sunday = day.weekday == 6 && day.day > days_in(day.year, day.month) - 7;
    if (last_sunday && (day.month == 3 || day.month == 10))
      changes.push_back((first_day + static_cast<std::int64_t>(at)) * a_day + an_hour);
  }
  return changes;
}

Minute offset(Minute now) {
  static const std::vector<Minute> changes = counted_changes();
  bool summer = false;
  for (Minute change : changes) {
    if (change > now)
      break;
    summer = !summer;
  }
  return summer ? an_hour : 0;
}

template <class Accepts>
Minute first_from(Minute now, Accepts accepts) {
  while (!accepts(now))
    ++now;
  return now;
}

// At this time of the day, on the first working day that is later than `own`.
Minute on_a_later_working_day(Minute start, std::int64_t own, Minute time) {
  return first_from(start, [&](Minute now) {
    return works(now) && local_day(now) > own && local_time(now) == time;
  });
}

Minute working_days(Minute start, int amount) {
  std::int64_t day = local_day(start);
  int entered = 0;
  return first_from(start, [&](Minute now) {
    if (local_day(now) != day) {
      day = local_day(now);
      entered += works(now) ? 1 : 0;
    }
    return entered == amount && local_time(now) >= local_time(start);
  });
}

Minute months(Minute start, int amount) {
  const Day& began = day_at(local_day(start));
  const int month = began.month - 1 + amount;
  Day wanted{began.year + month / 12, month % 12 + 1, began.day, 0, false};
  wanted.day = std::min(wanted.day, days_in(wanted.year, wanted.month));
  const std::int64_t day = day_called(name(wanted));
  const auto at = [&](Minute time) {
    return [day, time](Minute now) {
      return local_day(now) > day || (local_day(now) == day && local_time(now) == time);
    };
  };
  const Minute evening_before = day * a_day - 2 * an_hour;
  const Minute found = first_from(evening_before, at(local_time(start)));
  // A time that the clocks skip is an hour later.
  return local_day(found) == day ? found
                                 : first_from(evening_before, at(local_time(start) + an_hour));
}

}  // namespace

std::int64_t day_called(std::string_view date) {
  std::int64_t number = first_day;
  while (name(day_at(number)) != date)
    ++number;
  return number;
}

std::int64_t local_day(Minute now) {
  return (now + offset(now)) / a_day;
}

Minute local_time(Minute now) {
  return (now + offset(now)) % a_day;
}

bool works(Minute now) {
  const Day& day = day_at(local_day(now));
  return day.weekday < 5 && !day.holiday;
}

Minute run(Minute from, Minute to, Clock clock) {
  Minute minutes = 0;
  for (Minute now = from; now < to; ++now)
    minutes += !counts_working_days(clock) || works(now) ? 1 : 0;
  return minutes;
}

Minute due(Minute start, Clock clock, int amount) {
  constexpr Minute opens = 9 * an_hour, closes = 17 * an_hour;
  const bool early = works(start) && local_time(start) < opens;
  const std::int64_t own = local_day(start) - (early ? 1 : 0);
  switch (clock) {
    case Clock::hours:
      return start + amount * an_hour;
    case Clock::days:
      return start + amount * a_day;
    case Clock::weeks:
      return start + amount * 7 * a_day;
    case Clock::months:
      return months(start, amount);
    case Clock::working_hours: {
      Minute left = amount * an_hour;
      Minute now = start;
      for (; left > 0; ++now)
        left -= works(now) ? 1 : 0;
      return now;
    }
    case Clock::working_days:
      return working_days(start, amount);
    case Clock::same_working_day:
      return first_from(start, [&](Minute now) { return works(now) && local_time(now) == closes; });
    case Clock::next_working_day:
      return on_a_later_working_day(start, own, closes);
    case Clock::before_next_working_day:
      return on_a_later_working_day(start, own, opens);
  }
  return start;
}

}  // namespace homeward::slow
