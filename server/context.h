// What every endpoint works with, and who is asking.
#pragma once

#include <functional>

#include "server/authority.h"
#include "server/http/notice_hub.h"
#include "server/http/router.h"
#include "server/readers.h"
#include "server/sign_in_throttle.h"
#include "server/writer.h"

namespace homeward {

// Outlives every request. `now` and `random` are safe from any thread.
struct Context {
  DatabaseWriter& writer;
  DatabaseReaders& readers;
  DatabaseReaders& sign_ins;
  http::NoticeHub& hub;
  SignInThrottle& throttle;
  const Authority& authority;
  std::function<Instant()> now;
  Random& random;
};

constexpr const char* session_cookie = "__Host-homeward";
constexpr std::int64_t session_length_ms = 12 * hour_ms;

// Digest under which a cookie's or a device's token is kept: a copy of the
// database lets nobody in.
Digest token_digest(std::string_view token);

// Who asks, by session cookie. `expired` where there is none that holds, or the
// account is disabled.
Result<Account> signed_in(const http::Request& request, Accounts& accounts, Instant now);

// V1: every request that changes anything comes from our own page. Browsers send
// no such header across sites without asking, and we never answer the asking.
Result<void> from_own_page(const http::Request& request);

// Hands `job` to `readers`, or tells the client to try again: false.
bool read_later(DatabaseReaders& readers, const http::Respond& respond, DatabaseReaders::Job job);
// Hands `work` to the writer; `done` runs after the commit. A failure is answered here.
void write_later(const Context& context, const http::Respond& respond,
                 std::function<Result<void>(ServerDatabase&)> work,
                 const std::function<void()>& done);

}  // namespace homeward
