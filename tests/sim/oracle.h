// How records merge, written a second time: straight from docs/merge.md, over a whole
// list of changes, as plainly and slowly as can be. What core/record folds one change at
// a time must come to the same (M2, M3, M5).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/record/record.h"

namespace homeward::sim {

// A version with what its change says of it.
struct Written {
  Name name;
  UserId author;
  Version version;
};

std::vector<Written> versions_of(const std::vector<Change>& changes);

// Those whose name no other version of the field has seen.
using HeadsByField = std::map<FieldKey, std::vector<Written>>;
HeadsByField heads_of(const std::vector<Change>& changes);

std::vector<Name> names_of(const std::vector<Written>& heads);
bool in_conflict(const HeadsByField& heads, const FieldKey& field);

// "" where `record` shows what these changes come to; else what differs.
std::string difference(const Record& record, const std::vector<Change>& changes);

}  // namespace homeward::sim
