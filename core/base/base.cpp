#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "core/base/assert.h"
#include "core/base/bytes.h"
#include "core/base/result.h"

namespace homeward {

void assertion_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "homeward: broken invariant: %s (%s:%d)\n", condition, file, line);
  std::abort();
}

const char* name_of(Code code) {
  switch (code) {
    case Code::bad_input:
      return "bad_input";
    case Code::too_large:
      return "too_large";
    case Code::not_found:
      return "not_found";
    case Code::refused:
      return "refused";
    case Code::corrupt:
      return "corrupt";
    case Code::full:
      return "full";
    case Code::unavailable:
      return "unavailable";
    case Code::expired:
      return "expired";
    case Code::unsupported:
      return "unsupported";
  }
  HW_ASSERT(false);
}

std::optional<Bytes> from_hex(std::string_view hex) {
  const auto digit = [](char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
  };
  Bytes octets;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    const int high = digit(hex[i]);
    const int low = digit(hex[i + 1]);
    if (high < 0 || low < 0) {
      return std::nullopt;
    }
    octets.push_back(static_cast<char>(high << 4 | low));
  }
  return octets.size() * 2 == hex.size() ? std::optional(octets) : std::nullopt;
}

std::string to_hex(BytesView bytes) {
  static const char* digits = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (unsigned char octet : bytes) {
    out.push_back(digits[octet >> 4]);
    out.push_back(digits[octet & 15]);
  }
  return out;
}

namespace {

// Most text is ASCII: eight octets at a time. Fewer, or any other, are left to the caller.
std::size_t past_ascii(BytesView text, std::size_t at) {
  constexpr std::uint64_t high_bits = 0x8080808080808080;
  for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t octets = 0;
    std::memcpy(&octets, text.data() + at, sizeof octets);
    if ((octets & high_bits) != 0) {
      break;
    }
  }
  return at;
}

}  // namespace

bool is_utf8(BytesView text) {
  std::size_t at = 0;
  while ((at = past_ascii(text, at)) < text.size()) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t more = lead < 0x80                    ? 0
                             : lead >= 0xC2 && lead <= 0xDF ? 1
                             : (lead & 0xF0) == 0xE0        ? 2
                             : lead >= 0xF0 && lead <= 0xF4 ? 3
                                                            : 4;
    if (more == 4 || at + more >= text.size()) {
      return false;
    }
    unsigned code = more == 0 ? lead : lead & (0x3F >> more);
    for (std::size_t i = 1; i <= more; ++i) {
      const auto next = static_cast<unsigned char>(text[at + i]);
      if ((next & 0xC0) != 0x80) {
        return false;
      }
      code = (code << 6) | (next & 0x3F);
    }
    const bool overlong = (more == 2 && code < 0x800) || (more == 3 && code < 0x10000);
    if (overlong || (code >= 0xD800 && code <= 0xDFFF) || code > 0x10FFFF) {
      return false;
    }
    at += more + 1;
  }
  return true;
}

}  // namespace homeward
