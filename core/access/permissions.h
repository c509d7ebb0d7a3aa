// Who may do what to which record: one table (V1), the same on tablet and server.
//
// Whether the child is theirs at all is scope (a child allocated, a team's child,
// an episode commissioned); this table says what a person in scope may do.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace homeward {

enum class Role { interviewer, supervisor, administrator };

const char* name_of(Role role);
Result<Role> parse_role(std::string_view name);

// A person as the table sees them.
struct Actor {
  Role role = Role::interviewer;
  bool commissioned = false;  // of another organisation: sees only episodes commissioned to them
};

enum class Act { read, write };

// True where `actor` may do `act` to a record of `type` that is in their scope.
// A type this version does not know may be read and written by those who record
// (M8); nothing of a child is an administrator's to read.
bool permitted(const Actor& actor, Act act, std::string_view type);

// Why not, for a person: "Only a supervisor can write an oversight."
std::string why_not(const Actor& actor, Act act, std::string_view type);

}  // namespace homeward
