// Slows down guessing. Beyond some wrong passwords each further try must wait, longer each
// time. A name nobody has is slowed alike.
//
//               free   waits at most   the count falls by one each   guesses of who never stops
//   a name         5   15 min          15 min                        about 100 a day
//   an address   200   2 s             10 s                          one in 2 s, over all names
//
// An address may be a whole office: 200 people who all mistype at once wait for nothing. A count
// goes no further than ten beyond the free ones, so that an office is free again two minutes after
// whoever guessed there has gone.
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
  // The password was not looked at: it is as if there had been no try.
  void turned_away(const std::string& username, const std::string& address);

 private:
  struct Tries {
    unsigned failures = 0;
    Instant last;
    Instant before;      // the one before the last
    Instant falls_from;  // the count was right then
  };
  struct Slowing {
    unsigned free_tries;
    std::int64_t longest_ms;
    std::int64_t falls_each_ms;
  };
  struct Counts {
    Slowing slowing;
    std::map<std::string, Tries> of;

    std::int64_t wait_of(const std::string& key, Instant now) const;
    void count(const std::string& key, Instant now);
    void take_back(const std::string& key);
    Tries fallen(Tries tries, Instant now) const;
  };

  std::mutex mutex_;
  Counts by_name_{{5, 15 * minute_ms, 15 * minute_ms}, {}};
  Counts by_address_{{200, 2 * second_ms, 10 * second_ms}, {}};
};

}  // namespace homeward
