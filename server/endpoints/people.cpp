#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <set>

#include "server/endpoints/endpoints.h"

namespace homeward::endpoints {
namespace {

using http::Request;
using http::Respond;

// Whose words stand in the records this person may see.
Result<std::set<UserId>> authors_seen_by(const UserId& user, const ServerStore& store) {
  std::set<UserId> authors;
  HW_TRY(scopes, store.scopes(user));
  for (const Scope& scope : scopes) {
    HW_TRY(records, store.records_of_child(scope.child));
    for (const Record& record : records) {
      for (const auto& [key, heads] : record.fields()) {
        for (const Head& head : heads) {
          if (covers(scope, record.header())) {
            authors.insert(head.author);
          }
        }
      }
    }
  }
  return authors;
}

// Everyone; but to a commissioned worker only their own organisation, the supervisors,
// and who wrote in what they may see.
Result<std::vector<Account>> known_to(const Account& asker, ServerDatabase& db) {
  HW_TRY(accounts, db.accounts().accounts());
  if (!asker.commissioned) {
    return accounts;
  }
  HW_TRY(authors, authors_seen_by(asker.id, db.store()));
  std::vector<Account> known;
  for (const Account& account : accounts) {
    if (account.organisation == asker.organisation || account.role == Role::supervisor ||
        authors.count(account.id) == 1) {
      known.push_back(account);
    }
  }
  return known;
}

boost::json::array named(const std::vector<Account>& accounts) {
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
    const auto accounts = known_to(account.value(), db);
    respond(accounts.ok() ? json(200, {{"people", named(accounts.value())}})
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
              [&context](const Request& request, const Respond& respond) {
                people(context, request, respond);
              }});
  http::Route route{http::Method::get, "/api/notices",
                    [&context](const Request& request, const Respond& respond) {
                      notices(context, request, respond);
                    }};
  route.websocket = true;
  router.add(std::move(route));
}

}  // namespace homeward::endpoints
