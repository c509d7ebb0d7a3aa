#include "core/time/civil.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace homeward {
namespace {

Instant at(const char* text) {
  return parse_instant(text).value();
}

std::string london(const char* text) {
  return words(local(at(text)), 2026);
}

TEST(InstantTest, IsWrittenAsItIsRead) {
  for (const char* text : {"2026-03-28T06:40:00Z", "1900-01-01T00:00:00Z", "1969-12-31T23:59:59Z",
                           "2199-12-31T23:59:59.999Z", "2024-02-29T12:00:00.001Z"}) {
    EXPECT_EQ(to_string(at(text)), text);
  }
  EXPECT_EQ(at("1970-01-01T00:00Z").ms, 0);
  EXPECT_EQ(at("2026-03-28T06:40Z"), at("2026-03-28T06:40:00Z"));
}

TEST(InstantTest, RefusesWhatIsNotAnInstantInUtc) {
  for (const char* text : {"",
                           "Z",
                           "2026-03-28",
                           "2026-03-28T06:40:00",
                           "2026-03-28T06:40:00+01:00",
                           "2026-03-28 06:40:00Z",
                           "2026-03-28T24:00:00Z",
                           "2026-03-28T06:60:00Z",
                           "2026-03-28T06:40:60Z",
                           "2026-03-28T06:40:0Z",
                           "2026-03-28T06:40:00.5Z",
                           "2026-03-28T06:40:00,500Z",
                           "2026-03-28T6:40:00Z",
                           "2026-02-29T06:40:00Z",
                           "2026-13-01T06:40:00Z",
                           "1899-12-31T23:59:59Z",
                           "2200-01-01T00:00:00Z",
                           "2026-03-28T06:40:00.123456Z",
                           "+026-03-28T06:40:00Z",
                           "2026-03-28T-1:40:00Z"}) {
    EXPECT_FALSE(parse_instant(text).ok()) << text;
  }
}

TEST(InstantTest, EveryTextIsReadOrRefusedWithoutHarm) {
  EXPECT_TRUE(rc::check([](const std::string& text) {
    const auto read = parse_instant(text);
    if (read.ok()) {
      RC_ASSERT(is_plausible(read.value()));
    }
  }));
}

TEST(LocalDateTest, IsWrittenAsItIsReadAndRefusesDaysThatAreNot) {
  EXPECT_EQ(to_string(parse_date("2024-02-29").value()), "2024-02-29");
  for (const char* text : {"2023-02-29", "2100-02-29", "2026-04-31", "2026-00-10", "2026-1-01",
                           "2026-01-00", "26-01-01", "2026/01/01", "2026-01-01 "}) {
    EXPECT_FALSE(parse_date(text).ok()) << text;
  }
}

TEST(LocalDateTest, CountsDaysAsAStepByStepCalendarDoes) {
  LocalDate stepped{1900, 1, 1};
  int of_week = 0;  // a Monday
  for (std::int64_t number = day_number(stepped); stepped.year < 2200; ++number) {
    ASSERT_EQ(day_number(stepped), number);
    ASSERT_EQ(date_of_day(number), stepped);
    ASSERT_EQ(static_cast<int>(weekday(stepped)), of_week);
    of_week = (of_week + 1) % 7;
    ++stepped.day;
    if (!parse_date(to_string(stepped)).ok()) {
      stepped = {stepped.month == 12 ? stepped.year + 1 : stepped.year, stepped.month % 12 + 1, 1};
    }
  }
}

TEST(LocalDateTest, AMonthLaterIsTheLastDayOfAShorterMonth) {
  EXPECT_EQ(plus_months({2026, 1, 31}, 1), (LocalDate{2026, 2, 28}));
  EXPECT_EQ(plus_months({2024, 1, 31}, 1), (LocalDate{2024, 2, 29}));
  EXPECT_EQ(plus_months({2026, 8, 31}, 6), (LocalDate{2027, 2, 28}));
  EXPECT_EQ(plus_months({2026, 12, 15}, 1), (LocalDate{2027, 1, 15}));
  EXPECT_EQ(plus_months({2026, 1, 15}, -1), (LocalDate{2025, 12, 15}));
}

TEST(CivilTest, ReadsInstantsOffALondonClock) {
  EXPECT_EQ(london("2026-03-28T06:40:00Z"), "Saturday 28 March 06:40");
  EXPECT_EQ(london("2026-04-01T23:00:00Z"), "Thursday 2 April 00:00");
  EXPECT_EQ(london("2027-01-01T00:00:59Z"), "Friday 1 January 2027 00:00");
  EXPECT_STREQ(zone_words(at("2026-04-01T23:00:00Z")), "British Summer Time");
  EXPECT_STREQ(zone_words(at("2026-03-28T06:40:00Z")), "Greenwich Mean Time");
}

TEST(CivilTest, Defect14_ClocksGoForwardAndBackAtOneInTheMorningUtc) {
  EXPECT_EQ(london("2026-03-29T00:59:59Z"), "Sunday 29 March 00:59");
  EXPECT_EQ(london("2026-03-29T01:00:00Z"), "Sunday 29 March 02:00");
  EXPECT_EQ(london("2026-10-25T00:59:59Z"), "Sunday 25 October 01:59");
  EXPECT_EQ(london("2026-10-25T01:00:00Z"), "Sunday 25 October 01:00");
}

// Dates as published for these years.
TEST(CivilTest, ChangesOnTheLastSundaysOfMarchAndOctoberOfEveryYearSince1996) {
  for (const char* change :
       {"1996-03-31", "1997-03-30", "1999-03-28", "2000-03-26", "2013-03-31", "2024-03-31",
        "2025-03-30", "2026-03-29", "2027-03-28", "2028-03-26"}) {
    const Instant one = at((std::string(change) + "T01:00Z").c_str());
    EXPECT_FALSE(in_summer_time(one.plus_ms(-1))) << change;
    EXPECT_TRUE(in_summer_time(one)) << change;
  }
  for (const char* change :
       {"1996-10-27", "1997-10-26", "1999-10-31", "2000-10-29", "2013-10-27", "2024-10-27",
        "2025-10-26", "2026-10-25", "2027-10-31", "2028-10-29"}) {
    const Instant one = at((std::string(change) + "T01:00Z").c_str());
    EXPECT_TRUE(in_summer_time(one.plus_ms(-1))) << change;
    EXPECT_FALSE(in_summer_time(one)) << change;
  }
}

TEST(CivilTest, TheSkippedHourIsMovedForward) {
  EXPECT_EQ(to_string(instant_of({{2026, 3, 29}, {1, 0}})), "2026-03-29T01:00:00Z");
  EXPECT_EQ(to_string(instant_of({{2026, 3, 29}, {1, 30}})), "2026-03-29T01:30:00Z");
  EXPECT_EQ(to_string(instant_of({{2026, 3, 29}, {2, 0}})), "2026-03-29T01:00:00Z");
  EXPECT_EQ(to_string(instant_of({{2026, 3, 29}, {0, 59}})), "2026-03-29T00:59:00Z");
}

TEST(CivilTest, TheRepeatedHourIsItsFirst) {
  EXPECT_EQ(to_string(instant_of({{2026, 10, 25}, {1, 0}})), "2026-10-25T00:00:00Z");
  EXPECT_EQ(to_string(instant_of({{2026, 10, 25}, {1, 30}})), "2026-10-25T00:30:00Z");
  EXPECT_EQ(to_string(instant_of({{2026, 10, 25}, {2, 0}})), "2026-10-25T02:00:00Z");
  EXPECT_TRUE(happens_twice({{2026, 10, 25}, {1, 0}}));
  EXPECT_TRUE(happens_twice({{2026, 10, 25}, {1, 59, 59, 999}}));
  EXPECT_FALSE(happens_twice({{2026, 10, 25}, {0, 59}}));
  EXPECT_FALSE(happens_twice({{2026, 10, 25}, {2, 0}}));
  EXPECT_FALSE(happens_twice({{2026, 3, 29}, {1, 30}}));
}

TEST(CivilTest, AnInstantComesBackFromItsLocalTimeButForTheSecondOfTheRepeatedHour) {
  EXPECT_TRUE(rc::check([] {
    const Instant instant{
        *rc::gen::inRange<std::int64_t>(at("1996-01-01T00:00Z").ms, at("2100-01-01T00:00Z").ms)};
    const Instant back = instant_of(local(instant));
    const bool second = happens_twice(local(instant)) && !in_summer_time(instant);
    RC_ASSERT(back == (second ? instant.plus_ms(-hour_ms) : instant));
  }));
}

TEST(AgeTest, IsWholeYearsOnTheLocalDate) {
  const LocalDate born{2012, 5, 1};
  EXPECT_EQ(age_on(born, {2026, 4, 30}), 13);
  EXPECT_EQ(age_on(born, {2026, 5, 1}), 14);
  EXPECT_EQ(age_on(born, {2012, 5, 1}), 0);
  EXPECT_EQ(age_on(LocalDate{2012, 2, 29}, {2026, 2, 28}), 13);
  EXPECT_EQ(age_on(LocalDate{2012, 2, 29}, {2026, 3, 1}), 14);
}

TEST(AgeTest, AnUnknownBirthDateIsTheYoungerSideOfEveryRule) {
  EXPECT_EQ(age_on(std::nullopt, {2026, 4, 30}), std::nullopt);
  EXPECT_TRUE(is_under(16, std::nullopt, {2026, 4, 30}));
  EXPECT_TRUE(is_under(16, LocalDate{2026, 5, 1}, {2026, 4, 30})) << "born after the event";
  EXPECT_TRUE(is_under(16, LocalDate{2010, 5, 1}, {2026, 4, 30}));
  EXPECT_FALSE(is_under(16, LocalDate{2010, 4, 30}, {2026, 4, 30}));
}

}  // namespace
}  // namespace homeward
