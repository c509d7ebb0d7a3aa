// Slows down guessing. After a few wrong passwords each further try must wait, longer
// each time: for one name up to a quarter of an hour; for one address, which may be a
// whole office, later and for seconds only. A name nobody has is slowed alike.
//
// A try counts as wrong until it is known to be right, so that many at once are not
// a way round. Kept in memory, bounded.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "core/time/instant.h"

namespace homeward {

class SignInThrottle {
 public:
  // 0: the try may be made, and is counted. Otherwise milliseconds to wait before it may.
  std::int64_t wait_or_try(const std::string& username, const std::string& address, Instant now);
  void succeeded(const std::string& username, const std::string& address);

 private:
  struct Tries {
    unsigned failures = 0;
    Instant last;
  };
  using Counts = std::map<std::string, Tries>;
  static void count(Counts& counts, const std::string& key, Instant now);

  std::mutex mutex_;
  Counts by_name_;
  Counts by_address_;
};

}  // namespace homeward
