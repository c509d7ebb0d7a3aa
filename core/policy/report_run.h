// When a report is made next. It is a duty of an authority and of no child, so it stands
// apart from the obligations (policies.md).
//
//   weekly, Mondays   next Monday at the opening of the office: 2026-04-06T08:00:00Z
//   on request        owed once it is asked for, by the time that was said, if any
//
// Where a panel's date was set in the facts, the beginning of that day comes in the
// rhythm's place: what is listed for a panel is there before it. One on request may have
// such a date too, beside what is asked for. A run is told by `done` with the rule's id:
// from then on the next one is owed, and is overdue once its time is over, and what was
// asked for until then is answered. Before any was told nobody can know that one of the
// rhythm was missed, and the next is owed; but of one on request, what a date was set for,
// or somebody asked for, is owed until it is made.
#pragma once

#include "core/policy/evaluate.h"

namespace homeward {

struct ReportRun {
  const Report* report = nullptr;
  std::optional<Instant> next;      // none on request, where no time was said
  std::optional<DutyState> state;   // open, due-soon, overdue; met: run for this time; or none
  std::optional<Instant> last_run;  // none was told
  std::optional<Instant> asked;     // the first request that no run has answered
};

// Of each report of the pack, in its order; of none where no calendar has the line's instant.
std::vector<ReportRun> report_runs(const Timeline& line);

// "Every week, on Monday at 09:00. Next Monday 6 April 09:00."
// "On request. Asked for on Monday 6 April 09:00."
std::string because(const Timeline& line, const ReportRun& run);

}  // namespace homeward
