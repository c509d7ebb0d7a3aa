// The golden stories once more, each told by records through the forms and read back as the
// tablet reads them: what is owed must be what the story itself owes.
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/embedded.h"
#include "core/policy/case_facts.h"
#include "core/policy/run_scenario.h"
#include "tests/core/story_records.h"

namespace homeward {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

const fs::path stories_folder = fs::path(HOMEWARD_ROOT) / "tests/golden/scenarios";

Facts read_back(const test::ToldStory& told, const Scenario& story) {
  Authorities known("Invented Council", story.authority);
  for (const EmbeddedFile& file : embedded_packs())
    known.add(std::string(file.name));
  std::vector<const Record*> records;
  for (const Record& record : told.records)
    records.push_back(&record);
  return facts_of_records(records, known);
}

// What is owed and will be, but for words, with the story's names of episodes.
std::string owed(Scenario story, const Pack& pack,
                 const std::map<std::string, std::string>& names) {
  static const WorkingCalendar calendar = england_and_wales().value();
  story.asks.clear();
  json::value answer = json::parse(run_scenario(story, pack, calendar));
  std::string all;
  for (const char* list : {"obligations", "upcoming"}) {
    for (json::value& one : answer.at(list).as_array()) {
      one.as_object().erase("because");
      all += json::serialize(one) + "\n";
    }
  }
  for (const auto& [id, name] : names) {
    for (std::size_t at; (at = all.find(id)) != all.npos;)
      all.replace(at, id.size(), name);
  }
  return all;
}

std::string contents(const fs::path& path) {
  std::ostringstream all;
  all << std::ifstream(path, std::ios::binary).rdbuf();
  return all.str();
}

TEST(StoryRecordsTest, WhatRecordsTellIsJudgedAsTheStoryIs) {
  std::map<std::string, int> cannot;
  int told_alike = 0;
  for (const auto& entry : fs::recursive_directory_iterator(stories_folder)) {
    const std::string name = entry.path().filename().string();
    if (entry.path().extension() != ".json" || name == "claims.json" ||
        name.find(".answer.") != name.npos)
      continue;
    auto read = read_scenario(contents(entry.path()), name);
    if (!read.ok()) {
      ++cannot["no story"];
      continue;
    }
    const Scenario& story = read.value();
    const test::ToldStory told = test::records_of(story.facts);
    if (!told.why_not.empty()) {
      ++cannot[told.why_not];
      continue;
    }
    const Pack pack = built_in_pack(story.authority, story.settings).value();
    Scenario from_records = story;
    from_records.facts = read_back(told, story);
    const std::string expected = owed(story, pack, {}),
                      found = owed(from_records, pack, told.names);
    EXPECT_EQ(found, expected) << name;
    told_alike += expected == found;
  }
  // Each with why: records say less than a story may, and on purpose.
  const std::map<std::string, int> expected_not{
      {"a living plan is the child's, and the story tells of it in one episode", 11},
      // LDN-08: the director gets the briefing as its recipient, and no share.
      {"share: share.with: director_of_childrens_services is not one of its options", 3}};
  EXPECT_EQ(cannot, expected_not);
  EXPECT_GT(told_alike, 800);
}

}  // namespace
}  // namespace homeward
