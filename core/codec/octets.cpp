#include "core/codec/octets.h"

namespace homeward {

void OctetSource::fail(const char* why) const {
  throw ArchiveError({Code::bad_input, std::string(why) + " at octet " + std::to_string(at_)});
}

std::uint64_t OctetSource::get_long_number() {
  std::uint64_t number = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    const auto octet = static_cast<unsigned char>(get_octets(1)[0]);
    if (shift == 63 && octet > 1) {
      fail("number out of range");
    }
    number |= static_cast<std::uint64_t>(octet & 0x7F) << shift;
    if (octet < 0x80) {
      if (octet == 0 && shift != 0) {
        fail("number written longer than needed");
      }
      return number;
    }
  }
  fail("number out of range");
}

bool OctetSource::get_yes_no() {
  const std::uint64_t raw = get_number();
  if (raw > 1) {
    fail("yes-or-no is neither 0 nor 1");
  }
  return raw == 1;
}

std::size_t OctetSource::get_count(std::size_t octets_each) {
  const std::uint64_t count = get_number();
  if (count > remaining() / octets_each) {
    fail("more items than octets remain for");
  }
  return static_cast<std::size_t>(count);
}

}  // namespace homeward
