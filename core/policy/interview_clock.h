// When a return interview is owed, whether it is late, and why, in words.
//
//   LAN-01, found 2026-03-28T06:40Z  ->  due 2026-04-01T23:00Z, open
//   "Found Saturday 28 March 06:40. 72 working hours: the clock starts Monday
//    30 March 00:00 and ends Thursday 2 April 00:00 (British Summer Time)."
//
// A view of what evaluate() says of one episode, by the rules that the pack calls its
// interview clock: the clock and the duties are one reading. Offered, answered and held are
// three instants and never one (records.md). Facts that contradict each other are never an
// error: they make a question for the worker.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/policy/evaluate.h"

namespace homeward {

enum class Timeliness { met, missed, offered_in_time_and_declined, not_measurable };

const char* words(Timeliness timeliness);  // "offered in time and declined"

struct InterviewClock {
  std::string rule;  // "LAN-01"
  std::string what;
  std::string who;
  RuleSource source;
  std::string note;

  DutyState state = DutyState::not_measurable;
  std::optional<Instant> arose;
  std::optional<Instant> due;
  std::string because;  // how the due instant comes about, or why there is none

  Timeliness timeliness = Timeliness::not_measurable;
  std::string timeliness_because;

  // Three instants, never one (records.md).
  std::optional<Instant> offered;   // the first offer that was accepted or declined
  std::optional<Instant> answered;  // the last of these
  std::optional<Instant> held;
  int attempts = 0;  // without an answer, or deferred: counted, and not offers made

  std::vector<std::string> questions;  // for the worker, about facts that do not fit
};

// Of the episode that the events call so; `verdict` is evaluate(line). Where nothing is owed
// yet, the rule that a return would raise is described. It stands as long as the line does.
InterviewClock interview_clock(const Timeline& line, const Verdict& verdict,
                               const std::string& episode);

}  // namespace homeward
