// My work: what is owed of every child on this tablet, and by whom.
#include <algorithm>
#include <boost/json/array.hpp>
#include <set>
#include <tuple>

#include "wasm/child_words.h"
#include "wasm/duty_json.h"
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

struct Owed {
  const Told* told = nullptr;
  const Obligation* one = nullptr;

  std::int64_t due_ms() const { return one->due.at ? one->due.at->ms : INT64_MAX; }
};

std::vector<Owed> owed_of(const std::vector<Told>& all) {
  std::vector<Owed> owed;
  for (const Told& told : all) {
    for (const Obligation& one : told.verdict.obligations) {
      if (is_owed(one.state)) {
        owed.push_back({&told, &one});
      }
    }
  }
  std::stable_sort(owed.begin(), owed.end(),
                   [](const Owed& a, const Owed& b) { return a.due_ms() < b.due_ms(); });
  return owed;
}

// None where nothing is owed or asked.
std::optional<Part> part_of(const Desk& desk, const CaseFile& file, std::set<std::string>& whos) {
  const Judges judges = judges_of(desk, facts_of(desk, file));
  std::vector<Told> all;
  for (const auto& judged : judges) {
    all.push_back(told(desk, file, *judged));
  }
  boost::json::array duties;
  Part part;
  for (const Owed& owed : owed_of(all)) {
    part.due_ms = std::min(part.due_ms, owed.due_ms());
    duties.push_back(duty_json(*owed.told, *owed.one));
    whos.emplace(duties.back().at("who").as_string());
  }
  boost::json::array questions = questions_json(file, judges);
  if (duties.empty() && questions.empty()) {
    return std::nullopt;
  }
  part.name = child_name(file.child);
  part.json = {{"child", file.child.header().id.hex()},
               {"name", part.name},
               {"age_words", age_words(desk, file.child)},
               {"duties", std::move(duties)},
               {"questions", std::move(questions)}};
  return part;
}

}  // namespace

CallResult work_view(Desk& desk, Arguments& args) {
  HW_CHECK(args.done());
  HW_TRY(children, desk.store.records_of_type("child"));
  std::vector<Part> parts;
  std::set<std::string> whos;
  for (const Record& child : children) {
    HW_TRY(file, load_case_file(desk, child.header().id));
    if (auto part = part_of(desk, file, whos)) {
      parts.push_back(std::move(*part));
    }
  }
  std::stable_sort(parts.begin(), parts.end());
  boost::json::array list;
  for (Part& part : parts) {
    list.push_back(std::move(part.json));
  }
  boost::json::array names;
  for (const std::string& who : whos) {
    names.emplace_back(who);
  }
  return boost::json::value{{"children", std::move(list)}, {"whos", std::move(names)}};
}

}  // namespace homeward
