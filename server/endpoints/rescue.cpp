// A file of unsent work, brought by anybody who is signed in (server/rescue.h).
#include <boost/json/object.hpp>

#include "server/endpoints/caller.h"
#include "server/endpoints/endpoints.h"
#include "server/rescue.h"
#include "sync/rescue.h"

namespace homeward::endpoints {
namespace {

using http::Request;
using http::Respond;

void take(const Context& context, const Request& request, const Account& by,
          const Respond& respond) {
  struct Taken {
    Rescued rescued;
    std::set<UserId> readers;
  };
  const auto taken = std::make_shared<Taken>();
  write_later(
      context, respond,
      [=, &context](ServerDatabase& db) -> Result<void> {
        HW_TRY(rescued, take_rescue(db, context.authority, request.body, by, context.now()));
        *taken = {rescued, readers_of(rescued.changed, db)};
        return {};
      },
      [=, &context] {
        tell(context, taken->readers);
        respond(json(200, {{"changes", taken->rescued.changes},
                           {"added", taken->rescued.added},
                           {"set_aside", taken->rescued.set_aside},
                           {"files", taken->rescued.files}}));
      });
}

void rescue(const Context& context, const Request& request, const Respond& respond) {
  if (const Result<void> own = from_own_page(request); !own.ok()) {
    return respond(http::error_response(own.error()));
  }
  read_later(context.readers, respond, [=, &context](ServerDatabase& reader) {
    const Result<Account> account = signed_in(request, reader.accounts(), context.now());
    if (!account.ok()) {
      return respond(http::error_response(account.error()));
    }
    take(context, request, account.value(), respond);
  });
}

}  // namespace

void add_rescue(http::Router& router, const Context& context) {
  http::Route route{http::Method::post, "/api/rescue",
                    [&context](const Request& request, const Respond& respond) {
                      rescue(context, request, respond);
                    },
                    "application/octet-stream"};
  route.body_bytes_max = rescue_octets_max;
  route.invites = known_only(context);
  router.add(std::move(route));
}

}  // namespace homeward::endpoints
