// The server is put back to an older copy of its data: what a tablet sent since comes back with
// its next exchanges, without a new edit (S5).
#pragma once

#include "tests/bench/measures.h"
#include "tests/bench/workload.h"

namespace homeward::bench {

// `folder` is new or empty. The ten edits of the delta are sent, then the server is put back to
// before them. restored_fields_count, of the forty they set, that the server has again.
Result<Measures> restored_measures(const Workload& workload, const std::string& program,
                                   const std::string& folder);

}  // namespace homeward::bench
