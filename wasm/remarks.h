// A supervisor's comments on what they are reading, before they decide (T1).
//
// They are drafts of the oversight record that the decision will be: durable on the
// supervisor's own tablet as they are typed, and never numbered, so that nobody else
// can see them before the decision is recorded. It takes them and they are erased.
// Where the child was withdrawn nobody can decide here any more: they are numbered and
// sent like any other words, for the council to set aside with the reason (S2, S7).
//
// They are about the record, not about one submission of it: submitted again
// meanwhile, they stay, and `begun_on` tells which version they were begun on.
#pragma once

#include <optional>

#include "core/record/lifecycle.h"
#include "wasm/desk.h"

namespace homeward {

constexpr std::size_t remarks_max = 100;

struct Remarks {
  RecordId decision;  // the id of the oversight record to be
  RecordId begun_on;  // the submission that was read
  std::string reason;
  std::vector<CommentText> comments;
};

bool is_remark(const Draft& draft);

// True of a remark whose decision can still be made on this tablet.
Result<bool> waits_for_decision(const Desk& desk, const Draft& draft);

// Nothing where none are kept of `subject`.
Result<std::optional<Remarks>> remarks_about(const Desk& desk, const RecordId& subject);

// Inside the caller's transaction.
Result<void> erase_remarks(Desk& desk, const RecordId& subject);

// How many comments and reasons wait for a decision on this tablet, all records together.
Result<std::size_t> remarks_kept(const Desk& desk);

}  // namespace homeward
