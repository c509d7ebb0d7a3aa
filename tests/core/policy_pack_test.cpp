#include "core/policy/pack.h"

#include <gtest/gtest.h>

#include "core/embedded.h"

namespace homeward {
namespace {

// A whole pack, in which a test replaces one piece by a mistake.
std::string good() {
  return R"({
    "id": "example", "title": "Example",
    "settings": {"office_opens": "09:00", "office_closes": "17:00", "at_once_minutes": 60,
                 "clock": "working-hours"},
    "interview_clock": ["EX-1", "EX-2"],
    "rules": [
      {"id": "EX-1", "kind": "deadline", "after": "returned", "trigger_words": "Found",
       "clock": {"setting": "clock"}, "amount": 72, "satisfied_by": ["offer_accepted"],
       "what": "Offer an interview", "who": "interviewer", "when": {"rag": "green"},
       "source": {"document": "Policy", "quote": "Within 72 hours."}},
      {"id": "EX-2", "kind": "deadline", "after": "returned", "trigger_words": "Found",
       "clock": "next-working-day", "satisfied_by": ["interview_held", "final_decline"],
       "what": "Hold an interview", "who": "youth_service", "unless": {"rag": "green"},
       "source": {"document": "Policy", "section": "2", "quote": "The next day."}}
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
  ASSERT_EQ(pack.deadlines.size(), 2u);
  EXPECT_EQ(pack.deadlines[0].clock, Clock::working_hours);
  EXPECT_EQ(pack.deadlines[0].amount, 72);
  EXPECT_EQ(pack.deadlines[1].clock, Clock::next_working_day);
  EXPECT_EQ(pack.deadlines[1].source, (RuleSource{"Policy", "2", "The next day."}));
  EXPECT_EQ(pack.interview_rule(Rag::green, true).id, "EX-1");
  EXPECT_EQ(pack.interview_rule(std::nullopt, true).id, "EX-2");
}

TEST(PackTest, ADeploymentsSettingsStandInForThePacksOwn) {
  const Pack pack =
      load_pack(good(), "example",
                R"({"clock": "hours", "office_opens": "08:30", "at_once_minutes": 30})")
          .value();
  EXPECT_EQ(pack.deadlines[0].clock, Clock::hours);
  EXPECT_EQ(pack.office, (OfficeHours{{8, 30}, {17, 0}}));
  EXPECT_EQ(pack.at_once_minutes, 30);
}

TEST(PackTest, RefusesSettingsThatThePackDoesNotHaveOrCannotMean) {
  EXPECT_EQ(refusal(good(), R"({"tempo": 1})"),
            "example: settings given.tempo: is not a key known here");
  EXPECT_EQ(refusal(good(), R"({"clock": "moons"})"),
            "example: settings given.clock: \"moons\" is not a clock");
  EXPECT_EQ(refusal(good(), R"({"at_once_minutes": 0})"),
            "example: settings given.at_once_minutes: is from 1 to 1440");
  EXPECT_EQ(refusal(good(), R"({"office_closes": "08:00"})"),
            "example: settings given.office_closes: must be later than office_opens");
  EXPECT_EQ(refusal(good(), "[]"), "example: settings given: must be an object");
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
       "example: settings.at_once_minutes: is from 1 to 1440"},
      {R"("clock": "working-hours")", R"("tempo": 1)", "example: settings.clock: is missing"},
      {R"("clock": "working-hours")", R"("tempo": 1)",
       "example: settings.tempo: is not a key known here"},
      {R"("clock": "working-hours")", R"("clock": "moons")",
       "example: settings.clock: \"moons\" is not a clock"},
      {R"("next-working-day")", R"("moons")", "example: rules[1].clock: \"moons\" is not a clock"},
      {R"("next-working-day")", "7", "example: rules[1].clock: must be text"},
      {R"("amount": 72)", R"("amount": 0)", "example: rules[0].amount: is from 1 to 10000"},
      {R"("amount": 72)", R"("amount": -3)", "example: rules[0].amount: is from 1 to 10000"},
      {R"("amount": 72)", R"("amount": 7.5)", "example: rules[0].amount: must be a whole number"},
      {R"("amount": 72, )", "", "example: rules[0].amount: is missing"},
      {R"("next-working-day")", R"("next-working-day", "amount": 2)",
       "example: rules[1].amount: is not asked of this clock"},
      {R"("EX-2", "kind")", R"("EX-1", "kind")", "example: rules[1].id: is the id of another"},
      {R"("kind": "deadline")", R"("kind": "wish")", "example: rules[0].kind: \"wish\" is not"},
      {R"("after": "returned")", R"("after": "lunch")", "example: rules[0].after: \"lunch\" is"},
      {R"(["offer_accepted"])", "[]", "example: rules[0].satisfied_by: must be a list of at least"},
      {R"(["offer_accepted"])", R"(["luck"])", "example: rules[0].satisfied_by[0]: \"luck\" is"},
      {R"("final_decline"])", R"("interview_held"])",
       "example: rules[1].satisfied_by[1]: is said twice"},
      {R"("youth_service")", R"("the_boss")", "example: rules[1].who: \"the_boss\" is not a role"},
      {R"({"rag": "green"},)", R"({"rag": "blue"},)", "example: rules[0].when.rag: is green"},
      {R"({"rag": "green"},)", R"({"moon": 1},)", "example: rules[0].when.moon: is not a key"},
      {R"({"rag": "green"},)", "{},", "example: rules[0].when: must name a fact"},
      {R"("quote": "Within 72 hours.")", R"("quote": "")",
       "example: rules[0].source.quote: must not be empty"},
      {R"({"document": "Policy", "quote": "Within 72 hours."})", "3",
       "example: rules[0].source: must be an object"},
      {R"("EX-2"],)", R"("EX-9"],)", "example: interview_clock[1]: \"EX-9\" is no deadline"},
      {R"(["EX-1", "EX-2"])", R"(["EX-1"])", "example: interview_clock: leaves some children"},
      {R"(["EX-1", "EX-2"])", R"(["EX-1", "EX-2", "EX-2"])",
       "example: interview_clock: gives some children two deadlines"},
      {R"("rules": [)", R"("rules": 1, "other": [)", "example: rules: must be a list"},
  };
  for (const Mistake& mistake : mistakes) {
    const std::string said = refusal(good_but(mistake.piece, mistake.instead));
    EXPECT_NE(said.find(mistake.said), std::string::npos)
        << "expected: " << mistake.said << "\nsaid: " << said;
  }
}

TEST(PackTest, NamesAllMistakesAtOnce) {
  std::string json = good_but(R"("amount": 72)", R"("amount": 0)");
  json.replace(json.find("next-working-day"), 16, "moons");
  const std::string said = refusal(json);
  EXPECT_NE(said.find("rules[0].amount"), std::string::npos) << said;
  EXPECT_NE(said.find("rules[1].clock"), std::string::npos) << said;
}

TEST(PackTest, RefusesWhatIsNotAPackAtAll) {
  for (const char* text : {"", "{", "[]", "null", "{}", "{\"settings\": 3}"}) {
    EXPECT_NE(refusal(text), "accepted") << text;
  }
}

TEST(PackTest, TheFivePacksLoadAndCarryTheirRules) {
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
    ASSERT_EQ(pack.value().deadlines.size(), rules.size());
    for (std::size_t i = 0; i < rules.size(); ++i) {
      EXPECT_EQ(pack.value().deadlines[i].id, rules[i]);
      EXPECT_EQ(pack.value().deadlines[i].amount, 72);
    }
  }
  EXPECT_EQ(built_in_pack("atlantis").error().code, Code::not_found);
}

}  // namespace
}  // namespace homeward
