#include "core/time/calendar.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace homeward {
namespace {

Instant at(std::string_view text) {
  return parse_instant(text).value();
}

const WorkingCalendar& england() {
  static const WorkingCalendar calendar = england_and_wales().value();
  return calendar;
}

std::string due(const char* start, Clock clock, int amount) {
  return to_string(england().due(at(start), clock, amount).at);
}

TEST(WorkingCalendarTest, KnowsWeekendsAndBankHolidays) {
  EXPECT_TRUE(england().is_working_day({2026, 4, 2}));
  EXPECT_FALSE(england().is_working_day({2026, 4, 3})) << "Good Friday";
  EXPECT_FALSE(england().is_working_day({2026, 4, 4})) << "Saturday";
  EXPECT_FALSE(england().is_working_day({2026, 4, 6})) << "Easter Monday";
  EXPECT_TRUE(england().is_working_day({2026, 4, 7}));
  EXPECT_FALSE(england().is_working_day({2026, 12, 28})) << "Boxing Day's substitute";
}

TEST(WorkingCalendarTest, AnAuthorityAddsItsOwnClosureDays) {
  const auto calendar = england_and_wales({{2026, 12, 29}}).value();
  EXPECT_FALSE(calendar.is_working_day({2026, 12, 29}));
  EXPECT_EQ(to_string(calendar.due(at("2026-12-24T10:00Z"), Clock::working_days, 1).at),
            "2026-12-30T10:00:00Z");
}

TEST(WorkingCalendarTest, NamesEachMistakeInItsDataWithItsPath) {
  const auto refused = WorkingCalendar::parse(
      R"({"first": "2026-01-01", "last": "2026-12-31", "guess": 1,
          "bank_holidays": ["2026-04-03", "2026-01-01", "2025-12-25", "2026-02-30"]})",
      "holidays", {});
  ASSERT_FALSE(refused.ok());
  for (const char* said : {"bank_holidays[1]: must be later", "bank_holidays[2]: is outside",
                           "bank_holidays[3]: there is no such day", "guess: is not a key"}) {
    EXPECT_NE(refused.error().detail.find(said), std::string::npos) << refused.error().detail;
  }
  EXPECT_FALSE(WorkingCalendar::parse("{", "holidays", {}).ok());
  EXPECT_FALSE(WorkingCalendar::parse("{}", "holidays", {}).ok());
  EXPECT_FALSE(
      WorkingCalendar::parse(
          R"({"first": "2027-01-01", "last": "2026-01-01", "bank_holidays": []})", "holidays", {})
          .ok());
}

TEST(ClockTest, Defect14_HoursDaysAndWeeksElapseAcrossClockChanges) {
  EXPECT_EQ(due("2026-03-28T06:40Z", Clock::hours, 72), "2026-03-31T06:40:00Z");
  EXPECT_EQ(due("2026-10-24T12:00Z", Clock::days, 1), "2026-10-25T12:00:00Z");
  EXPECT_EQ(due("2026-03-28T06:40Z", Clock::weeks, 6), "2026-05-09T06:40:00Z");
}

TEST(ClockTest, MonthsKeepTheLocalTimeOfDay) {
  EXPECT_EQ(due("2026-01-31T10:00Z", Clock::months, 1), "2026-02-28T10:00:00Z");
  EXPECT_EQ(due("2026-01-31T10:00Z", Clock::months, 6), "2026-07-31T09:00:00Z");
  EXPECT_EQ(due("2026-02-28T01:30Z", Clock::months, 1), "2026-03-28T01:30:00Z");
  EXPECT_EQ(due("2026-02-01T01:30Z", Clock::months, 2), "2026-04-01T00:30:00Z");
}

TEST(ClockTest, WorkingHoursWaitForMondayAndOutlastASummerTimeChange) {
  const Deadline lan = england().due(at("2026-03-28T06:40Z"), Clock::working_hours, 72);
  EXPECT_EQ(to_string(lan.starts), "2026-03-29T23:00:00Z");
  EXPECT_EQ(to_string(lan.at), "2026-04-01T23:00:00Z");
  EXPECT_EQ(due("2026-10-23T12:00Z", Clock::working_hours, 24), "2026-10-26T13:00:00Z");
}

TEST(ClockTest, Defect14_WorkingHoursStopOverEaster) {
  EXPECT_EQ(due("2026-04-02T11:00Z", Clock::working_hours, 24), "2026-04-07T11:00:00Z");
  EXPECT_EQ(due("2026-04-03T11:00Z", Clock::working_hours, 24), "2026-04-07T23:00:00Z");
}

TEST(ClockTest, Defect14_WorkingHoursMayEndWithTheMidnightBeforeAWeekend) {
  EXPECT_EQ(due("2026-04-01T23:00Z", Clock::working_hours, 24), "2026-04-02T23:00:00Z");
  EXPECT_EQ(due("2026-11-19T00:00Z", Clock::working_hours, 48), "2026-11-21T00:00:00Z");
}

TEST(ClockTest, WorkingDaysEndAtTheSameLocalTime) {
  EXPECT_EQ(due("2026-04-02T11:00Z", Clock::working_days, 1), "2026-04-07T11:00:00Z");
  EXPECT_EQ(due("2026-03-27T10:00Z", Clock::working_days, 3), "2026-04-01T09:00:00Z");
  EXPECT_EQ(due("2026-03-28T10:00Z", Clock::working_days, 1), "2026-03-30T09:00:00Z");
}

TEST(ClockTest, TheSameWorkingDayEndsWhenTheOfficeCloses) {
  EXPECT_EQ(due("2026-11-18T09:00Z", Clock::same_working_day, 1), "2026-11-18T17:00:00Z");
  EXPECT_EQ(due("2026-11-18T08:59Z", Clock::same_working_day, 1), "2026-11-18T17:00:00Z");
  EXPECT_EQ(due("2026-11-18T17:00Z", Clock::same_working_day, 1), "2026-11-18T17:00:00Z");
  EXPECT_EQ(due("2026-11-18T17:00:00.001Z", Clock::same_working_day, 1), "2026-11-19T17:00:00Z");
  EXPECT_EQ(due("2026-11-20T18:00Z", Clock::same_working_day, 1), "2026-11-23T17:00:00Z");
  EXPECT_EQ(due("2026-11-21T10:00Z", Clock::same_working_day, 1), "2026-11-23T17:00:00Z");
  EXPECT_EQ(due("2026-04-06T10:00Z", Clock::same_working_day, 1), "2026-04-07T16:00:00Z");
}

TEST(ClockTest, BeforeOpeningTimeBelongsToTheDayBefore) {
  EXPECT_EQ(due("2026-11-18T08:59Z", Clock::next_working_day, 1), "2026-11-18T17:00:00Z");
  EXPECT_EQ(due("2026-11-18T09:00Z", Clock::next_working_day, 1), "2026-11-19T17:00:00Z");
  EXPECT_EQ(due("2026-11-18T08:59Z", Clock::before_next_working_day, 1), "2026-11-18T09:00:00Z");
  EXPECT_EQ(due("2026-11-18T09:00Z", Clock::before_next_working_day, 1), "2026-11-19T09:00:00Z");
  EXPECT_EQ(due("2026-11-21T08:00Z", Clock::next_working_day, 1), "2026-11-23T17:00:00Z");
  EXPECT_EQ(due("2026-04-02T18:00Z", Clock::before_next_working_day, 1), "2026-04-07T08:00:00Z");
}

TEST(ClockTest, OfficeHoursAreASetting) {
  const OfficeHours hours{{8, 30}, {16, 30}};
  EXPECT_EQ(to_string(england().due(at("2026-11-18T08:45Z"), Clock::next_working_day, 1, hours).at),
            "2026-11-19T16:30:00Z");
}

TEST(ClockTest, SaysWhereBankHolidaysAreNotKnown) {
  EXPECT_FALSE(england().due(at("2028-12-28T10:00Z"), Clock::working_days, 1).beyond_calendar);
  EXPECT_TRUE(england().due(at("2028-12-29T10:00Z"), Clock::working_days, 1).beyond_calendar);
  EXPECT_TRUE(england().due(at("2023-12-29T10:00Z"), Clock::working_hours, 1).beyond_calendar);
  EXPECT_FALSE(england().due(at("2028-12-29T10:00Z"), Clock::hours, 72).beyond_calendar);
  EXPECT_TRUE(england().due(at("2028-12-29T00:00Z"), Clock::working_days, 1).beyond_calendar)
      << "Monday 1 January 2029 is counted as a working day, and nobody knows";
  EXPECT_NE(england().beyond_words().find("1 January 2024 to 31 December 2028"), std::string::npos);
}

TEST(ClockTest, TheLastQuarterIsMeasuredOnItsOwnClock) {
  const Instant start = at("2026-11-19T00:00Z");  // a Thursday
  const Instant end = england().due(start, Clock::working_hours, 72).at;
  ASSERT_EQ(to_string(end), "2026-11-24T00:00:00Z");
  const auto last_quarter = [&](const char* now) {
    return england().progress(start, end, Clock::working_hours, at(now)).to_last_quarter_ms() <= 0;
  };
  EXPECT_FALSE(last_quarter("2026-11-22T23:59Z")) << "48 of 72 working hours";
  EXPECT_FALSE(last_quarter("2026-11-23T05:59Z"));
  EXPECT_TRUE(last_quarter("2026-11-23T06:00Z"));
  EXPECT_TRUE(england()
                  .progress(start, start.plus_ms(4), Clock::hours, start.plus_ms(3))
                  .to_last_quarter_ms() <= 0);
}

// ---- An independent oracle: slow, and stepping through the time itself --------------------

constexpr const char* holidays[] = {"2025-12-25", "2025-12-26", "2026-01-01", "2026-04-03",
                                    "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31",
                                    "2026-12-25", "2026-12-28", "2027-01-01", "2027-03-26",
                                    "2027-03-29", "2027-05-03", "2027-05-31"};

// A quarter of an hour at a time, so that no arithmetic on days is shared.
constexpr std::int64_t step_ms = 15 * minute_ms;

bool oracle_works(Instant instant) {
  const LocalDate date = local(instant).date;
  if (weekday(date) == Weekday::saturday || weekday(date) == Weekday::sunday) {
    return false;
  }
  for (const char* holiday : holidays) {
    if (to_string(date) == holiday) {
      return false;
    }
  }
  return true;
}

Instant oracle_working_hours(Instant start, int hours) {
  std::int64_t left = hours * hour_ms;
  for (Instant now = start;; now = now.plus_ms(step_ms)) {
    if (left == 0) {
      return now;
    }
    left -= oracle_works(now) ? step_ms : 0;
  }
}

// Stops at the first quarter hour that `accepts`.
template <class Accepts>
Instant oracle_first(Instant from, Accepts accepts) {
  while (!accepts(from)) {
    from = from.plus_ms(step_ms);
  }
  return from;
}

Instant any_quarter_hour() {
  const std::int64_t first = at("2026-01-02T00:00Z").ms / step_ms;
  const std::int64_t last = at("2027-04-30T00:00Z").ms / step_ms;
  return {*rc::gen::inRange(first, last) * step_ms};
}

TEST(ClockOracleTest, WorkingHoursAgreeWithSteppingThroughThem) {
  EXPECT_TRUE(rc::check([] {
    const Instant start = any_quarter_hour();
    const int hours = *rc::gen::inRange(1, 100);
    RC_ASSERT(england().due(start, Clock::working_hours, hours).at ==
              oracle_working_hours(start, hours));
  }));
}

TEST(ClockOracleTest, WorkingHoursElapsedAgreeWithSteppingThroughThem) {
  EXPECT_TRUE(rc::check([] {
    const Instant start = any_quarter_hour();
    const Instant end = england().due(start, Clock::working_hours, 72).at;
    const Instant now = start.plus_ms(*rc::gen::inRange(0, 600) * step_ms);
    std::int64_t elapsed = 0;
    for (Instant one = start; one < now && one < end; one = one.plus_ms(step_ms)) {
      elapsed += oracle_works(one) ? step_ms : 0;
    }
    const Progress progress = england().progress(start, end, Clock::working_hours, now);
    RC_ASSERT(progress.elapsed_ms == elapsed);
    RC_ASSERT(progress.total_ms == 72 * hour_ms);
  }));
}

TEST(ClockOracleTest, WorkingDaysAgreeWithCountingTheDaysEntered) {
  EXPECT_TRUE(rc::check([] {
    const Instant start = any_quarter_hour();
    const int days = *rc::gen::inRange(1, 12);
    const LocalDateTime began = local(start);
    LocalDate day = began.date;
    int entered = 0;
    const Instant end = oracle_first(start, [&](Instant now) {
      if (local(now).date != day) {
        day = local(now).date;
        entered += oracle_works(now) ? 1 : 0;
      }
      return entered == days && local(now).time >= began.time && oracle_works(now);
    });
    RC_ASSERT(england().due(start, Clock::working_days, days).at == end);
  }));
}

TEST(ClockOracleTest, TheDayClocksAgreeWithSteppingToTheFirstSuchInstant) {
  EXPECT_TRUE(rc::check([] {
    const Instant start = any_quarter_hour();
    const LocalTime began = local(start).time;
    const bool early = oracle_works(start) && began < LocalTime{9};
    const LocalDate own = early ? plus_days(local(start).date, -1) : local(start).date;
    const auto opens = oracle_first(start, [&](Instant now) {
      return oracle_works(now) && local(now).date > own && local(now).time == LocalTime{9};
    });
    const auto closes = oracle_first(start, [&](Instant now) {
      return oracle_works(now) && local(now).date > own && local(now).time == LocalTime{17};
    });
    const auto same = oracle_first(
        start, [&](Instant now) { return oracle_works(now) && local(now).time == LocalTime{17}; });
    RC_ASSERT(england().due(start, Clock::before_next_working_day, 1).at == opens);
    RC_ASSERT(england().due(start, Clock::next_working_day, 1).at == closes);
    RC_ASSERT(england().due(start, Clock::same_working_day, 1).at == same);
  }));
}

}  // namespace
}  // namespace homeward
