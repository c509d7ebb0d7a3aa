// What the list of children shows of one child, but for what changes by the minute or is
// no part of its records (wasm/caseload.h).
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/policy/interview_clock.h"
#include "core/record/record.h"

namespace homeward {

struct CaseFile;
struct Desk;

struct HomeLines {
  // A record that was submitted, as its supervisor or its author is asked to look at it.
  struct Review {
    RecordId record;
    Instant submitted;
    std::optional<InterviewClock> clock;  // of an interview
    boost::json::object json;
  };

  std::string name;
  std::optional<InterviewClock> clock;  // the most pressing
  std::optional<Record> away;           // the time away that the child has not come back from
  boost::json::object json;
  std::vector<Review> to_review;  // by this person
  std::vector<Review> returned;   // to this person
};

// `clocks` as clocks_of() has them.
HomeLines home_lines(const Desk& desk, const CaseFile& file,
                     const std::vector<InterviewClock>& clocks);

}  // namespace homeward
