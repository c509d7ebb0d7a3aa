// What becomes of a change in quarantine (S2): a supervisor of its child admits it into the
// record or decides that it is not taken in, with a reason. Nobody decides on their own words.
//
// A new child that is admitted goes to the team whose supervisor admits it.
//
// The first decision stands, for ever; it is told to the author with the next exchange
// (docs/protocol.md, P42) and stands in the audit. The words stay in quarantine either way.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/database.h"

namespace homeward {

constexpr std::size_t ruling_reason_octets_max = 1000;

// A supervisor who sees the record. Where the child is not here yet, one of the teams to which
// the child would go (server/allocation.h).
Result<bool> may_read_held(const Account& reader, const Quarantined& held,
                           ServerDatabase& database);
// Why `reader`, who may see it, may not decide on it; empty where they may.
std::string why_not_decide_on(const Account& reader, const Quarantined& held);

struct Decided {
  HeldDecision ruling;
  bool was_first = true;  // else it stood already; the same decision again is as once
  std::vector<RecordHeader> changed;
};

// `wanted` names the change and says what is decided, and why; who and when are set here.
// `bad_input` where there is no reason, or it is longer than `ruling_reason_octets_max`;
// `not_found` where no such change is in quarantine or `by` may not see it; `refused`, in
// words, where they may not decide on it, or where it still cannot be part of its record.
// Inside the writer's transaction.
Result<Decided> decide_on_held(ServerDatabase& database, const Account& by, HeldDecision wanted,
                               Instant now);

}  // namespace homeward
