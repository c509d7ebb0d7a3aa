#include "core/codec/archive.h"

namespace homeward {

void Writer::put_number(std::uint64_t number) {
  while (number >= 0x80) {
    out_.push_back(static_cast<char>(number | 0x80));
    number >>= 7;
  }
  out_.push_back(static_cast<char>(number));
}

void Reader::fail(const char* why) const {
  throw ArchiveError({Code::bad_input, std::string(why) + " at octet " + std::to_string(at_)});
}

std::uint64_t Reader::get_number() {
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

BytesView Reader::get_octets(std::uint64_t count) {
  if (count > remaining()) {
    fail("cut short");
  }
  const BytesView octets = in_.substr(at_, static_cast<std::size_t>(count));
  at_ += octets.size();
  return octets;
}

std::size_t Reader::get_count(std::size_t octets_each) {
  const std::uint64_t count = get_number();
  if (count > remaining() / octets_each) {
    fail("more items than octets remain for");
  }
  return static_cast<std::size_t>(count);
}

void Reader::enter() {
  if (++depth_ > depth_max) {
    fail("nested too deeply");
  }
}

}  // namespace homeward
