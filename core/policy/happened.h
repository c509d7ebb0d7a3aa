// When had all of it happened? Patterns looked for on a timeline, for one arising.
#pragma once

#include "core/policy/arise.h"

namespace homeward {

struct Happened {
  Instant at;
  int place = nowhere;  // the happening; nowhere of a time that passed or a fact that held
};

// Places in [from, to). The arising's own event counts only `by_trigger`, and so does
// one of its type that stands before it at the same instant.
struct Search {
  Where where;
  int from = 0;
  int to = 0;
  bool by_trigger = false;
};

// The earliest instant by which the patterns have happened, or none.
std::optional<Happened> happened(const Timeline& line, const Patterns& patterns,
                                 const Arising& arising, const Search& search);
std::optional<Happened> happened(const Timeline& line, const Pattern& pattern,
                                 const Arising& arising, const Search& search);

}  // namespace homeward
