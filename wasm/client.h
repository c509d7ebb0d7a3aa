// The tablet's client: what a screen asks, in JSON; and its side of the sync, in octets.
//
//   Client client(store, parts, identity);
//   client.call(R"({"name": "child", "args": {"child": "..."}})")
//   -> {"ok": true, "value": {...}} or {"ok": false, "problem": {"code", "says", "todo"}}
//
// The calls are those of pwa/src/worker/api.ts, and a few the worker makes itself:
//   tick {}                 drafts quiet for five seconds become versions (T1)
//   number_all {}           all drafts do, before locking
//   set_aside {held}        what the server answered, in words
//   keep {name, text}, kept {name}, people {json}, this_tablet {}
//   to_seal {}              some of what a purge took and is to be sealed (sync/leaving.h): a
//                           list of {number, change}, in decimal and hexadecimal
//   keep_sealed {seals}     a list of {number, sealed}
//   left_out_of_rescue {}   of the one made last: files, and what waits to be finished or decided
//
// Every call answers after the database has what it wrote; one that fails has
// written nothing, save that drafts may have been numbered first.
#pragma once

#include "sync/client.h"
#include "sync/comparison.h"
#include "wasm/desk.h"

namespace homeward {

class Client {
 public:
  // What it works with; all of it outlives the client.
  struct Parts {
    const FormLibrary& forms;
    const Pack& pack;
    const WorkingCalendar& calendar;
    std::function<Instant()> now;
    Random& random;
  };
  // The store's state has an origin.
  Client(ClientStore& store, const Parts& parts, Identity identity, People people);

  std::string call(std::string_view request);

  // One exchange: send what next_request() gives, hand the answer to take_answer(),
  // verify the receipt its report holds, then confirm() it (S3).
  Result<Bytes> next_request();
  // Of an answer before it is taken: what to send meanwhile, or empty (P43).
  Result<Bytes> request_ahead(BytesView answer);
  // What was sent last did not come through before its deadline (P23): less is sent at once.
  void carry_less() { sync_.carry_less(); }
  // {"standing", "changed": [ids], "purged": [ids], "taken", "remaining", "more",
  //  "is_next_asked": the answer to what was sent meanwhile is the next to take,
  //  "receipt": {"octets", "signature"} in hexadecimal, or null}
  Result<std::string> take_answer(BytesView answer);
  // All unsent work as a rescue (sync/rescue.h), for the worker to seal; empty where
  // nothing is unsent. What is being typed is to be numbered before.
  Result<Bytes> rescue();
  // A comparison with the council (sync/comparison.h), after an exchange that left nothing
  // to send or receive: what to send next, or empty where it is over or none is due.
  enum class Begin : std::uint8_t { no = 0, if_due = 1, now = 2 };
  Result<Bytes> next_comparison(Begin begin);
  // {"changed": [ids]}. A tablet that has to synchronise first ends it, and compares later.
  Result<std::string> take_comparison(BytesView answer);

  // Adds a photograph or a document: its octets, and `args` as attachments.h has them. The
  // answer is as call()'s.
  std::string attach(std::string_view args, BytesView file);
  Result<Bytes> file(std::string_view attachment);

  // The conversation about files, as sync/piece_client.h has it; begun anew after each
  // exchange of changes. {"changed": [ids], "to_verify": [{"octets", "signature"}]}
  void begin_pieces() { desk_.files.begin_round(); }
  Result<Bytes> next_pieces();
  Result<std::string> take_pieces(BytesView answer);
  Result<void> confirm_pieces() { return desk_.files.confirm(); }

  // Only once the signature of the last report's receipt was found good. True where another
  // exchange has something to do (S11).
  Result<bool> confirm();

  const Caseload& caseload() const { return desk_.caseload; }

 private:
  void note_progress(const Taken& taken);

  Desk desk_;
  SyncClient sync_;
  Instant sent_at_;
  Instant pieces_sent_at_;
  std::size_t pieces_octets_ = 0;  // sent then
  std::optional<SignedReceipt> to_confirm_;
  std::optional<Comparison> comparison_;
};

}  // namespace homeward
