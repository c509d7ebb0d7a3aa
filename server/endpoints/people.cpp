#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "server/endpoints/endpoints.h"

namespace homeward::endpoints {
namespace {

using http::Request;
using http::Respond;

boost::json::array everyone(const std::vector<Account>& accounts) {
  boost::json::array people;
  for (const Account& account : accounts) {
    people.push_back(boost::json::object{{"id", account.id.hex()},
                                         {"name", account.name},
                                         {"organisation", account.organisation_name},
                                         {"role", name_of(account.role)}});
  }
  return people;
}

void people(const Context& context, const Request& request, const Respond& respond) {
  read_later(context.readers, respond, [=, &context](ServerDatabase& db) {
    const Result<Account> account = signed_in(request, db.accounts(), context.now());
    if (!account.ok()) {
      return respond(http::error_response(account.error()));
    }
    const auto accounts = db.accounts().accounts();
    respond(accounts.ok() ? json(200, {{"people", everyone(accounts.value())}})
                          : http::error_response(accounts.error()));
  });
}

// A browser's WebSocket carries the cookie; the hub then knows the person's pages.
void notices(const Context& context, const Request& request, const Respond& respond) {
  read_later(context.readers, respond, [=, &context](ServerDatabase& db) {
    const Result<Account> account = signed_in(request, db.accounts(), context.now());
    respond(account.ok() ? http::open_notices(account.value().id.hex())
                         : http::error_response(account.error()));
  });
}

}  // namespace

void add_people(http::Router& router, const Context& context) {
  router.add({http::Method::get, "/api/people",
              [&context](Request request, Respond respond) { people(context, request, respond); }});
  http::Route route{
      http::Method::get, "/api/notices",
      [&context](Request request, Respond respond) { notices(context, request, respond); }};
  route.websocket = true;
  router.add(std::move(route));
}

}  // namespace homeward::endpoints
