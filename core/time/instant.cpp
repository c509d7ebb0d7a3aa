#include "core/time/instant.h"

#include "core/time/civil.h"
#include "core/time/digits.h"

namespace homeward {

namespace {

Error not_an_instant() {
  return {Code::bad_input, "an instant is written in UTC, like 2026-03-28T06:40:00Z"};
}

// What stands between "T" and "Z": 06:40, 06:40:00 or 06:40:00.250.
Result<std::int64_t> parse_time_of_day(std::string_view text) {
  const auto clock = parse_time(text.substr(0, 5));
  if (!clock.ok())
    return not_an_instant();
  const auto second = text.size() > 5 ? fixed_digits(text, 6, 2) : 0;
  const auto ms = text.size() > 8 ? fixed_digits(text, 9, 3) : 0;
  const bool formed = (text.size() == 5 || text.size() == 8 || text.size() == 12) &&
                      (text.size() == 5 || text[5] == ':') &&
                      (text.size() < 12 || text[8] == '.') && second && ms && *second < 60;
  if (!formed)
    return not_an_instant();
  return clock.value().hour * hour_ms + clock.value().minute * minute_ms + *second * second_ms +
         *ms;
}

std::int64_t day_of(Instant instant) {
  return instant.ms / day_ms - (instant.ms % day_ms < 0 ? 1 : 0);
}

}  // namespace

std::string to_string(Instant instant) {
  const std::int64_t day = day_of(instant);
  const std::int64_t rest = instant.ms - day * day_ms;
  std::string text = to_string(date_of_day(day)) + "T" + padded(rest / hour_ms, 2) + ":" +
                     padded(rest / minute_ms % 60, 2) + ":" + padded(rest / second_ms % 60, 2);
  if (rest % second_ms != 0)
    text += "." + padded(rest % second_ms, 3);
  return text + "Z";
}

Result<Instant> parse_instant(std::string_view text) {
  if (text.size() < 17 || text[10] != 'T' || text.back() != 'Z')
    return not_an_instant();
  HW_TRY(date, parse_date(text.substr(0, 10)));
  HW_TRY(time, parse_time_of_day(text.substr(11, text.size() - 12)));
  return Instant{day_number(date) * day_ms + time};
}

}  // namespace homeward
