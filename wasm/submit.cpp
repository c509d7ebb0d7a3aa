// M7: submitting pins the exact versions in view; submitting again pins in what was
// written since.
#include "core/form/progress.h"
#include "wasm/acts.h"
#include "wasm/missing_json.h"
#include "wasm/standing.h"
#include "wasm/versions.h"
#include "wasm/writing.h"

namespace homeward {
namespace {

Result<void> write_submission(Desk& desk, const Record& record, const InterviewStanding& standing) {
  const RecordHeader header{RecordId::fresh(desk.random), "submission", record.header().child,
                            record.header().episode};
  return write_change(desk, header, submission_fields(record, standing_submissions(standing)));
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
  if (const auto why = why_not_submit(desk, record, standing)) {
    return Error{Code::refused, *why};
  }
  const Form* form = form_of(desk, record);
  HW_ASSERT(form != nullptr);
  const auto missing = missing_at_submission(*form, RecordAnswers(record));
  if (!missing.empty()) {
    return boost::json::value{{"missing", missing_json(missing)}};
  }
  HW_CHECK(write_submission(desk, record, standing));
  return boost::json::value{{"submitted", true}};
}

}  // namespace homeward
