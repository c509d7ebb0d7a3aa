// An invented demonstration authority: two teams, twelve children with episodes at
// every stage, and people of every role. Every name is visibly made up.
#pragma once

#include "server/accounts.h"
#include "server/database.h"

namespace homeward {

inline constexpr const char* demo_password = "demonstration only";
inline constexpr const char* demo_authority_name = "Example County Council (demonstration)";

// Begins the authority in an empty database, with instants relative to `now`. Inside a
// transaction.
// `refused` where the database already holds an authority.
Result<void> make_demo(ServerDatabase& database, Random& random, Instant now);

struct DemoPerson {
  const char* username;
  const char* name;
  const char* organisation;
  Role role;
  const char* team;  // null where they are in none
};

// Those who can sign in, in the order a newcomer is told of them.
const std::vector<DemoPerson>& demo_people();

}  // namespace homeward
