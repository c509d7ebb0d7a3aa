// May this change be taken? The server's answer (V1, S2), asked in the writer's
// transaction: permission by the table in core/access, the child in the author's
// scope, the record what it claims to be, and rule ALL-01.
//
// A child of whom nothing is here is new: whoever may write its record may add it, and what
// else they write about it comes after it, in the same exchange or a later one.
//
//   account_disabled  other_author  not_permitted  not_allocated  wrong_record  wrong_file  ALL-01
#pragma once

#include "server/accounts.h"
#include "sync/server.h"

namespace homeward {

class PermissionGate : public Gate {
 public:
  // `account` outlives it.
  explicit PermissionGate(const Account& account) : account_(account) {}
  std::optional<Refusal> refuses(const Change& change, const ServerStore& store) override;

  // What was refused so far, for the audit.
  struct Refused {
    RecordHeader record;
    std::string code;
  };
  const std::vector<Refused>& refused() const { return refused_; }

  // Children that were new in what it did not refuse: to be taken in (server/allocation.h)
  // once that is applied, in the same transaction.
  const std::vector<RecordId>& added() const { return added_; }

 private:
  std::optional<Refusal> first_refusal(const Change& change, const ServerStore& store);
  std::optional<Refusal> refuses_scope(const Change& change, const ServerStore& store);

  const Account& account_;
  std::vector<Refused> refused_;
  std::vector<RecordId> added_;
};

// The same of a change in quarantine that a supervisor admits: that it came from a disabled
// account, or from one to whom the child is not allocated, is what the supervisor decides;
// all else is asked again, of what is here now. Of a new child its own record comes first.
std::optional<Refusal> refuses_admission(const Change& change, const Account& author,
                                         const ServerStore& store);

}  // namespace homeward
