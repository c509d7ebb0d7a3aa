// A point in time: milliseconds since 1970-01-01T00:00:00Z. UTC, always.
//
// Nothing in core reads a clock; an Instant is handed in.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace homeward {

struct Instant {
  std::int64_t ms = 0;

  std::strong_ordering operator<=>(const Instant&) const = default;
  Instant plus_ms(std::int64_t more) const { return {ms + more}; }
};

constexpr std::int64_t second_ms = 1000;
constexpr std::int64_t minute_ms = 60 * second_ms;
constexpr std::int64_t hour_ms = 60 * minute_ms;
constexpr std::int64_t day_ms = 24 * hour_ms;

// "2026-03-28T06:40:00Z"; milliseconds are written only where they are not zero.
std::string to_string(Instant instant);

// Takes that form, seconds optional, `Z` required, years 1900 to 2199.
Result<Instant> parse_instant(std::string_view text);

}  // namespace homeward
