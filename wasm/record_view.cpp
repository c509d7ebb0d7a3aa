#include "wasm/child_words.h"
#include "wasm/record_json.h"
#include "wasm/remarks.h"
#include "wasm/standing.h"
#include "wasm/views.h"
#include "wasm/words.h"

namespace homeward {
namespace {

// Those it was last returned with, and those it was authorised with.
std::vector<Comment> comments_of(const InterviewStanding& standing) {
  std::vector<Comment> comments;
  const Submission* returned = last_returned(standing);
  if (returned != nullptr) {
    comments = returning_decision(*returned)->comments;
  }
  if (standing.stage == Stage::authorised) {
    const Decision& decision = current_submission(standing)->decisions.back();
    comments.insert(comments.end(), decision.comments.begin(), decision.comments.end());
  }
  return comments;
}

boost::json::array remarks_list(const Form* form, const Remarks& remarks) {
  boost::json::array list;
  for (const CommentText& comment : remarks.comments) {
    const Question* question = form == nullptr ? nullptr : form->question_of(comment.key);
    list.push_back({{"key", comment.key},
                    {"label", question == nullptr ? comment.key : question->label},
                    {"text", comment.text}});
  }
  return list;
}

// When the version they were begun on was submitted; null where it is the one in view.
boost::json::value begun_on_json(const Desk& desk, const InterviewStanding& standing,
                                 const Remarks& remarks) {
  const Submission* current = current_submission(standing);
  for (const Submission& submission : standing.submissions) {
    const bool is_it = submission.id == remarks.begun_on;
    if (is_it && (current == nullptr || current->pin.hash != submission.pin.hash)) {
      return moment_json(submission.at, desk.now());
    }
  }
  return nullptr;
}

Result<boost::json::value> remarks_json(const Desk& desk, const Record& record,
                                        const InterviewStanding& standing) {
  HW_TRY(kept, remarks_about(desk, record.header().id));
  const Remarks remarks = kept.value_or(Remarks{});
  return boost::json::value{{"comments", remarks_list(form_of(desk, record), remarks)},
                            {"reason", remarks.reason},
                            {"begun_on", begun_on_json(desk, standing, remarks)}};
}

std::set<FieldKey> as_set(const std::vector<FieldKey>& keys) {
  return {keys.begin(), keys.end()};
}

// What stood in each answer that differs from when it was last returned.
Result<std::map<FieldKey, std::string>> changed_since_return(const Desk& desk,
                                                             const Record& submitted,
                                                             const InterviewStanding& standing) {
  std::map<FieldKey, std::string> was;
  const Submission* returned = last_returned(standing);
  if (returned == nullptr || returned == current_submission(standing)) {
    return was;
  }
  HW_TRY(before, submitted_record(desk, submitted.header().id, *returned));
  for (const FieldKey& key : changed_since(returned->pin, submitted)) {
    was[key] = answer_words(desk, before, key);
  }
  return was;
}

}  // namespace

CallResult record_view(Desk& desk, Arguments& args) {
  const RecordId id = args.record_id("record");
  HW_CHECK(args.done());
  HW_TRY(record, load_record(desk, id));
  HW_TRY(file, load_case_file(desk, record.header().child));
  HW_TRY(drafts, desk.store.drafts(id));
  const InterviewStanding standing = standing_in(file, record);
  Shown shown{record, record, file, standing, {}};
  shown.beside.drafts = by_field(drafts);
  shown.beside.comments = comments_of(standing);
  shown.beside.addendum = as_set(standing.addendum);
  return record_json(desk, shown);
}

CallResult review_view(Desk& desk, Arguments& args) {
  const RecordId id = args.record_id("interview");
  HW_CHECK(args.done());
  HW_TRY(record, load_record(desk, id));
  HW_TRY(file, load_case_file(desk, record.header().child));
  const InterviewStanding standing = standing_in(file, record);
  const Submission* submission = current_submission(standing);
  if (submission == nullptr && !standing.rival_submissions) {
    return Error{Code::refused, "It has not been submitted, so there is nothing to review."};
  }
  HW_TRY(submitted,
         submission == nullptr ? Result<Record>(record) : submitted_record(desk, id, *submission));
  HW_TRY(was, changed_since_return(desk, submitted, standing));
  Shown shown{submitted, record, file, standing, {}};
  shown.submission = submission;
  shown.beside.comments = comments_of(standing);
  shown.beside.was = was;
  shown.beside.addendum = as_set(standing.addendum);
  HW_TRY(review, record_json(desk, shown));
  HW_TRY(remarks, remarks_json(desk, record, standing));
  review.as_object()["remarks"] = std::move(remarks);
  return review;
}

}  // namespace homeward
