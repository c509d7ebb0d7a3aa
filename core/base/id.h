// Identifiers: 128 bits, random or derived, written as 32 lower-case hex digits.
//
// Each kind of thing has its own type, so that a user is never taken for a record.
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstdint>
#include <string>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace homeward {

// Source of random octets; handed in by main (getrandom, or the browser's).
class Random {
 public:
  virtual ~Random() = default;
  virtual Bytes octets(std::size_t count) = 0;
};

Result<std::array<std::uint8_t, 16>> parse_id_octets(std::string_view hex, const char* what);

template <class Tag>
struct Id {
  std::array<std::uint8_t, 16> octets{};

  std::strong_ordering operator<=>(const Id&) const = default;
  bool is_zero() const { return *this == Id{}; }
  BytesView view() const { return {reinterpret_cast<const char*>(octets.data()), octets.size()}; }
  std::string hex() const { return to_hex(view()); }

  static Result<Id> parse(std::string_view hex) {
    HW_TRY(octets, parse_id_octets(hex, Tag::what));
    return Id{octets};
  }
  // `bytes` must be 16 octets; anything else is our own mistake.
  static Id of(BytesView bytes) {
    HW_ASSERT(bytes.size() == 16);
    Id id;
    std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(id.octets.data()));
    return id;
  }
  static Id fresh(Random& random) { return of(random.octets(16)); }
};

struct RecordTag {
  static constexpr const char* what = "record id";
};
struct OriginTag {
  static constexpr const char* what = "origin";
};
struct UserTag {
  static constexpr const char* what = "user id";
};

using RecordId = Id<RecordTag>;  // a record; also a child and an episode, which are records
using Origin = Id<OriginTag>;    // one device's database of one person (S1)
using UserId = Id<UserTag>;      // an account

// The id of the one record of `type` that `parent` has: the interview of an
// episode, the safety plan of a child. Two devices that begin one offline
// arrive at the same id (architecture, Identity and keys).
RecordId derived_id(std::string_view type, const RecordId& parent);

}  // namespace homeward
