// Whose tablet it is that sends work, or asks for what it is to hold.
#pragma once

#include "server/context.h"

namespace homeward::endpoints {

// By session; or by the device's own credential where the account was disabled, so that
// what was written offline still arrives (V1). Refused where the session is not that of the
// person whose database asks: a tablet has one cookie and a database per person (T3).
struct Caller {
  Account account;
  std::optional<Origin> device;  // where it is by credential: this one speaks, and no other
};
Result<Caller> who_syncs(const http::Request& request, Accounts& accounts, Instant now);

// By session, which must be that of the person whose database asks, and it says which that
// is: what is asked for here nothing else would tell (T3).
Result<Account> signed_in_here(const http::Request& request, Accounts& accounts, Instant now);

// For Route::invites: lets a large body come from whoever shows a session that holds, or the
// credential of a tablet that is registered; whether it may be acted on is asked once it is here.
http::Handler known_only(const Context& context);

}  // namespace homeward::endpoints
