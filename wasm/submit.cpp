// M7: submitting pins the exact versions in view; submitting again pins in what was
// written since.
#include "core/form/progress.h"
#include "core/record/record_type.h"
#include "wasm/acts.h"
#include "wasm/answers_json.h"
#include "wasm/head_json.h"
#include "wasm/missing_json.h"
#include "wasm/standing.h"
#include "wasm/versions.h"
#include "wasm/writing.h"

namespace homeward {
namespace {

Result<void> write_submission(Desk& desk, const Record& record, const InterviewStanding& standing) {
  const RecordHeader header =
      header_about(record.header(), "submission", RecordId::fresh(desk.random));
  return write_change(desk, header, submission_fields(record, standing_submissions(standing)));
}

// An answer of one's own that the council set aside (S2) is not in the record there: what
// pins it could never be reviewed.
Result<void> check_none_set_aside(const Desk& desk, const Record& record, const Form& form) {
  HW_TRY(context, head_context(desk));
  for (const auto& [key, heads] : record.fields()) {
    for (const Head& head : heads) {
      if (context.is_set_aside(head)) {
        const Question* question = form.question_of(key);
        return Error{Code::refused,
                     "“" + (question == nullptr ? form.title : question->label) +
                         "” was received and set aside by the council, so nobody could review it. "
                         "Write that answer again, or ask your supervisor, then submit."};
      }
    }
  }
  return {};
}

}  // namespace

CallResult submit(Desk& desk, Arguments& args) {
  const RecordId id = args.record_id("record");
  const std::string version = args.text("version");
  HW_CHECK(args.done());
  HW_CHECK(number_drafts_of(desk, id));
  HW_TRY(record, load_record(desk, id));
  HW_TRY(state, desk.store.state());
  if (others_version(record, state.origin) != version) {
    return Error{Code::refused,
                 "Something of it arrived from another device while you were reading. Read it "
                 "again, then submit."};
  }
  HW_TRY(file, load_case_file(desk, record.header().child));
  const InterviewStanding standing = standing_in(file, record);
  if (const auto why = why_not_submit(desk, file, record, standing)) {
    return Error{Code::refused, *why};
  }
  const Form* form = form_of(desk, record);
  HW_ASSERT(form != nullptr);
  HW_TRY(drafts, desk.store.drafts(id));
  const auto missing = missing_json(missing_at_submission(*form, RecordAnswers(record)),
                                    unfinished_in(*form, by_field(drafts)));
  if (!missing.empty()) {
    return boost::json::value{{"missing", missing}};
  }
  HW_CHECK(check_none_set_aside(desk, record, *form));
  HW_CHECK(write_submission(desk, record, standing));
  return boost::json::value{{"submitted", true}};
}

}  // namespace homeward
