// Whose a child is (V1): who may be given which right, and that it is written down.
#pragma once

#include "server/database.h"

namespace homeward {

// What a right covers: a child, or one episode of theirs where it is not zero.
struct Allotted {
  RecordId child;
  RecordId episode;
};

// Inside the writer's transaction. Interviewers only: a supervisor sees the children of
// their teams, an administrator none. A commissioned interviewer is given episodes.
// `not_found` where there is no such child, or no such episode of theirs.
Result<void> allocate(ServerDatabase& database, const Account& account, const Allotted& what,
                      const UserId& by, Instant now);
Result<void> withdraw(ServerDatabase& database, const Account& account, const Allotted& what,
                      const UserId& by, Instant now);

// True where no record of the child is here.
Result<bool> is_new_child(const ServerStore& store, const RecordId& child);

// The teams to which a child that `author` adds would go, the best first: those they are in;
// where they are in none, the one that holds most of the children they may see.
Result<std::vector<std::string>> teams_for(ServerDatabase& database, const UserId& author);

// Children whose first change was just taken from `author`: each goes to `team`, or, where
// that is empty, to the first of teams_for(), so that its supervisors see the child; the
// author sees them too, unless the account is disabled. The audit says where each went, and
// that it went nowhere (`homeward team unseen` lists those). A child of whom no record came to
// be is passed over.
Result<void> take_in(ServerDatabase& database, const Account& author,
                     const std::vector<RecordId>& children, std::string team, Instant now);

}  // namespace homeward
