// What the council's server would not take into a record (S2), told to its author: why, and
// what to do. The server's own words stand where it gives a rule's reason.
#pragma once

#include <boost/json/value.hpp>
#include <string>

#include "sync/messages.h"

namespace homeward {

struct HeldWords {
  std::string why, todo;
};
HeldWords held_words(const QuarantineNotice& notice);

// What a supervisor decided of it: {"admitted", "words"} (HeldDecision in api.ts).
boost::json::value decision_json(const HeldDecision& ruling, const std::string& by, Instant now);

// In place of what it was, where the child's records have left this tablet.
constexpr const char* withdrawn_words =
    "Something you wrote about a child who is no longer one of yours";

}  // namespace homeward
