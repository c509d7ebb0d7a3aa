// M7, ALL-01: a supervisor returns or authorises exactly the version that was submitted.
#include <algorithm>

#include "core/form/validate.h"
#include "wasm/acts.h"
#include "wasm/guards.h"
#include "wasm/remarks.h"
#include "wasm/standing.h"
#include "wasm/writing.h"

namespace homeward {
namespace {

Result<void> check_length(const std::string& text, const std::string& path) {
  if (characters_in(text) > narrative_length_max) {
    return Error{Code::bad_input, "call: args." + path + ": is longer than 20,000 characters"};
  }
  return {};
}

Result<std::vector<CommentText>> read_comments(Arguments& args) {
  std::vector<CommentText> comments;
  for (JsonObject& comment : args.objects("comments")) {
    comments.push_back({comment.text("key"), comment.text("text")});
    comment.no_more_keys();
  }
  if (comments.size() > remarks_max) {
    return Error{Code::bad_input, "call: args.comments: are more than 100"};
  }
  for (const CommentText& comment : comments) {
    HW_CHECK(check_length(comment.text, "comments"));
  }
  return comments;
}

// What was read, and what is decided about it.
struct ReadDecision {
  RecordId submission;
  std::string pin;
  bool authorises = false;
  std::string reason;
  std::vector<CommentText> comments;
  Outcomes outcomes;
};

// Only what the form of a decision offers.
Result<void> check_outcomes(const Desk& desk, const Outcomes& outcomes) {
  const Form* form = desk.forms.latest("oversight");
  HW_ASSERT(form != nullptr);
  HW_CHECK(validate_value(*form->question_of("outcomes"), Value::codes(outcomes.codes)));
  return outcomes.consent.empty() ? Result<void>()
                                  : validate_value(*form->question_of("consent_to_referrals"),
                                                   Value::code(outcomes.consent));
}

Result<ReadDecision> read_verdict(Arguments& args) {
  ReadDecision verdict;
  verdict.submission = args.record_id("submission");
  verdict.pin = args.text("pin");
  verdict.reason = args.text_or("reason", "");
  HW_TRY(comments, read_comments(args));
  verdict.comments = std::move(comments);
  HW_CHECK(args.done());
  HW_CHECK(check_length(verdict.reason, "reason"));
  return verdict;
}

// It takes what was typed of it with it (T1).
Result<void> write_decision(Desk& desk, const Record& record, const Submission& submission,
                            const ReadDecision& verdict) {
  const RecordHeader& about = record.header();
  HW_TRY(remarks, remarks_about(desk, about.id));
  const RecordId id = remarks ? remarks->decision : RecordId::fresh(desk.random);
  HW_TRY(transaction, Transaction::begin(desk.store));
  HW_CHECK(append_change(desk, header_about(about, "oversight", id),
                         decision_fields(about.id, submission, verdict.authorises, verdict.reason,
                                         verdict.comments, desk.random, verdict.outcomes)));
  HW_CHECK(erase_remarks(desk, about.id));
  return transaction.commit();
}

// The submission that was read; null where it is no longer the one to decide on.
const Submission* submission_read(const InterviewStanding& standing, const ReadDecision& verdict) {
  const std::vector<RecordId> waiting = standing_submissions(standing);
  const bool waits = current_submission(standing)->pin.hash.hex() == verdict.pin &&
                     std::find(waiting.begin(), waiting.end(), verdict.submission) != waiting.end();
  const auto found =
      std::find_if(standing.submissions.begin(), standing.submissions.end(),
                   [&](const Submission& it) { return waits && it.id == verdict.submission; });
  return found == standing.submissions.end() ? nullptr : &*found;
}

CallResult decide(Desk& desk, const RecordId& id, const ReadDecision& verdict) {
  HW_TRY(record, load_record(desk, id));
  HW_TRY(file, load_case_file(desk, record.header().child));
  const InterviewStanding standing = standing_in(file, record);
  if (const auto why = why_not_decide_now(desk, record, standing)) {
    return Error{Code::refused, *why};
  }
  if (verdict.authorises && record.header().type == "interview") {
    const std::string why = why_not_finalise(desk, file, record);
    if (!why.empty()) {
      return Error{Code::refused, why};
    }
  }
  const Submission* submission = submission_read(standing, verdict);
  if (submission == nullptr) {
    return Error{Code::refused,
                 "It was submitted again while you were reading. Read what changed first."};
  }
  HW_CHECK(write_decision(desk, record, *submission, verdict));
  return boost::json::value{{"decided", true}};
}

}  // namespace

CallResult return_interview(Desk& desk, Arguments& args) {
  const RecordId id = args.record_id("interview");
  HW_TRY(verdict, read_verdict(args));
  if (verdict.comments.empty() && verdict.reason.empty()) {
    return Error{Code::refused, "Say what is to be corrected: a comment on an answer, or why."};
  }
  return decide(desk, id, verdict);
}

CallResult authorise(Desk& desk, Arguments& args) {
  const RecordId id = args.record_id("interview");
  const Outcomes outcomes{args.texts_or_none("outcomes"), args.text_or("consent", "")};
  HW_TRY(verdict, read_verdict(args));
  HW_CHECK(check_outcomes(desk, outcomes));
  verdict.outcomes = outcomes;
  verdict.authorises = true;
  return decide(desk, id, verdict);
}

}  // namespace homeward
