// The device's half of the conversation. Bytes in, bytes out: no clock, no socket.
//
//   HW_TRY(octets, client.request(now));            // send; wait at most as long as S9 says
//   HW_TRY(taken, client.take(answer, sent, received));
//   if (taken.to_verify && signature_is_good(*taken.to_verify)) {
//     HW_CHECK(client.confirm(*taken.to_verify));   // only now: "held by the council"
//   }
//   if (taken.more) again at once; otherwise when something is new, or after a while
//
// While a page is taken, the next can be on its way (P43): send what request_ahead() gives, if
// anything, before take(); if taken.is_next_asked, its answer is the next to take.
//
// S11: where the server has other work under this origin, or more than was made here, the
// database was copied or put back. Then the next requests find out what both have, and
// confirm() takes `successor` for an origin (sync/reissue.h); whoever speaks for it registers it.
// The first request sends no change: a database that was put back learns that its numbers are
// used before it sends anything under them (P5).
// S3: nothing counts as held before confirm(). S4: nothing is forgotten before it.
// S9: an exchange has a deadline (pwa/src/worker/server.ts), and retries wait longer and longer,
// with jitter. S10: skew is estimated from each answer. An answer that is not to the request last
// made here is refused and changes nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sync/store.h"

namespace homeward {

// How long to wait before trying again. Attempt 0 is the first after a failure.
struct Backoff {
  std::int64_t first_ms = 1 * second_ms;
  std::int64_t longest_ms = 5 * minute_ms;

  // Between half and the whole of first * 2^attempt; `random` is any number.
  std::int64_t next_delay_ms(unsigned attempt, std::uint32_t random) const;
};

// What one answer brought.
struct Taken {
  Standing standing = Standing::ok;
  std::optional<SignedReceipt> to_verify;
  std::vector<QuarantineNotice> quarantined;  // kept once the receipt is confirmed
  std::vector<RecordId> changed;              // records that changed here, ascending
  std::vector<RecordId> purged_children;      // some or all of their records went (S7)
  std::uint64_t taken = 0;                    // changes of this page, doubles among them
  std::uint64_t remaining = 0;                // changes that follow (S6)
  std::uint64_t set_aside = 0;                // changes this program cannot read
  bool more = false;                          // another exchange has something to do
  // Nothing was taken: the next request tells the server more (P4, P26).
  bool is_asked_again = false;
  // The answer to what request_ahead() gave is the next to take; the instant it was sent says
  // nothing about the clock. Otherwise that answer is refused.
  bool is_next_asked = false;
};

class SyncClient {
 public:
  // `store` outlives it; its state has an origin. Of changes, in their canonical form,
  // at most so many octets are asked for and sent at once, but at least one change.
  explicit SyncClient(ClientStore& store, std::size_t page_octets = page_octets_usual,
                      std::size_t push_octets = page_octets_usual)
      : store_(store), page_octets_(page_octets), push_octets_(push_octets) {}

  // Reads the store; writes nothing. Replaces a request still unanswered. `successor` is a
  // fresh origin, told to the server where this one is forked.
  Result<Bytes> request(Instant now, const Origin& successor);

  // All that is unsent, as the parts of a rescue (sync/rescue.h); none where nothing is, or
  // where the origin is forked. Where only files are: then, with files, one part that pushes
  // nothing. Reads the store; writes nothing.
  Result<std::vector<Bytes>> rescue(Instant now, bool with_files = false) const;

  // An exchange did not come through before its deadline (P23): the next ones send and ask for a
  // quarter of it, down to one part in 32 of the usual.
  void carry_less();
  // One that carried as much as it might took so long: where it came soon, twice as much is next.
  void carried(std::int64_t ms);
  // Of so many parts of the usual size one is sent and asked for.
  std::size_t parts() const { return parts_; }

  // Of an answer that is about to be taken, the request for the page after it; empty where
  // what follows depends on what take() finds, where something is unsent, and where nothing
  // remains. Reads the store; writes nothing.
  Result<Bytes> request_ahead(BytesView answer, Instant now);

  // Both instants by the device's clock. One transaction: all of it, or none.
  Result<Taken> take(BytesView answer, Instant sent, Instant received);

  // The caller has verified the signature with the server's pinned key. True where another
  // exchange has something to do: it proves a fork, or a forked origin was left for a new one.
  // `refused` where it is not the receipt handed out last.
  Result<bool> confirm(const SignedReceipt& receipt);

 private:
  Result<Request> request_without_changes(Instant now) const;
  Result<void> ask_what_is_shared(Request& request, const Origin& successor);
  Result<std::vector<Pushed>> digests_from(const Origin& origin, std::uint64_t first,
                                           std::uint64_t newest) const;
  Result<std::vector<Pushed>> push_from(const Origin& origin, std::uint64_t first,
                                        std::uint64_t newest, std::size_t octets) const;
  Taken ask_again(const Answer& answer, const ClientState& state);
  Result<Answer> read(BytesView octets) const;
  Result<void> ask_of_all_children(Taken& taken);
  Result<void> take_withdrawn(const Answer& answer, const ClientState& state, Taken& taken);
  Result<bool> take_page(const Answer& answer, const ClientState& state, Taken& taken);
  // Of this origin: whether it is what this database made under that number.
  Result<bool> is_own_here(const Change& change) const;
  Result<void> read_aside_again(Taken& taken);
  Result<bool> take_change(const Result<SharedChange>& change, const PageChange& item,
                           Taken& taken);
  void take_state(const Answer& answer, Instant sent, Instant received, ClientState& state) const;
  Result<void> take_decided(const Answer& answer, const ClientState& state);
  Result<void> keep_receipt(const SignedReceipt& receipt, ClientState& state, std::uint64_t base);
  // False where it is another's.
  Result<bool> agree_on_chain(const Receipt& receipt, const Origin& origin, std::uint64_t base,
                              std::uint64_t newest);
  Result<Digest> link_digest(const Origin& origin, std::uint64_t number) const;

  ClientStore& store_;
  std::size_t page_octets_;
  std::size_t push_octets_;
  std::size_t parts_ = 1;
  std::optional<ReplyTo> waiting_for_;
  bool was_asked_ahead_ = false;              // what is waited for
  std::optional<ReplyTo> ahead_;              // to the request made ahead of the page to take next
  std::optional<SignedReceipt> to_verify_;    // handed out by the last take()
  std::vector<QuarantineNotice> unverified_;  // that came with it
  bool has_read_aside_ = false;               // what an older program could not (M8)
  bool has_met_ = false;                      // an answer came: this may be an older file (P5)
  bool shows_receipt_ = false;                // the server asked for it (P4)
  bool sends_whole_ = false;                  // likewise (P26)
  bool asks_whole_ = false;                   // the page named what is not here (P26)
  // Of a forked origin (P40): what the last request told of the next one, and up to where it
  // asked; and whether the receipt here is another database's.
  Origin successor_;
  std::uint64_t asked_up_to_ = 0;
  bool asks_from_start_ = false;
};

}  // namespace homeward
