// Everything over HTTP on loopback, with a real homewardd in a process of its own.
//
//   push      A, then B, each send all they wrote; until the last receipt is verified
//   pull      a fresh device of A's user takes everything, cases and interviews
//   nothing   a round trip with nothing new
//   delta     ten edits of A go up; then B takes them
//   rivals    of the contended fields, how many show both versions on the fresh device
//
// Every client writes to a SQLite file, flushed at every commit, as the server does.
#pragma once

#include "tests/bench/measures.h"
#include "tests/bench/workload.h"

namespace homeward::bench {

// `folder` takes the databases; `program` is homewardd.
Result<Measures> exchange_measures(const Workload& workload, const std::string& program,
                                   const std::string& folder);

}  // namespace homeward::bench
