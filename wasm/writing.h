// From what was typed to numbered changes (T1, S1, M1).
//
// A draft becomes a version that has seen what its author saw when they began to
// type it, not what arrived meanwhile: then the two stand side by side (M3).
// Typing something and taking it back writes nothing. S2: a draft that cannot be
// numbered holds up no other; it stays, and whose it is is told. What waits for its author,
// a remark (remarks.h), an unfinished entry or a text begun to settle (as_typed.h), stays a draft.
#pragma once

#include <vector>

#include "wasm/desk.h"

namespace homeward {

// Appends one change made here, now. Inside the caller's transaction.
Result<void> append_change(Desk& desk, const RecordHeader& record, std::vector<Version> versions);

// The same in a transaction of its own.
Result<void> write_change(Desk& desk, const RecordHeader& record, std::vector<Version> versions);

// Drafts of one record become numbered versions and are no longer drafts: one
// change, or more only where one could not hold them. The first error, where some
// could not; the others were.
Result<void> number_drafts(Desk& desk, const std::vector<Draft>& drafts);
Result<void> number_drafts_of(Desk& desk, const RecordId& record);

// The records some of whose drafts were numbered, and which could not be, in
// `desk.stuck` too. An error where the database itself can take nothing now.
Result<std::vector<RecordId>> number_all_drafts(Desk& desk);

// Drafts nobody has typed into for this long become versions by themselves.
constexpr std::int64_t quiet_ms = 5 * second_ms;
Result<std::vector<RecordId>> number_quiet_drafts(Desk& desk);

// `refused`, in words, where this person may not write records of this type.
Result<void> check_may_write(const Desk& desk, std::string_view type);

}  // namespace homeward
