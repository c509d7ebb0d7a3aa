#include "wasm/standing.h"

#include <algorithm>

#include "wasm/guards.h"
#include "wasm/words.h"

namespace homeward {
namespace {

std::string by_and_when(const Desk& desk, const UserId& user, Instant at) {
  return " by " + desk.name_of_person(user) + " on " + when_words(at, desk.now());
}

bool is_settled_stage(Stage stage) {
  return stage == Stage::submitted || stage == Stage::authorised;
}

}  // namespace

std::optional<std::string> why_not_submit(const Desk& desk, const CaseFile& file,
                                          const Record& record, const InterviewStanding& standing) {
  const Actor actor = desk.identity.actor();
  const RecordHeader& header = record.header();
  if (!is_submitted_type(header.type)) {
    return "This kind of record is not submitted.";
  }
  for (const std::string_view type :
       {std::string_view(header.type), std::string_view("submission")}) {
    if (!permitted(actor, Act::write, type)) {
      return why_not(actor, Act::write, type);
    }
  }
  if (actor.commissioned && header.episode.is_zero()) {
    return "A commissioned interviewer submits only what belongs to a time away.";
  }
  const bool nothing_new =
      standing.addendum.empty() && !standing.decision_conflict && !standing.rival_submissions;
  if (is_settled_stage(standing.stage) && nothing_new) {
    return standing.stage == Stage::submitted
               ? "It is submitted and waits for a supervisor. Nothing was changed since."
               : "It is authorised. Nothing was changed since.";
  }
  if (header.type == "episode") {
    const std::string why = why_not_finalise_episode(desk, file, record);
    return why.empty() ? std::nullopt : std::optional(why);
  }
  return std::nullopt;
}

std::optional<std::string> why_not_decide_now(const Desk& desk, const Record& record,
                                              const InterviewStanding& standing) {
  const Actor actor = desk.identity.actor();
  if (!permitted(actor, Act::write, "oversight")) {
    return why_not(actor, Act::write, "oversight");
  }
  if (standing.rival_submissions) {
    return "Two different versions were submitted, each without knowing of the other. Ask for it "
           "to be submitted again, then decide on that.";
  }
  const Submission* submission = current_submission(standing);
  if (submission == nullptr) {
    return "It has not been submitted.";
  }
  if (standing.decision_conflict) {
    return "One supervisor returned this version and another authorised it. Ask for it to be "
           "submitted again, then decide on that.";
  }
  if (standing.stage != Stage::submitted) {
    return standing.stage == Stage::returned ? "It was returned and waits to be submitted again."
                                             : "It is authorised already.";
  }
  return why_own(desk, record.header().id, *submission);
}

std::optional<std::string> why_own(const Desk& desk, const RecordId& record,
                                   const Submission& submission) {
  const auto submitted = submitted_record(desk, record, submission);
  return submitted.ok() ? why_not_decide(submission, submitted.value(), desk.identity.user)
                        : submitted.error().detail;
}

Result<Record> submitted_record(const Desk& desk, const RecordId& record,
                                const Submission& submission) {
  HW_TRY(changes, desk.store.history(record));
  auto submitted = pinned_record(submission.pin, changes);
  if (!submitted.ok()) {
    return Error{Code::refused,
                 "Part of what was submitted is not on this tablet yet. Wait until everything "
                 "has been received, then look again."};
  }
  return submitted;
}

const Submission* current_submission(const InterviewStanding& standing) {
  return standing.current ? &standing.submissions[*standing.current] : nullptr;
}

const Decision* returning_decision(const Submission& submission) {
  const auto found = std::find_if(submission.decisions.rbegin(), submission.decisions.rend(),
                                  [](const Decision& decision) { return !decision.authorises; });
  return found == submission.decisions.rend() ? nullptr : &*found;
}

const Submission* last_returned(const InterviewStanding& standing) {
  const auto found =
      std::find_if(standing.submissions.rbegin(), standing.submissions.rend(),
                   [](const Submission& it) { return returning_decision(it) != nullptr; });
  return found == standing.submissions.rend() ? nullptr : &*found;
}

std::vector<RecordId> standing_submissions(const InterviewStanding& standing) {
  std::vector<RecordId> ids;
  for (const Submission& submission : standing.submissions) {
    ids.push_back(submission.id);
  }
  for (const Submission& submission : standing.submissions) {
    for (const RecordId& replaced : submission.after) {
      ids.erase(std::remove(ids.begin(), ids.end(), replaced), ids.end());
    }
  }
  return ids;
}

const char* stage_name(const Record& record, const InterviewStanding& standing) {
  const bool is_plain =
      standing.submissions.empty() && !is_draft_until_submitted(record.header().type);
  return is_plain ? "plain" : name_of(standing.stage);
}

std::string stage_words(const Desk& desk, const Record& record, const InterviewStanding& standing) {
  if (standing.rival_submissions) {
    return "Two versions were submitted at once: submit it again to have it decided";
  }
  const Submission* submission = current_submission(standing);
  if (submission == nullptr) {
    return is_draft_until_submitted(record.header().type) ? "Draft, not submitted" : "";
  }
  if (standing.decision_conflict) {
    return "Returned and authorised at the same time: submit it again to have it decided";
  }
  if (standing.stage == Stage::submitted) {
    return "Submitted" + by_and_when(desk, submission->author, submission->at);
  }
  return decision_words(desk, submission->decisions.back());
}

std::string decision_words(const Desk& desk, const Decision& decision) {
  return (decision.authorises ? "Authorised" : "Returned") +
         by_and_when(desk, decision.author, decision.at);
}

bool is_by(const Record& record, const InterviewStanding& standing, const UserId& user) {
  const Submission* submission = current_submission(standing);
  if (submission != nullptr && submission->author == user) {
    return true;
  }
  for (const auto& [key, heads] : record.fields()) {
    for (const Head& head : heads) {
      if (head.author == user) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace homeward
