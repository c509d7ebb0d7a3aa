// What is on this tablet and not yet held by the council (S3), counted for people.
#pragma once

#include <map>
#include <optional>

#include "wasm/desk.h"

namespace homeward {

struct Unsent {
  std::size_t answers = 0;  // different answers, those being typed among them
  std::size_t submissions = 0;
  std::size_t reviews = 0;     // returns, authorisations, comments that were left behind
  std::size_t files = 0;       // photographs and documents
  std::size_t remarks = 0;     // comments that wait for their author's decision, not for a network
  std::size_t unfinished = 0;  // entries that are no answers yet (as_typed.h)
  std::optional<Instant> oldest;
  std::map<RecordId, std::size_t> by_child;

  std::size_t all() const { return answers + submissions + reviews + files; }
};

Result<Unsent> unsent_work(const Desk& desk);

}  // namespace homeward
