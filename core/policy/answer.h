// May it be done, and who is asked to interview? Guards and routing, judged at now.
#pragma once

#include <optional>
#include <string>

#include "core/policy/timeline.h"

namespace homeward {

struct Ruling {
  bool allowed = true;
  std::string route;    // of route_interview: empty where nobody here interviews
  std::string rule;     // that refused or routed; empty where none did
  std::string because;  // for people
};

Ruling answer(const Timeline& line, const Ask& ask);

}  // namespace homeward
