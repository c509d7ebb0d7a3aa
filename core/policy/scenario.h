// A scenario file: a story about one child, and what is asked of the policy engine at
// one instant (scenarios.md).
//
//   read_scenario(text, "LAN-05.json")
//   "LAN-05.json: events[2].category: is missing, absent or away_without_authorisation"
//
// Read strictly: a key, a word, a role or an instant that is not known is refused with
// its path, and all mistakes are named at once.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/policy/facts.h"

namespace homeward {

enum class Action : std::uint8_t {
  route_interview,
  finalise_interview,
  finalise_episode,
  authorise_interview,
  appoint_interviewer,
  set_category,
  hold_interview,
  publish_media,
};

std::optional<Action> action_named(std::string_view name);
std::string_view name_of(Action action);

// May something be done, or who is to do it?
struct Ask {
  Action action = Action::route_interview;
  std::string episode;              // empty where it is about the child
  std::optional<Word> by;           // who would authorise
  std::optional<Word> interviewer;  // who would be appointed
  std::optional<Word> category;     // that would be set
  std::optional<bool> child_prefers;
};

struct Scenario {
  std::string authority;  // a pack
  Instant now;
  std::string settings = "{}";  // JSON, over the pack's own
  Facts facts;
  std::vector<Ask> asks;
};

Result<Scenario> read_scenario(std::string_view json, std::string_view name);

}  // namespace homeward
