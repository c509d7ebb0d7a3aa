// A pushed change as a link of its origin's chain: both sides must make the same.
//
//   readable        the change's own digest (M9: salted, of its versions)
//   purged          the digest the device kept of it
//   unreadable here a digest of its octets: an *opaque* link; the notice says so
#pragma once

#include <optional>

#include "sync/server.h"

namespace homeward {

struct Link {
  Digest digest;
  bool is_opaque = false;
  std::optional<Refusal> refusal;  // where it cannot be part of a record
  SharedChange change;             // an empty one where it could not be read
};

Link link_of(const Pushed& pushed, const Origin& origin, std::uint64_t number);
Digest opaque_digest(BytesView change);
Refusal refusal_of(const Error& error);

}  // namespace homeward
