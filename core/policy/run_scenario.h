// A scenario's answer as JSON, as scenarios.md fixes it: the same natively and in the
// module. Objects are written one obligation a line, so that a diff can be read.
//
// Beside what scenarios.md lists there stand, each only where there is anything in it:
//   "content"    what is asked for on a form and owed by nobody: {rule, episode, what, who, at}
//   "reports"    {rule, what, who, audience, every, next, state, because, source, quote}: see
//                report_run.h; `next` and `state` are null of a report on request
//   "questions"  for the worker, about facts that do not fit together
#pragma once

#include <string>

#include "core/policy/evaluate.h"
#include "core/policy/scenario.h"

namespace homeward {

// A mistake, with its path, where the scenario names a rule that the pack does not have.
Result<void> check_rules(const Scenario& scenario, const Pack& pack, std::string_view name);

// Events of a time away that no "missing" begins, each with its path: nothing is owed of it.
// No mistake, since records may tell as little; and never silent.
std::vector<std::string> left_out(const Scenario& scenario, std::string_view name);

// Of a scenario whose rules were checked.
std::string run_scenario(const Scenario& scenario, const Pack& pack,
                         const WorkingCalendar& calendar);

}  // namespace homeward
