// A forgotten passphrase loses nothing (T2): the tablet asks, an administrator
// approves (`homeward recovery approve`), and the tablet gets its database key back,
// sealed to a key it made for this one request.
#include <boost/json/object.hpp>

#include "server/endpoints/endpoints.h"

namespace homeward::endpoints {
namespace {

using http::Request;
using http::Respond;

constexpr std::string_view one_request = "/api/recovery/";
constexpr std::int64_t answer_kept_ms = day_ms;

Result<Bytes> octets_of(std::string_view hex, const char* what) {
  std::optional<Bytes> octets = from_hex(hex);
  return octets ? Result<Bytes>(*std::move(octets))
                : Error{Code::bad_input, std::string(what) + ": expected lower-case hex digits"};
}

Result<RecoveryRequest> read_asked(const Request& request, const Context& context) {
  HW_CHECK(from_own_page(request));
  HW_TRY(texts, texts_of(request, {"origin", "sealed_key", "reply_key"}));
  HW_TRY(origin, Origin::parse(texts[0]));
  HW_TRY(sealed, octets_of(texts[1], "sealed_key"));
  HW_TRY(reply, octets_of(texts[2], "reply_key"));
  if (reply.size() != 32) {
    return Error{Code::bad_input, "reply_key: expected 32 octets"};
  }
  return RecoveryRequest{
      RecordId::fresh(context.random), {}, origin, sealed, reply, {}, context.now()};
}

void ask(const Context& context, const Request& request, const Respond& respond) {
  const Result<RecoveryRequest> asked = read_asked(request, context);
  if (!asked.ok()) {
    return respond(http::error_response(asked.error()));
  }
  read_later(
      context.readers, respond,
      [=, &context, asked = asked.value()](ServerDatabase& reader) mutable {
        const Result<Account> account = signed_in(request, reader.accounts(), context.now());
        if (!account.ok()) {
          return respond(http::error_response(account.error()));
        }
        asked.user = account.value().id;
        write_later(
            context, respond,
            [=](ServerDatabase& db) -> Result<void> {
              HW_TRY(device, db.accounts().device_of(asked.origin));
              if (!device || device->user != asked.user) {
                return Error{Code::refused, "This tablet is not registered to you."};
              }
              HW_CHECK(db.accounts().erase_recoveries_answered(asked.at.plus_ms(-answer_kept_ms)));
              HW_CHECK(db.accounts().put_recovery(asked));
              return db.accounts().audit(
                  {asked.at, asked.user, "recovery_asked", {}, {}, asked.origin.hex()});
            },
            [=] {
              respond(json(201, {{"id", asked.id.hex()}}));
            });
      });
}

// As often as it is asked for, since it may be lost on its way: nobody but that tablet can
// open it.
void give(const Context& context, const RecoveryRequest& found, const Respond& respond) {
  write_later(
      context, respond,
      [=, now = context.now()](ServerDatabase& db) {
        return db.accounts().audit({now, found.user, "recovery_given", {}, {}, found.origin.hex()});
      },
      [=] {
        respond(json(200, {{"approved", true}, {"answer", to_hex(found.answer)}}));
      });
}

void look(const Context& context, const Request& request, const Respond& respond) {
  const Result<RecordId> id = RecordId::parse(request.path.substr(one_request.size()));
  if (!id.ok()) {
    return respond(http::error_response(id.error()));
  }
  read_later(context.readers, respond, [=, &context, id = id.value()](ServerDatabase& db) {
    const Result<Account> account = signed_in(request, db.accounts(), context.now());
    const auto found = db.accounts().recovery(id);
    if (!account.ok() || !found.ok()) {
      return respond(http::error_response(account.ok() ? found.error() : account.error()));
    }
    if (!found.value() || found.value()->user != account.value().id) {
      return respond(http::error_response({Code::not_found, "There is no such request of yours."}));
    }
    if (found.value()->answer.empty()) {
      return respond(json(200, {{"approved", false}, {"answer", ""}}));
    }
    if (found.value()->at.plus_ms(answer_kept_ms) <= context.now()) {
      return respond(http::error_response(
          {Code::not_found, "What was approved is more than a day old. Ask again."}));
    }
    give(context, *found.value(), respond);
  });
}

}  // namespace

void add_recovery(http::Router& router, const Context& context) {
  router.add({http::Method::post, "/api/recovery",
              [&context](const Request& request, const Respond& respond) {
                ask(context, request, respond);
              },
              "application/json"});
  router.add({http::Method::get, std::string(one_request),
              [&context](const Request& request, const Respond& respond) {
                look(context, request, respond);
              }});
}

}  // namespace homeward::endpoints
