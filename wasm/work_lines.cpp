#include "wasm/work_lines.h"

#include <algorithm>

#include "core/base/sorting.h"
#include "wasm/child_words.h"
#include "wasm/duty_json.h"
#include "wasm/lying.h"

namespace homeward {
namespace {

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
  sort_stably(owed, [](const Owed& a, const Owed& b) { return a.due_ms() < b.due_ms(); });
  return owed;
}

// Dates that were set, and reports that were asked for or made: they are about no one child.
std::vector<Event> of_reports(const Told& own) {
  const Pack& pack = own.judged.line.pack();
  std::vector<Event> events;
  for (const Event& event : own.judged.facts.events) {
    const bool is_of_rule =
        event.type == EventType::done || event.type == EventType::report_requested;
    const Rule* rule = is_of_rule ? pack.rule_called(event.rule) : nullptr;
    const bool of_report = rule != nullptr && rule->kind == RuleKind::report;
    if (of_report || event.type == EventType::panel_set || event.type == EventType::group_set) {
      events.push_back(event);
      events.back().episode.clear();
    }
  }
  return events;
}

}  // namespace

WorkLines work_lines(const std::vector<Told>& all, boost::json::array questions) {
  WorkLines lines;
  lines.of_reports = of_reports(own_of(all));
  for (const Owed& owed : owed_of(all)) {
    lines.due.push_back(owed.one->due.at);
    lines.duties.push_back(duty_json(*owed.told, *owed.one));
    lines.whos.emplace(lines.duties.back().at("who").as_string());
  }
  const CaseFile& file = all.front().file;
  lines.lying = lying_json(own_of(all));
  lines.has_questions = !questions.empty();
  lines.name = child_name(file.child);
  lines.json = {{"child", file.child.header().id.hex()},
                {"name", lines.name},
                {"age_words", age_words(all.front().desk, file.child)},
                {"questions", std::move(questions)}};
  return lines;
}

}  // namespace homeward
