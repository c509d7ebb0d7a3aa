#include "core/policy/pack.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "core/embedded.h"
#include "core/policy/evaluate.h"
#include "core/policy/explain.h"

namespace homeward {
namespace {

// A whole pack, in which a test replaces one piece by a mistake.
std::string good() {
  return R"({
    "id": "example", "title": "Example",
    "settings": {"office_opens": "09:00", "office_closes": "17:00", "at_once_minutes": 60,
                 "clock": "working-hours", "stage_1": 5},
    "interview_clock": ["EX-1"],
    "routing": [{"route": "work_tray", "rule": "EX-3", "because": "Whoever it is"}],
    "rules": [
      {"id": "EX-1", "kind": "deadline", "on": [{"event": "returned", "words": "Found"}],
       "due": {"clock": {"setting": "clock"}, "amount": 72}, "met_by": {"event": "offer_made"},
       "cancelled_by": "nothing_else", "on_return": "stays", "what": "Offer an interview", "who": "interviewer",
       "source": {"document": "Policy", "quote": "Within 72 hours."}},
      {"id": "EX-2", "kind": "threshold",
       "on": [{"count": {"reaches": {"setting": "stage_1"}, "days": 90}}],
       "due": {"clock": "next-working-day"}, "met_by": {"event": "meeting_held", "kind": "stage_1"},
       "on_return": "stays", "cancelled_by": {"event": "risk_changed", "risk": "low"}, "what": "Hold a meeting", "who": "team_manager",
       "when": {"risk": "high"}, "source": {"document": "Policy", "section": "2", "quote": "The next day."}},
      {"id": "EX-3", "kind": "routing", "what": "Send it to the tray", "who": "front_door",
       "source": {"document": "Policy", "quote": "To the tray."}},
      {"id": "EX-4", "kind": "content", "on": [{"event": "interview_offered"}],
       "what": "Offer sincerely", "who": "interviewer",
       "source": {"document": "Policy", "quote": "Sincerely."}},
      {"id": "EX-5", "kind": "report", "every": "week", "weekday": "friday",
       "audience": "lead_officer", "what": "List them", "who": "front_door",
       "source": {"document": "Policy", "quote": "Each week."}}
    ]})";
}

std::string good_but(std::string_view piece, std::string_view mistake) {
  std::string json = good();
  const std::size_t from = json.find(piece);
  EXPECT_NE(from, std::string::npos) << piece;
  return json.replace(from, piece.size(), mistake);
}

std::string refusal(const std::string& json, std::string_view settings = "{}") {
  const auto pack = load_pack(json, "example", settings);
  return pack.ok() ? "accepted" : pack.error().detail;
}

TEST(PackTest, ReadsRulesSettingsAndSources) {
  const Pack pack = load_pack(good(), "example").value();
  ASSERT_EQ(pack.rules.size(), 5u);
  ASSERT_EQ(pack.duties.size(), 2u);
  EXPECT_EQ(pack.duties[0].due.stretch.clock, Clock::working_hours);
  EXPECT_EQ(pack.duties[0].due.stretch.amount, 72);
  EXPECT_EQ(pack.duties[1].due.stretch.clock, Clock::next_working_day);
  EXPECT_EQ(pack.rule_called("EX-2")->kind, RuleKind::threshold);
  EXPECT_EQ(pack.rule_called("EX-2")->source, (RuleSource{"Policy", "2", "The next day."}));
  ASSERT_EQ(pack.contents.size(), 1u);
  ASSERT_EQ(pack.reports.size(), 1u);
  EXPECT_EQ(pack.reports[0].every, Rhythm::week);
  EXPECT_EQ(pack.reports[0].weekday, Weekday::friday);
  ASSERT_EQ(pack.routing.size(), 1u);
  EXPECT_EQ(pack.routing[0].route, "work_tray");
  EXPECT_EQ(pack.rule_called("EX-9"), nullptr);
}

TEST(PackTest, ADeploymentsSettingsStandInForThePacksOwn) {
  const Pack pack =
      load_pack(good(), "example",
                R"({"clock": "hours", "office_opens": "08:30", "at_once_minutes": 30})")
          .value();
  EXPECT_EQ(pack.duties[0].due.stretch.clock, Clock::hours);
  EXPECT_EQ(pack.office, (OfficeHours{{8, 30}, {17, 0}}));
  EXPECT_EQ(pack.at_once_minutes, 30);
}

TEST(PackTest, RefusesSettingsThatThePackDoesNotHaveOrCannotMean) {
  const auto says = [](std::string_view settings, std::string_view path) {
    const std::string said = refusal(good(), settings);
    EXPECT_NE(said.find(path), std::string::npos) << said;
  };
  says(R"({"tempo": 1})", "settings given.tempo: ");
  says(R"({"clock": "moons"})", "settings given.clock: ");
  says(R"({"at_once_minutes": 0})", "settings given.at_once_minutes: ");
  says(R"({"stage_1": 0})", "settings given.stage_1: ");
  says(R"({"office_closes": "08:00"})", "settings given.office_closes: must be later");
  says("[]", "settings given: ");
}

struct Mistake {
  const char* piece;
  const char* instead;
  const char* said;
};

TEST(PackTest, NamesEachMistakeWithItsPath) {
  const Mistake mistakes[] = {
      {R"("title")", R"("titel")", "example: title: is missing"},
      {R"("title")", R"("titel")", "example: titel: is not a key known here"},
      {R"("office_opens": "09:00")", R"("office_opens": "9")", "example: settings.office_opens: "},
      {R"("at_once_minutes": 60)", R"("at_once_minutes": 0)",
       "example: settings.at_once_minutes: "},
      {R"("at_once_minutes": 60)", R"("at_once_minutes": null)",
       "example: settings.at_once_minutes: must be a whole number"},
      {R"("stage_1": 5)", R"("stage_1": null)",
       "example: settings.stage_1: must be a whole number"},
      {R"("when": {"risk": "high"},)", R"("when": {"risk": "high"}, "when": {"risk": "low"},)",
       "example: a key is given twice in one object, at line "},
      {R"("clock": "working-hours")", R"("tempo": 1)", "example: settings.tempo: "},
      {R"("clock": "working-hours")", R"("clock": "moons")", "example: settings.clock: "},
      {R"("next-working-day")", R"("moons")", "example: rules[1].due.clock: "},
      {R"("amount": 72)", R"("amount": 0)", "example: rules[0].due.amount: "},
      {R"("amount": 72)", R"("amount": -3)", "example: rules[0].due.amount: "},
      {R"("amount": 72)", R"("amount": 7.5)", "example: rules[0].due.amount: "},
      {R"("next-working-day")", R"("next-working-day", "amount": 2)",
       "example: rules[1].due.amount: "},
      {R"("reaches": {"setting": "stage_1"})", R"("reaches": 0)",
       "example: rules[1].on[0].count.reaches: "},
      {R"("days": 90)", R"("days": 0)", "example: rules[1].on[0].count.days: "},
      {R"("EX-2", "kind")", R"("EX-1", "kind")", "example: rules[1].id: is the id of another"},
      {R"("kind": "deadline")", R"("kind": "wish")", "example: rules[0].kind: \"wish\" is not"},
      {R"("kind": "deadline")", R"("kind": "threshold")",
       "example: rules[0].on: a threshold needs a trigger with a count"},
      {R"("event": "returned")", R"("event": "lunch")", "example: rules[0].on[0].event: "},
      {R"([{"event": "returned", "words": "Found"}])", "[]", "example: rules[0].on: "},
      {R"("event": "offer_made")", R"("event": "luck")", "example: rules[0].met_by.event: "},
      {R"("kind": "stage_1")", R"("kind": "stage_9")", "example: rules[1].met_by.kind: "},
      {R"("on_return": "stays",)", "", "example: rules[0].on_return: is missing"},
      {R"("met_by": {"event": "offer_made"},)", "",
       "example: rules[0].met_by: is missing: patterns, or \"done\""},
      {R"({"event": "offer_made"})", R"("luck")",
       "example: rules[0].met_by: is patterns, or \"done\""},
      {R"("cancelled_by": "nothing_else",)", "",
       "example: rules[0].cancelled_by: is missing: patterns, or \"nothing_else\""},
      {R"("nothing_else")", R"("nobody")",
       "example: rules[0].cancelled_by: is patterns, or \"nothing_else\""},
      {R"("nothing_else")", "null", "example: rules[0].cancelled_by: "},
      {R"("event": "risk_changed")", R"("event": "luck")",
       "example: rules[1].cancelled_by.event: "},
      {R"("on": [{"event": "interview_offered"}],)", "", "example: rules[3].on: is missing"},
      {R"("event": "interview_offered")", R"("event": "interview_offered", "answer": "maybe")",
       "example: rules[3].on[0].answer: "},
      {R"({"event": "interview_offered"})",
       R"({"event": "interview_offered", "when": {"under": 10, "at_least": 12}})",
       "example: rules[3].on[0]: can never arise"},
      {R"("every": "week")", R"("every": "fortnight")", "example: rules[4].every: \"fortnight\""},
      {R"("every": "week", )", "", "example: rules[4].every: \"\" is not one of"},
      {R"("friday")", R"("freitag")", "example: rules[4].weekday: \"freitag\" is not one of"},
      {R"("weekday": "friday",)", "",
       "example: rules[4].weekday: is said of a weekly report, and of no other"},
      {R"("every": "week")", R"("every": "month")",
       "example: rules[4].weekday: is said of a weekly report, and of no other"},
      {R"("weekday": "friday")",
       R"("weekday": "friday", "before_date_of": {"event": "meeting_held"})",
       "example: rules[4].before_date_of: is panel_set or group_set"},
      {R"("lead_officer")", R"("the_public")", "example: rules[4].audience: "},
      {R"("team_manager")", R"("the_boss")", "example: rules[1].who: \"the_boss\" is not a role"},
      {R"({"risk": "high"})", R"({"risk": "blue"})", "example: rules[1].when.risk: "},
      {R"({"risk": "high"})", R"({"moon": 1})", "example: rules[1].when.moon: "},
      {R"({"risk": "high"})", R"({"all": [{"risk": "high"}, {"risk": "low"}]})",
       "example: rules[1].on[0]: can never arise"},
      {R"({"risk": "high"})", R"({"under": 10, "at_least": 12})",
       "example: rules[1].on[0]: can never arise"},
      {R"("threshold",
       "on": [{"count": {"reaches": {"setting": "stage_1"}, "days": 90}}])",
       R"("escalation", "on": [{"away": {"clock": "hours", "amount": {"setting": "stage_1"}},
                                "when": {"category": "absent"}}])",
       "example: rules[1].on[0]: can never arise"},
      {R"({"risk": "high"})", R"({"recorded": {"everyone_notified": true}})",
       "example: rules[1].when.recorded.everyone_notified: is of what meets a duty"},
      {R"({"risk": "high"})",
       R"({"recorded_ever": {"any": [{"event": "done"}, {"everyone_notified": true}]}})",
       "example: rules[1].when.recorded_ever.any[1].everyone_notified: is of what meets a duty"},
      {R"("quote": "Within 72 hours.")", R"("quote": "")",
       "example: rules[0].source.quote: must not be empty"},
      {R"({"document": "Policy", "quote": "Within 72 hours."})", "3",
       "example: rules[0].source: must be an object"},
      {R"("interview_clock": ["EX-1"])", R"("interview_clock": ["EX-9"])",
       "example: interview_clock[0]: \"EX-9\" is no deadline"},
      {R"("words": "Found"})", R"("when": {"rag": ["none", "green", "red"]}})",
       "example: interview_clock: none of these arises on the return of a child rated amber, "
       "legal status none, with no allocated worker, in hours"},
      {R"("words": "Found"})", R"("when": {"allocated": true}})",
       "example: interview_clock: none of these arises on the return of a child not rated, "
       "legal status none, with no allocated worker"},
      {R"("interview_clock": ["EX-1"])", R"("interview_clock": ["EX-1", "EX-1"])",
       "example: interview_clock[1]: arises beside interview_clock[0] for a child not rated"},
      {R"("route": "work_tray")", R"("route": "the_moon")", "example: routing[0].route: "},
      {R"("rule": "EX-3")", R"("rule": "EX-9")", "example: routing[0].rule: "},
      {R"(, "because": "Whoever it is")", "", "example: routing[0].because: is missing"},
      {R"("rules": [)", R"("rules": 1, "other": [)", "example: rules: must be a list"},
  };
  for (const Mistake& mistake : mistakes) {
    const std::string said = refusal(good_but(mistake.piece, mistake.instead));
    EXPECT_NE(said.find(mistake.said), std::string::npos)
        << "expected: " << mistake.said << "\nsaid: " << said;
  }
}

TEST(PackTest, ExplainSaysBothEndsOfARangeOfHours) {
  const std::string json =
      good_but(R"({"risk": "high"})", R"({"hours_to_working_day": {"at_least": 16, "under": 48}})");
  const Pack pack = load_pack(json, "example").value();
  const std::string said = explain(pack, *pack.rule_called("EX-2"));
  EXPECT_NE(said.find("hours to the next working day: 16 or more and under 48"), std::string::npos)
      << said;
}

TEST(PackTest, ExplainSaysWhatMeetsAndWhatCancelsEachDuty) {
  const Pack pack = load_pack(good(), "example").value();
  const auto explains = [&](const char* rule, const char* words) {
    const std::string said = explain(pack, *pack.rule_called(rule));
    EXPECT_NE(said.find(words), std::string::npos) << said;
  };
  explains("EX-1", "\n  met by: offer made, or done\n");
  explains("EX-1", "\n  on return: stays\n  cancelled by: nothing else\n");
  explains("EX-2", "\n  cancelled by: risk changed (risk low)\n");
  explains("EX-4", "\n  asked on: interview offered\n");
  explains("EX-5", "\n  report: every week, on friday, to lead officer\n");
  const Pack newham = built_in_pack("newham").value();
  const std::string said = explain(newham, *newham.rule_called("NEW-11.8"));
  EXPECT_NE(said.find("\n  cancelled by: NEW-11.3\n"), std::string::npos) << said;
}

TEST(PackTest, NamesAllMistakesAtOnce) {
  std::string json = good_but(R"("amount": 72)", R"("amount": 0)");
  json.replace(json.find("next-working-day"), 16, "moons");
  const std::string said = refusal(json);
  EXPECT_NE(said.find("rules[0].due.amount"), std::string::npos) << said;
  EXPECT_NE(said.find("rules[1].due.clock"), std::string::npos) << said;
}

TEST(PackTest, RefusesWhatIsNotAPackAtAll) {
  for (const char* text : {"", "{", "[]", "null", "{}", "{\"settings\": 3}"}) {
    EXPECT_NE(refusal(text), "accepted") << text;
  }
}

TEST(PackTest, TheFivePacksLoadEachWithTheClockOfItsInterview) {
  const std::vector<std::pair<std::string, std::vector<std::string>>> expected{
      {"darlington", {"DAR-02"}},
      {"north-somerset", {"NSC-2.1"}},
      {"newham", {"NEW-15.4"}},
      {"london-workflow", {"LDN-05", "LDN-05a"}},
      {"lancashire", {"LAN-01"}}};
  EXPECT_EQ(embedded_packs().size(), expected.size());
  for (const auto& [id, rules] : expected) {
    const auto pack = built_in_pack(id);
    ASSERT_TRUE(pack.ok()) << pack.error().detail;
    EXPECT_EQ(pack.value().id, id);
    ASSERT_EQ(pack.value().interview_clock.size(), rules.size());
    for (std::size_t i = 0; i < rules.size(); ++i) {
      const Duty& duty = pack.value().duties[pack.value().interview_clock[i]];
      EXPECT_EQ(pack.value().rules[duty.rule].id, rules[i]);
      EXPECT_EQ(duty.due.stretch.amount, 72);
    }
  }
  EXPECT_EQ(built_in_pack("atlantis").error().code, Code::not_found);
}

// docs/policy-packs.md: a sixth authority, written without building anything.
TEST(PackTest, TheInventedAuthorityOfTheDocumentIsJudgedByItsOwnPack) {
  std::ifstream file(std::string(HOMEWARD_ROOT) + "/tests/golden/packs/fernshire.json");
  const std::string json{std::istreambuf_iterator<char>(file), {}};
  const auto pack = load_pack(json, "fernshire.json");
  ASSERT_TRUE(pack.ok()) << pack.error().detail;
  const Scenario scenario =
      read_scenario(R"({"authority": "fernshire", "now": "2026-04-02T10:00:00Z", "events": [
        {"at": "2026-03-31T10:00:00Z", "type": "missing", "episode": "e1"},
        {"at": "2026-04-01T12:00:00Z", "type": "returned", "episode": "e1"}]})",
                    "story.json")
          .value();
  const WorkingCalendar calendar = england_and_wales().value();
  const Timeline line(pack.value(), calendar, scenario.facts, scenario.now);
  const Verdict verdict = evaluate(line);
  ASSERT_EQ(verdict.obligations.size(), 2u);
  EXPECT_EQ(pack.value().rules[verdict.obligations[0].duty->rule].id, "FERN-1");
  EXPECT_EQ(verdict.obligations[0].state, DutyState::overdue);
  EXPECT_EQ(pack.value().rules[verdict.obligations[1].duty->rule].id, "FERN-2");
  // Two working days over Good Friday and Easter Monday 2026.
  EXPECT_EQ(verdict.obligations[1].due.at, parse_instant("2026-04-07T12:00:00Z").value());
}

}  // namespace
}  // namespace homeward
