#include "core/time/calendar.h"

#include <algorithm>

#include "core/base/sorting.h"
#include "core/embedded.h"
#include "core/json/strict.h"

namespace homeward {

namespace {

Instant at_time(std::int64_t day, LocalTime time) {
  return instant_of({date_of_day(day), time});
}

Instant midnight(std::int64_t day) {
  return at_time(day, {});
}

std::int64_t local_day(Instant instant) {
  return day_number(local(instant).date);
}

// None, and a mistake told, where the text is no date.
std::optional<std::int64_t> read_day(const std::string& text, std::string_view path,
                                     JsonMistakes& mistakes) {
  const auto date = parse_date(text);
  if (date.ok())
    return day_number(date.value());
  mistakes.add(path, date.error().detail);
  return std::nullopt;
}

std::vector<std::int64_t> read_bank_holidays(JsonObject& file, std::int64_t first,
                                             std::int64_t last) {
  std::vector<std::int64_t> days;
  const auto texts = file.texts_if_any("bank_holidays");
  if (!texts)
    file.mistake("bank_holidays", "must be a list of dates");
  for (std::size_t i = 0; texts && i < texts->size(); ++i) {
    const std::string path = file.path_of("bank_holidays") + "[" + std::to_string(i) + "]";
    const auto day = read_day((*texts)[i], path, file.mistakes());
    if (!day)
      continue;
    if (*day < first || *day > last)
      file.mistakes().add(path, "is outside first to last");
    if (!days.empty() && *day <= days.back()) {
      file.mistakes().add(path, "must be later than the one before it");
    }
    days.push_back(*day);
  }
  return days;
}

std::string day_words(std::int64_t day) {
  // "Monday 1 January 2024 00:00" without its weekday and time.
  const std::string all = words(LocalDateTime{date_of_day(day), {}}, 0);
  const std::size_t from = all.find(' ') + 1;
  return all.substr(from, all.rfind(' ') - from);
}

}  // namespace

Result<WorkingCalendar> WorkingCalendar::parse(std::string_view json, std::string_view name,
                                               const std::vector<LocalDate>& closures) {
  HW_TRY(parsed, parse_json(json, name));
  JsonMistakes mistakes{std::string(name)};
  JsonObject file(parsed, "", mistakes);
  WorkingCalendar calendar;
  calendar.first_ = read_day(file.text("first"), "first", mistakes).value_or(0);
  calendar.last_ = read_day(file.text("last"), "last", mistakes).value_or(0);
  if (calendar.last_ < calendar.first_)
    file.mistake("last", "must not be before first");
  calendar.off_ = read_bank_holidays(file, calendar.first_, calendar.last_);
  file.no_more_keys();
  HW_CHECK(mistakes.result());
  for (LocalDate closed : closures)
    calendar.off_.push_back(day_number(closed));
  sort_stably(calendar.off_);
  return calendar;
}

bool WorkingCalendar::works(std::int64_t day) const {
  const std::int64_t since_monday = ((day + 3) % 7 + 7) % 7;  // day 0 was a Thursday
  if (since_monday >= static_cast<std::int64_t>(Weekday::saturday))
    return false;
  return !std::binary_search(off_.begin(), off_.end(), day);
}

bool WorkingCalendar::is_working_day(LocalDate date) const {
  return works(day_number(date));
}

// `day` itself where it works.
std::int64_t WorkingCalendar::next_working(std::int64_t day) const {
  while (!works(day))
    ++day;
  return day;
}

// The earliest instant at which so much has elapsed: midnight ends a day, rather
// than beginning the next working one.
Instant WorkingCalendar::after_working_time(Instant start, std::int64_t ms) const {
  std::int64_t day = local_day(start);
  Instant from = start;
  for (;; from = midnight(day)) {
    const Instant end = midnight(day + 1);
    if (works(day)) {
      if (ms <= end.ms - from.ms)
        return from.plus_ms(ms);
      ms -= end.ms - from.ms;
    }
    ++day;
  }
}

Instant WorkingCalendar::after_working_days(Instant start, int amount) const {
  const LocalDateTime began = local(start);
  std::int64_t day = day_number(began.date);
  for (int counted = 0; counted < amount; ++counted)
    day = next_working(day + 1);
  return at_time(day, began.time);
}

// Before opening time the working day that comes next is that same day
// (docs/decisions, same working day).
Instant WorkingCalendar::same_working_day(Instant start, OfficeHours hours) const {
  const LocalDateTime began = local(start);
  const std::int64_t day = day_number(began.date);
  return at_time(next_working(began.time > hours.closes ? day + 1 : day), hours.closes);
}

std::int64_t WorkingCalendar::working_day_after(Instant start, OfficeHours hours) const {
  const LocalDateTime began = local(start);
  const std::int64_t day = day_number(began.date);
  const bool of_day_before = works(day) && began.time < hours.opens;
  return next_working(of_day_before ? day : day + 1);
}

Instant WorkingCalendar::ends(Instant start, Clock clock, int amount, OfficeHours hours) const {
  const LocalDateTime began = local(start);
  switch (clock) {
    case Clock::hours:
      return start.plus_ms(amount * hour_ms);
    case Clock::days:
      return start.plus_ms(amount * day_ms);
    case Clock::weeks:
      return start.plus_ms(amount * 7 * day_ms);
    case Clock::months:
      return instant_of({plus_months(began.date, amount), began.time});
    case Clock::working_hours:
      return after_working_time(start, amount * hour_ms);
    case Clock::working_days:
      return after_working_days(start, amount);
    case Clock::same_working_day:
      return same_working_day(start, hours);
    case Clock::next_working_day:
      return at_time(working_day_after(start, hours), hours.closes);
    case Clock::before_next_working_day:
      return at_time(working_day_after(start, hours), hours.opens);
  }
  HW_ASSERT(false);
}

// Working hours may end with the midnight after the last day they looked at.
bool WorkingCalendar::knows(Instant start, Instant end, Clock clock) const {
  const Instant last = clock == Clock::working_hours ? end.plus_ms(-1) : end;
  return local_day(start) >= first_ && local_day(last) <= last_;
}

Deadline WorkingCalendar::due(Instant start, Clock clock, int amount, OfficeHours hours) const {
  HW_ASSERT(amount >= 1 || !takes_amount(clock));
  Deadline deadline{ends(start, clock, amount, hours), start, false};
  if (!counts_working_days(clock))
    return deadline;
  const std::int64_t day = local_day(start);
  if (!works(day))
    deadline.starts = midnight(next_working(day));
  deadline.beyond_calendar = !knows(start, deadline.at, clock);
  return deadline;
}

std::int64_t WorkingCalendar::working_ms(Instant from, Instant to) const {
  std::int64_t total = 0;
  for (std::int64_t day = local_day(from); from < to; from = midnight(++day)) {
    if (works(day))
      total += std::min(to, midnight(day + 1)).ms - from.ms;
  }
  return total;
}

Progress WorkingCalendar::progress(Instant start, Instant due, Clock clock, Instant now) const {
  const Instant reached = std::clamp(now, start, std::max(start, due));
  if (counts_working_days(clock))
    return {working_ms(start, reached), working_ms(start, due)};
  return {reached.ms - start.ms, due.ms - start.ms};
}

std::string WorkingCalendar::beyond_words() const {
  return "Bank holidays are known from " + day_words(first_) + " to " + day_words(last_) +
         " only. Outside those dates none is allowed for, so it may be due later.";
}

Result<WorkingCalendar> england_and_wales(const std::vector<LocalDate>& closures) {
  const EmbeddedFile file = embedded_calendars()[0];
  return WorkingCalendar::parse(file.content, file.name, closures);
}

}  // namespace homeward
