// When and where a rule arises: its triggers, run over a timeline.
#pragma once

#include "core/policy/timeline.h"

namespace homeward {

struct Arising {
  Instant at;
  int episode = nowhere;
  int happening = nowhere;  // that raised it, or from which its time ran
  Instant event_at;         // whose date decides the age
  const Trigger* trigger = nullptr;
  bool repeated = false;

  Occasion occasion() const { return {at, episode, happening, event_at, nullptr}; }
};

// What has arisen, in order of time, and what will where nothing else happens.
struct Arisings {
  std::vector<Arising> now;
  std::vector<Arising> later;
};

// Of triggers whose circumstances hold, and of the duty's own. Two at one instant in
// one episode are one: the trigger that stands first.
Arisings arisings_of(const Timeline& line, const Duty& duty);
Arisings arisings_of(const Timeline& line, const Cancellation& cancellation);
Arisings arisings_of(const Timeline& line, const Content& content);

}  // namespace homeward
