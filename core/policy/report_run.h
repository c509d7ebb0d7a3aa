// When a report is made next. It is a duty of an authority and of no child, so it stands
// apart from the obligations (policies.md).
//
//   weekly, Mondays   next Monday at the opening of the office: 2026-04-06T08:00:00Z
//   on request        no time of its own
//
// Where a panel's date was set in the facts, the beginning of that day comes in the
// rhythm's place: what is listed for a panel is there before it. A run is told by `done`
// with the rule's id: from then on the next one is owed, and is overdue once its time is
// over. Before any was told nobody can know that one was missed, and the next is owed.
#pragma once

#include "core/policy/evaluate.h"

namespace homeward {

struct ReportRun {
  const Report* report = nullptr;
  std::optional<Instant> next;      // none on request
  std::optional<DutyState> state;   // open, due-soon, overdue; met: run for this time; or none
  std::optional<Instant> last_run;  // none was told
};

// Of each report of the pack, in its order; of none where no calendar has the line's instant.
std::vector<ReportRun> report_runs(const Timeline& line);

// "Every week, on Monday at 09:00. Next Monday 6 April 09:00."
std::string because(const Timeline& line, const ReportRun& run);

}  // namespace homeward
