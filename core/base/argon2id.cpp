#include "core/base/argon2id.h"

extern "C" {
#include "argon2.h"
}

namespace homeward {

Result<Bytes> argon2id(BytesView secret, BytesView salt, Argon2Cost cost) {
  HW_ASSERT(salt.size() == argon2_salt_octets);
  Bytes out(32, '\0');
  const int status =
      argon2id_hash_raw(cost.passes, cost.memory_kib, 1, secret.data(), secret.size(), salt.data(),
                        salt.size(), out.data(), out.size());
  if (status != ARGON2_OK) {
    return Error{Code::unavailable, std::string("argon2id: ") + argon2_error_message(status)};
  }
  return out;
}

}  // namespace homeward
