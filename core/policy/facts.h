// What is known of one child, as the policy engine asks for it: the child, and what
// happened, each at its instant (scenarios.md).
//
// Facts are recorded, never derived: obligations are worked out from them anew each time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/policy/vocabulary.h"
#include "core/time/civil.h"

namespace homeward {

struct Child {
  std::optional<LocalDate> born;
  Word legal_status = word("none");
  Word placement = word("family_home");
  std::string responsible_authority;  // empty: the pack's own
  std::vector<Word> open_to;
  bool allocated_worker = false;
  std::string area;
  Word exploitation_risk = word("none");
  std::string placed_in;  // an authority, where the child is placed in another's area
  std::optional<Word> care_basis;
};

// What an event says under one key.
struct Said {
  Key key = Key::kind;
  std::vector<Word> words;
};

struct Event {
  Instant at;
  EventType type = EventType::missing;
  std::string episode;  // empty: about the child
  std::vector<Said> said;

  std::string rule;  // of waived, extension_agreed, done, report_requested
  std::string of;    // of duplicate: the episode it is a duplicate of
  std::string why;
  std::optional<Instant> until;
  std::optional<Instant> planned_for;
  std::optional<LocalDate> date;
  bool last_word = true;  // of an offer declined: false where it is known that another follows

  void say(Key key, Word word) { said.push_back({key, {word}}); }
  // None where the event does not say it; the first where it says several.
  std::optional<Word> word_under(Key key) const {
    for (const Said& one : said) {
      if (one.key == key && !one.words.empty())
        return one.words.front();
    }
    return std::nullopt;
  }
};

struct Facts {
  Child child;
  std::vector<Event> events;
};

}  // namespace homeward
