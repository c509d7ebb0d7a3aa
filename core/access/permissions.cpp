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

// There is no social worker's role yet: the council's own interviewers are the
// practitioners, and make what records.md has a social worker or practitioner make. A
// commissioned one makes only what an interviewer does, and reads of the rest nothing: it
// may hold what police and families told the council in confidence.
constexpr std::array<Line, 21> table{{
    {"action_plan", 'w', '-', 'w'},  // by the social worker
    {"attachment", 'w', 'w', 'w'},   // by whoever has the photograph or the document
    {"child", 'w', 'r', 'w'},        // by the front door or the social worker
    {"consent", 'w', 'w', 'w'},
    {"episode", 'w', 'r', 'w'},                  // the same
    {"exploitation_assessment", 'w', '-', 'w'},  // by the practitioner, out of hours too
    {"grab_pack", 'w', '-', 'w'},                // by the social worker
    {"interview", 'w', 'w', 'w'},
    {"meeting", 'w', '-', 'w'},  // by whoever writes for the chair
    {"note", 'w', 'w', 'w'},
    {"notification", 'w', '-', 'w'},  // by the social worker or a manager
    {"offer", 'w', 'w', 'w'},
    {"oversight", 'r', 'r', 'w'},
    {"referral", 'w', 'w', 'w'},     // by an interviewer or a manager
    {"risk_matrix", 'w', '-', 'w'},  // by the meeting
    {"safety_plan", 'w', 'w', 'w'},
    {"share", 'w', 'w', 'w'},  // by whoever shares
    {"step", 'w', '-', 'w'},   // by whoever takes it; who decided is named in it
    {"submission", 'w', 'w', 'w'},
    {"trigger_plan", 'w', '-', 'w'},  // by the social worker, with any professional's help
    {"waiver", 'r', '-', 'w'},        // by a manager alone
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
  if (type == "waiver" && act == Act::write) {
    return "Only a supervisor can waive a duty.";
  }
  return actor.commissioned ? "A commissioned interviewer cannot " + what + "."
                            : "Your role does not allow you to " + what + ".";
}

}  // namespace homeward
