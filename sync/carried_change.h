// A change on its way from a store to a frame, and back: read once and shared by all who
// look at it, or in octets, which this program perhaps cannot read (M8).
#pragma once

#include <memory>

#include "core/record/change.h"

namespace homeward {

using SharedChange = std::shared_ptr<const Change>;

class CarriedChange {
 public:
  CarriedChange() = default;
  CarriedChange(Bytes octets) : octets_(std::move(octets)) {}
  CarriedChange(SharedChange change) : change_(std::move(change)) {}

  bool empty() const { return !change_ && octets_.empty(); }
  // Its canonical form; where it came in octets, these.
  Bytes octets() const { return change_ ? encode(*change_) : octets_; }
  std::size_t octets_count() const;
  // Of one that a store holds.
  RecordHeader record() const;
  // Checked as one from outside, as by decode_change().
  Result<SharedChange> read() const;

  bool operator==(const CarriedChange& other) const { return octets() == other.octets(); }

 private:
  SharedChange change_;
  Bytes octets_;
};

}  // namespace homeward
