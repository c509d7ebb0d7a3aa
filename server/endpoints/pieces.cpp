// The files of attachments, piece by piece (docs/protocol.md, P28 to P35): keep (the writer,
// one commit for many), then answer (any reader). What is kept or shown of a child is audited.
#include "server/pieces.h"
#include "server/endpoints/caller.h"
#include "server/endpoints/endpoints.h"

namespace homeward::endpoints {
namespace {

using http::Respond;

// One request on its way through the threads.
struct Transfer {
  Respond respond;
  Account account;
  PiecesRequest request;
};
using Shared = std::shared_ptr<Transfer>;

Result<void> write_down(const Shared& transfer, Accounts& accounts, Instant now, const char* act,
                        const std::vector<RecordHeader>& records) {
  for (const RecordHeader& record : records) {
    HW_CHECK(accounts.audit(
        {now, transfer->account.id, act, record.child, record.id, "the file of an attachment"}));
  }
  return {};
}

// The account is read again: it may have been disabled while this waited.
Result<void> keep(const Context& context, const Shared& transfer, ServerDatabase& db) {
  HW_TRY(account, db.accounts().account(transfer->account.id));
  HW_ASSERT(account);  // accounts are disabled, never erased
  transfer->account = *account;
  HW_TRY(kept, keep_pieces(db.store(), *account, transfer->request));
  return write_down(transfer, db.accounts(), context.now(), "write", kept.files);
}

// A piece found damaged goes, so that it is lacking, and asked for, from now on (P33).
Result<void> note(const Context& context, const Shared& transfer, const PiecesGiven& given,
                  ServerDatabase& db) {
  for (const PieceName& name : given.damaged) {
    HW_CHECK(db.store().erase_piece(name.attachment, name.piece));
    HW_CHECK(db.accounts().audit({context.now(),
                                  transfer->account.id,
                                  "damaged",
                                  {},
                                  name.attachment,
                                  "piece " + name.piece.hex()}));
  }
  return write_down(transfer, db.accounts(), context.now(), "read", given.shown);
}

void send(const Shared& transfer, const PiecesAnswer& answer) {
  http::Response response;
  response.body = std::make_shared<const Bytes>(frame(answer));
  response.for_own_fetch = true;
  response.compressible = false;  // photographs and documents are packed already
  transfer->respond(std::move(response));
}

void answer(const Context& context, const Shared& transfer, ServerDatabase& db) {
  const ReceiptSigner signer(context.authority);
  const auto answered =
      answer_pieces(db.store(), transfer->account, transfer->request, signer, context.now());
  if (!answered.ok()) {
    return transfer->respond(http::error_response(answered.error()));
  }
  const PiecesGiven& given = answered.value();
  tell(context, readers_of(given.whole, db));
  if (given.shown.empty() && given.damaged.empty()) {
    return send(transfer, given.answer);
  }
  write_later(
      context, transfer->respond,
      [=, &context](ServerDatabase& writer) { return note(context, transfer, given, writer); },
      [=] { send(transfer, given.answer); });
}

void answer_later(const Context& context, const Shared& transfer) {
  read_later(context.readers, transfer->respond,
             [=, &context](ServerDatabase& db) { answer(context, transfer, db); });
}

Result<void> begin(const Context& context, const http::Request& http, const Shared& transfer,
                   ServerDatabase& db) {
  HW_TRY(caller, who_syncs(http, db.accounts(), context.now()));
  HW_TRY(request, read_pieces_request(http.body));
  transfer->account = caller.account;
  transfer->request = request;
  return {};
}

void pieces(const Context& context, const http::Request& http, const Respond& respond) {
  if (const Result<void> own = from_own_page(http); !own.ok()) {
    return respond(http::error_response(own.error()));
  }
  const Shared transfer = std::make_shared<Transfer>(Transfer{respond, {}, {}});
  read_later(context.readers, respond, [=, &context](ServerDatabase& db) {
    if (const Result<void> begun = begin(context, http, transfer, db); !begun.ok()) {
      return transfer->respond(http::error_response(begun.error()));
    }
    if (transfer->request.sent.empty()) {
      return answer(context, transfer, db);
    }
    write_later(
        context, transfer->respond,
        [=, &context](ServerDatabase& writer) { return keep(context, transfer, writer); },
        [=, &context] { answer_later(context, transfer); });
  });
}

}  // namespace

void add_pieces(http::Router& router, const Context& context) {
  http::Route route{http::Method::post, "/api/pieces",
                    [&context](const http::Request& request, const Respond& respond) {
                      pieces(context, request, respond);
                    },
                    "application/octet-stream"};
  route.body_bytes_max = pieces_frame_octets_max;
  route.unpacked_bytes_max = pieces_frame_octets_max;
  route.invites = known_only(context);
  router.add(std::move(route));
}

}  // namespace homeward::endpoints
