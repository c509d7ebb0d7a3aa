#include "server/context.h"

namespace homeward {
namespace {

const Error busy{Code::unavailable, "The server is busy. Nothing was lost; try again in a moment."};

http::Response not_written(const Error& error) {
  if (error.code != Code::full) {
    return http::error_response(error);
  }
  http::Response response = http::error_response(
      {Code::full,
       "The council's server has no space left, so it took nothing in. What you wrote stays on "
       "this tablet and is sent again by itself. Tell whoever looks after the server."});
  response.add_header("Retry-After", "60");
  return response;
}

}  // namespace

Digest token_digest(std::string_view token) {
  return digest("homeward token 1", {token});
}

Result<Account> signed_in(const http::Request& request, Accounts& accounts, Instant now) {
  const Error expired{Code::expired, "Your session has ended. Sign in again; nothing was lost."};
  const std::optional<std::string> token = request.cookie(session_cookie);
  if (!token) {
    return expired;
  }
  HW_TRY(session, accounts.session(token_digest(*token)));
  if (!session || session->expires_at <= now) {
    return expired;
  }
  HW_TRY(account, accounts.account(session->user));
  if (!account || account->disabled) {
    return expired;
  }
  return *account;
}

Result<void> from_own_page(const http::Request& request) {
  const std::string_view origin = request.header("Origin");
  if (request.header("X-Homeward") != "1" || (!origin.empty() && !request.is_own_origin(origin))) {
    return Error{Code::refused, "This request did not come from Homeward's own page."};
  }
  return {};
}

bool read_later(DatabaseReaders& readers, const http::Respond& respond, DatabaseReaders::Job job) {
  const bool taken = readers.put(std::move(job));
  if (!taken) {
    respond(http::error_response(busy));
  }
  return taken;
}

void write_later(const Context& context, const http::Respond& respond,
                 std::function<Result<void>(ServerDatabase&)> work,
                 const std::function<void()>& done) {
  const bool taken =
      context.writer.put({std::move(work), [respond, done](const Result<void>& result) {
                            if (result.ok()) {
                              done();
                            } else {
                              respond(not_written(result.error()));
                            }
                          }});
  if (!taken) {
    respond(http::error_response(busy));
  }
}

}  // namespace homeward
