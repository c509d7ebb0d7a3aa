// BLAKE2b-256 of octets (the reference C sources that npm's argon2 ships).
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <initializer_list>
#include <string>

#include "core/base/bytes.h"

namespace homeward {

struct Digest {
  std::array<std::uint8_t, 32> octets{};

  std::strong_ordering operator<=>(const Digest&) const = default;
  bool is_zero() const { return *this == Digest{}; }
  BytesView view() const { return {reinterpret_cast<const char*>(octets.data()), octets.size()}; }
  std::string hex() const { return to_hex(view()); }
  // `bytes` must be 32 octets.
  static Digest of(BytesView bytes);
};

// Digest of `parts` one after another, under a purpose that keeps digests made
// for different uses apart. Each part is preceded by its length, so that no two
// lists of parts run together.
Digest digest(std::string_view purpose, std::initializer_list<BytesView> parts);

}  // namespace homeward
