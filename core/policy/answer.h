// May it be done, and who is asked to interview? Guards and routing, judged at now.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/policy/timeline.h"

namespace homeward {

// The one rule that is in no pack, as it holds in every one.
inline constexpr std::string_view own_interview_rule = "ALL-01";
inline constexpr std::string_view own_interview_refusal =
    "Nobody authorises an interview they held.";

struct Ruling {
  bool allowed = true;
  std::string route;    // of route_interview: empty where nobody here interviews
  std::string rule;     // that refused or routed; empty where none did
  std::string because;  // for people
};

Ruling answer(const Timeline& line, const Ask& ask);

}  // namespace homeward
