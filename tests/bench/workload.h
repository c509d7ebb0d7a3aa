// RHI-1000 (workload.mjs) as Homeward's changes: what two interviewers wrote on two
// tablets, which met after each round.
//
//   a line `ins`   a change of 60 versions by A
//   a line `upd`   a change of one narrative and three coded fields; it has seen what
//                  both tablets had at the last `sync`
//   a `conflict`   a field with two heads that must both be in view (M3)
//
// Everything is derived from the lines, ids and salts too: the same lines give the
// same octets. Five interviews make one child, each with its own episode.
#pragma once

#include <string_view>
#include <vector>

#include "core/record/record.h"

namespace homeward::bench {

// One of the two who write.
struct Interviewer {
  UserId user;
  Origin origin;
};

// A field both wrote unaware of each other.
struct Contended {
  RecordId record;
  FieldKey field;
  Value by_a;
  Value by_b;
};

struct Episode {
  RecordId id;
  RecordId child;
};

struct Workload {
  Interviewer a;
  Interviewer b;
  std::vector<Episode> episodes;  // one an interview
  std::vector<Change> changes;    // of both, in the order in which they were made
  // After how many of them the two have met: what one has seen of the other is of before.
  std::vector<std::size_t> meetings;  // ascending; the last is after all
  std::vector<Change> delta;          // ten more edits by A, after the last meeting
  std::vector<Contended> contended;
};

// The lines are our own (workload.mjs), so they are not doubted.
Workload read_workload(std::string_view json_lines);

}  // namespace homeward::bench
