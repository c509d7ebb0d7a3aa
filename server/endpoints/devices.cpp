#include <boost/json/object.hpp>

#include "server/endpoints/endpoints.h"

namespace homeward::endpoints {
namespace {

using http::Request;
using http::Respond;

Result<void> put_device(ServerDatabase& db, const Account& account, const Device& device,
                        const std::string& token) {
  HW_TRY(existing, db.accounts().device_of(device.origin));
  HW_TRY(owner, db.store().owner(device.origin));
  if ((existing && existing->user != account.id) || (owner && *owner != account.id)) {
    return Error{Code::refused, "This tablet's number belongs to another person's database."};
  }
  HW_CHECK(db.accounts().put_device(device, token_digest(token)));
  return db.accounts().audit(
      {device.registered_at, account.id, "device", {}, {}, device.origin.hex()});
}

void register_device(const Context& context, const Request& request, const Respond& respond) {
  auto texts = texts_of(request, {"origin", "name", "user"});
  if (const Result<void> own = from_own_page(request); !own.ok() || !texts.ok()) {
    return respond(http::error_response(own.ok() ? texts.error() : own.error()));
  }
  const Result<Origin> origin = Origin::parse(texts.value()[0]);
  const std::string name = texts.value()[1];
  const std::string user = texts.value()[2];
  if (!origin.ok()) {
    return respond(http::error_response(origin.error()));
  }
  read_later(context.readers, respond,
             [=, &context, origin = origin.value()](ServerDatabase& reader) {
               const Instant now = context.now();
               const Result<Account> account = signed_in(request, reader.accounts(), now);
               if (!account.ok()) {
                 return respond(http::error_response(account.error()));
               }
               // Never to whoever is signed in: a shared tablet has a database per person (T3).
               if (user != account.value().id.hex()) {
                 return respond(http::error_response(not_signed_in_here()));
               }
               const std::string token = to_hex(context.random.octets(32));
               const Device device{origin, account.value().id, name.substr(0, 80), now};
               write_later(
                   context, respond,
                   [=, who = account.value()](ServerDatabase& db) {
                     return put_device(db, who, device, token);
                   },
                   [=] {
                     respond(json(201, {{"device_token", token}}));
                   });
             });
}

}  // namespace

void add_devices(http::Router& router, const Context& context) {
  router.add({http::Method::post, "/api/devices",
              [&context](const Request& request, const Respond& respond) {
                register_device(context, request, respond);
              },
              "application/json"});
}

}  // namespace homeward::endpoints
