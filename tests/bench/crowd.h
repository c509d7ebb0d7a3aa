// What a crowd of tablets that come back at the same moment does to a server: how long the
// last one waits, how often one is told to come again, and how much memory it takes.
#pragma once

#include "tests/bench/measures.h"
#include "tests/bench/workload.h"

namespace homeward::bench {

// `folder` is new or empty. Each tablet has its own answers to send and everything to
// receive, and its page's notice socket open from first to last; one that is refused waits as a
// tablet does (S9). An Error where any answer was lost.
//
// crowd_ms, crowd_longest_ms, crowd_refused_count, crowd_devices_count; crowd_done_count that
// sent and received all each time; crowd_listening_count whose notice socket is open at the end,
// and crowd_notices_count that they heard; crowd_again_ms of the
// last of `rounds` in which all write and come back again; the server's crowd_first_bytes
// after the first time, crowd_last_bytes after the last, and crowd_peak_bytes. Once a minute it
// says on stderr what the server's memory is.
Result<Measures> crowd_measures(const Workload& workload, const std::string& program,
                                const std::string& folder, std::size_t devices, std::size_t rounds);

}  // namespace homeward::bench
