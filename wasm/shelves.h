// What stands under "Plans, assessments and meetings" of a child, or of one episode: each
// type that this person may read, what there is of it, and how another is begun.
#pragma once

#include <boost/json/array.hpp>

#include "wasm/case_file.h"

namespace homeward {

// ShelfView in api.ts. `episode` is zero for those about the child and no one episode.
boost::json::array shelves_json(const Desk& desk, const CaseFile& file, const RecordId& episode);

}  // namespace homeward
