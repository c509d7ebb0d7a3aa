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

// `comments` are of Comment or of CommentText.
template <class Comments>
boost::json::array comments_list(const Form* form, const Comments& comments) {
  boost::json::array list;
  for (const auto& comment : comments) {
    const Question* question = form == nullptr ? nullptr : form->question_of(comment.key);
    list.push_back({{"key", comment.key},
                    {"label", question == nullptr ? comment.key : question->label},
                    {"text", comment.text}});
  }
  return list;
}

// When it was last returned, by whom, and all that was asked for; null where it never was.
boost::json::value returned_json(const Desk& desk, const Record& record,
                                 const InterviewStanding& standing) {
  const Submission* returned = last_returned(standing);
  if (returned == nullptr) {
    return nullptr;
  }
  const Decision& decision = *returning_decision(*returned);
  return {{"words", decision_words(desk, decision)},
          {"reason", decision.reason},
          {"comments", comments_list(form_of(desk, record), decision.comments)}};
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
  return boost::json::value{{"comments", comments_list(form_of(desk, record), remarks.comments)},
                            {"reason", remarks.reason},
                            {"begun_on", begun_on_json(desk, standing, remarks)}};
}

Result<std::map<FieldKey, std::vector<NamedVersion>>> written_apart(const Desk& desk,
                                                                    const Record& record) {
  std::map<FieldKey, std::vector<NamedVersion>> apart;
  const std::vector<FieldKey> conflicts = record.conflicts();
  if (conflicts.empty()) {
    return apart;
  }
  HW_TRY(changes, desk.store.history(record.header().id));
  for (const FieldKey& key : conflicts) {
    apart[key] = versions_in(changes, key);
  }
  return apart;
}

std::set<FieldKey> as_set(const std::vector<FieldKey>& keys) {
  return {keys.begin(), keys.end()};
}

// What stood in a row; empty where there was none.
std::string row_words(const Desk& desk, const Record& record, const Question& list,
                      std::string_view row) {
  std::string all;
  for (const Question& column : list.columns) {
    const std::string words = answer_words(desk, record, row_key(list.key, row, column.id));
    all += (all.empty() || words.empty() ? "" : " · ") + words;
  }
  return all;
}

// Of a row that was removed it stands at its list.
void add_removed_row(std::map<FieldKey, std::string>& was, const Desk& desk, const Record& before,
                     const Record& after, const FieldKey& key) {
  const auto row = parse_row_key(key);
  const Form* form = form_of(desk, after);
  const Question* list = !row || !row->column.empty() || form == nullptr
                             ? nullptr
                             : form->question_of(std::string(row->list));
  if (list == nullptr) {
    return;
  }
  for (const Row& shown : after.rows(list->key)) {
    if (shown.id == row->row) {
      return;
    }
  }
  const std::string words = row_words(desk, before, *list, row->row);
  std::string& all = was[list->key];
  all += (all.empty() || words.empty() ? "" : "\n") + words;
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
    add_removed_row(was, desk, before, submitted, key);
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
  HW_TRY(apart, written_apart(desk, record));
  shown.beside.apart = std::move(apart);
  HW_TRY(json, record_json(desk, shown));
  json.as_object()["returned"] = returned_json(desk, record, standing);
  return json;
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
  review.as_object()["returned"] = returned_json(desk, record, standing);
  review.as_object()["remarks"] = std::move(remarks);
  return review;
}

}  // namespace homeward
