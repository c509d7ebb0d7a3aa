// What is left to answer, for the page (RecordView.missing in api.ts).
#pragma once

#include <boost/json/array.hpp>

#include "core/form/progress.h"

namespace homeward {

boost::json::array missing_json(const std::vector<Missing>& missing);

}  // namespace homeward
