// What is known of one return interview, as the policies ask for it.
//
// Offered, answered and held are three instants and never one (records.md).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/time/instant.h"

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

}  // namespace homeward
