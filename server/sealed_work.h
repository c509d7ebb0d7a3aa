// What a tablet pushes in the place of work that a purge took from it (law S7; docs/protocol.md,
// P44): the change, sealed to this authority by the tablet's worker when it went.
#pragma once

#include "server/authority.h"
#include "sync/messages.h"

namespace homeward {

inline constexpr std::string_view leaving_purpose = "homeward leaving 1";

// Puts each sealed change that follows those `received` of the origin in the place of its digest.
// What does not open, or is not the change of that digest, stays a digest with its seal: it is set
// aside, and the numbers after it are received.
void open_sealed_work(Request& request, const Authority& authority, const UserId& user,
                      std::uint64_t received);

}  // namespace homeward
