#include "wasm/home_lines.h"

#include <algorithm>
#include <set>

#include "core/access/permissions.h"
#include "wasm/child_words.h"
#include "wasm/next_step.h"
#include "wasm/record_json.h"
#include "wasm/standing.h"
#include "wasm/words.h"

namespace homeward {
namespace {

// How many answers differ from those last returned.
std::size_t changed_count(const InterviewStanding& standing) {
  const Submission* returned = last_returned(standing);
  const Submission* current = current_submission(standing);
  if (returned == nullptr || current == nullptr || returned == current) {
    return 0;
  }
  std::set<FieldKey> changed;
  const auto& was = returned->pin.heads;
  const auto& is = current->pin.heads;
  for (const Name& name : is) {
    if (!std::binary_search(was.begin(), was.end(), name)) {
      changed.insert(name.field);
    }
  }
  return changed.size();
}

std::optional<InterviewClock> clock_in(const CaseFile& file, const Clocks& clocks,
                                       const Record& record) {
  const Record* episode = episode_of(file, record);
  if (episode == nullptr || record.header().type != "interview") {
    return std::nullopt;
  }
  return clocks[static_cast<std::size_t>(episode - file.episodes.data())];
}

HomeLines::Review review_of(const Desk& desk, const CaseFile& file, const Clocks& clocks,
                            const Record& record) {
  const InterviewStanding standing = standing_in(file, record);
  const Submission* current = current_submission(standing);
  const Submission& submission = current == nullptr ? standing.submissions.back() : *current;
  const Form* form = form_of(desk, record);
  const std::string title = form == nullptr ? record.header().type : form->title;
  return {record.header().id,
          submission.at,
          clock_in(file, clocks, record),
          {{"interview", record.header().id.hex()},
           {"type", record.header().type},
           {"title", title},
           {"child", record.header().child.hex()},
           {"child_name", child_name(file.child)},
           {"interviewer", desk.name_of_person(submission.author)},
           {"submitted", moment_json(submission.at, desk.now())},
           {"stage_words", title + ". " + stage_words(desk, record, standing)},
           {"changed_since_return", changed_count(standing)},
           {"conflict", standing.decision_conflict || standing.rival_submissions ||
                            !record.conflicts().empty()},
           {"mine", why_own(desk, record.header().id, submission).has_value()}}};
}

}  // namespace

HomeLines home_lines(const Desk& desk, const CaseFile& file, const Clocks& clocks) {
  const std::vector<const Record*> returned = returned_to(file, desk.identity.user);
  HomeLines lines;
  lines.name = child_name(file.child);
  lines.clock = pressing_clock(desk, clocks);
  if (!file.episodes.empty() && is_still_away(file.episodes.back())) {
    lines.away = file.episodes.back();
  }
  lines.json = {{"id", file.child.header().id.hex()},
                {"name", lines.name},
                {"age_words", age_words(desk, file.child)},
                {"placement_words", answer_words(desk, file.child, "where_they_live.placement")},
                {"next_step", next_step(desk, file, clocks)},
                {"conflicts", file.conflicts},
                {"returned_to_you", returned.size()}};
  if (permitted(desk.identity.actor(), Act::write, "oversight")) {
    for (const Record* record : awaiting_review(file)) {
      lines.to_review.push_back(review_of(desk, file, clocks, *record));
    }
  }
  for (const Record* record : returned) {
    lines.returned.push_back(review_of(desk, file, clocks, *record));
  }
  return lines;
}

}  // namespace homeward
