#include "tests/bench/caseload.h"

#include "core/embedded.h"

namespace homeward::bench {

Result<Caseload> Caseload::read(std::string_view lines) {
  HW_TRY(calendar, england_and_wales());
  Caseload caseload(std::move(calendar));
  for (const EmbeddedFile& file : embedded_packs()) {
    HW_TRY(pack, built_in_pack(file.name));
    caseload.packs_.emplace(file.name, std::move(pack));
  }
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    HW_TRY(story, read_scenario(lines.substr(0, end), "caseload"));
    if (caseload.packs_.count(story.authority) == 0) {
      return Error{Code::bad_input, "caseload: no pack is called " + story.authority};
    }
    caseload.stories_.push_back(std::move(story));
    lines.remove_prefix(end == lines.npos ? lines.size() : end + 1);
  }
  if (caseload.size() <= often) {
    return Error{Code::bad_input, "caseload: too few children"};
  }
  return caseload;
}

std::size_t Caseload::evaluate(std::size_t from, std::size_t to) const {
  std::size_t obligations = 0;
  for (std::size_t at = from; at < to; ++at) {
    const Scenario& story = stories_[at];
    const Timeline line(packs_.at(story.authority), calendar_, story.facts, story.now);
    obligations += homeward::evaluate(line).obligations.size();
  }
  return obligations;
}

}  // namespace homeward::bench
