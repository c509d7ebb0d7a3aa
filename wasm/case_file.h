// All that this tablet holds of one child, sorted into what the views ask for.
#pragma once

#include <vector>

#include "core/record/lifecycle.h"
#include "core/record/record_type.h"
#include "wasm/desk.h"

namespace homeward {

struct CaseFile {
  Record child;
  std::vector<Record> episodes;  // by when the child went, oldest first
  std::vector<Record> offers;
  std::vector<Record> interviews;
  std::vector<Record> safety_plans;
  std::vector<Record> notes;
  std::vector<Record> submissions;
  std::vector<Record> oversights;
  std::vector<Record> others;  // of every other type
  std::size_t conflicts = 0;   // answers with two values, over all records
};

// `not_found` where the child's own record is not here.
Result<CaseFile> load_case_file(const Desk& desk, const RecordId& child);

// Null where there is none.
const Record* interview_of(const CaseFile& file, const RecordId& episode);
std::vector<const Record*> offers_of(const CaseFile& file, const RecordId& episode);

// Where a record that is submitted stands (M7).
InterviewStanding standing_in(const CaseFile& file, const Record& record);

// True of a time away whose beginning is known and of which no return is recorded.
bool is_still_away(const Record& episode);

// An answer of a record; none of two in conflict. An instant is the earlier of two,
// for putting things in order and nothing else: no clock measures by either.
std::optional<Instant> instant_in(const Record& record, const FieldKey& field);
std::string code_in(const Record& record, const FieldKey& field);

// "Given Family", as the child is known; both, where two names stand. Of a child without a
// name by number or by when they were added: "Name not recorded (number T-1001)".
std::string child_name(const Record& child);
// In a sentence: "Given", or "this child".
std::string child_called(const Record& child);

}  // namespace homeward
