#include "wasm/next_step.h"

#include <algorithm>

#include "core/access/permissions.h"
#include "wasm/clock_json.h"
#include "wasm/standing.h"
#include "wasm/words.h"

namespace homeward {
namespace {

template <class Keep>
std::vector<const Record*> submitted_records(const CaseFile& file, Keep keep) {
  std::vector<const Record*> found;
  const auto look_at = [&](const Record& record) {
    if (is_submitted_type(record.header().type) && keep(record, standing_in(file, record))) {
      found.push_back(&record);
    }
  };
  for (const auto* shelf : {&file.interviews, &file.safety_plans, &file.others, &file.episodes,
                            &file.offers, &file.notes}) {
    std::for_each(shelf->begin(), shelf->end(), look_at);
  }
  look_at(file.child);
  return found;
}

// ALL-01: who wrote in it leaves the decision to another.
std::string review_step(const Desk& desk, const Record& interview,
                        const InterviewStanding& standing) {
  if (!permitted(desk.identity.actor(), Act::write, "oversight")) {
    return "Wait for a supervisor to review the interview";
  }
  return why_not_decide_now(desk, interview, standing) ? "Another supervisor reviews the interview"
                                                       : "Review the interview and decide on it";
}

// What is left to do about an episode's interview itself; empty where nothing is.
std::string interview_step(const Desk& desk, const CaseFile& file, const RecordId& episode) {
  const Record* interview = interview_of(file, episode);
  if (interview == nullptr) {
    return waits_to_be_held(file, episode) ? "Hold the return home interview" : "";
  }
  const InterviewStanding standing = standing_in(file, *interview);
  switch (standing.stage) {
    case Stage::draft:
      return "Finish the interview and submit it";
    case Stage::returned:
      return "Correct the interview that was returned";
    case Stage::submitted:
      if (standing.rival_submissions) {
        return "Submit the interview again: two versions were submitted at the same time";
      }
      return standing.decision_conflict ? "Submit the interview again: it was returned and "
                                          "authorised at the same time"
                                        : review_step(desk, *interview, standing);
    case Stage::authorised:
      return "";
  }
  return "";
}

// Its times are in conflict, or contradict each other.
bool needs_a_look(const InterviewClock& clock) {
  return clock.state == DutyState::not_measurable && !clock.questions.empty();
}

std::string episode_step(const Desk& desk, const CaseFile& file, const Record& episode,
                         const InterviewClock& clock) {
  std::string step = interview_step(desk, file, episode.header().id);
  if (!step.empty()) {
    return step;
  }
  if (is_owed(clock)) {
    return clock.what;
  }
  if (needs_a_look(clock)) {
    return "Check the times that are recorded";
  }
  return is_still_away(episode) ? "Not recorded as returned" : "";
}

}  // namespace

bool waits_to_be_held(const CaseFile& file, const RecordId& episode) {
  const Record* newest = nullptr;
  const auto offered = [](const Record& offer) { return instant_in(offer, "offer.offered"); };
  for (const Record* offer : offers_of(file, episode)) {
    const std::string answer = code_in(*offer, "answer.answer");
    const bool is_answered = answer == "accepted" || answer == "declined";
    if (is_answered && (newest == nullptr || offered(*newest) <= offered(*offer))) {
      newest = offer;
    }
  }
  return newest != nullptr && code_in(*newest, "answer.answer") == "accepted" &&
         interview_of(file, episode) == nullptr;
}

std::optional<InterviewClock> pressing_clock(const Desk& desk, const Clocks& clocks) {
  const InterviewClock* first = nullptr;
  const Instant now = desk.now();
  for (const InterviewClock& clock : clocks) {
    const bool presses = needs_a_look(clock) || (is_owed(clock) && clock.due);
    if (presses && (first == nullptr || pressing_at(clock, now) < pressing_at(*first, now))) {
      first = &clock;
    }
  }
  return first == nullptr ? std::nullopt : std::optional(*first);
}

Instant pressing_at(const InterviewClock& clock, Instant now) {
  return clock.due.value_or(now);
}

std::string next_step(const Desk& desk, const CaseFile& file, const Clocks& clocks) {
  if (!returned_to(file, desk.identity.user).empty()) {
    return "Correct what was returned to you";
  }
  for (std::size_t at = 0; at < clocks.size(); ++at) {
    std::string step = episode_step(desk, file, file.episodes[at], clocks[at]);
    if (!step.empty()) {
      return step;
    }
  }
  const bool reviews = permitted(desk.identity.actor(), Act::write, "oversight");
  return reviews && !awaiting_review(file).empty() ? "Review what was submitted"
                                                   : "No interview to offer or hold";
}

std::vector<std::string> steps_of(const Desk& desk, const CaseFile& file, const Clocks& clocks,
                                  std::size_t at) {
  std::vector<std::string> list;
  const std::string step = interview_step(desk, file, file.episodes[at].header().id);
  if (!step.empty()) {
    list.push_back(step + ".");
  }
  if (needs_a_look(clocks[at])) {
    list.insert(list.end(), clocks[at].questions.begin(), clocks[at].questions.end());
  }
  return list;
}

std::vector<const Record*> returned_to(const CaseFile& file, const UserId& user) {
  return submitted_records(file, [&](const Record& record, const InterviewStanding& standing) {
    return standing.stage == Stage::returned && is_by(record, standing, user);
  });
}

std::vector<const Record*> begun_by(const CaseFile& file, const UserId& user) {
  return submitted_records(file, [&](const Record& record, const InterviewStanding& standing) {
    return standing.stage == Stage::draft && is_draft_until_submitted(record.header().type) &&
           is_by(record, standing, user);
  });
}

std::vector<const Record*> awaiting_review(const CaseFile& file) {
  return submitted_records(file, [](const Record&, const InterviewStanding& standing) {
    return standing.stage == Stage::submitted;
  });
}

}  // namespace homeward
