#include "wasm/acts.h"
#include "wasm/head_json.h"
#include "wasm/writing.h"

namespace homeward {
namespace {

const Question* list_question(const Desk& desk, const Record& record, const FieldKey& list) {
  const Form* form = form_of(desk, record);
  const Question* question = form == nullptr ? nullptr : form->question_of(list);
  // The rows about last time are the program's to add.
  return question != nullptr && question->key == list && question->kind == QuestionKind::rows &&
                 list != form->last_time
             ? question
             : nullptr;
}

Result<void> check_room(const Record& record, const Question* question, const FieldKey& list) {
  if (question == nullptr) {
    return Error{Code::bad_input, "call: args.list: this form has no list \"" + list + "\""};
  }
  if (record.rows(list).size() >= question->rows_max) {
    return Error{Code::refused, "There is no room for another " + question->row_noun + "."};
  }
  return {};
}

bool has_row(const Record& record, const FieldKey& list, const std::string& row) {
  for (const Row& shown : record.rows(list)) {
    if (shown.id == row) {
      return true;
    }
  }
  return false;
}

// What is still a draft is unfinished, and goes with its row.
Result<void> erase_unfinished_in_row(Desk& desk, const RecordId& record, const FieldKey& row) {
  HW_TRY(drafts, desk.store.drafts(record));
  for (const Draft& draft : drafts) {
    if (draft.version.field.rfind(row + "/", 0) == 0) {
      HW_CHECK(desk.store.erase_draft(record, draft.version.field));
    }
  }
  return {};
}

}  // namespace

CallResult add_row(Desk& desk, Arguments& args) {
  const RecordId id = args.record_id("record");
  const FieldKey list = args.text("list");
  HW_CHECK(args.done());
  HW_TRY(record, load_record(desk, id));
  HW_CHECK(check_may_write(desk, record.header().type));
  HW_CHECK(check_room(record, list_question(desk, record, list), list));
  const std::string row = to_hex(desk.random.octets(16));
  Version version;
  version.field = row_key(list, row);
  version.value = Value::present();
  HW_CHECK(write_change(desk, record.header(), {version}));
  return boost::json::value{{"row", row}};
}

CallResult remove_row(Desk& desk, Arguments& args) {
  const RecordId id = args.record_id("record");
  const FieldKey list = args.text("list");
  const std::string row = args.text("row");
  const std::vector<std::string> shown = args.texts("shown");
  HW_CHECK(args.done());
  HW_CHECK(number_drafts_of(desk, id));
  HW_TRY(record, load_record(desk, id));
  HW_CHECK(check_may_write(desk, record.header().type));
  if (!has_row(record, list, row)) {
    return Error{Code::not_found, "That row is not here any more."};
  }
  HW_CHECK(check_all_shown(desk, record.seen_of_row(list, row), shown));
  Version version;
  version.field = row_key(list, row);
  version.value = Value::removed();
  version.seen = record.seen_of_row(list, row);
  HW_TRY(transaction, Transaction::begin(desk.store));
  HW_CHECK(append_change(desk, record.header(), {version}));
  HW_CHECK(erase_unfinished_in_row(desk, id, row_key(list, row)));
  HW_CHECK(transaction.commit());
  return boost::json::value{{"saved", true}};
}

}  // namespace homeward
