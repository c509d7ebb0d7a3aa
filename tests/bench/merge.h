// Merging, without a network: encoded changes are read, checked and folded into a
// store. The same source runs natively and, by em++, in WebAssembly.
#pragma once

#include <vector>

#include "sync/store.h"

namespace homeward::bench {

struct Merged {
  std::uint64_t changes = 0;
  std::uint64_t versions = 0;
};

// Each change as a device receives it: octets, decoded and checked, then appended.
// A commit after every `batch` of them.
Result<Merged> merge(ClientStore& store, const std::vector<Bytes>& changes, std::size_t batch);

}  // namespace homeward::bench
