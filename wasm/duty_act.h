// In which record a duty is done: the way from "owed" to the page where it is written.
#pragma once

#include <boost/json/value.hpp>

#include "core/policy/evaluate.h"
#include "wasm/case_file.h"

namespace homeward {

// `act` of DutyView in api.ts: null where this person can write none that does it.
boost::json::value duty_act_json(const Desk& desk, const CaseFile& file, const Obligation& one,
                                 std::string_view rule, const RecordId& episode);

// True where an offer is what meets it.
bool is_met_by_an_offer(const Duty& duty);

// `waive` of DutyView: what the button says with which this person begins a waiver of a
// duty; null where they may not (core/access/permissions.h).
boost::json::value waive_json(const Desk& desk);

}  // namespace homeward
