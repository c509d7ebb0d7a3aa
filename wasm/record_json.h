// One record with everything a screen shows of it (RecordView in api.ts): the same
// for the record as it is now and for a version that was submitted.
#pragma once

#include <boost/json/object.hpp>

#include "wasm/answers_json.h"
#include "wasm/case_file.h"

namespace homeward {

struct Shown {
  const Record& record;  // as it is to be shown
  const Record& latest;  // as it is now
  const CaseFile& file;
  const InterviewStanding& standing;
  Beside beside;
  const Submission* submission = nullptr;  // the one `record` was pinned by
};

Result<boost::json::value> record_json(const Desk& desk, const Shown& shown);

// "return_home_interview" says "declined" by its outcome question.
bool is_declined(const Desk& desk, const Record& record);

// Null where the record is about no episode, or its episode is not here.
const Record* episode_of(const CaseFile& file, const Record& record);

}  // namespace homeward
