#include "server/sign_in_throttle.h"

#include <algorithm>

namespace homeward {
namespace {

constexpr std::size_t counts_max = 10'000;
constexpr std::size_t key_octets_max = 64;

struct Slowing {
  unsigned free_tries;
  std::int64_t longest_ms;
};
constexpr Slowing for_name{5, 15 * minute_ms};
constexpr Slowing for_address{100, 2 * second_ms};

std::int64_t wait_after(unsigned failures, const Slowing& slowing) {
  if (failures < slowing.free_tries) {
    return 0;
  }
  const unsigned doublings = std::min(failures - slowing.free_tries, 10u);
  return std::min(second_ms << doublings, slowing.longest_ms);
}

template <class Counts>
std::int64_t wait_of(const Counts& counts, const std::string& key, const Slowing& slowing,
                     Instant now) {
  const auto at = counts.find(key);
  return at == counts.end()
             ? 0
             : at->second.last.ms + wait_after(at->second.failures, slowing) - now.ms;
}

// No name is longer; what somebody else sends in its place takes no more room.
std::string key_of(const std::string& name) {
  return name.substr(0, key_octets_max);
}

}  // namespace

std::int64_t SignInThrottle::wait_or_try(const std::string& username, const std::string& address,
                                         Instant now) {
  const std::lock_guard lock(mutex_);
  const std::int64_t wait = std::max(wait_of(by_name_, key_of(username), for_name, now),
                                     wait_of(by_address_, key_of(address), for_address, now));
  if (wait > 0) {
    return wait;
  }
  count(by_name_, key_of(username), now);
  count(by_address_, key_of(address), now);
  return 0;
}

// Of the address only this one try is taken back: one right password is no leave to
// guess others'.
void SignInThrottle::succeeded(const std::string& username, const std::string& address) {
  const std::lock_guard lock(mutex_);
  by_name_.erase(key_of(username));
  const auto at = by_address_.find(key_of(address));
  if (at != by_address_.end() && at->second.failures > 0) {
    --at->second.failures;
  }
}

void SignInThrottle::count(Counts& counts, const std::string& key, Instant now) {
  if (counts.size() >= counts_max && counts.count(key) == 0) {
    counts.erase(std::min_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
      return a.second.last < b.second.last;
    }));
  }
  Tries& tries = counts[key];
  // A quarter of an hour without a wrong one forgives those before.
  tries.failures = tries.last.ms + for_name.longest_ms < now.ms ? 1 : tries.failures + 1;
  tries.last = now;
}

}  // namespace homeward
