// One exchange: read (any reader), apply (the writer, one commit for many), answer
// (any reader). What a page shows of a child is audited before it is sent.
#include <algorithm>
#include <map>
#include <set>

#include "server/allocation.h"
#include "server/endpoints/caller.h"
#include "server/endpoints/endpoints.h"
#include "server/gate.h"
#include "server/sealed_work.h"
#include "sync/bases.h"

namespace homeward::endpoints {
namespace {

using http::Respond;

// One exchange on its way through the threads.
struct Exchange {
  http::Request http;
  Respond respond;
  Account account;
  homeward::Request request;
  Applied applied;
  Bytes answer;
};
using Shared = std::shared_ptr<Exchange>;

// Only the account's own registered devices speak for it.
Result<void> check_device(const Account& account, const Origin& origin, Accounts& accounts) {
  HW_TRY(device, accounts.device_of(origin));
  if (device && device->user != account.id) {
    return not_signed_in_here();
  }
  if (!device) {
    return Error{Code::refused, "This tablet is not registered to you. Sign in on it again."};
  }
  return {};
}

Result<void> audit_records(const Shared& exchange, Accounts& accounts, Instant now, const char* act,
                           const std::vector<RecordHeader>& records) {
  std::set<RecordId> told;
  for (const RecordHeader& record : records) {
    if (told.insert(record.id).second) {
      HW_CHECK(accounts.audit({now, exchange->account.id, act, record.child, record.id,
                               record.type + " by tablet " + exchange->request.origin.hex()}));
    }
  }
  return {};
}

// S11: the origin that comes after a forked one is of the same tablet. What is done under it
// needs a session or a rescue; it gets a credential of its own when it is registered again.
Result<void> register_successor(const homeward::Request& request, Accounts& accounts, Instant now) {
  if (!request.successor) {
    return {};
  }
  HW_TRY(known, accounts.device_of(*request.successor));
  HW_TRY(device, accounts.device_of(request.origin));
  if (known || !device) {
    return {};
  }
  const Digest nobodys = digest("homeward successor 1", {request.successor->view()});
  HW_CHECK(accounts.put_device({*request.successor, device->user, device->name, now}, nobodys));
  return accounts.audit({now,
                         device->user,
                         "device",
                         {},
                         {},
                         request.successor->hex() + " after " + request.origin.hex()});
}

// The account is read again: it may have been disabled while this waited.
Result<void> take(const Context& context, const Shared& exchange, ServerDatabase& db) {
  const Instant now = context.now();
  HW_TRY(account, db.accounts().account(exchange->account.id));
  HW_ASSERT(account);  // accounts are disabled, never erased
  exchange->account = *account;
  PermissionGate gate(*account);
  const ReceiptSigner signer(context.authority);
  HW_TRY(applied, apply(db.store(), exchange->request, account->id, gate, signer, now));
  exchange->applied = applied;
  HW_CHECK(take_in(db, *account, gate.added(), "", now));
  HW_CHECK(register_successor(exchange->request, db.accounts(), now));
  for (const PermissionGate::Refused& refused : gate.refused()) {
    HW_CHECK(db.accounts().audit({now, account->id, "refused", refused.record.child,
                                  refused.record.id, refused.code + ": " + refused.record.type}));
  }
  return audit_records(exchange, db.accounts(), now, "write", applied.changed);
}

void send(const Shared& exchange) {
  http::Response response;
  response.body = std::make_shared<const Bytes>(exchange->answer);
  response.for_own_fetch = true;
  exchange->respond(std::move(response));
}

void answer_exchange(const Context& context, const Shared& exchange, ServerDatabase& db) {
  const ReceiptSigner signer(context.authority);
  const auto answered = answer(db.store(), exchange->http.body, exchange->request,
                               exchange->applied, exchange->account.id, signer, context.now());
  if (!answered.ok()) {
    return exchange->respond(http::error_response(answered.error()));
  }
  const std::vector<RecordHeader>& shown = answered.value().shown;
  if (const Result<void> may = check_readable(exchange->account, shown); !may.ok()) {
    return exchange->respond(http::error_response(may.error()));
  }
  exchange->answer = answered.value().octets;
  tell(context, readers_of(exchange->applied.changed, db));
  if (shown.empty()) {
    return send(exchange);
  }
  write_later(
      context, exchange->respond,
      [=, &context, shown = shown](ServerDatabase& writer) {
        return audit_records(exchange, writer.accounts(), context.now(), "read", shown);
      },
      [=] { send(exchange); });
}

Result<void> begin(const Context& context, const Shared& exchange, ServerDatabase& db) {
  HW_TRY(caller, who_syncs(exchange->http, db.accounts(), context.now()));
  VisibleBases bases(db.store(), caller.account.id);
  HW_TRY(request, homeward::read_request(exchange->http.body, &bases));
  if (caller.device && *caller.device != request.origin) {
    return Error{Code::expired, "Your session has ended. Sign in again; nothing was lost."};
  }
  HW_CHECK(check_device(caller.account, request.origin, db.accounts()));
  HW_TRY(received, db.store().origin_state(request.origin));
  open_sealed_work(request, context.authority, caller.account.id, received.number);
  exchange->account = caller.account;
  exchange->request = request;
  return {};
}

void sync(const Context& context, http::Request http, const Respond& respond) {
  if (const Result<void> own = from_own_page(http); !own.ok()) {
    return respond(http::error_response(own.error()));
  }
  const Shared exchange =
      std::make_shared<Exchange>(Exchange{std::move(http), respond, {}, {}, {}, {}});
  read_later(context.readers, respond, [=, &context](ServerDatabase& db) {
    if (const Result<void> begun = begin(context, exchange, db); !begun.ok()) {
      return exchange->respond(http::error_response(begun.error()));
    }
    write_later(
        context, exchange->respond,
        [=, &context](ServerDatabase& writer) { return take(context, exchange, writer); },
        [=, &context] {
          read_later(context.readers, exchange->respond, [=, &context](ServerDatabase& reader) {
            answer_exchange(context, exchange, reader);
          });
        });
  });
}

}  // namespace

std::set<UserId> readers_of(const std::vector<RecordHeader>& changed, ServerDatabase& db) {
  std::set<UserId> readers;
  for (const RecordHeader& record : changed) {
    const auto users = db.store().users_who_see(record);
    if (users.ok()) {
      readers.insert(users.value().begin(), users.value().end());
    }
  }
  return readers;
}

Result<void> check_readable(const Account& account, const std::vector<RecordHeader>& shown) {
  for (const RecordHeader& record : shown) {
    if (!permitted(account.actor(), Act::read, record.type)) {
      return Error{Code::refused, why_not(account.actor(), Act::read, record.type)};
    }
  }
  return {};
}

void tell(const Context& context, const std::set<UserId>& readers) {
  for (const UserId& user : readers) {
    context.hub.notify(user.hex());
  }
}

void add_sync(http::Router& router, const Context& context) {
  http::Route route{http::Method::post, "/api/sync",
                    [&context](http::Request request, const Respond& respond) {
                      sync(context, std::move(request), respond);
                    },
                    "application/octet-stream"};
  route.body_bytes_max = http::sync_body_bytes_max;
  route.unpacked_bytes_max = http::sync_unpacked_bytes_max;
  route.invites = known_only(context);
  router.add(std::move(route));
}

}  // namespace homeward::endpoints
