// A tablet compares what it holds with what is here (docs/protocol.md, P36 to P39): read only.
// What is sent whole of a child is audited before it is sent.
#include "sync/compare.h"

#include "server/endpoints/caller.h"
#include "server/endpoints/endpoints.h"

namespace homeward::endpoints {
namespace {

using http::Respond;

struct Given {
  Account account;
  CompareRequest request;
  ComparisonGiven comparison;
};

Result<Given> give(const Context& context, const http::Request& http, ServerDatabase& db) {
  HW_TRY(caller, who_syncs(http, db.accounts(), context.now()));
  if (caller.device) {
    return Error{Code::expired, "Your session has ended. Sign in again; nothing was lost."};
  }
  HW_TRY(request, read_compare_request(http.body));
  HW_TRY(device, db.accounts().device_of(request.origin));
  if (!device || device->user != caller.account.id) {
    return not_signed_in_here();
  }
  HW_TRY(given, answer_comparison(db.store(), http.body, request, caller.account.id));
  HW_CHECK(check_readable(caller.account, given.shown));
  return Given{caller.account, request, given};
}

Result<void> write_down(const Context& context, const Given& given, Accounts& accounts) {
  for (const RecordHeader& record : given.comparison.shown) {
    HW_CHECK(
        accounts.audit({context.now(), given.account.id, "read", record.child, record.id,
                        record.type + " found to differ on tablet " + given.request.origin.hex()}));
  }
  return {};
}

void send(const Respond& respond, const Bytes& octets) {
  http::Response response;
  response.body = std::make_shared<const Bytes>(octets);
  response.for_own_fetch = true;
  respond(std::move(response));
}

void compare(const Context& context, const http::Request& http, const Respond& respond) {
  if (const Result<void> own = from_own_page(http); !own.ok()) {
    return respond(http::error_response(own.error()));
  }
  read_later(context.readers, respond, [=, &context](ServerDatabase& db) {
    const Result<Given> given = give(context, http, db);
    if (!given.ok()) {
      return respond(http::error_response(given.error()));
    }
    if (given.value().comparison.shown.empty()) {
      return send(respond, given.value().comparison.octets);
    }
    write_later(
        context, respond,
        [=, &context](ServerDatabase& writer) {
          return write_down(context, given.value(), writer.accounts());
        },
        [=] { send(respond, given.value().comparison.octets); });
  });
}

}  // namespace

void add_compare(http::Router& router, const Context& context) {
  http::Route route{http::Method::post, "/api/compare",
                    [&context](const http::Request& request, const Respond& respond) {
                      compare(context, request, respond);
                    },
                    "application/octet-stream"};
  router.add(std::move(route));
}

}  // namespace homeward::endpoints
