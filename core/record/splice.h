// A text as what was cut out of an earlier one and what was put there.
#pragma once

#include <optional>

#include "core/record/value.h"

namespace homeward {

struct Splice {
  std::uint64_t keep = 0;  // octets of the earlier value before the cut
  std::uint64_t cut = 0;   // octets cut out
  Bytes put;

  bool operator==(const Splice&) const = default;
};

// Nothing where it would not be smaller than the text itself, or either is no text.
std::optional<Splice> splice_of(const Value& before, const Value& after);

// Nothing where the cut is beyond the end, or what comes out is no text.
std::optional<Value> apply(const Splice& splice, const Value& before);

}  // namespace homeward
