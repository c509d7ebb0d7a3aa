// What cannot have been as it was typed: a return before the child went, a birth in the year
// to come. Asked at the field, and saved all the same: what was written in good faith is
// never refused.
#pragma once

#include <boost/json/array.hpp>

#include "wasm/case_file.h"

namespace homeward {

// {"key", "says"} (RecordView.doubts in api.ts). `typed` is the record with what is being
// typed taken in.
boost::json::array doubts_json(const Desk& desk, const CaseFile& file, const Record& typed);

}  // namespace homeward
