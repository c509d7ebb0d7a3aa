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

}  // namespace homeward
