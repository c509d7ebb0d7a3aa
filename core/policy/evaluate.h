// What is owed for one child: `evaluate(pack, facts, now)` of policies.md.
//
//   Verdict of a timeline: every obligation that has arisen, with its state; what will
//   arise next where nothing else happens; what the worker is asked about facts that do
//   not fit.
//
// A pure function: obligations are derived anew each time and never stored as truth.
// Words are made only where they are read (because.h).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/policy/happened.h"

namespace homeward {

enum class DutyState : std::uint8_t {
  open,
  due_soon,  // the last quarter of its time, measured on its own clock
  overdue,   // later than the due instant; at it, a duty is still in time
  met,
  met_late,
  waived,
  cancelled,
  not_measurable,  // of the interview clock: no return is known, or facts contradict
};

std::string_view name_of(DutyState state);  // "due-soon"

// How the due instant comes about.
struct DueTime {
  std::optional<Instant> at;
  Stretch stretch;    // of a clock
  Instant runs_from;  // the instant from which it was counted
  Instant starts;     // the first that counts: later where it waits for a working day
  bool beyond_calendar = false;
  int extended_by = nowhere;  // the happening that moved it later
  int from_event = nowhere;   // the happening from which it was counted, where a rule names one
};

// Why a duty is owed no more.
struct Ending {
  enum class Kind : std::uint8_t { none, met, waived, returned, event, rule };

  Kind kind = Kind::none;
  Instant at;
  int place = nowhere;
  std::size_t rule = 0;  // of the pack, that cancelled it
};

struct Obligation {
  const Duty* duty = nullptr;
  Arising arising;
  DueTime due;
  DutyState state = DutyState::open;
  Ending ending;
};

struct Upcoming {
  const Duty* duty = nullptr;
  int episode = nowhere;
  Instant at;
};

struct Verdict {
  std::vector<Obligation> obligations;  // by due (none last), then rule, then episode
  std::vector<Upcoming> upcoming;       // soonest first, one for a rule
};

Verdict evaluate(const Timeline& line);

// Of these of the pack's duties alone, each in order of arising.
std::vector<Obligation> obligations_of(const Timeline& line, std::span<const std::size_t> duties);

}  // namespace homeward
