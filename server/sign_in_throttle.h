// Slows down guessing: after a few wrong passwords for one name, each further try
// must wait longer. Kept in memory; a name nobody has is slowed alike.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "core/time/instant.h"

namespace homeward {

class SignInThrottle {
 public:
  // Milliseconds to wait before `username` may be tried; 0: now.
  std::int64_t wait_ms(const std::string& username, Instant now);
  void failed(const std::string& username, Instant now);
  void succeeded(const std::string& username);

 private:
  struct Tries {
    unsigned failures = 0;
    Instant last;
  };
  void forget_old(Instant now);

  std::mutex mutex_;
  std::map<std::string, Tries> tries_;
};

}  // namespace homeward
