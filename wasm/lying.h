// What lies with the person who reads, as My work shows it (LyingView in api.ts): what came
// back to them, what waits for their review, what a child agreed to and nobody has begun,
// what they began and have not submitted.
#pragma once

#include <boost/json/array.hpp>
#include <map>

#include "wasm/case_file.h"

namespace homeward {

struct Told;

// In that order. Of one child.
boost::json::array lying_json(const Told& own);

// Records with entries that are no answers yet (wasm/as_typed.h), by child: changes with
// every key that is pressed.
Result<std::map<RecordId, boost::json::array>> unfinished_lying(const Desk& desk);

}  // namespace homeward
