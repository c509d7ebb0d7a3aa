#include "sync/carried_change.h"

namespace homeward {
namespace {

constexpr std::size_t id_octets = 16;

std::size_t count_of(std::uint64_t number) {
  std::size_t octets = 1;
  for (; number >= 0x80; number >>= 7) {
    ++octets;
  }
  return octets;
}

std::size_t count_of(BytesView octets) {
  return count_of(octets.size()) + octets.size();
}

std::size_t count_of(const Version& version) {
  std::size_t octets = count_of(version.field) + count_of(version.value.octets()) +
                       count_of(static_cast<std::uint64_t>(version.said_by)) +
                       count_of(static_cast<std::uint64_t>(version.sharing)) +
                       count_of(version.seen.size());
  for (const Name& name : version.seen) {
    octets += id_octets + count_of(name.number) +
              (name.field == version.field ? count_of(BytesView()) : count_of(name.field));
  }
  return octets;
}

// Of what core/record/change.h and change.cpp write.
std::size_t count_of(const Change& change) {
  std::size_t octets = 6 * id_octets + count_of(change.number) + count_of(zigzag(change.at.ms)) +
                       count_of(change.record.type) + count_of(change.versions.size()) +
                       count_of(change.more) + 1;
  octets += change.skew_ms ? count_of(zigzag(*change.skew_ms)) : 0;
  for (const Version& version : change.versions) {
    octets += count_of(version);
  }
  return octets;
}

}  // namespace

std::size_t CarriedChange::octets_count() const {
  return change_ ? count_of(*change_) : octets_.size();
}

RecordHeader CarriedChange::record() const {
  if (change_) {
    return change_->record;
  }
  const auto change = read();
  HW_ASSERT(change.ok());
  return change.value()->record;
}

Result<SharedChange> CarriedChange::read() const {
  if (!change_ || octets_count() > change_octets_max) {
    HW_TRY(change, decode_change(octets()));
    return std::make_shared<const Change>(std::move(change));
  }
  HW_CHECK(check(*change_));
  return change_;
}

}  // namespace homeward
