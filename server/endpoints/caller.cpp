#include "server/endpoints/caller.h"

#include "server/endpoints/endpoints.h"

namespace homeward::endpoints {
namespace {

Result<Caller> who_calls(const http::Request& request, Accounts& accounts, Instant now) {
  Result<Account> account = signed_in(request, accounts, now);
  if (account.ok()) {
    return Caller{account.value(), std::nullopt};
  }
  const std::string_view token = request.header("X-Homeward-Device");
  if (token.empty()) {
    return account.error();
  }
  HW_TRY(device, accounts.device(token_digest(token)));
  if (!device) {
    return account.error();
  }
  HW_TRY(owner, accounts.account(device->user));
  return owner && owner->disabled ? Caller{*owner, device->origin}
                                  : Result<Caller>(account.error());
}

Result<void> is_known(const http::Request& head, Accounts& accounts, Instant now) {
  const Result<Account> account = signed_in(head, accounts, now);
  if (account.ok()) {
    return {};
  }
  HW_TRY(device, accounts.device(token_digest(head.header("X-Homeward-Device"))));
  return device ? Result<void>() : Result<void>(account.error());
}

}  // namespace

http::Handler known_only(const Context& context) {
  return [&context](const http::Request& head, const http::Respond& respond) {
    read_later(context.readers, respond, [=, &context](ServerDatabase& db) {
      const Result<void> known = is_known(head, db.accounts(), context.now());
      respond(known.ok() ? http::go_on() : http::error_response(known.error()));
    });
  };
}

Result<Caller> who_syncs(const http::Request& request, Accounts& accounts, Instant now) {
  HW_TRY(caller, who_calls(request, accounts, now));
  const std::string_view user = request.header("X-Homeward-User");
  const bool is_same = user.empty() || user == caller.account.id.hex();
  return is_same ? Result<Caller>(caller) : Result<Caller>(not_signed_in_here());
}

Result<Account> signed_in_here(const http::Request& request, Accounts& accounts, Instant now) {
  HW_TRY(account, signed_in(request, accounts, now));
  const bool is_same = request.header("X-Homeward-User") == account.id.hex();
  return is_same ? Result<Account>(account) : Result<Account>(not_signed_in_here());
}

}  // namespace homeward::endpoints
