// The authority's own keys, made at the server's first start and kept in its
// database, so that they are in its backups (architecture, Identity and keys).
//
// - Receipt key, Ed25519: signs receipts (S3). A tablet pins its public half at
//   its first sign-in.
// - Recovery key, X25519: tablets seal their database key to its public half (T2);
//   an administrator may have one opened, which is audited.
#pragma once

#include "core/base/bytes.h"
#include "core/base/id.h"
#include "core/base/result.h"

namespace homeward {

struct KeyPair {
  Bytes public_half;
  Bytes secret_half;
};

KeyPair make_receipt_key();   // 32 and 64 octets
KeyPair make_recovery_key();  // 32 and 32 octets

// 64 octets over `message`.
Bytes sign_detached(const KeyPair& receipt_key, BytesView message);
bool signature_holds(BytesView public_half, BytesView message, BytesView signature);

// Seals `secret` so that only the holder of `public_half` can read it, and opens such
// a seal. The form is the tablet's (docs/decisions/0004): version 1, key id (8),
// ephemeral X25519 public key (32), AES-256-GCM ciphertext and tag. `purpose` and
// `whose` (a user's id) are bound in: a seal made for another opens for nobody.
Result<Bytes> seal(BytesView public_half, BytesView secret, std::string_view purpose,
                   const UserId& whose);
Result<Bytes> open_seal(const KeyPair& recovery_key, BytesView sealed, std::string_view purpose,
                        const UserId& whose);

// What a tablet's recovery slot is sealed for, and what the server's answer is.
inline constexpr std::string_view recovery_slot_purpose = "homeward recovery slot 1";
inline constexpr std::string_view recovery_answer_purpose = "homeward recovery answer 1";

// The operating system's random octets.
class SystemRandom : public Random {
 public:
  Bytes octets(std::size_t count) override;
};

}  // namespace homeward
