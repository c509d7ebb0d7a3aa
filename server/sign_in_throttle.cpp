#include "server/sign_in_throttle.h"

#include <algorithm>

namespace homeward {
namespace {

constexpr unsigned free_tries = 5;
constexpr std::int64_t longest_wait_ms = 15 * minute_ms;
constexpr std::size_t names_max = 100'000;

std::int64_t wait_after(unsigned failures) {
  if (failures < free_tries) {
    return 0;
  }
  const unsigned doublings = std::min(failures - free_tries, 10u);
  return std::min(second_ms << doublings, longest_wait_ms);
}

}  // namespace

std::int64_t SignInThrottle::wait_ms(const std::string& username, Instant now) {
  const std::lock_guard lock(mutex_);
  const auto at = tries_.find(username);
  if (at == tries_.end()) {
    return 0;
  }
  return std::max<std::int64_t>(0, at->second.last.ms + wait_after(at->second.failures) - now.ms);
}

void SignInThrottle::failed(const std::string& username, Instant now) {
  const std::lock_guard lock(mutex_);
  if (tries_.size() >= names_max) {
    forget_old(now);
  }
  Tries& tries = tries_[username];
  ++tries.failures;
  tries.last = now;
}

void SignInThrottle::succeeded(const std::string& username) {
  const std::lock_guard lock(mutex_);
  tries_.erase(username);
}

void SignInThrottle::forget_old(Instant now) {
  for (auto at = tries_.begin(); at != tries_.end();) {
    at = at->second.last.ms + longest_wait_ms < now.ms ? tries_.erase(at) : std::next(at);
  }
}

}  // namespace homeward
