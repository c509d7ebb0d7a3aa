// When a return interview is owed, whether it is late, and why, in words.
//
//   LAN-01, found 2026-03-28T06:40Z  ->  due 2026-04-01T23:00Z, open
//   "Found Saturday 28 March 06:40. 72 working hours: the clock starts Monday
//    30 March 00:00 and ends Thursday 2 April 00:00 (British Summer Time)."
//
// A view of the obligation that evaluate.h derives from the pack's interview rules, for
// one episode. Offered, answered and held are three instants and never one (records.md).
// Facts that contradict each other are never an error: they make a question for the
// worker.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/policy/evaluate.h"

namespace homeward {

// London's screening rating.
enum class Rag { green, amber, red };

std::optional<Rag> rag_named(std::string_view name);

// What came of one attempt to offer an interview. `no_answer` and `deferred` are
// attempts, recorded and counted, and not offers made.
enum class OfferAnswer { accepted, declined, no_answer, deferred };

struct InterviewOffer {
  Instant at;
  OfferAnswer answer = OfferAnswer::no_answer;
  bool final = false;  // of a decline: nothing more will be offered for this episode
};

struct InterviewFacts {
  std::optional<Instant> missing_at;
  std::optional<Instant> returned_at;  // found or returned
  std::vector<InterviewOffer> offers;  // in any order
  std::optional<Instant> held_at;
  std::optional<Rag> rag;
  bool allocated = false;  // the child has an allocated worker
  bool duplicate = false;  // the episode is a duplicate of another, which has the interview
};

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

  // As of Timeline::stands_until: the same facts give the same clock before it.
  std::optional<Instant> stands_until;
};

// What is recorded as later than `now` has not happened yet, and is asked about.
InterviewClock interview_clock(const Pack& pack, const WorkingCalendar& calendar,
                               const InterviewFacts& facts, Instant now);

}  // namespace homeward
