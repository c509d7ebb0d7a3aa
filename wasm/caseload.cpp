#include "wasm/caseload.h"

#include <algorithm>

#include "core/time/civil.h"
#include "wasm/episode_clock.h"

namespace homeward {
namespace {

// The next midnight; of a clock that no calendar has, the next moment.
Instant end_of_day(Instant now) {
  return is_plausible(now) ? instant_of({date_of_day(day_number(local(now).date) + 1), LocalTime{}})
                           : now.plus_ms(1);
}

}  // namespace

Result<void> Caseload::bring_up(const Desk& desk) {
  HW_CHECK(find_stale(desk));
  while (!stale_.empty()) {
    HW_CHECK(make(desk, *stale_.begin()));
    stale_.erase(stale_.begin());
  }
  return {};
}

void Caseload::forget() {
  lines_.clear();
  is_new_ = true;
}

Result<void> Caseload::find_stale(const Desk& desk) {
  stale_.merge(desk.store.take_touched());
  if (is_new_) {
    HW_TRY(children, desk.store.records_of_type("child"));
    for (const Record& child : children) {
      stale_.insert(child.header().id);
    }
    is_new_ = false;
  }
  const Instant now = desk.now();
  for (const auto& [child, lines] : lines_) {
    if (now < lines.made || now >= lines.until) {
      stale_.insert(child);
    }
  }
  return {};
}

Result<void> Caseload::make(const Desk& desk, const RecordId& child) {
  const auto file = load_case_file(desk, child);
  if (!file.ok()) {
    lines_.erase(child);
    return file.error().code == Code::not_found ? Result<void>() : file.error();
  }
  ++made_;
  ChildLines lines;
  lines.made = desk.now();
  lines.until = end_of_day(lines.made);
  const Judges judges = judges_of(desk, facts_of(desk, file.value()));
  const std::vector<Told> all = all_told(desk, file.value(), judges);
  lines.home = home_lines(desk, file.value(), clocks_of(own_of(all)));
  lines.work = work_lines(all, questions_json(file.value(), judges));
  for (const auto& judged : judges) {
    lines.until = std::min(lines.until, judged->line.stands_until().value_or(lines.until));
  }
  lines_.insert_or_assign(child, std::move(lines));
  return {};
}

}  // namespace homeward
