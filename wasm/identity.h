// Whose tablet this is: kept inside the encrypted database, so that opening it
// needs no network (T2, T6).
#pragma once

#include <boost/json/value.hpp>
#include <map>
#include <string>
#include <vector>

#include "core/access/permissions.h"
#include "core/base/id.h"
#include "core/form/form.h"
#include "core/policy/own_policy.h"

namespace homeward {

struct Identity {
  UserId user;
  std::string name;
  std::string organisation;
  Role role = Role::interviewer;
  bool commissioned = false;
  std::string authority;                 // its name
  std::string pack;                      // its policy pack: "lancashire"
  std::vector<std::string> instruments;  // codes of those it confirmed that it may use
  std::vector<Option> helplines;         // its own list, the withdrawn too
  OwnPolicy policy;                      // its own packs, settings and closure days

  Actor actor() const { return {role, commissioned}; }
  bool has_confirmed(std::string_view instrument) const;
};

// As the server's answer to a sign-in has it, `user` and `authority` in one:
// {"user": {"id", "name", "organisation", "role", "commissioned"},
//  "authority": {"name", "pack", "instruments": [codes],
//   "helplines": [as core/form/helplines.h], "policy": {as own_policy.h}}}; further keys of theirs
//   are left alone.
Result<Identity> parse_identity(std::string_view json);

// Me in api.ts.
boost::json::value me_json(const Identity& identity, bool signed_in);

// What to call the others: {"people": [{"id", "name"}]}.
using People = std::map<UserId, std::string>;
Result<People> parse_people(std::string_view json);

}  // namespace homeward
