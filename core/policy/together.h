// Can circumstances be so at one time? Asked of a pack as it is loaded, so that a rule
// which could never arise is refused.
//
// True wherever it is not certain that they cannot: what is not known here of a fact, and
// a pack with more choices than can be tried, is taken to be possible.
#pragma once

#include <optional>

#include "core/policy/pack.h"

namespace homeward {

// `action` is what is asked, where it is a guard's or a route's; none where nothing is.
bool can_be(const Circumstance& circumstance, std::optional<Action> action);

}  // namespace homeward
