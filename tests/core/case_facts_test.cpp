// What single answers of a record say happened, where no golden story asks for it.
#include "core/policy/case_facts.h"

#include <gtest/gtest.h>

#include "core/base/digest.h"

namespace homeward {
namespace {

const RecordId child = RecordId::of(digest("child", {}).view().substr(0, 16));
const RecordId episode = RecordId::of(digest("episode", {}).view().substr(0, 16));
const Instant when = parse_instant("2026-03-10T10:00:00Z").value();

// "matrix level=low, referred to=early_help": each event with its words.
std::string told(const std::string& type, std::vector<std::pair<FieldKey, Value>> answers) {
  Change change;
  change.number = 1;
  change.at = when;
  change.record = {RecordId::of(digest("record", {}).view().substr(0, 16)), type, child, episode};
  for (auto& [field, value] : answers)
    change.versions.push_back({field, std::move(value), SaidBy::unsaid, Sharing::case_file, {}});
  Record record(change.record);
  record.integrate(change);
  std::string all;
  for (const Event& event : facts_of_records({&record}, Authorities("Own", "own")).events) {
    all += (all.empty() ? "" : ", ") + std::string(name_of(event.type));
    for (const Said& said : event.said) {
      for (const Word word : said.words)
        all += " " + std::string(name_of(said.key)) + "=" + std::string(name_of(word));
    }
  }
  return all;
}

TEST(CaseFactsTest, DAR_11_AwarenessIsAskedOfEarlyHelpOrDoneByCarers) {
  EXPECT_EQ(told("risk_matrix", {{"awareness.asked", Value::date("2026-03-11")},
                                 {"matrix.level", Value::code("low")},
                                 {"matrix.when", Value::instant(when)}}),
            "matrix level=low, referred to=early_help");
  EXPECT_EQ(told("risk_matrix", {{"awareness.asked", Value::date("2026-03-11")},
                                 {"awareness.by_whom", Value::code("carers")},
                                 {"matrix.level", Value::code("low")},
                                 {"matrix.when", Value::instant(when)}}),
            "matrix level=low, informed who=carers");
}

TEST(CaseFactsTest, DAR_09_NoIntelligenceReceivedTicksTheIntelligenceForm) {
  EXPECT_EQ(told("risk_matrix", {{"follow_up.intelligence_received", Value::yes_no(false)},
                                 {"matrix.level", Value::code("high")},
                                 {"matrix.when", Value::instant(when)}}),
            "matrix level=high, followed_up item=intelligence");
}

TEST(CaseFactsTest, NEW_14_APoliceCheckSaysOfWhichKindItWas) {
  EXPECT_EQ(told("episode", {{"came_back.prevention", Value::yes_no(true)},
                             {"came_back.safe_and_well", Value::yes_no(true)}}),
            "police_check kind=safe_and_well, police_check kind=prevention");
}

}  // namespace
}  // namespace homeward
