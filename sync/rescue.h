// Unsent work in one piece, for a file (docs/protocol.md, P27): what a tablet would push,
// taken to the server by other hands.
//
// A rescue is one request in parts of bounded size: frames of requests that differ in
// their pushed changes alone, which follow each other without a gap. It is applied as
// the exchange would be, so taking it in twice changes nothing (S1). It is sealed to the
// server before it leaves the tablet (server/rescue.h).
#pragma once

#include <vector>

#include "sync/messages.h"

namespace homeward {

constexpr std::size_t rescue_octets_max = 32 * 1024 * 1024;

// Each a frame; none are nothing to rescue.
Bytes join_rescue(const std::vector<Bytes>& requests);

// The whole request, with every change from the confirmed one to the newest. `bad_input`
// where the octets are no rescue, its parts do not belong together, a change is missing,
// or it is larger than `rescue_octets_max`.
Result<Request> read_rescue(BytesView octets);

}  // namespace homeward
