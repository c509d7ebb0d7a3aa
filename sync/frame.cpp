#include "sync/frame.h"

namespace homeward {
namespace {

constexpr BytesView magic = "HWSY";

}  // namespace

Bytes framed(Kind kind, const Bytes& body) {
  Writer writer;
  writer.put_octets(magic);
  writer.put_number(protocol_version);
  writer.put_number(static_cast<std::uint64_t>(kind));
  writer.put_octets(body);
  return writer.take();
}

BytesView unframe(Kind kind, BytesView octets) {
  Reader reader(octets);
  if (octets.substr(0, magic.size()) != magic) {
    reader.fail("frame: not a sync message");
  }
  reader.get_octets(magic.size());
  const std::uint64_t version = reader.get_number();
  if (version != protocol_version) {
    throw ArchiveError({Code::unsupported, "frame: protocol version " + std::to_string(version) +
                                               ", this program speaks " +
                                               std::to_string(protocol_version)});
  }
  if (reader.get_number() != static_cast<std::uint64_t>(kind)) {
    reader.fail("frame: another kind of message expected");
  }
  return octets.substr(reader.position());
}

}  // namespace homeward
