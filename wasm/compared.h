// What the last comparison with the council came to (sync/comparison.h), kept for the
// screen of what is sent, and when the next is due.
#pragma once

#include <boost/json/value.hpp>

#include "sync/comparison.h"
#include "wasm/desk.h"

namespace homeward {

// True where the council was reached before, and the last comparison is a day old.
Result<bool> is_comparison_due(const Desk& desk);

Result<void> note_compared(Desk& desk, const Compared& found);

// {"at", "records", "mended": [words], "left": [{"what", "why"}]}; null before the first.
Result<boost::json::value> compared_json(const Desk& desk);

// "Return home interview, Ada Invented"
Result<std::string> record_words(const Desk& desk, const RecordHeader& record);

}  // namespace homeward
