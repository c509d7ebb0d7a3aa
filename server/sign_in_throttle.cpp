#include "server/sign_in_throttle.h"

#include <algorithm>

namespace homeward {
namespace {

constexpr std::size_t counts_max = 10'000;
constexpr std::size_t key_octets_max = 64;
constexpr unsigned beyond_free_max = 10;

// No name is longer; what somebody else sends in its place takes no more room.
std::string key_of(const std::string& name) {
  return name.substr(0, key_octets_max);
}

}  // namespace

std::int64_t SignInThrottle::wait_or_try(const std::string& username, const std::string& address,
                                         Instant now) {
  const std::lock_guard lock(mutex_);
  const std::int64_t wait =
      std::max(by_name_.wait_of(key_of(username), now), by_address_.wait_of(key_of(address), now));
  if (wait > 0) {
    return wait;
  }
  by_name_.count(key_of(username), now);
  by_address_.count(key_of(address), now);
  return 0;
}

// Of the address only this one try is taken back: one right password is no leave to
// guess others'.
void SignInThrottle::succeeded(const std::string& username, const std::string& address) {
  const std::lock_guard lock(mutex_);
  by_name_.of.erase(key_of(username));
  by_address_.take_back(key_of(address));
}

void SignInThrottle::turned_away(const std::string& username, const std::string& address) {
  const std::lock_guard lock(mutex_);
  by_name_.take_back(key_of(username));
  by_address_.take_back(key_of(address));
}

std::int64_t SignInThrottle::Counts::wait_of(const std::string& key, Instant now) const {
  const auto at = of.find(key);
  if (at == of.end()) {
    return 0;
  }
  const Tries tries = fallen(at->second, now);
  if (tries.failures < slowing.free_tries) {
    return 0;
  }
  const std::int64_t longer = second_ms << (tries.failures - slowing.free_tries);
  return tries.last.ms + std::min(longer, slowing.longest_ms) - now.ms;
}

void SignInThrottle::Counts::count(const std::string& key, Instant now) {
  if (of.size() >= counts_max && of.count(key) == 0) {
    of.erase(std::min_element(of.begin(), of.end(), [](const auto& a, const auto& b) {
      return a.second.last < b.second.last;
    }));
  }
  Tries& tries = of[key];
  tries = fallen(tries, now);
  tries.failures = std::min(tries.failures + 1, slowing.free_tries + beyond_free_max);
  tries.before = tries.last;
  tries.last = now;
}

void SignInThrottle::Counts::take_back(const std::string& key) {
  const auto at = of.find(key);
  if (at != of.end() && at->second.failures > 0) {
    --at->second.failures;
    at->second.last = at->second.before;
  }
}

SignInThrottle::Tries SignInThrottle::Counts::fallen(Tries tries, Instant now) const {
  const std::int64_t steps = (now.ms - tries.falls_from.ms) / slowing.falls_each_ms;
  if (steps >= tries.failures) {
    tries.failures = 0;
    tries.falls_from = now;
  } else if (steps > 0) {
    tries.failures -= static_cast<unsigned>(steps);
    tries.falls_from = tries.falls_from.plus_ms(steps * slowing.falls_each_ms);
  }
  return tries;
}

}  // namespace homeward
