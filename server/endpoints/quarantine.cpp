// What was set aside of a supervisor's children (S2): who wrote it, of what, and why.
// The content stays where it is: admitting it comes with a later issue.
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <set>

#include "server/endpoints/endpoints.h"

namespace homeward::endpoints {
namespace {

using http::Request;
using http::Respond;

// Of the children this person sees the whole of, oldest first within a child.
Result<std::vector<Quarantined>> held_for(const Account& supervisor, const ServerStore& store) {
  HW_TRY(scopes, store.scopes(supervisor.id));
  std::vector<Quarantined> held;
  for (const Scope& scope : scopes) {
    HW_TRY(of_child, store.quarantined_of_child(scope.child));
    held.insert(held.end(), of_child.begin(), of_child.end());
  }
  return held;
}

Result<boost::json::array> told(const std::vector<Quarantined>& held, Accounts& accounts) {
  boost::json::array list;
  for (const Quarantined& one : held) {
    HW_TRY(author, accounts.account(one.user));
    list.push_back(boost::json::object{{"at", to_string(one.received_at)},
                                       {"child", one.record.child.hex()},
                                       {"type", one.record.type},
                                       {"author", author ? author->name : one.user.hex()},
                                       {"code", one.notice.code},
                                       {"reason", one.notice.reason},
                                       {"tablet", one.origin.hex()}});
  }
  return list;
}

Result<void> write_down(const std::vector<Quarantined>& held, const Account& reader,
                        Accounts& accounts, Instant now) {
  std::set<RecordId> written;
  for (const Quarantined& one : held) {
    if (written.insert(one.record.id).second) {
      HW_CHECK(accounts.audit({now, reader.id, "read", one.record.child, one.record.id,
                               one.record.type + " in quarantine"}));
    }
  }
  return {};
}

void quarantine(const Context& context, const Request& request, const Respond& respond) {
  read_later(context.readers, respond, [=, &context](ServerDatabase& db) {
    const Result<Account> account = signed_in(request, db.accounts(), context.now());
    if (!account.ok()) {
      return respond(http::error_response(account.error()));
    }
    if (account.value().role != Role::supervisor) {
      return respond(http::error_response(
          {Code::refused, "Only a supervisor sees what was set aside of others."}));
    }
    const auto held = held_for(account.value(), db.store());
    const auto list =
        held.ok() ? told(held.value(), db.accounts()) : Result<boost::json::array>(held.error());
    if (!list.ok()) {
      return respond(http::error_response(list.error()));
    }
    write_later(
        context, respond,
        [=, &context, held = held.value(), reader = account.value()](ServerDatabase& writer) {
          return write_down(held, reader, writer.accounts(), context.now());
        },
        [=, list = list.value()] {
          respond(json(200, {{"held", list}}));
        });
  });
}

}  // namespace

void add_quarantine(http::Router& router, const Context& context) {
  router.add({http::Method::get, "/api/quarantine",
              [&context](const Request& request, const Respond& respond) {
                quarantine(context, request, respond);
              }});
}

}  // namespace homeward::endpoints
