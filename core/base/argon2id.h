// Argon2id, for the tablet's passphrase (T2) and the server's passwords: the
// reference C sources that npm's argon2 ships.
#pragma once

#include <cstdint>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace homeward {

struct Argon2Cost {
  std::uint32_t memory_kib = 64 * 1024;
  std::uint32_t passes = 3;
};

constexpr std::size_t argon2_salt_octets = 16;

// 32 octets from a secret and a 16-octet salt. `unavailable` where the memory cannot be had.
Result<Bytes> argon2id(BytesView secret, BytesView salt, Argon2Cost cost);

}  // namespace homeward
