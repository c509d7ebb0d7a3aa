// When a return interview is owed, whether it is late, and why, in words.
//
//   LAN-01, found 2026-03-28T06:40Z  ->  due 2026-04-01T23:00Z, open
//   "Found Saturday 28 March 06:40. 72 working hours: the clock starts Monday
//    30 March 00:00 and ends Thursday 2 April 00:00 (British Summer Time)."
//
// A pure function of what is recorded. A duty to hold an interview (DAR-02,
// NSC-2.1, NEW-15.4) is met when it is held and by a final decline; a duty to offer
// one (LAN-01, LDN-05) by an offer that was accepted or declined. Facts that
// contradict each other are never an error: they make a question for the worker.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/policy/pack.h"
#include "core/time/calendar.h"

namespace homeward {

enum class DutyState {
  open,
  due_soon,  // the last quarter of its time, measured on its own clock
  overdue,   // later than the due instant; at it, a duty is still in time
  met,
  met_late,
  cancelled,
  not_measurable,  // no return is known, or the facts contradict each other
};

enum class Timeliness { met, missed, offered_in_time_and_declined, not_measurable };

const char* name_of(DutyState state);      // "due-soon"
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

// What is recorded as later than `now` has not happened yet, and is asked about.
InterviewClock interview_clock(const Pack& pack, const WorkingCalendar& calendar,
                               const InterviewFacts& facts, Instant now);

}  // namespace homeward
