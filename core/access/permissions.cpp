#include "core/access/permissions.h"

#include <algorithm>
#include <array>

namespace homeward {
namespace {

// r: reads; w: reads and writes; -: neither.
struct Line {
  std::string_view type;
  char interviewer, commissioned, supervisor;
};

constexpr std::array<Line, 9> table{{
    {"child", 'r', 'r', 'w'},
    {"consent", 'w', 'w', 'w'},
    {"episode", 'w', 'r', 'w'},
    {"interview", 'w', 'w', 'w'},
    {"note", 'w', 'w', 'w'},
    {"offer", 'w', 'w', 'w'},
    {"oversight", 'r', 'r', 'w'},
    {"safety_plan", 'w', 'w', 'w'},
    {"submission", 'w', 'w', 'w'},
}};
constexpr Line unknown_type{"", 'w', 'w', 'w'};

char rights(const Actor& actor, std::string_view type) {
  const auto at =
      std::find_if(table.begin(), table.end(), [&](const Line& line) { return line.type == type; });
  const Line& line = at == table.end() ? unknown_type : *at;
  switch (actor.role) {
    case Role::interviewer:
      return actor.commissioned ? line.commissioned : line.interviewer;
    case Role::supervisor:
      return line.supervisor;
    case Role::administrator:
      return '-';
  }
  HW_ASSERT(false);
}

}  // namespace

const char* name_of(Role role) {
  switch (role) {
    case Role::interviewer:
      return "interviewer";
    case Role::supervisor:
      return "supervisor";
    case Role::administrator:
      return "administrator";
  }
  HW_ASSERT(false);
}

Result<Role> parse_role(std::string_view name) {
  for (Role role : {Role::interviewer, Role::supervisor, Role::administrator}) {
    if (name == name_of(role)) {
      return role;
    }
  }
  return Error{Code::bad_input, "role: expected interviewer, supervisor or administrator, not \"" +
                                    std::string(name) + "\""};
}

bool permitted(const Actor& actor, Act act, std::string_view type) {
  const char rights_here = rights(actor, type);
  return rights_here == 'w' || (rights_here == 'r' && act == Act::read);
}

std::string why_not(const Actor& actor, Act act, std::string_view type) {
  const std::string what =
      std::string(act == Act::read ? "read" : "write") + " this record (" + std::string(type) + ")";
  if (actor.role == Role::administrator) {
    return "An administrator looks after accounts and cannot " + what + ".";
  }
  if (type == "oversight") {
    return "Only a supervisor can return or authorise an interview.";
  }
  return actor.commissioned ? "A commissioned interviewer cannot " + what + "."
                            : "Your role does not allow you to " + what + ".";
}

}  // namespace homeward
