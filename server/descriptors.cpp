#include "server/descriptors.h"

#include <sys/resource.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>

namespace homeward {
namespace {

// Five connections to the database with a file and a log each, what SQLite opens for a
// moment, the listener, the event loop, the standard streams; and as much again.
constexpr std::size_t kept_free = 64;
constexpr std::size_t connections_min = 16;

}  // namespace

Result<std::size_t> raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) {
    return Error{Code::unavailable,
                 std::string("the limit on open files cannot be read: ") + std::strerror(errno)};
  }
  const rlimit raised{limit.rlim_max, limit.rlim_max};
  return static_cast<std::size_t>(setrlimit(RLIMIT_NOFILE, &raised) == 0 ? limit.rlim_max
                                                                         : limit.rlim_cur);
}

Result<http::Limits> limits_within(std::size_t descriptors, http::Limits limits) {
  if (descriptors < kept_free + connections_min) {
    return Error{Code::refused, "only " + std::to_string(descriptors) +
                                    " files may be open at once, and " +
                                    std::to_string(kept_free + connections_min) +
                                    " are needed: raise the limit (LimitNOFILE, ulimit -n)"};
  }
  limits.connections_max = std::min(limits.connections_max, descriptors - kept_free);
  return limits;
}

}  // namespace homeward
