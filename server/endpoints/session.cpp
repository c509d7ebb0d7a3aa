#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "server/endpoints/endpoints.h"
#include "server/password.h"

namespace homeward::endpoints {
namespace {

using http::Request;
using http::Respond;
using http::Response;

boost::json::array handovers_json(const Authority& authority) {
  boost::json::array list;
  for (const KeyHandover& one : authority.handovers) {
    list.push_back(
        {{"from", to_hex(one.from)}, {"to", to_hex(one.to)}, {"signature", to_hex(one.signature)}});
  }
  return list;
}

boost::json::array words_json(const std::vector<std::string>& words) {
  boost::json::array list;
  for (const std::string& word : words) {
    list.emplace_back(word);
  }
  return list;
}

boost::json::array helplines_json(const std::vector<Option>& helplines) {
  boost::json::array list;
  for (const Option& line : helplines) {
    list.push_back({{"code", line.code},
                    {"name", line.label},
                    {"words", line.hint},
                    {"withdrawn", line.withdrawn}});
  }
  return list;
}

Response who(unsigned status, const Account& account, const Authority& authority,
             const Offered& offered) {
  return json(status, {{"user",
                        {{"id", account.id.hex()},
                         {"name", account.name},
                         {"organisation", account.organisation_name},
                         {"role", name_of(account.role)},
                         {"commissioned", account.commissioned}}},
                       {"authority",
                        {{"id", authority.dataset.dataset.hex()},
                         {"name", authority.name},
                         {"pack", authority.pack},
                         {"instruments", words_json(offered.instruments)},
                         {"helplines", helplines_json(offered.helplines)},
                         {"policy", json_of_own_policy(offered.policy)},
                         {"receipt_key", to_hex(authority.receipt_key.public_half)},
                         {"receipt_key_handovers", handovers_json(authority)},
                         {"recovery_key", to_hex(authority.recovery_key.public_half)}}}});
}

std::string cookie(const std::string& token, std::int64_t length_ms) {
  return std::string(session_cookie) + "=" + token + "; Path=/; Secure; HttpOnly; SameSite=Strict" +
         "; Max-Age=" + std::to_string(length_ms / second_ms);
}

Response too_many(std::int64_t wait_ms) {
  const std::string seconds = std::to_string((wait_ms + second_ms - 1) / second_ms);
  Response response = http::error_response(
      429, Code::unavailable, "Too many wrong passwords. Try again in " + seconds + " seconds.");
  response.set_header("Retry-After", seconds);
  return response;
}

// Who has signed in, and what they are told that their authority offers.
struct Entrant {
  Account account;
  Offered offered;
};

// The account, where name and password are right and it is not disabled.
Result<Entrant> check_password(ServerDatabase& db, const std::string& username,
                               const std::string& password) {
  HW_TRY(account, db.accounts().account_named(username));
  PasswordHash expected = nobodys_password();
  if (account) {
    HW_TRY(stored, db.accounts().password(account->id));
    expected = stored.value_or(expected);
  }
  HW_TRY(matches, password_matches(password, expected));
  if (!account || account->disabled || !matches) {
    return Error{Code::refused, "The username or password is not right."};
  }
  HW_TRY(offered, offered_by_authority(db.store()));
  return Entrant{*account, std::move(offered)};
}

// A name nobody has is not written down: it may be a password typed into the wrong box.
void refuse_sign_in(const Context& context, ServerDatabase& db, const std::string& username,
                    const Error& error, const Respond& respond) {
  if (error.code != Code::refused) {
    return respond(http::error_response(error));
  }
  const auto account = db.accounts().account_named(username);
  const UserId whose = account.ok() && account.value() ? account.value()->id : UserId{};
  const Instant now = context.now();
  write_later(
      context, respond,
      [=](ServerDatabase& writer) {
        return writer.accounts().audit({now, whose, "sign_in_refused", {}, {}, ""});
      },
      [=] { respond(http::error_response(401, Code::refused, error.detail)); });
}

void begin_session(const Context& context, const Entrant& entrant, const Respond& respond) {
  const std::string token = to_hex(context.random.octets(16));
  const Instant now = context.now();
  write_later(
      context, respond,
      [=](ServerDatabase& db) -> Result<void> {
        HW_CHECK(db.accounts().end_sessions_expired(now));
        HW_CHECK(db.accounts().put_session(token_digest(token),
                                           {entrant.account.id, now.plus_ms(session_length_ms)}));
        return db.accounts().audit({now, entrant.account.id, "sign_in", {}, {}, ""});
      },
      [=, &context] {
        Response response = who(200, entrant.account, context.authority, entrant.offered);
        response.add_header("Set-Cookie", cookie(token, session_length_ms));
        respond(std::move(response));
      });
}

void sign_in(const Context& context, const Request& request, const Respond& respond) {
  auto texts = texts_of(request, {"username", "password"});
  if (const Result<void> own = from_own_page(request); !own.ok() || !texts.ok()) {
    return respond(http::error_response(own.ok() ? texts.error() : own.error()));
  }
  const std::string username = texts.value()[0];
  const std::string password = texts.value()[1];
  const std::int64_t wait = context.throttle.wait_or_try(username, request.peer, context.now());
  if (wait > 0) {
    return respond(too_many(wait));
  }
  const auto check = [=, &context, address = request.peer](ServerDatabase& db) {
    const Result<Entrant> entrant = check_password(db, username, password);
    if (!entrant.ok()) {
      return refuse_sign_in(context, db, username, entrant.error(), respond);
    }
    context.throttle.succeeded(username, address);
    begin_session(context, entrant.value(), respond);
  };
  if (!read_later(context.sign_ins, respond, check)) {
    context.throttle.turned_away(username, request.peer);
  }
}

void sign_out(const Context& context, const Request& request, const Respond& respond) {
  if (const Result<void> own = from_own_page(request); !own.ok()) {
    return respond(http::error_response(own.error()));
  }
  const Digest token = token_digest(request.cookie(session_cookie).value_or(""));
  const Instant now = context.now();
  write_later(
      context, respond,
      [=](ServerDatabase& db) -> Result<void> {
        HW_TRY(session, db.accounts().session(token));
        HW_CHECK(db.accounts().end_session(token));
        return session ? db.accounts().audit({now, session->user, "sign_out", {}, {}, ""})
                       : Result<void>();
      },
      [=] {
        Response response = json(200, {{"signed_out", true}});
        response.add_header("Set-Cookie", cookie("", 0));
        respond(std::move(response));
      });
}

Result<Response> told_of_session(const Context& context, const Request& request,
                                 ServerDatabase& db) {
  HW_TRY(account, signed_in(request, db.accounts(), context.now()));
  HW_TRY(offered, offered_by_authority(db.store()));
  return who(200, account, context.authority, offered);
}

void who_am_i(const Context& context, const Request& request, const Respond& respond) {
  read_later(context.readers, respond, [=, &context](ServerDatabase& db) {
    const Result<Response> told = told_of_session(context, request, db);
    respond(told.ok() ? told.value() : http::error_response(told.error()));
  });
}

}  // namespace

Error not_signed_in_here() {
  return {Code::refused, "Another person is signed in in this browser."};
}

void add_session(http::Router& router, const Context& context) {
  router.add({http::Method::post, "/api/session",
              [&context](const Request& request, const Respond& respond) {
                sign_in(context, request, respond);
              },
              "application/json"});
  router.add({http::Method::delete_, "/api/session",
              [&context](const Request& request, const Respond& respond) {
                sign_out(context, request, respond);
              }});
  router.add({http::Method::get, "/api/session",
              [&context](const Request& request, const Respond& respond) {
                who_am_i(context, request, respond);
              }});
}

}  // namespace homeward::endpoints
