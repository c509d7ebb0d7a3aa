// A child's times away on a line, with the rolling 90 days (TimelineView in api.ts).
#pragma once

#include <boost/json/value.hpp>

#include "wasm/judging.h"

namespace homeward {

// Null where no beginning is known. Counted as the pack counts (policies.md, Rolling
// window): duplicates once, absences never.
boost::json::value times_away_json(const CaseFile& file, const Judged& judged);

}  // namespace homeward
