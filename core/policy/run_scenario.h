// A scenario's answer as JSON, as scenarios.md fixes it: the same natively and in the
// module. Objects are written one obligation a line, so that a diff can be read.
#pragma once

#include <string>

#include "core/policy/evaluate.h"
#include "core/policy/scenario.h"

namespace homeward {

// A mistake, with its path, where the scenario names a rule that the pack does not have.
Result<void> check_rules(const Scenario& scenario, const Pack& pack, std::string_view name);

// Of a scenario whose rules were checked.
std::string run_scenario(const Scenario& scenario, const Pack& pack,
                         const WorkingCalendar& calendar);

}  // namespace homeward
