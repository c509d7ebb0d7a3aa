#include "wasm/child_words.h"
#include "wasm/record_json.h"
#include "wasm/standing.h"
#include "wasm/views.h"

namespace homeward {
namespace {

std::vector<Comment> comments_of(const InterviewStanding& standing) {
  const Submission* returned = last_returned(standing);
  return returned == nullptr ? std::vector<Comment>() : returning_decision(*returned)->comments;
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
  for (const Draft& draft : drafts) {
    shown.beside.drafts[draft.version.field] = draft;
  }
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
  return record_json(desk, shown);
}

}  // namespace homeward
