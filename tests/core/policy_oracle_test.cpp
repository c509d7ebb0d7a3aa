// The engine against slower readings of the same rules: time minute by minute, windows by
// looking at each day, corrected records written as if they had been right from the start.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/policy/evaluate.h"
#include "tests/core/slow_time.h"

namespace homeward {
namespace {

using slow::Minute;

const WorkingCalendar& england() {
  static const WorkingCalendar calendar = england_and_wales().value();
  return calendar;
}

// ---- deadlines

constexpr std::array<std::string_view, 9> clocks{"hours",
                                                 "days",
                                                 "working-hours",
                                                 "working-days",
                                                 "same-working-day",
                                                 "next-working-day",
                                                 "before-next-working-day",
                                                 "weeks",
                                                 "months"};

std::string id_of(std::string_view clock) {
  return "T-" + std::string(clock);
}

std::string rule_json(std::string_view clock, int amount) {
  const bool takes = takes_amount(*clock_named(clock));
  return R"({"id": ")" + id_of(clock) + R"(", "kind": "deadline", "what": "Interview",
    "who": "interviewer", "on": [{"event": "returned"}], "met_by": {"event": "interview_held"},
    "cancelled_by": "nothing_else", "on_return": "stays",
    "source": {"document": "Test", "quote": "Test"},
    "due": {"clock": ")" +
         std::string(clock) + "\"" + (takes ? ", \"amount\": " + std::to_string(amount) : "") +
         "}}";
}

// A rule for each clock, of this amount of it.
Pack pack_of(const std::map<std::string_view, int>& amounts) {
  std::string rules;
  for (const auto& [clock, amount] : amounts)
    rules += (rules.empty() ? "" : ", ") + rule_json(clock, amount);
  const auto pack = load_pack(R"({"id": "test", "title": "Test", "settings": {
      "office_opens": "09:00", "office_closes": "17:00", "at_once_minutes": 60},
      "interview_clock": ["T-hours"], "rules": [)" +
                                  rules + "]}",
                              "test");
  return pack.value();
}

std::map<std::string_view, int> any_amounts() {
  std::map<std::string_view, int> amounts;
  for (std::string_view clock : clocks)
    amounts[clock] = *rc::gen::inRange(1, clock == "working-hours" ? 100 : 9);
  return amounts;
}

// Near a change of the clocks, or a bank holiday.
Minute any_minute() {
  const std::string_view edges[] = {"2026-03-29", "2026-10-25", "2026-04-04", "2026-05-04",
                                    "2026-08-31", "2026-12-26", "2027-01-01", "2027-03-28"};
  const std::string_view edge = edges[*rc::gen::inRange<std::size_t>(0, std::size(edges))];
  return slow::day_called(edge) * slow::a_day +
         *rc::gen::inRange<Minute>(-7 * slow::a_day, 3 * slow::a_day);
}

Event event_of(Minute at, EventType type, std::string episode = "e1") {
  Event event;
  event.at = slow::instant(at);
  event.type = type;
  event.episode = std::move(episode);
  return event;
}

Event missing_at(Minute at, std::string episode = "e1", std::string_view category = "missing") {
  Event event = event_of(at, EventType::missing, std::move(episode));
  event.say(Key::category, word(category));
  event.say(Key::risk, word("none"));
  return event;
}

Facts returned_at(Minute at) {
  Facts facts;
  facts.events = {missing_at(at - slow::an_hour), event_of(at, EventType::returned)};
  return facts;
}

// Of each rule the one obligation.
std::map<std::string, Obligation> judged(const Pack& pack, const Facts& facts, Instant now) {
  std::map<std::string, Obligation> all;
  const Timeline line(pack, england(), facts, now);
  for (const Obligation& one : evaluate(line).obligations)
    all[pack.rules[one.duty->rule].id] = one;
  return all;
}

TEST(PolicyOracleTest, EachClockEndsWhereSteppingThroughTheMinutesEnds) {
  EXPECT_TRUE(rc::check([] {
    const auto amounts = any_amounts();
    const Pack pack = pack_of(amounts);
    const Minute start = any_minute();
    const Facts facts = returned_at(start);
    for (const auto& [clock, amount] : amounts) {
      const Instant due = slow::instant(slow::due(start, *clock_named(clock), amount));
      const auto at_due = judged(pack, facts, due).at(id_of(clock));
      RC_LOG() << clock << " " << amount << " from " << to_string(slow::instant(start));
      RC_ASSERT(to_string(*at_due.due.at) == to_string(due));
      RC_ASSERT(at_due.state == DutyState::due_soon || due == slow::instant(start));
      const auto later = judged(pack, facts, due.plus_ms(1)).at(id_of(clock));
      RC_ASSERT(later.state == DutyState::overdue);
    }
  }));
}

TEST(PolicyOracleTest, ADutyIsDueSoonInTheLastQuarterOfItsOwnClock) {
  EXPECT_TRUE(rc::check([] {
    const Minute start = any_minute();
    const std::map<std::string_view, int> amounts{{"hours", *rc::gen::inRange(1, 100)},
                                                  {"working-hours", *rc::gen::inRange(1, 100)}};
    const Pack pack = pack_of(amounts);
    for (const auto& [name, amount] : amounts) {
      const Clock clock = *clock_named(name);
      const Minute due = slow::due(start, clock, amount);
      const Minute now = *rc::gen::inRange(start, due + 1);
      const bool soon = slow::run(start, now, clock) * 4 >= slow::run(start, due, clock) * 3;
      const auto one = judged(pack, returned_at(start), slow::instant(now)).at(id_of(name));
      RC_ASSERT(one.state == (soon ? DutyState::due_soon : DutyState::open));
    }
  }));
}

TEST(PolicyOracleTest, WhatIsDoneByTheDueInstantIsInTimeAndAMinuteLaterIsLate) {
  EXPECT_TRUE(rc::check([] {
    const auto amounts = any_amounts();
    const Pack pack = pack_of(amounts);
    const Minute start = any_minute();
    for (const auto& [clock, amount] : amounts) {
      const Minute due = slow::due(start, *clock_named(clock), amount);
      const Minute held = std::max(start, due + *rc::gen::inRange<Minute>(-3, 4));
      Facts facts = returned_at(start);
      facts.events.push_back(event_of(held, EventType::interview_held));
      const auto one = judged(pack, facts, slow::instant(held)).at(id_of(clock));
      RC_ASSERT(one.state == (held <= due ? DutyState::met : DutyState::met_late));
    }
  }));
}

// ---- rolling windows, duplicates and corrected categories

struct Told {
  Minute at = 0;
  std::string_view category = "missing";
  bool found_unauthorised = false;
  std::size_t same_as = 0;  // another of them; itself where it is no duplicate
};

std::string episode_name(std::size_t at) {
  return "e" + std::to_string(at);
}

std::vector<Told> any_episodes() {
  const Minute base = any_minute();
  std::set<Minute> starts;
  const int many = *rc::gen::inRange(1, 14);
  for (int i = 0; i < many; ++i)
    starts.insert(base + *rc::gen::inRange<Minute>(0, 12 * slow::a_day));
  std::vector<Told> episodes;
  for (Minute start : starts) {
    Told one{start, "missing", false, episodes.size()};
    if (*rc::gen::inRange(0, 6) == 0)
      one.category = "absent";
    one.found_unauthorised = *rc::gen::inRange(0, 6) == 0;
    if (*rc::gen::inRange(0, 4) == 0)
      one.same_as = *rc::gen::inRange<std::size_t>(0, episodes.size() + 1);
    // Of one that is itself a duplicate: of the same.
    if (one.same_as < episodes.size())
      one.same_as = episodes[one.same_as].same_as;
    episodes.push_back(one);
  }
  return episodes;
}

Facts facts_of(const std::vector<Told>& episodes) {
  Facts facts;
  for (std::size_t at = 0; at < episodes.size(); ++at) {
    const Told& one = episodes[at];
    facts.events.push_back(missing_at(one.at, episode_name(at), one.category));
    facts.events.push_back(event_of(one.at + 20, EventType::returned, episode_name(at)));
    if (one.found_unauthorised)
      facts.events.back().say(Key::category_found, word("unauthorised_absence"));
    if (one.same_as == at)
      continue;
    facts.events.push_back(event_of(one.at + 30, EventType::duplicate, episode_name(at)));
    facts.events.back().of = episode_name(one.same_as);
  }
  return facts;
}

// Which episodes reach the number, by looking at each day of the window.
std::vector<std::string> reached(const std::vector<Told>& episodes, int number, int days) {
  std::vector<std::string> raised;
  std::vector<std::int64_t> seen;
  bool was_reached = false;
  for (std::size_t at = 0; at < episodes.size(); ++at) {
    const Told& one = episodes[at];
    if (one.same_as != at || one.category != "missing" || one.found_unauthorised)
      continue;
    seen.push_back(slow::local_day(one.at));
    int count = 0;
    for (std::int64_t day = seen.back(); day > seen.back() - days; --day)
      count += static_cast<int>(std::count(seen.begin(), seen.end(), day));
    if (count >= number && !was_reached)
      raised.push_back(episode_name(at));
    was_reached = count >= number;
  }
  return raised;
}

TEST(PolicyOracleTest, ARollingWindowCountsWhatLookingAtEachOfItsDaysCounts) {
  EXPECT_TRUE(rc::check([] {
    const auto episodes = any_episodes();
    const int number = *rc::gen::inRange(1, 5), days = *rc::gen::inRange(1, 8);
    const Pack pack =
        built_in_pack("lancashire", R"({"stage_1_episodes": )" + std::to_string(number) +
                                        R"(, "window_days": )" + std::to_string(days) + "}")
            .value();
    const Facts facts = facts_of(episodes);
    const Timeline line(pack, england(), facts, slow::instant(episodes.back().at + slow::a_day));
    std::vector<std::pair<Instant, std::string>> raised;
    for (const Obligation& one : evaluate(line).obligations) {
      if (pack.rules[one.duty->rule].id == "LAN-05")
        raised.emplace_back(one.arising.at, line.episode(one.arising.episode).id);
    }
    std::sort(raised.begin(), raised.end());
    std::vector<std::string> names;
    for (const auto& [at, name] : raised)
      names.push_back(name);
    RC_ASSERT(names == reached(episodes, number, days));
  }));
}

}  // namespace
}  // namespace homeward
