// The outside of every message between a device and the server (docs/protocol.md, P1, P2):
// magic "HWSY", protocol version, kind, body.
#pragma once

#include <cstdint>

#include "core/codec/archive.h"

namespace homeward {

enum class Kind : std::uint64_t {
  request = 1,
  answer = 2,
  comparison = 3,
  compared = 4,
  pieces = 5,
  pieces_answer = 6,
};

constexpr std::uint64_t protocol_version = 3;
constexpr std::size_t frame_octets_max = 12 * 1024 * 1024;

Bytes framed(Kind kind, const Bytes& body);

// The body. The version is looked at before the kind: a newer version may have other kinds.
// Throws ArchiveError.
BytesView unframe(Kind kind, BytesView octets);

// `load(reader, message)` reads the body; nothing may be left over.
template <class Message, class Load>
Result<Message> read_frame(Kind kind, BytesView octets, Load load) {
  if (octets.size() > frame_octets_max) {
    return Error{Code::too_large, "frame: over 12 MiB"};
  }
  try {
    Reader reader(unframe(kind, octets));
    Message message;
    load(reader, message);
    if (reader.remaining() != 0) {
      reader.fail("octets left over");
    }
    return message;
  } catch (const ArchiveError& caught) {
    return caught.error;
  }
}

}  // namespace homeward
