// Unsent work in one piece, for a file (docs/protocol.md, P27): what a tablet would push,
// taken to the server by other hands.
//
// A rescue is one request in parts of bounded size: frames of requests that differ in
// their pushed changes alone, which follow each other without a gap; then the pieces of
// files that were not sent, as far as there is room for them. It is applied as
// the exchange would be, so taking it in twice changes nothing (S1). It is sealed to the
// server before it leaves the tablet (server/rescue.h).
#pragma once

#include <vector>

#include "sync/piece_messages.h"

namespace homeward {

constexpr std::size_t rescue_octets_max = 32 * 1024 * 1024;
// Of all its changes in their canonical form.
constexpr std::size_t rescue_unpacked_octets_max = 128 * 1024 * 1024;

// Of the files of attachments, so much goes into one rescue beside the changes.
constexpr std::size_t rescue_files_octets_max = 20 * 1024 * 1024;

struct Rescue {
  Request request;  // with every change from the confirmed one to the newest
  std::vector<PiecesRequest> files;
};

// Each a frame: of requests, then of what is sent of files (sync/piece_messages.h).
Bytes join_rescue(const std::vector<Bytes>& parts);

// `bad_input` where the octets are no rescue, its parts do not belong together, a change is
// missing, or it is larger than `rescue_octets_max` or, unpacked, `rescue_unpacked_octets_max`.
Result<Rescue> read_rescue(BytesView octets);

}  // namespace homeward
