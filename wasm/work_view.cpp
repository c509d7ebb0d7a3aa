// My work: what lies with this person, and what is owed of every child on this tablet, and
// by whom.
#include <algorithm>
#include <boost/json/array.hpp>
#include <set>
#include <tuple>

#include "core/base/sorting.h"
#include "wasm/duty_json.h"
#include "wasm/lying.h"
#include "wasm/views.h"

namespace homeward {
namespace {

// A child's part, and what it is sorted by.
struct Part {
  std::int64_t due_ms = INT64_MAX;
  std::string name;
  boost::json::object json;

  bool operator<(const Part& other) const {
    return std::tie(due_ms, name) < std::tie(other.due_ms, other.name);
  }
};

Part part_of(const WorkLines& lines, const boost::json::array& unfinished, Instant now) {
  Part part{INT64_MAX, lines.name, lines.json};
  boost::json::array duties = lines.duties;
  for (std::size_t at = 0; at < duties.size(); ++at) {
    const std::optional<Instant> due = lines.due[at];
    part.due_ms = std::min(part.due_ms, due ? due->ms : INT64_MAX);
    duties[at].as_object()["state_words"] = owed_words(due, now);
  }
  part.json["duties"] = std::move(duties);
  boost::json::array lying = unfinished;
  lying.insert(lying.end(), lines.lying.begin(), lines.lying.end());
  part.json["lying"] = std::move(lying);
  return part;
}

boost::json::array reports_of(const Desk& desk) {
  Facts facts;
  for (const auto& [child, lines] : desk.caseload.lines()) {
    const std::vector<Event>& told = lines.work.of_reports;
    facts.events.insert(facts.events.end(), told.begin(), told.end());
  }
  return reports_json(desk, facts);
}

}  // namespace

CallResult work_view(Desk& desk, Arguments& args) {
  HW_CHECK(args.done());
  HW_CHECK(desk.caseload.bring_up(desk));
  HW_TRY(unfinished, unfinished_lying(desk));
  std::vector<Part> parts;
  std::set<std::string> whos;
  for (const auto& [child, lines] : desk.caseload.lines()) {
    if (!lines.work.is_empty() || unfinished.count(child) > 0) {
      parts.push_back(part_of(lines.work, unfinished[child], desk.now()));
      whos.insert(lines.work.whos.begin(), lines.work.whos.end());
    }
  }
  sort_stably(parts);
  boost::json::array list;
  for (Part& part : parts) {
    list.push_back(std::move(part.json));
  }
  boost::json::array names;
  for (const std::string& who : whos) {
    names.emplace_back(who);
  }
  boost::json::array unreadable;
  for (const std::string& mistake : desk.packs.unreadable()) {
    unreadable.emplace_back(mistake);
  }
  return boost::json::value{{"children", std::move(list)},
                            {"whos", std::move(names)},
                            {"reports", reports_of(desk)},
                            {"unreadable_policy", std::move(unreadable)}};
}

}  // namespace homeward
