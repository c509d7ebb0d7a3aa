// What an authority put in place of the program's own policies, or beside them, without
// building anything: whole packs, settings of packs, days on which it is closed.
//
//   {"packs": {"fernshire": {...}}, "settings": {"lancashire": {"stage_1_episodes": 4}},
//    "closures": ["2026-12-29"]}
//
// Kept by the server and told to tablets, which judge by it offline.
#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/json/strict.h"
#include "core/policy/pack.h"
#include "core/time/calendar.h"

namespace homeward {

struct OwnPolicy {
  std::map<std::string, std::string> packs;     // JSON, by id
  std::map<std::string, std::string> settings;  // JSON objects, by the id of a pack
  std::vector<LocalDate> closures;              // no working days here

  bool operator==(const OwnPolicy&) const = default;
};

// Each part may be left out. Whether the packs can be read is for check_own_policy to say:
// a tablet's program may be older than the server's.
OwnPolicy read_own_policy(JsonObject& from);
boost::json::object json_of_own_policy(const OwnPolicy& policy);

// Loads every pack as it would be judged by; every mistake with its path.
Result<void> check_own_policy(const OwnPolicy& policy);

// What of it this program cannot judge by, each with its path: it was set by another one.
std::vector<std::string> unreadable_in(const OwnPolicy& policy);

// The program's packs and the authority's own, ascending.
std::vector<std::string> pack_ids(const OwnPolicy& policy);

// The authority's own pack of that id, or the program's, with the authority's settings;
// `settings`, a JSON object, stands over those. Mistakes are said of `name`: the file that
// they are in; of no name, the id.
Result<Pack> pack_called(const OwnPolicy& policy, const std::string& id,
                         std::string_view settings = "{}", std::string_view name = {});

}  // namespace homeward
