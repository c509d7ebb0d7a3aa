#include "sync/client.h"

#include <algorithm>
#include <utility>

#include "core/base/sorting.h"
#include "sync/bases.h"
#include "sync/leaving.h"
#include "sync/link.h"
#include "sync/reissue.h"

namespace homeward {
namespace {

constexpr const char* unsure_key = "children_unsure";

// An answer that took longer says too little about the server's clock.
constexpr std::int64_t skew_round_trip_max_ms = 10 * second_ms;

// 32 KiB of changes in place of 1 MiB: on a line of 10 kbit/s before its deadline.
constexpr std::size_t parts_max = 32;
// Then twice as much comes in time too.
constexpr std::int64_t came_soon_ms = 10 * second_ms;

// Children of which a withdrawal had to leave unsent work in place (S7): the server
// is asked again what may be seen of them, until the work is delivered and gone.
using Children = std::vector<RecordId>;

void make_set(std::vector<RecordId>& ids) {
  sort_stably(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

Result<Children> unsure(const ClientStore& store) {
  HW_TRY(octets, store.meta(unsure_key));
  return octets ? decode<Children>(*octets) : Result<Children>(Children());
}

Result<void> put_unsure(ClientStore& store, Children children) {
  make_set(children);
  return children.empty() ? store.erase_meta(unsure_key)
                          : store.put_meta(unsure_key, encode(children));
}

std::int64_t estimate_skew(Instant server, Instant sent, Instant received) {
  return server.ms - (sent.ms + (received.ms - sent.ms) / 2);
}

// A draft is numbered and sent later, and makes its record anew (T6): till then the
// server is asked again.
Result<bool> has_drafts(const ClientStore& store, const Withdrawal& withdrawal) {
  HW_TRY(drafts, store.drafts());
  return std::any_of(drafts.begin(), drafts.end(), [&](const Draft& draft) {
    return draft.record.child == withdrawal.child && !is_kept(withdrawal, draft.record);
  });
}

// What an unsent submission pins goes once it is held: a copied database may have to pin it
// anew (P41).
Result<bool> pins_unsent(const ClientStore& store, const Withdrawal& withdrawal, const Origin& own,
                         std::uint64_t held) {
  HW_TRY(unsent, changes_after(store, own, held));
  return std::any_of(unsent.begin(), unsent.end(), [&](const Change& change) {
    return change.record.child == withdrawal.child &&
           std::any_of(change.versions.begin(), change.versions.end(), [](const Version& version) {
             return version.value.kind() == ValueKind::pin;
           });
  });
}

// Own changes of which both the verified receipt and this answer say that the server
// has them: a server put back to an older state has fewer than it once confirmed (S5).
std::uint64_t received_there(const Answer& answer, const ClientState& state) {
  if (answer.receipt) {
    return std::min(state.confirmed_number(), answer.receipt->receipt.number);
  }
  const bool is_same_past = state.confirmed && state.confirmed->receipt.epoch == answer.epoch;
  return answer.standing == Standing::ok && is_same_past ? state.confirmed_number() : 0;
}

HeldThere held_there(const Answer& answer, const ClientState& state) {
  const std::uint64_t received = received_there(answer, state);
  return {received, std::min(received, answer.backed_up)};
}

}  // namespace

std::int64_t Backoff::next_delay_ms(unsigned attempt, std::uint32_t random) const {
  std::int64_t whole = first_ms;
  for (unsigned i = 0; i < attempt && whole < longest_ms; ++i) {
    whole *= 2;
  }
  whole = std::min(whole, longest_ms);
  return whole / 2 + static_cast<std::int64_t>(random) % (whole - whole / 2 + 1);
}

Result<Request> SyncClient::request_without_changes(Instant now) const {
  HW_TRY(state, store_.state());
  HW_ASSERT(!state.origin.is_zero());
  HW_TRY(newest, store_.origin_state(state.origin));
  Request request;
  request.origin = state.origin;
  request.epoch = state.epoch;
  request.confirmed = state.confirmed;
  request.newest = newest.number;
  request.cursor = state.cursor;
  request.device_time = now;
  request.page_octets = page_octets_ / parts_;
  HW_TRY(children, unsure(store_));
  request.unsure = std::move(children);
  return request;
}

Result<Bytes> SyncClient::request(Instant now, const Origin& successor) {
  Snapshot snapshot(store_);
  HW_CHECK(snapshot.begin());
  HW_TRY(request, request_without_changes(now));
  HW_TRY(state, store_.state());
  if (state.standing == Standing::forked) {
    HW_CHECK(ask_what_is_shared(request, successor));
  } else {
    successor_ = {};
    if (has_met_) {
      HW_TRY(pushed, push_from(request.origin, request.confirmed_number() + 1, request.newest,
                               push_octets_ / parts_));
      request.pushed = std::move(pushed);
    }
  }
  if (request.confirmed && !shows_receipt_ && state.confirmed->receipt.epoch == state.epoch) {
    request.claim = claim_of(state.confirmed->receipt);
    request.confirmed.reset();
  }
  request.wants_whole = asks_whole_;
  HeldBases bases(store_, state.origin, state.confirmed_number());
  Bytes octets = frame(request, sends_whole_ ? nullptr : &bases);
  waiting_for_ = reply_to(octets);
  was_asked_ahead_ = false;
  ahead_.reset();
  return octets;
}

// Inside the transaction that takes it: a record is read once for both.
Result<Answer> SyncClient::read(BytesView octets) const {
  StoreBases bases(store_);
  return read_answer(octets, &bases);
}

Result<Taken> SyncClient::take(BytesView octets, Instant sent, Instant received) {
  const auto ahead = std::exchange(ahead_, std::nullopt);
  HW_TRY(transaction, Transaction::begin(store_));
  HW_TRY(answer, read(octets));
  if (!waiting_for_ || answer.in_reply_to != *waiting_for_) {
    return Error{Code::bad_input, "answer: not to the request this device waits for"};
  }
  HW_TRY(state, store_.state());
  if (answer.epoch.is_zero()) {
    answer.dataset = state.dataset;
    answer.epoch = state.epoch;
  }
  if (!state.dataset.is_zero() && state.dataset != answer.dataset) {
    return Error{Code::refused, "answer: from a server of another data set"};
  }
  if (answer.standing == Standing::show_receipt || answer.lacks_base) {
    return ask_again(answer, state);
  }
  Taken taken;
  HW_CHECK(take_withdrawn(answer, state, taken));
  HW_CHECK(take_decided(answer, state));
  HW_TRY(is_page_taken, take_page(answer, state, taken));
  state.cursor = is_page_taken ? answer.next : state.cursor;
  HW_CHECK(read_aside_again(taken));
  if (answer.standing == Standing::restored) {
    HW_CHECK(ask_of_all_children(taken));
  }
  make_set(taken.changed);
  take_state(answer, sent, received, state);
  HW_CHECK(store_.put_state(state));
  HW_CHECK(transaction.commit());
  has_read_aside_ = true;
  has_met_ = true;
  taken.is_next_asked = ahead && is_page_taken;
  waiting_for_ = taken.is_next_asked ? ahead : std::nullopt;
  was_asked_ahead_ = taken.is_next_asked;
  shows_receipt_ = asks_whole_ = false;
  sends_whole_ = answer.wants_whole;
  to_verify_ = answer.receipt;
  unverified_ = answer.quarantined;
  const bool is_forked = state.standing == Standing::forked;
  asks_from_start_ = is_forked && !successor_.is_zero() && (asks_from_start_ || !answer.receipt);
  HW_TRY(newest, store_.origin_state(state.origin));
  taken.standing = state.standing;
  taken.to_verify = to_verify_;
  taken.quarantined = std::move(answer.quarantined);
  taken.remaining = answer.remaining;
  const std::uint64_t received_there =
      answer.receipt ? answer.receipt->receipt.number : state.confirmed_number();
  if (answer.remaining > 0 || received_there != newest.number) {
    carried(received.ms - sent.ms);
  }
  taken.more = answer.remaining > 0 || is_forked || taken.more || received_there != newest.number;
  return taken;
}

void SyncClient::carry_less() {
  parts_ = std::min(parts_ * 4, parts_max);
}

void SyncClient::carried(std::int64_t ms) {
  parts_ = ms <= came_soon_ms ? std::max<std::size_t>(parts_ / 2, 1) : parts_;
}

Taken SyncClient::ask_again(const Answer& answer, const ClientState& state) {
  waiting_for_.reset();
  shows_receipt_ = shows_receipt_ || answer.standing == Standing::show_receipt;
  asks_whole_ = asks_whole_ || answer.lacks_base;
  Taken taken;
  taken.standing = state.standing;
  taken.more = true;
  taken.is_asked_again = true;
  return taken;
}

// A child asked about and not told of may be seen whole again.
Result<void> SyncClient::take_withdrawn(const Answer& answer, const ClientState& state,
                                        Taken& taken) {
  HW_TRY(before, unsure(store_));
  Children left;
  for (const Withdrawal& withdrawal : answer.withdrawn) {
    const HeldThere held = held_there(answer, state);
    HW_TRY(is_pinned, pins_unsent(store_, withdrawal, state.origin, held.received));
    if (is_pinned) {
      taken.more = true;
      left.push_back(withdrawal.child);
      continue;
    }
    HW_TRY(is_gone, store_.purge(withdrawal, held));
    HW_TRY(is_typed, has_drafts(store_, withdrawal));
    taken.purged_children.push_back(withdrawal.child);
    taken.more = taken.more || !is_gone;  // a draft waits for its number, not for the server
    if (!is_gone || is_typed) {
      left.push_back(withdrawal.child);
    }
  }
  HW_CHECK(forget_leaving(store_, held_there(answer, state).backed_up));
  if (left == before) {
    return {};
  }
  return put_unsure(store_, std::move(left));
}

// A server put back has forgotten rights that were given since: then nothing says that they are
// no more (P6).
Result<void> SyncClient::ask_of_all_children(Taken& taken) {
  HW_TRY(children, unsure(store_));
  HW_TRY(here, store_.children());
  children.insert(children.end(), here.begin(), here.end());
  taken.more = taken.more || !children.empty();
  return put_unsure(store_, std::move(children));
}

// Of a server put back, what it decided since is not decided any more.
Result<void> SyncClient::take_decided(const Answer& answer, const ClientState& state) {
  if (answer.standing == Standing::restored) {
    HW_CHECK(store_.erase_rulings());
  }
  HW_TRY(former, former_origins(store_));
  for (const HeldDecision& ruling : answer.decided) {
    const bool is_ours = ruling.origin == state.origin ||
                         std::any_of(former.begin(), former.end(), [&](const FormerOrigin& before) {
                           return before.origin == ruling.origin;
                         });
    if (is_ours) {
      HW_CHECK(store_.put_ruling(ruling));
    }
  }
  return {};
}

// False where it holds what another database sent under this origin: the receipt shows the
// fork, and all of the page is told again to the origin that follows (S11).
Result<bool> SyncClient::take_page(const Answer& answer, const ClientState& state, Taken& taken) {
  for (const PageChange& item : answer.page) {
    const auto change = item.change.read();
    if (change.ok() && change.value()->origin == state.origin) {
      HW_TRY(is_own, is_own_here(*change.value()));
      if (!is_own) {
        taken.more = true;
        return false;
      }
    }
    ++taken.taken;
    HW_TRY(is_read, take_change(change, item, taken));
    taken.set_aside += is_read ? 0 : 1;
  }
  return true;
}

Result<bool> SyncClient::is_own_here(const Change& change) const {
  HW_TRY(newest, store_.origin_state(change.origin));
  if (change.number > newest.number) {
    return false;
  }
  HW_TRY(here, store_.change(change.origin, change.number));
  if (here) {
    return *here == encode(change);
  }
  HW_TRY(purged, store_.purged_digest(change.number));
  return purged == change_digest(change);
}

// Once for each start of a program, which may be newer than the one that set them aside.
// What may be seen of their children can have changed since: the server is asked (S7).
Result<void> SyncClient::read_aside_again(Taken& taken) {
  if (has_read_aside_) {
    return {};
  }
  HW_TRY(aside, store_.aside());
  HW_TRY(children, unsure(store_));
  for (const SetAside& one : aside) {
    const PageChange item{one.position, one.change};
    const auto change = item.change.read();
    HW_TRY(is_read, take_change(change, item, taken));
    if (is_read) {
      HW_CHECK(store_.erase_aside(one.position));
      children.push_back(change.value()->record.child);
      taken.more = true;
    }
  }
  return aside.empty() ? Result<void>() : put_unsure(store_, std::move(children));
}

// False where this program cannot read it: then it is set aside (S2, M8).
Result<bool> SyncClient::take_change(const Result<SharedChange>& change, const PageChange& item,
                                     Taken& taken) {
  Result<Appended> appended =
      change.ok() ? store_.append(change.value()) : Result<Appended>(change.error());
  if (appended.ok()) {
    if (appended.value().was_new) {
      taken.changed.push_back(change.value()->record.id);
    }
    return true;
  }
  if (change.ok() && appended.error().code != Code::bad_input) {
    return appended.error();
  }
  HW_CHECK(store_.put_aside({item.position, item.change.octets(), appended.error().detail}));
  return false;
}

void SyncClient::take_state(const Answer& answer, Instant sent, Instant received,
                            ClientState& state) const {
  state.dataset = answer.dataset;
  state.epoch = answer.epoch;
  // A fork does not mend by itself: it ends with a new origin (S11).
  state.standing = state.standing == Standing::forked ? Standing::forked : answer.standing;
  const std::int64_t round_trip_ms = received.ms - sent.ms;
  if (!was_asked_ahead_ && round_trip_ms >= 0 && round_trip_ms <= skew_round_trip_max_ms) {
    state.skew_ms = estimate_skew(answer.server_time, sent, received);
  }
}

Result<bool> SyncClient::confirm(const SignedReceipt& receipt) {
  HW_TRY(state, store_.state());
  if (to_verify_ != receipt || receipt.receipt.origin != state.origin ||
      receipt.receipt.dataset != state.dataset || receipt.receipt.epoch != state.epoch) {
    return Error{Code::refused, "receipt: not the one this device was waiting for"};
  }
  HW_TRY(newest, store_.origin_state(state.origin));
  const bool is_forked = state.standing == Standing::forked;
  const std::uint64_t held = asks_from_start_ ? 0 : state.confirmed_number();
  const std::uint64_t base = std::min(held, receipt.receipt.number);
  // Of a forked origin the server also tells what it set aside of the other database's.
  std::erase_if(unverified_, [&](const QuarantineNotice& notice) {
    return notice.number > receipt.receipt.number;
  });
  HW_TRY(transaction, Transaction::begin(store_));
  HW_TRY(is_ours, agree_on_chain(receipt.receipt, state.origin, base, newest.number));
  // What was pushed in the place of purged work is told again, to whoever may see it (P44).
  HW_TRY(brought_back, count_leaving(store_, base, receipt.receipt.number));
  state.cursor = brought_back > 0 ? Cursor() : state.cursor;
  if (!is_ours && is_forked) {
    return Error{Code::refused, "receipt: the server's chain is not this device's"};
  }
  if (is_ours) {
    HW_CHECK(keep_receipt(receipt, state, state.standing == Standing::restored ? 0 : base));
    const bool asks_on = receipt.receipt.number == asked_up_to_ && asked_up_to_ < newest.number;
    if (is_forked && !asks_on) {
      HW_CHECK(reissue(store_, receipt, successor_));
    }
  } else {
    state.standing = Standing::forked;  // it is signed for another database's work
    HW_CHECK(store_.put_state(state));
  }
  HW_CHECK(transaction.commit());
  to_verify_.reset();
  asks_from_start_ = false;
  return is_forked || !is_ours || brought_back > 0;
}

Result<void> SyncClient::keep_receipt(const SignedReceipt& receipt, ClientState& state,
                                      std::uint64_t base) {
  HW_CHECK(store_.erase_notices_after(state.origin, base));
  for (const QuarantineNotice& notice : unverified_) {
    HW_CHECK(store_.put_notice(state.origin, notice));
  }
  state.confirmed = receipt;
  return store_.put_state(state);
}

// The server may have linked opaquely what it could not read, or read by now what
// it could not: then the links after `base` are made again as it says it made them.
Result<bool> SyncClient::agree_on_chain(const Receipt& receipt, const Origin& origin,
                                        std::uint64_t base, std::uint64_t newest) {
  if (receipt.number > newest) {
    return false;
  }
  HW_TRY(here, store_.chain_at(origin, receipt.number));
  if (here == receipt.chain) {
    return true;
  }
  std::vector<Digest> links;
  HW_TRY(before, store_.chain_at(origin, base));
  Digest link = before.value_or(Digest());
  for (std::uint64_t number = base + 1; number <= newest; ++number) {
    HW_TRY(digest, link_digest(origin, number));
    link = chain(link, digest);
    links.push_back(link);
    if (number == receipt.number && link != receipt.chain) {
      return false;
    }
  }
  if (receipt.number > base) {
    HW_CHECK(store_.replace_chain(base + 1, links));
  }
  return receipt.number > base;
}

Result<Digest> SyncClient::link_digest(const Origin& origin, std::uint64_t number) const {
  HW_TRY(change, store_.change(origin, number));
  if (!change) {
    HW_TRY(purged, store_.purged_digest(number));
    return purged ? Result<Digest>(*purged)
                  : Result<Digest>(Error{Code::corrupt, "own changes: one is missing"});
  }
  const bool is_opaque = std::any_of(
      unverified_.begin(), unverified_.end(),
      [&](const QuarantineNotice& notice) { return notice.number == number && notice.opaque; });
  return is_opaque ? opaque_digest(*change)
                   : link_of({*change, std::nullopt, Bytes()}, origin, number).digest;
}

}  // namespace homeward
