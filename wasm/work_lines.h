// What My work shows of one child, but for what changes by the minute (wasm/caseload.h).
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/policy/facts.h"

namespace homeward {

struct Told;

struct WorkLines {
  std::string name;
  boost::json::object json;  // without its duties
  bool has_questions = false;
  boost::json::array lying;                 // with this person (wasm/lying.h)
  boost::json::array duties;                // by due, those of no date last
  std::vector<std::optional<Instant>> due;  // of each of `duties`
  std::set<std::string> whos;               // who owes them
  std::vector<Event> of_reports;            // which the own authority's reports are made by

  // Nothing of the child is owed or asked, or lies with this person.
  bool is_empty() const { return duties.empty() && lying.empty() && !has_questions; }
};

// `all` as all_told() has them, of one child; `questions` as questions_json() has them.
WorkLines work_lines(const std::vector<Told>& all, boost::json::array questions);

}  // namespace homeward
