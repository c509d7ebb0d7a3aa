// The one order in which events are read, whatever the order in which they were written.
//
//   by instant; then as things go: missing before returned, offered before held; then by
//   what is said, so that where the last word counts it is the graver one, and a consent
//   withdrawn stands after a consent given.
#pragma once

#include "core/policy/facts.h"

namespace homeward {

// False both ways only of events that say the same.
bool stands_before(const Event& a, const Event& b);

}  // namespace homeward
