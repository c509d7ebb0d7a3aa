#include "tests/bench/merge.h"

#include <algorithm>

namespace homeward::bench {

Result<Merged> merge(ClientStore& store, const std::vector<Bytes>& changes, std::size_t batch) {
  Merged merged;
  for (std::size_t first = 0; first < changes.size(); first += batch) {
    HW_TRY(transaction, Transaction::begin(store));
    const std::size_t end = std::min(first + batch, changes.size());
    for (std::size_t i = first; i < end; ++i) {
      HW_TRY(change, decode_change(changes[i]));
      HW_TRY(appended, store.append(change));
      HW_ASSERT(appended.was_new);
      ++merged.changes;
      merged.versions += change.versions.size();
    }
    HW_CHECK(transaction.commit());
  }
  return merged;
}

}  // namespace homeward::bench
