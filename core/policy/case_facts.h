// What the records of one child say happened, as the policies ask for it.
//
//   a record of type "offer", answered "declined"  ->  interview_offered, answer declined
//   a row of "absence.risk_changes" of an episode  ->  risk_changed
//
// Each event stands at the instant the record names, else at the one it was first
// written. What two people wrote unaware (M3) is read as the graver or the earlier of
// the two where a duty hangs on it, and as not recorded where it would meet one: nobody
// is told too late because of a conflict. What this program does not know is passed over.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/policy/facts.h"
#include "core/record/record.h"

namespace homeward {

// What authorities are called in records, and the ids of their packs: "north-somerset".
// A name that no pack goes by is known by its own words, as authority_id() has them.
class Authorities {
 public:
  // Whose data set this is: its name and its pack.
  Authorities(std::string_view own_name, std::string own_pack);
  void add(std::string pack) { packs_.push_back(std::move(pack)); }

  const std::string& own() const { return own_pack_; }
  // "North Somerset Council" -> "north-somerset"; empty where nothing is said.
  std::string called(std::string_view name) const;

 private:
  std::string own_id_;
  std::string own_pack_;
  std::vector<std::string> packs_;
};

// `records` are all that is known of one child, in any order.
Facts facts_of_records(const std::vector<const Record*>& records, const Authorities& authorities);

// The same child as the pack `judge` sees it: its own child, or another authority's.
Child seen_by(Child child, const std::string& own, const std::string& judge);

// An authority's name as packs write it: "North Somerset" -> "north-somerset".
std::string authority_id(std::string_view name);

}  // namespace homeward
