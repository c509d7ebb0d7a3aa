// The children on this tablet as the list of children and My work show them, kept in memory
// between calls, so that a change to one child has that child's records read and judged
// again, and no other's (issue 3, Speed).
//
//   HW_CHECK(desk.caseload.bring_up(desk));
//   for (const auto& [child, lines] : desk.caseload.lines()) ...
//
// A child's lines are made anew
//   - after any of its records was written or removed, by a person here, by what came from
//     the council, or by a withdrawal (ClientStore::take_touched);
//   - when the moment has come at which its policies may say another thing of the same
//     records: a duty becomes overdue while nobody does anything (Timeline::stands_until);
//   - on another day, since a child's age and the year of a date are part of them; and where
//     the device's clock was put back.
// Everybody's are, where the names of people change, and in a new Client: settings, packs and
// closure days come with the identity, and a new identity makes one (wasm/tablet.h). Nobody
// else writes to the database: one tab has it open (T4). What changes by the minute is no
// part of the lines and is said as each call is answered.
#pragma once

#include <map>
#include <set>

#include "wasm/home_lines.h"
#include "wasm/work_lines.h"

namespace homeward {

struct ChildLines {
  Instant made;
  Instant until;  // the first instant at which they may be wrong
  HomeLines home;
  WorkLines work;
};

class Caseload {
 public:
  // Outside a transaction. After an error nothing is forgotten that was to be made anew.
  Result<void> bring_up(const Desk& desk);
  // As of the last bring_up().
  const std::map<RecordId, ChildLines>& lines() const { return lines_; }
  void forget();
  // How many children's lines were made so far, each time counted.
  std::uint64_t made() const { return made_; }

 private:
  Result<void> find_stale(const Desk& desk);
  Result<void> make(const Desk& desk, const RecordId& child);

  std::map<RecordId, ChildLines> lines_;
  std::set<RecordId> stale_;
  bool is_new_ = true;
  std::uint64_t made_ = 0;
};

}  // namespace homeward
