// Every story under tests/golden/scenarios, as `homeward policy evaluate` answers it.
//
//   <pack>/claims.json         what policies.md and the sources say of each, by hand
//   <pack>/<story>.answer.json the whole answer; ./dev golden writes it, its diff is the review
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "core/embedded.h"
#include "core/policy/run_scenario.h"
#include "tests/golden/story.h"

namespace homeward {
namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

const fs::path stories_folder = fs::path(HOMEWARD_ROOT) / "tests/golden/scenarios";

std::string contents(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  std::ostringstream all;
  all << file.rdbuf();
  return all.str();
}

std::string text_of(const json::object& object, const char* key) {
  const json::value* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->as_string()) : "";
}

// Of one pack: its stories, each evaluated once.
class Stories {
 public:
  explicit Stories(const std::string& pack) : folder_(stories_folder / pack) {}

  const fs::path& folder() const { return folder_; }

  std::string answer_text(const std::string& story) const {
    const std::string name = story + ".json";
    return answer_to_story(contents(folder_ / name), name);
  }

  const json::object& answer(const std::string& story) {
    const auto found = answers_.find(story);
    if (found != answers_.end()) {
      return found->second.as_object();
    }
    return (answers_[story] = json::parse(answer_text(story))).as_object();
  }

  std::vector<std::string> names() const {
    std::vector<std::string> all;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_)) {
      const std::string name = entry.path().filename().string();
      if (name != "claims.json" && name.find(".answer.") == name.npos) {
        all.push_back(entry.path().stem().string());
      }
    }
    return all;
  }

 private:
  fs::path folder_;
  std::map<std::string, json::value> answers_;
};

bool says_all(const json::object& said, const json::object& claim,
              std::initializer_list<const char*> keys) {
  for (const char* key : keys) {
    const json::value* claimed = claim.if_contains(key);
    const json::value* found = said.if_contains(key);
    if (claimed != nullptr && (found == nullptr || *found != *claimed)) {
      return false;
    }
  }
  return true;
}

bool is_one_with(const json::array& list, const json::object& claim,
                 std::initializer_list<const char*> keys) {
  return std::any_of(list.begin(), list.end(), [&](const json::value& one) {
    return says_all(one.as_object(), claim, keys);
  });
}

bool holds_of_upcoming(const json::object& answer, const json::object& claim) {
  json::object wanted{{"rule", claim.at("upcoming")}};
  const json::array& upcoming = answer.at("upcoming").as_array();
  if (claim.if_contains("arises") != nullptr) {
    return !is_one_with(upcoming, wanted, {"rule"});
  }
  wanted["at"] = claim.at("at");
  return is_one_with(upcoming, wanted, {"rule", "at"});
}

// That a rule rules, or, where the claim is that it does not, that it is not the one named.
bool holds_of_ask(const json::object& answer, const json::object& claim) {
  const auto place = static_cast<std::size_t>(claim.at("ask").as_int64());
  const json::object& said = answer.at("answers").as_array().at(place).as_object();
  if (claim.if_contains("arises") == nullptr) {
    return says_all(said, claim, {"allowed", "route", "rule"});
  }
  return says_all(said, claim, {"rule"}) == claim.at("arises").as_bool();
}

const json::array& list_in(const json::object& answer, const char* key) {
  static const json::array none;
  const json::value* list = answer.if_contains(key);
  return list == nullptr ? none : list->as_array();
}

// A report that does not arise is listed too: it was made, or nobody asked for it.
bool holds_of_report(const json::object& answer, const json::object& claim) {
  const json::array& reports = list_in(answer, "reports");
  const json::value& state = claim.at("state");
  const bool is_owed = !state.is_null() && state != "met";
  return is_owed == claim.at("arises").as_bool() &&
         is_one_with(reports, claim, {"rule", "next", "state"});
}

// That a rule moves a duty of another to somebody, or cancels it.
bool holds_of_other(const json::object& answer, const json::object& claim) {
  const bool moves = claim.if_contains("moves") != nullptr;
  const std::string id = text_of(claim, "rule");
  const std::string words = moves ? "(" + id + ")." : "Cancelled by " + id + ":";
  json::object other{{"rule", claim.at(moves ? "moves" : "cancels")},
                     {"episode", claim.at("episode")}};
  const json::array& obligations = answer.at("obligations").as_array();
  const auto found =
      std::find_if(obligations.begin(), obligations.end(), [&](const json::value& one) {
        return says_all(one.as_object(), other, {"rule", "episode"});
      });
  return found != obligations.end() && (text_of(found->as_object(), "because").find(words) !=
                                        std::string::npos) == claim.at("arises").as_bool();
}

bool holds(const json::object& answer, const json::object& claim) {
  if (claim.if_contains("ask") != nullptr) {
    return holds_of_ask(answer, claim);
  }
  if (claim.if_contains("moves") != nullptr || claim.if_contains("cancels") != nullptr) {
    return holds_of_other(answer, claim);
  }
  if (text_of(claim, "in") == "reports") {
    return holds_of_report(answer, claim);
  }
  if (text_of(claim, "in") == "content") {
    return is_one_with(list_in(answer, "content"), claim, {"rule", "episode", "at"}) ==
           claim.at("arises").as_bool();
  }
  if (claim.if_contains("upcoming") != nullptr) {
    return holds_of_upcoming(answer, claim);
  }
  if (const json::value* question = claim.if_contains("question")) {
    return (answer.if_contains("questions") != nullptr) == question->as_bool();
  }
  const json::array& obligations = answer.at("obligations").as_array();
  if (const json::value* times = claim.if_contains("times")) {
    return std::count_if(obligations.begin(), obligations.end(), [&](const json::value& one) {
             return says_all(one.as_object(), claim, {"rule", "episode"});
           }) == times->as_int64();
  }
  return claim.at("arises").as_bool()
             ? is_one_with(obligations, claim, {"rule", "episode", "arose", "due", "state", "who"})
             : !is_one_with(obligations, claim, {"rule", "episode"});
}

class ScenarioTest : public testing::TestWithParam<std::string> {};

TEST_P(ScenarioTest, EveryClaimOfThePoliciesHolds) {
  Stories stories(GetParam());
  const json::value claims = json::parse(contents(stories.folder() / "claims.json"));
  ASSERT_GT(claims.as_array().size(), 100u);
  for (const json::value& one : claims.as_array()) {
    const json::object& claim = one.as_object();
    const json::object& answer = stories.answer(text_of(claim, "scenario"));
    EXPECT_TRUE(holds(answer, claim)) << json::serialize(claim);
  }
}

TEST_P(ScenarioTest, EveryStoryHasTheAnswerThatWasReviewed) {
  const Stories stories(GetParam());
  for (const std::string& story : stories.names()) {
    EXPECT_EQ(stories.answer_text(story), contents(stories.folder() / (story + ".answer.json")))
        << GetParam() << "/" << story << ": ./dev golden writes the answer anew";
  }
}

std::vector<std::string> pack_names() {
  std::vector<std::string> names;
  for (const EmbeddedFile& file : embedded_packs()) {
    names.emplace_back(file.name);
  }
  return names;
}

INSTANTIATE_TEST_SUITE_P(Packs, ScenarioTest, testing::ValuesIn(pack_names()), [](const auto& of) {
  std::string name = of.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

// The row of the table of events in docs/scenarios.md that tells of the type.
std::string row_of(const std::string& page, std::string_view type) {
  std::istringstream lines(page);
  for (std::string line; std::getline(lines, line);) {
    const std::string first = line.substr(0, line.find('|', 1));
    if (line.rfind("| `", 0) == 0 && first.find("`" + std::string(type) + "`") != first.npos)
      return line.substr(first.size());
  }
  return "";
}

TEST(ScenarioPageTest, TellsOfEveryEventAndOfEachOfItsKeys) {
  const std::string page = contents(fs::path(HOMEWARD_ROOT) / "docs/scenarios.md");
  for (std::size_t at = 0; at < event_type_count; ++at) {
    const auto type = static_cast<EventType>(at);
    if (is_made(type))
      continue;
    const std::string row = row_of(page, name_of(type));
    EXPECT_NE(row, "") << name_of(type);
    for (const KeyForm& form : keys_of(type))
      EXPECT_NE(row.find("`" + std::string(name_of(form.key)) + "`"), row.npos)
          << name_of(type) << " " << name_of(form.key);
  }
}

// ---- bad input, and facts that do not fit

std::string refusal(std::string_view text) {
  const auto scenario = read_scenario(text, "story.json");
  return scenario.ok() ? "accepted" : scenario.error().detail;
}

TEST(ReadScenarioTest, NamesWhatItDoesNotKnowWithItsPath) {
  const std::pair<const char*, const char*> mistakes[] = {
      {R"({"authority": "lancashire", "now": "yesterday"})", "story.json: now: "},
      {R"({"authority": "lancashire", "now": "2026-03-31T10:00:00Z", "mood": 1})",
       "story.json: mood: is not a key known here"},
      {R"({"authority": "lancashire", "now": "2026-03-31T10:00:00Z",
           "child": {"legal_status": "famous"}})",
       "story.json: child.legal_status: "},
      {R"({"authority": "lancashire", "now": "2026-03-31T10:00:00Z",
           "events": [{"at": "2026-03-27T21:15:00Z", "type": "lost", "episode": "e1"}]})",
       "story.json: events[0].type: "},
      {R"({"authority": "lancashire", "now": "2026-03-31T10:00:00Z",
           "events": [{"at": "2026-03-27T21:15:00Z", "type": "missing"}]})",
       "story.json: events[0].episode: "},
      {R"({"authority": "lancashire", "now": "2026-03-31T10:00:00Z",
           "events": [{"at": "2026-03-27T21:15:00Z", "type": "extension_agreed", "rule": "LAN-05",
                       "until": "2026-02-30T09:00:00Z", "by": "head_of_service"}]})",
       "story.json: events[0].until: "},
      {R"({"authority": "lancashire", "now": "2026-03-31T10:00:00Z",
           "events": [{"at": "2026-03-27T21:15:00Z", "type": "extension_agreed", "rule": "LAN-05",
                       "until": "2600-01-01T09:00:00Z", "by": "head_of_service"}]})",
       "story.json: events[0].until: "},
      {R"({"authority": "lancashire", "now": "2026-03-31T10:00:00Z",
           "asks": [{"action": "sing"}]})",
       "story.json: asks[0].action: "}};
  for (const auto& [text, said] : mistakes) {
    EXPECT_NE(refusal(text).find(said), std::string::npos) << refusal(text);
  }
}

TEST(ReadScenarioTest, WordsMayBeEmptyWhereTheyNameNothing) {
  EXPECT_EQ(refusal(R"({"authority": "lancashire", "now": "2026-03-31T10:00:00Z",
    "child": {"area": ""}, "events": [
      {"at": "2026-03-27T21:15:00Z", "type": "waived", "rule": "LAN-05", "why": ""}]})"),
            "accepted");
  for (const char* child : {R"({"placed_in": ""})", R"({"responsible_authority": ""})"}) {
    const std::string said = refusal(
        std::string(R"({"authority": "lancashire", "now": "2026-03-31T10:00:00Z", "child": )") +
        child + "}");
    EXPECT_NE(said.find("must not be empty"), std::string::npos) << said;
  }
}

std::string questions_of(const std::string& events) {
  const std::string text = R"({"authority": "lancashire", "now": "2026-03-31T10:00:00Z",
    "events": [)" + events +
                           "]}";
  const Scenario scenario = read_scenario(text, "story.json").value();
  const Pack pack = built_in_pack("lancashire").value();
  const WorkingCalendar calendar = england_and_wales().value();
  const json::value answer = json::parse(run_scenario(scenario, pack, calendar));
  const json::value* questions = answer.as_object().if_contains("questions");
  return questions == nullptr ? "" : json::serialize(*questions);
}

TEST(ReadScenarioTest, FactsThatContradictEachOtherAreAskedAboutAndEvaluated) {
  const std::string missing =
      R"({"at": "2026-03-27T21:15:00Z", "type": "missing", "episode": "e1"})";
  const std::string returned =
      R"({"at": "2026-03-28T06:40:00Z", "type": "returned", "episode": "e1"})";
  EXPECT_EQ(questions_of(missing + "," + returned), "");
  EXPECT_NE(questions_of(returned + "," + missing), "");
  const std::string agreed =
      R"(,{"at": "2026-03-28T09:00:00Z", "type": "extension_agreed", "until": "2026-04-20T09:00:00Z",
           "rule": )";
  EXPECT_EQ(questions_of(missing + agreed + R"("LAN-05", "by": "head_of_service"})"), "");
  const std::pair<const char*, std::string> stories[] = {
      {"a return before going missing",
       missing + R"(,{"at": "2026-03-26T06:40:00Z", "type": "returned", "episode": "e1"})"},
      {"an interview before the return",
       missing + "," + returned +
           R"(,{"at": "2026-03-28T01:00:00Z", "type": "interview_held", "episode": "e1"})"},
      {"two episodes open at once",
       missing + R"(,{"at": "2026-03-29T06:40:00Z", "type": "missing", "episode": "e2"})"},
      {"longer time agreed by one who may not",
       missing + agreed + R"("LAN-05", "by": "interviewer"})"},
      {"longer time agreed by nobody", missing + agreed + R"("LAN-05"})"},
      {"longer time for a rule that takes none",
       missing + agreed + R"("LAN-01", "by": "head_of_service"})"},
      {"longer time agreed until before the agreement",
       missing + R"(,{"at": "2026-03-28T09:00:00Z", "type": "extension_agreed", "rule": "LAN-05",
                      "until": "2026-03-28T08:59:59Z", "by": "head_of_service"})"},
      {"something later than now",
       missing + R"(,{"at": "2027-03-28T06:40:00Z", "type": "returned", "episode": "e1"})"}};
  for (const auto& [what, events] : stories) {
    EXPECT_NE(questions_of(events), "") << what;
  }
}

// Only a record can say such an instant: a story that did would not be read.
TEST(ReadScenarioTest, LongerTimeUntilAnInstantThatNoCalendarHasMovesNothingAndIsAskedAbout) {
  const Pack pack = built_in_pack("lancashire").value();
  const WorkingCalendar calendar = england_and_wales().value();
  Scenario story =
      read_scenario(contents(stories_folder / "lancashire/LAN-07-exactly-due.json"), "story.json")
          .value();
  const json::value before = json::parse(run_scenario(story, pack, calendar));
  Event agreed = story.facts.events.back();
  agreed.type = EventType::extension_agreed;
  agreed.rule = "LAN-07";
  agreed.said.clear();
  agreed.say(Key::by, word("head_of_service"));
  agreed.until = Instant{INT64_MAX};
  story.facts.events.push_back(agreed);
  const json::value after = json::parse(run_scenario(story, pack, calendar));
  EXPECT_EQ(before.at("obligations"), after.at("obligations"));
  EXPECT_EQ(before.as_object().if_contains("questions"), nullptr);
  EXPECT_NE(json::serialize(after.at("questions")).find("until a time that no calendar has"),
            std::string::npos);
}

}  // namespace
}  // namespace homeward
