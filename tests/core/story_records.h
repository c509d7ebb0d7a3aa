// A story told by records, each answer where its form asks for it: the other way round of
// core/policy/case_facts.h. An event becomes a record of its own, or answers of the episode,
// of its one interview or of its action plan.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/policy/facts.h"
#include "core/record/record.h"

namespace homeward::test {

struct ToldStory {
  std::vector<Record> records;
  std::map<std::string, std::string> names;  // of episodes in the story, by their ids
  std::string why_not;                       // records cannot tell it; empty where they can
};

ToldStory records_of(const Facts& facts);

}  // namespace homeward::test
