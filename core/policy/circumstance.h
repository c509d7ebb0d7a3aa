// Two small languages in which packs speak of facts (docs/policy-packs.md).
//
//   a pattern        {"event": "notified", "to": "head_of_service"}
//   patterns         {"all": [PATTERN, PATTERN]}: when have all of these happened?
//   a circumstance   {"under": 13, "category": "missing"}: was it so at an instant?
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/policy/vocabulary.h"
#include "core/time/clock.h"

namespace homeward {

// So much of one clock.
struct Stretch {
  Clock clock = Clock::hours;
  int amount = 1;

  bool operator==(const Stretch&) const = default;
};

// What an event must say under one key. Of a key that is a list, `none` and `all` are
// told apart from `any`; what an event does not say is matched by `none` alone.
struct Clause {
  enum class Mode : std::uint8_t { any, all, none };

  Key key = Key::kind;
  Mode mode = Mode::any;
  std::vector<Word> words;
  std::vector<std::string> texts;  // of `rule`, which is no word

  bool operator==(const Clause&) const = default;
};

struct Pattern {
  std::vector<EventType> types;
  std::vector<Clause> clauses;

  bool operator==(const Pattern&) const = default;
};

struct Circumstance;

struct Patterns {
  enum class Kind : std::uint8_t {
    one,
    any,
    all,
    everyone_notified,  // each who was told of the missing child is told again
    away,               // the child has been away so long
    holds,              // a circumstance held when the duty arose
  };

  Kind kind = Kind::any;  // any of none never happens
  Pattern pattern;
  std::vector<Patterns> parts;
  Stretch away;
  std::vector<Circumstance> holds;  // one, of `holds`

  bool operator==(const Patterns&) const;
};

// A count of episodes, each by its local start date, in a window that ends with the newest.
struct Count {
  int reaches = 1;
  std::optional<int> days;  // none: ever
  std::vector<Word> categories;
  bool notifications = false;  // further notifications count too

  bool operator==(const Count&) const = default;
};

struct Circumstance {
  enum class Kind : std::uint8_t {
    all,  // of none: always
    any,
    opposite,
    legal_status,
    placement,
    exploitation_risk,
    care_basis,
    area,
    open_to,
    open,
    allocated,
    responsible,  // yes: this authority
    placed,       // words: elsewhere, here, not_said
    under,
    at_least,
    category,
    risk,
    rag,
    with_others,
    harm,
    out_of_hours,
    away,
    away_for,
    was_category,
    found_unauthorised,
    count,
    recorded,
    recorded_ever,
    recorded_since,
    latest,
    hours_to_working_day,
    ask_category,
    ask_interviewer,
    ask_by,
    ask_prefers,
  };

  Kind kind = Kind::all;
  std::vector<Circumstance> parts;
  std::vector<Word> words;
  std::vector<std::string> texts;
  bool yes = true;
  bool ever = false;               // of the child, and not of the episode alone
  bool unrated = false;            // of rag: no rating is one of `words`
  std::optional<int> from, below;  // years, or hours
  std::optional<Stretch> stretch;
  std::optional<Count> count;
  std::vector<Patterns> patterns;  // what is looked for; then, of recorded_since, after what
  std::vector<Clause> clauses;     // of latest

  bool operator==(const Circumstance&) const;

  // Any of none.
  static Circumstance never();
};

}  // namespace homeward
