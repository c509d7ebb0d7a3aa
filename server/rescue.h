// A rescue file (law S7; docs/protocol.md, P27): unsent work of one tablet, sealed to this
// authority, taken in by an administrator or through anybody's signed-in tablet. Whoever
// carries it can read nothing of it, and is told nothing of it but how much there was.
//
//   "homeward rescue 1\n", the 32 hexadecimal digits of the user whose tablet it was,
//   "\n", and sync/rescue.h sealed as server/keys.h says, for `rescue_purpose`.
#pragma once

#include "server/authority.h"
#include "server/database.h"
#include "sync/server.h"

namespace homeward {

inline constexpr std::string_view rescue_purpose = "homeward rescue 1";

struct Rescued {
  UserId user;
  std::uint64_t changes = 0;    // in the file
  std::uint64_t added = 0;      // that were not here before
  std::uint64_t set_aside = 0;  // of the file's, those in quarantine (S2)
  std::size_t files = 0;        // photographs and documents of which more is here than before
  std::vector<RecordHeader> changed;
};

// As one exchange of that tablet: what its user may not write goes to quarantine, and what
// is here is not taken twice (S1). Inside the writer's transaction; audited as the acts of
// the file's user, and its taking in as `by`'s. `bad_input` where it is no rescue of this
// authority's or was damaged; `refused` where the tablet is not registered to that user, or
// the work does not follow what is here: then nothing is changed and the file stays good.
Result<Rescued> take_rescue(ServerDatabase& database, const Authority& authority, BytesView file,
                            const Account& by, Instant now);

}  // namespace homeward
