// A homewardd that already has the whole workload, as its two people sent it.
#pragma once

#include "tests/bench/server_program.h"
#include "tests/bench/workload.h"

namespace homeward::bench {

struct Served {
  ServerProgram server;
  Bytes receipt_key;  // the public half
};

// `folder` is new or empty.
Result<Served> served(const Workload& workload, const std::string& program,
                      const std::string& folder);

}  // namespace homeward::bench
