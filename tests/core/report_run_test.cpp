// When reports are made next, day by day against the calendar.
#include "core/policy/report_run.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace homeward {
namespace {

const WorkingCalendar& england() {
  static const WorkingCalendar calendar = england_and_wales().value();
  return calendar;
}

Event done(const std::string& rule, Instant at) {
  Event event;
  event.type = EventType::done;
  event.rule = rule;
  event.at = at;
  return event;
}

ReportRun run_of(const Pack& pack, const Facts& facts, Instant now, const std::string& rule) {
  const Timeline line(pack, england(), facts, now);
  for (const ReportRun& run : report_runs(line)) {
    if (pack.rules[run.report->rule].id == rule)
      return run;
  }
  ADD_FAILURE() << rule << " is no report";
  return {};
}

bool begins_its_time(Rhythm every, LocalDate date) {
  switch (every) {
    case Rhythm::week:
      return weekday(date) == Weekday::monday;
    case Rhythm::month:
      return date.day == 1;
    case Rhythm::quarter:
      return date.day == 1 && date.month % 3 == 1;
    default:
      return true;
  }
}

// Walks day by day: slow, and without the arithmetic of the rhythm.
Instant next_by_walking(Rhythm every, Instant now) {
  for (LocalDate date = local(now).date;; date = plus_days(date, 1)) {
    const Instant opening = instant_of({date, LocalTime{9}});
    if (begins_its_time(every, date) && opening >= now)
      return opening;
  }
}

const std::pair<const char*, const char*> with_a_rhythm[] = {
    {"lancashire", "LAN-10"},      {"lancashire", "LAN-12"},      {"lancashire", "LAN-13"},
    {"north-somerset", "NSC-4.4"}, {"north-somerset", "NSC-5.2"}, {"north-somerset", "NSC-6q"},
    {"newham", "NEW-17"}};

Instant any_instant() {
  const std::int64_t from = parse_instant("2025-12-20T00:00:00Z").value().ms;
  return Instant{from + *rc::gen::inRange<std::int64_t>(0, 900 * 24 * 60) * minute_ms};
}

TEST(ReportRunTest, TheNextIsTheFirstOpeningOfItsTimeAcrossClockChanges) {
  EXPECT_TRUE(rc::check([] {
    const auto& [id, rule] = with_a_rhythm[*rc::gen::inRange<std::size_t>(0, 7)];
    const Pack pack = built_in_pack(id).value();
    const Instant now = any_instant();
    const ReportRun run = run_of(pack, {}, now, rule);
    RC_ASSERT(run.next == next_by_walking(run.report->every, now));
    RC_ASSERT(run.state == DutyState::open || run.state == DutyState::due_soon);
    RC_ASSERT(!run.last_run.has_value());
  }));
}

TEST(ReportRunTest, OneThatWasMadeIsOwedForTheTimeAfterAndOverdueOnceThatIsOver) {
  EXPECT_TRUE(rc::check([] {
    const auto& [id, rule] = with_a_rhythm[*rc::gen::inRange<std::size_t>(0, 7)];
    const Pack pack = built_in_pack(id).value();
    const Instant made = any_instant();
    const Instant now = made.plus_ms(*rc::gen::inRange<std::int64_t>(0, 200 * 24 * 60) * minute_ms);
    const Facts facts{{}, {done(rule, made)}};
    const ReportRun run = run_of(pack, facts, now, rule);
    const Instant made_for = next_by_walking(run.report->every, made);
    RC_ASSERT(run.last_run == made);
    RC_ASSERT(run.next == next_by_walking(run.report->every, made_for.plus_ms(1)));
    RC_ASSERT((run.state == DutyState::met) == (now <= made_for));
    RC_ASSERT((run.state == DutyState::overdue) == (now > *run.next));
  }));
}

TEST(ReportRunTest, OneOnRequestIsOwedFromTheAskingUntilItIsMade) {
  const Pack pack = built_in_pack("north-somerset").value();
  EXPECT_TRUE(rc::check([&] {
    const Instant now = any_instant();
    const auto earlier = [&] {
      return now.plus_ms(-*rc::gen::inRange<std::int64_t>(0, 90 * 24 * 60) * minute_ms);
    };
    Facts facts;
    std::optional<Instant> made, asked;
    for (int times = *rc::gen::inRange(0, 4); times > 0; --times) {
      facts.events.push_back(done("NSC-5.4", earlier()));
      made = std::max(made.value_or(Instant{}), facts.events.back().at);
    }
    for (int times = *rc::gen::inRange(0, 4); times > 0; --times) {
      Event request = done("NSC-5.4", earlier());
      request.type = EventType::report_requested;
      facts.events.push_back(request);
      if ((!made || request.at > *made) && (!asked || request.at < *asked))
        asked = request.at;
    }
    const ReportRun run = run_of(pack, facts, now, "NSC-5.4");
    RC_ASSERT(run.last_run == made);
    RC_ASSERT(run.asked == asked);
    RC_ASSERT(!run.next.has_value());
    RC_ASSERT(run.state == (asked  ? std::optional(DutyState::open)
                            : made ? std::optional(DutyState::met)
                                   : std::nullopt));
  }));
}

TEST(ReportRunTest, NoneIsListedWhereNoCalendarHasTheTime) {
  const Pack pack = built_in_pack("lancashire").value();
  const Facts nothing;
  for (const std::int64_t ms : {INT64_MIN, INT64_MAX}) {
    const Timeline line(pack, england(), nothing, Instant{ms});
    EXPECT_TRUE(report_runs(line).empty());
  }
}

}  // namespace
}  // namespace homeward
