// What a repeat interview starts from, as this tablet knows it (core/form/last_time.h).
//
// S7: only an earlier interview that is on this tablet, so one its user may see. It is
// read as it was submitted (M7). A row is written when the first answer about its thing is
// typed, with the rows of whatever else was said of the same question.
#pragma once

#include <boost/json/value.hpp>

#include "core/form/last_time.h"
#include "wasm/case_file.h"
#include "wasm/head_json.h"

namespace homeward {

struct FromLastTime {
  RecordId interview;
  std::vector<Thing> waiting;  // things no row speaks of yet, in the form's order
};

// What there is to ask about of the last interview held before `record`. Nothing waits in a
// record that is submitted, or that this person may not write.
FromLastTime from_last_time(const Desk& desk, const CaseFile& file, const Form& form,
                            const Record& record);

// LastTimeView in api.ts; null where there is nothing to ask about, and nothing was.
Result<boost::json::value> last_time_json(const HeadContext& context, const CaseFile& file,
                                          const Form& form, const Record& record,
                                          const FromLastTime& from);

// Before something is typed in `key`: its row, where `key` is of a thing that waits.
Result<void> bring_in(Desk& desk, const Record& record, const Form& form, const FieldKey& key);

}  // namespace homeward
