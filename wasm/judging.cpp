#include "wasm/judging.h"

#include <algorithm>

#include "core/policy/case_facts.h"

namespace homeward {
namespace {

Authorities authorities_of(const Desk& desk) {
  Authorities known(desk.identity.authority, desk.pack.id);
  for (const std::string& id : desk.packs.ids()) {
    known.add(id);
  }
  return known;
}

std::vector<const Record*> all_records(const CaseFile& file) {
  std::vector<const Record*> all{&file.child};
  for (const auto* shelf : {&file.episodes, &file.offers, &file.interviews, &file.safety_plans,
                            &file.notes, &file.submissions, &file.oversights, &file.others}) {
    for (const Record& record : *shelf) {
      all.push_back(&record);
    }
  }
  return all;
}

std::unique_ptr<Judged> judged(const Desk& desk, const Pack& pack, Facts facts) {
  facts.child = seen_by(std::move(facts.child), desk.pack.id, pack.id);
  auto one = std::make_unique<Judged>(pack, desk.calendar, std::move(facts), desk.now());
  one->name = pack.id == desk.pack.id ? desk.identity.authority : pack.title;
  return one;
}

}  // namespace

Facts facts_of(const Desk& desk, const CaseFile& file) {
  return facts_of_records(all_records(file), authorities_of(desk));
}

Judges judges_of(const Desk& desk, const Facts& facts) {
  const std::string& own = desk.pack.id;
  const std::string& responsible = facts.child.responsible_authority;
  const std::string& home_id = responsible.empty() ? own : responsible;
  const std::string& host_id = facts.child.placed_in.empty() ? own : facts.child.placed_in;
  Judges judges;
  for (const auto& [id, side] : {std::pair(home_id, Side::home), std::pair(host_id, Side::host)}) {
    const Pack* pack = desk.packs.called(id);
    if (pack == nullptr || (side == Side::host && host_id == home_id)) {
      continue;
    }
    judges.push_back(judged(desk, *pack, facts));
    judges.back()->side = home_id == host_id ? Side::only : side;
  }
  if (std::none_of(judges.begin(), judges.end(), [&](const std::unique_ptr<Judged>& one) {
        return one->line.pack().id == own;
      })) {
    judges.insert(judges.begin(), judged(desk, desk.pack, facts));
  }
  return judges;
}

}  // namespace homeward
