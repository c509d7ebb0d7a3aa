// Timeline::stands_until: what was judged once may be kept until then, and no longer.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/policy/evaluate.h"
#include "core/policy/run_scenario.h"

namespace homeward {
namespace {

namespace fs = std::filesystem;

const fs::path stories_folder = fs::path(HOMEWARD_ROOT) / "tests/golden/scenarios";

std::string contents(const fs::path& path) {
  std::ostringstream all;
  all << std::ifstream(path, std::ios::binary).rdbuf();
  return all.str();
}

// All that was judged, but for words.
std::string judged(const Timeline& line) {
  const Verdict verdict = evaluate(line);
  std::ostringstream all;
  for (const Obligation& one : verdict.obligations) {
    all << line.pack().rules[one.duty->rule].id << ' ' << one.arising.at.ms << ' '
        << one.arising.episode << ' ' << (one.due.at ? one.due.at->ms : 0) << ' '
        << name_of(one.state) << ' ' << one.ending.at.ms << ' ' << one.ending.place << '\n';
  }
  for (const Upcoming& one : verdict.upcoming)
    all << line.pack().rules[one.duty->rule].id << " from " << one.at.ms << '\n';
  all << line.questions().size() << '\n';
  return all.str();
}

struct Story {
  Scenario scenario;
  Pack pack;
};

std::vector<Story> stories() {
  std::vector<Story> all;
  for (const auto& entry : fs::recursive_directory_iterator(stories_folder)) {
    const std::string name = entry.path().filename().string();
    if (entry.path().extension() != ".json" || name == "claims.json" ||
        name.find(".answer.") != name.npos)
      continue;
    auto scenario = read_scenario(contents(entry.path()), name);
    if (!scenario.ok())
      continue;  // a story of a mistake
    auto pack = built_in_pack(scenario.value().authority, scenario.value().settings);
    if (pack.ok())
      all.push_back({std::move(scenario).value(), std::move(pack).value()});
  }
  return all;
}

const WorkingCalendar& england() {
  static const WorkingCalendar calendar = england_and_wales().value();
  return calendar;
}

// The instants at which a verdict that is kept for as long as it stands is made again.
int steps_through(const Story& story, Instant from, Instant to, int steps_max) {
  int steps = 0;
  for (Instant now = from; now < to && steps < steps_max; ++steps) {
    const Timeline line(story.pack, england(), story.scenario.facts, now);
    const std::string kept = judged(line);
    const Instant until = line.stands_until().value_or(to);
    EXPECT_LT(now, until);
    for (const Instant at :
         {now.plus_ms(1), now.plus_ms((until.ms - now.ms) / 2), until.plus_ms(-1)}) {
      const Timeline later(story.pack, england(), story.scenario.facts, std::min(at, to));
      if (at < until && judged(later) != kept) {
        ADD_FAILURE() << "kept from " << to_string(now) << " to " << to_string(until)
                      << " and another at " << to_string(at) << ":\n"
                      << kept << judged(later);
        return steps;
      }
    }
    now = until;
  }
  return steps;
}

TEST(PolicyUntilTest, EveryGoldenStorysVerdictStandsAsLongAsItSays) {
  const std::vector<Story> all = stories();
  ASSERT_GT(all.size(), 500U);
  int steps = 0;
  for (const Story& story : all) {
    SCOPED_TRACE(story.pack.id + ", told as of " + to_string(story.scenario.now));
    Instant first = story.scenario.now;
    for (const Event& event : story.scenario.facts.events)
      first = std::min(first, event.at);
    steps += steps_through(story, first.plus_ms(-hour_ms), first.plus_ms(400 * day_ms), 12);
    steps += steps_through(story, story.scenario.now, story.scenario.now.plus_ms(400 * day_ms), 12);
    if (HasFailure())
      return;
  }
  EXPECT_GT(steps, 5000);
}

TEST(PolicyUntilTest, NothingIsAskedAboutTheMomentWhereNothingCanBecomeOwed) {
  const Pack pack = built_in_pack("lancashire").value();
  const Facts nothing;
  const Timeline line(pack, england(), nothing, parse_instant("2026-03-28T12:00:00Z").value());
  EXPECT_TRUE(evaluate(line).obligations.empty());
  EXPECT_FALSE(line.stands_until().has_value());
}

}  // namespace
}  // namespace homeward
