// What is left to answer, for the page (RecordView.missing and .unfinished in api.ts).
#pragma once

#include <boost/json/array.hpp>

#include "core/form/progress.h"
#include "wasm/as_typed.h"

namespace homeward {

boost::json::array unfinished_json(const std::vector<Unfinished>& unfinished);

// What is unfinished is owed too: it may be cleared.
boost::json::array missing_json(const std::vector<Missing>& missing,
                                const std::vector<Unfinished>& unfinished);

}  // namespace homeward
