// New tablets of people who see everything, all at once: how long each waits until all of it
// is in its file.
#pragma once

#include "tests/bench/measures.h"
#include "tests/bench/workload.h"

namespace homeward::bench {

// `folder` is new or empty. Records are children, episodes and interviews.
//
// supervisors_longest_ms, supervisors_shortest_ms; supervisors_alone_ms of one more when no
// other does; supervisors_records_count of each; supervisors_answers_count, after each of which
// a tablet can say how much is still to come.
Result<Measures> supervisors_measures(const Workload& workload, const std::string& program,
                                      const std::string& folder, std::size_t supervisors);

}  // namespace homeward::bench
