#include "server/password.h"

#include <sodium.h>

namespace homeward {

Result<PasswordHash> hash_password(std::string_view password, Random& random) {
  if (password.size() < password_octets_min || password.size() > password_octets_max) {
    return Error{Code::bad_input, "password: expected 12 to 256 characters"};
  }
  PasswordHash made{random.octets(argon2_salt_octets), Argon2Cost{}, {}};
  HW_TRY(hash, argon2id(password, made.salt, made.cost));
  made.hash = hash;
  return made;
}

Result<bool> password_matches(std::string_view password, const PasswordHash& expected) {
  HW_TRY(hash, argon2id(password, expected.salt, expected.cost));
  return hash.size() == expected.hash.size() &&
         sodium_memcmp(hash.data(), expected.hash.data(), hash.size()) == 0;
}

PasswordHash nobodys_password() {
  return {Bytes(argon2_salt_octets, '\0'), Argon2Cost{}, Bytes(32, '\0')};
}

}  // namespace homeward
