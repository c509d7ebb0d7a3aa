#include "wasm/held_words.h"

#include <algorithm>
#include <array>

#include "wasm/words.h"

namespace homeward {
namespace {

struct Known {
  const char* code;
  const char* why;  // null where the server's own words say it best
  const char* todo;
};

// Codes of server/gate.cpp, sync/server.cpp and sync/link.cpp.
constexpr std::array<Known, 10> known_codes{{
    {"not_allocated", "This child is not, or is no longer, one of yours.",
     "Tell your supervisor. The council keeps what you wrote."},
    {"not_permitted", nullptr, "Tell your supervisor. The council keeps what you wrote."},
    {"account_disabled", "Your account had been disabled when this arrived.",
     "Tell your supervisor. The council keeps what you wrote."},
    {"other_author", nullptr, "Tell your administrator. Sign in under your own name to write."},
    {"ALL-01", nullptr, "Ask another supervisor to make this decision."},
    {"wrong_record", nullptr,
     "Open the child's page, look at what is there now, and write it again if it is missing."},
    {"wrong_file", nullptr, "Add the photograph or document again, and tell your administrator."},
    {"not_checked", "The council's server could not check this when it arrived.",
     "Tell your administrator, and write it again if it is needed now."},
    {"purged",
     "The council held this, then went back to an older copy of its database; by then it had "
     "left this tablet.",
     "Tell your administrator: it is in what was kept when the copy was put back."},
    {"bad_input", "The council's server could not read this.",
     "Write it again, and tell your administrator."},
}};

}  // namespace

HeldWords held_words(const QuarantineNotice& notice) {
  const auto* known = std::find_if(known_codes.begin(), known_codes.end(),
                                   [&](const Known& one) { return notice.code == one.code; });
  if (known == known_codes.end()) {
    return {notice.reason, "Tell your supervisor. The council keeps what you wrote."};
  }
  return {known->why == nullptr ? notice.reason : known->why, known->todo};
}

boost::json::value decision_json(const HeldDecision& ruling, const std::string& by, Instant now) {
  const std::string what = ruling.admitted ? "Admitted into the record by " : "Not taken in, by ";
  return {{"admitted", ruling.admitted},
          {"words", what + by + ", " + when_words(ruling.at, now) + ": “" + ruling.reason + "”"}};
}

}  // namespace homeward
