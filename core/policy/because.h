// Why it is owed, by when, and what became of it: in words, for the person who asks.
//
//   "Found Saturday 28 March 06:40. 72 working hours: the clock starts Monday 30 March
//    00:00 and ends Thursday 2 April 00:00 (British Summer Time)."
#pragma once

#include <string>

#include "core/policy/evaluate.h"

namespace homeward {

// With a capital letter at its start.
std::string capital(std::string words);

// How it arose and when it is due.
std::string arising_words(const Timeline& line, const Obligation& obligation);

// The same, and what became of it.
std::string because(const Timeline& line, const Obligation& obligation);

// A role, or, of a duty that goes as the interview is routed, that route.
std::string who_owes(const Timeline& line, const Obligation& obligation);

}  // namespace homeward
