// What the authorities' policies say of one child, from the records on this tablet.
//
// The child's own authority's pack judges; where the child is another authority's, or is
// placed in another's area, that one's pack judges too, side by side (NSC-4, NEW-6, NEW-18).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/policy/answer.h"
#include "core/policy/evaluate.h"
#include "wasm/case_file.h"

namespace homeward {

enum class Side { only, home, host };

// One pack's reading of a case. Neither copied nor moved: the timeline points into it.
struct Judged {
  Judged(const Pack& pack, const WorkingCalendar& calendar, Facts read, Instant now)
      : facts(std::move(read)), line(pack, calendar, facts, now) {}
  Judged(const Judged&) = delete;
  Judged& operator=(const Judged&) = delete;

  const Facts facts;
  const Timeline line;
  std::string name;  // of the authority
  Side side = Side::only;
};

using Judges = std::vector<std::unique_ptr<Judged>>;

// What the records tell (core/policy/case_facts.h).
Facts facts_of(const Desk& desk, const CaseFile& file);

// The own authority's first; home before host where there are two.
Judges judges_of(const Desk& desk, const Facts& facts);

}  // namespace homeward
