// How a record rests in its row: its changes, packed, from which its present state is
// folded. Those that hold no head are sealed now and then into blocks of their own, so
// that a row is short however long its record's history.
#pragma once

#include <optional>
#include <vector>

#include "core/record/pack.h"
#include "core/record/record.h"
#include "sync/carried_change.h"

namespace homeward {

class RecordBlock {
 public:
  RecordBlock() = default;
  explicit RecordBlock(const RecordHeader& header) : sealed_(header) {}

  // As stored by stored(). `corrupt` where it is not.
  static Result<RecordBlock> from_stored(BytesView octets);
  Bytes stored() const;

  const RecordHeader& header() const;
  // Folded when it is first asked for.
  const Record& record() const;
  // Without the sealed ones.
  const std::vector<SharedChange>& changes() const { return changes_; }

  // A change that is not here.
  void add(SharedChange change);

  // Takes out the changes that hold no head, where they are many enough to be worth a
  // block of their own; none otherwise.
  std::vector<SharedChange> seal();

 private:
  bool holds_head(const Change& change) const;

  Record sealed_;  // which changes were sealed, and what they replaced: no heads
  std::vector<SharedChange> changes_;
  mutable std::optional<Record> record_;
};

// A sealed block.
Bytes stored(const std::vector<SharedChange>& changes);
Result<std::vector<SharedChange>> changes_from_stored(BytesView octets);

}  // namespace homeward
