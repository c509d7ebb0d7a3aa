// What the policies say, as the page shows it (DutyView, UpcomingView, GuardView and
// RouteView in api.ts): judged, and in words.
#pragma once

#include <boost/json/array.hpp>
#include <string_view>

#include "wasm/judging.h"

namespace homeward {

// True while something is still to be done.
bool is_owed(DutyState state);

// Obligations of one child: of one episode, or, of none, about the child.
struct DutyList {
  boost::json::array owed;   // by due, none last
  boost::json::array ended;  // met, waived, cancelled: newest first
};

// One judge's verdict with what is needed to show it.
struct Told {
  const Desk& desk;
  const CaseFile& file;
  const Judged& judged;
  Verdict verdict;
};

Told told(const Desk& desk, const CaseFile& file, const Judged& judged);
std::vector<Told> all_told(const Desk& desk, const CaseFile& file, const Judges& judges);
// The own authority's among all: it always judges.
const Told& own_of(const std::vector<Told>& all);

// "Due in 3 hours": changes with every minute, as nothing else of a duty does.
std::string owed_words(std::optional<Instant> due, Instant now);

// What is to be done: of an offer that is owed although the interview was held, to record it.
std::string what_words(const Told& told, const Obligation& one);

boost::json::object duty_json(const Told& told, const Obligation& one);

// Of all judges together.
DutyList duties_json(const std::vector<Told>& all, const RecordId& episode);
boost::json::array upcoming_json(const std::vector<Told>& all, const RecordId& episode);

// That what is on record of it does not count, and why.
void add_no_interview(boost::json::array& guards, const Judged& judged, const NoInterview& why,
                      std::string_view what, boost::json::value key);

// What is refused: nothing is added where it is allowed. `what` says what is refused,
// `key` which question it is about; null where none.
void add_guard(boost::json::array& guards, const Judged& judged, const Ask& ask,
               std::string_view what, boost::json::value key);

boost::json::array routes_json(const CaseFile& file, const Judges& judges, const RecordId& episode);

// When each report of the own authority is made next, soonest first, on request last: to
// whoever works there and supervises, and to nobody else. `facts` as of_reports has them.
boost::json::array reports_json(const Desk& desk, const Facts& facts);

// About facts that do not fit, each once.
boost::json::array questions_json(const CaseFile& file, const Judges& judges);

}  // namespace homeward
