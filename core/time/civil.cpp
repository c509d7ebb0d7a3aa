#include "core/time/civil.h"

#include <algorithm>
#include <array>

#include "core/time/digits.h"

namespace homeward {

namespace {

constexpr int year_min = 1900;
constexpr int year_max = 2199;

constexpr std::array<const char*, 7> weekday_words{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                   "Friday", "Saturday", "Sunday"};
constexpr std::array<const char*, 12> month_words{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};

bool is_leap(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int days_in_month(int year, int month) {
  constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

std::int64_t floor_divide(std::int64_t number, std::int64_t by) {
  return number / by - (number % by < 0 ? 1 : 0);
}

std::int64_t ms_of_day(LocalTime time) {
  return time.hour * hour_ms + time.minute * minute_ms + time.second * second_ms + time.ms;
}

// As if the clock on the wall showed UTC.
Instant unshifted(LocalDateTime when) {
  return {day_number(when.date) * day_ms + ms_of_day(when.time)};
}

LocalDateTime split(Instant shifted) {
  const std::int64_t day = floor_divide(shifted.ms, day_ms);
  const auto rest = static_cast<int>(shifted.ms - day * day_ms);
  return {date_of_day(day),
          {rest / static_cast<int>(hour_ms), rest / static_cast<int>(minute_ms) % 60,
           rest / static_cast<int>(second_ms) % 60, rest % static_cast<int>(second_ms)}};
}

// 01:00 UTC on the last Sunday of a month of 31 days.
Instant change_in(int year, int month) {
  const LocalDate last{year, month, 31};
  const int days_after_sunday = (static_cast<int>(weekday(last)) + 1) % 7;
  return {(day_number(last) - days_after_sunday) * day_ms + hour_ms};
}

}  // namespace

// The civil calendar repeats every 400 years (146,097 days); years are counted
// from March, so that the leap day is the last of its year.
std::int64_t day_number(LocalDate date) {
  const std::int64_t year = date.month <= 2 ? date.year - 1 : date.year;
  const std::int64_t era = floor_divide(year, 400);
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t month_from_march = (date.month + 9) % 12;
  const std::int64_t day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

LocalDate date_of_day(std::int64_t number) {
  const std::int64_t shifted = number + 719468;
  const std::int64_t era = floor_divide(shifted, 146097);
  const std::int64_t day_of_era = shifted - era * 146097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month_from_march = (5 * day_of_year + 2) / 153;
  const auto day = static_cast<int>(day_of_year - (153 * month_from_march + 2) / 5 + 1);
  const auto month =
      static_cast<int>(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
  const auto year = static_cast<int>(year_of_era + era * 400);
  return {month <= 2 ? year + 1 : year, month, day};
}

// 1 January 1970 was a Thursday.
Weekday weekday(LocalDate date) {
  const std::int64_t days = day_number(date) + 3;
  return static_cast<Weekday>(days - floor_divide(days, 7) * 7);
}

LocalDate plus_days(LocalDate date, std::int64_t days) {
  return date_of_day(day_number(date) + days);
}

LocalDate plus_months(LocalDate date, int months) {
  const std::int64_t count = std::int64_t{date.year} * 12 + date.month - 1 + months;
  const auto year = static_cast<int>(floor_divide(count, 12));
  const auto month = static_cast<int>(count - std::int64_t{year} * 12 + 1);
  return {year, month, std::min(date.day, days_in_month(year, month))};
}

Result<LocalDate> parse_date(std::string_view text) {
  const auto year = fixed_digits(text, 0, 4);
  const auto month = fixed_digits(text, 5, 2);
  const auto day = fixed_digits(text, 8, 2);
  const bool formed = text.size() == 10 && text[4] == '-' && text[7] == '-' && year && month && day;
  if (!formed)
    return Error{Code::bad_input, "a date is written like 2026-03-28"};
  if (*year < year_min || *year > year_max) {
    return Error{Code::bad_input, "the year of a date is from 1900 to 2199"};
  }
  if (*month < 1 || *month > 12 || *day < 1 || *day > days_in_month(*year, *month)) {
    return Error{Code::bad_input, "there is no such day in the calendar"};
  }
  return LocalDate{*year, *month, *day};
}

std::string to_string(LocalDate date) {
  return padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2);
}

Result<LocalTime> parse_time(std::string_view text) {
  const auto hour = fixed_digits(text, 0, 2);
  const auto minute = fixed_digits(text, 3, 2);
  if (text.size() != 5 || text[2] != ':' || !hour || !minute || *hour > 23 || *minute > 59) {
    return Error{Code::bad_input, "a time of day is written like 09:00, from 00:00 to 23:59"};
  }
  return LocalTime{*hour, *minute};
}

bool is_plausible(Instant instant) {
  constexpr std::int64_t first_ms = -25567 * day_ms;  // 1900-01-01
  constexpr std::int64_t end_ms = 84006 * day_ms;     // 2200-01-01
  return instant.ms >= first_ms && instant.ms < end_ms;
}

bool in_summer_time(Instant instant) {
  const LocalDate date = split(instant).date;
  if (date.month == 3)
    return instant >= change_in(date.year, 3);
  if (date.month == 10)
    return instant < change_in(date.year, 10);
  return date.month > 3 && date.month < 10;
}

LocalDateTime local(Instant instant) {
  return split(in_summer_time(instant) ? instant.plus_ms(hour_ms) : instant);
}

// Summer time is tried first: that settles the repeated hour on its first
// occurrence, and leaves the skipped hour to winter time, which is an hour on.
Instant instant_of(LocalDateTime when) {
  const Instant winter = unshifted(when);
  const Instant summer = winter.plus_ms(-hour_ms);
  return in_summer_time(summer) ? summer : winter;
}

bool happens_twice(LocalDateTime when) {
  const Instant winter = unshifted(when);
  return in_summer_time(winter.plus_ms(-hour_ms)) && !in_summer_time(winter);
}

std::string words(LocalDateTime when, int year_now) {
  const LocalDate date = when.date;
  const std::string year = date.year == year_now ? "" : " " + std::to_string(date.year);
  return std::string(weekday_words[static_cast<std::size_t>(weekday(date))]) + " " +
         std::to_string(date.day) + " " + month_words[date.month - 1] + year + " " +
         padded(when.time.hour, 2) + ":" + padded(when.time.minute, 2);
}

const char* zone_words(Instant instant) {
  return in_summer_time(instant) ? "British Summer Time" : "Greenwich Mean Time";
}

std::optional<int> age_on(std::optional<LocalDate> born, LocalDate on) {
  if (!born || *born > on)
    return std::nullopt;
  const bool birthday_to_come =
      on.month < born->month || (on.month == born->month && on.day < born->day);
  return on.year - born->year - (birthday_to_come ? 1 : 0);
}

bool is_under(int years, std::optional<LocalDate> born, LocalDate on) {
  const auto age = age_on(born, on);
  return !age || *age < years;
}

}  // namespace homeward
