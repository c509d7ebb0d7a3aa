// Account passwords: Argon2id, each with its own salt and the cost it was made with.
#pragma once

#include "server/accounts.h"

namespace homeward {

constexpr std::size_t password_octets_min = 12;
constexpr std::size_t password_octets_max = 256;

// `bad_input` where the password is too short or too long.
Result<PasswordHash> hash_password(std::string_view password, Random& random);

// Takes as long for a wrong password as for a right one.
Result<bool> password_matches(std::string_view password, const PasswordHash& expected);

// A hash nobody's password has: compared with where there is no such account, so
// that the time an answer takes does not tell which names exist.
PasswordHash nobodys_password();

}  // namespace homeward
