#include "sync/server.h"

#include <algorithm>
#include <set>

#include "sync/bases.h"
#include "sync/link.h"

namespace homeward {

template <class Archive>
void serialize(Archive& archive, DatasetState& state) {
  archive(state.dataset, state.epoch, state.past);
}

namespace {

constexpr const char* dataset_key = "dataset_state";

std::string backed_up_key(const Origin& origin) {
  return "backed_up/" + origin.hex();
}
std::string backed_up_key(const RecordId& attachment) {
  return "backed_up_file/" + attachment.hex();
}

Result<std::uint64_t> counted(const ServerStore& store, const std::string& key) {
  HW_TRY(octets, store.meta(key));
  return octets ? decode<std::uint64_t>(*octets) : Result<std::uint64_t>(0);
}

Result<void> raise(ServerStore& store, const std::string& key, std::uint64_t number) {
  HW_TRY(before, counted(store, key));
  return number > before ? store.put_meta(key, encode(number)) : Result<void>();
}

// A new epoch needs to differ from all before it, not to be a secret.
Epoch next_epoch(const Epoch& before, Instant now) {
  const Digest fresh = digest("homeward epoch 1", {before.view(), encode(now)});
  return Epoch::of(fresh.view().substr(0, 16));
}

// One request being taken in.
class Intake {
 public:
  Intake(ServerStore& store, const Request& request, const UserId& user, Gate& gate,
         const Signer& signer, Instant now)
      : store_(store), request_(request), user_(user), gate_(gate), signer_(signer), now_(now) {}

  Result<Applied> run() {
    HW_CHECK(open());
    HW_TRY(is_so, claim_is_so());
    if (!is_so) {
      applied_.standing = Standing::show_receipt;
      return std::move(applied_);
    }
    HW_CHECK(compare());
    if (request_.successor) {
      HW_CHECK(find_agreed());
    } else if (applied_.standing != Standing::forked) {
      HW_CHECK(take_pushed());
    }
    HW_CHECK(tell_quarantined());
    return std::move(applied_);
  }

 private:
  Result<void> open() {
    HW_TRY(dataset, dataset_state(store_));
    if (!dataset) {
      return Error{Code::unavailable, "sync: this server has no data set yet"};
    }
    applied_.dataset = *dataset;
    applied_.cursor = request_.cursor;
    HW_TRY(owner, store_.owner(request_.origin));
    if (owner && *owner != user_) {
      return Error{Code::refused, "sync: this origin belongs to another user"};
    }
    if (!owner) {
      HW_CHECK(store_.put_owner(request_.origin, user_));
    }
    HW_TRY(state, store_.origin_state(request_.origin));
    applied_.origin = state;
    return check_receipt();
  }

  // A claim proves nothing; where it is so, there is nothing to prove (P4).
  Result<bool> claim_is_so() const {
    if (!request_.claim) {
      return true;
    }
    HW_TRY(here, store_.chain_at(request_.origin, request_.claim->number));
    const bool is_now = request_.epoch == applied_.dataset.epoch;
    const Receipt claimed{{}, {}, {}, request_.claim->number, here.value_or(Digest()), 0, {}};
    return is_now && here && claim_of(claimed) == *request_.claim;
  }

  // What the device says it was promised, it was promised by us.
  Result<void> check_receipt() const {
    if (!request_.confirmed) {
      return {};
    }
    const SignedReceipt& confirmed = *request_.confirmed;
    if (confirmed.receipt.dataset != applied_.dataset.dataset) {
      return Error{Code::refused, "sync: a receipt of another data set"};
    }
    if (!signer_.is_ours(signed_octets(confirmed.receipt), confirmed.signature_view())) {
      return Error{Code::refused, "sync: a receipt this server did not sign"};
    }
    return {};
  }

  // S5: has this server, or the origin, lost its past?
  Result<void> compare() {
    HW_TRY(newest, store_.head());
    const bool knows_less = request_.confirmed_number() > applied_.origin.number;
    if (!knows_less && request_.confirmed) {
      HW_TRY(here, store_.chain_at(request_.origin, request_.confirmed_number()));
      if (here != request_.confirmed->receipt.chain) {
        applied_.standing = Standing::forked;
        return {};
      }
    }
    if ((knows_less && !is_past(request_.confirmed->receipt.epoch)) || is_ahead(newest)) {
      HW_CHECK(begin_epoch(store_, applied_.dataset, now_));
    }
    if (!request_.epoch.is_zero() && request_.epoch != applied_.dataset.epoch) {
      applied_.standing = Standing::restored;
      applied_.cursor = {};
    }
    return {};
  }

  // A loss that was noticed already needs no further epoch.
  bool is_past(const Epoch& epoch) const {
    const std::vector<Epoch>& past = applied_.dataset.past;
    return std::find(past.begin(), past.end(), epoch) != past.end();
  }

  // A device that only reads has no receipt; its cursor speaks for it.
  bool is_ahead(std::uint64_t newest) const {
    return request_.epoch == applied_.dataset.epoch && request_.cursor.since() > newest;
  }

  Result<void> take_pushed() {
    std::uint64_t number = request_.confirmed_number();
    for (const Pushed& pushed : request_.pushed) {
      ++number;
      if (number > applied_.origin.number + 1) {
        return {};  // a gap: the receipt says from where to send
      }
      HW_TRY(is_same,
             number <= applied_.origin.number ? is_double(number, pushed) : take(number, pushed));
      if (!is_same) {
        applied_.standing = Standing::forked;
        return {};
      }
    }
    return {};
  }

  // P40. Where even the receipt shown is not so here, nothing is agreed on: the device asks
  // again without it. The last that is the same settles it: a change never repeats, so that
  // all before it are the same too, whatever could not be read of them.
  Result<void> find_agreed() {
    const bool has_base = applied_.standing != Standing::forked &&
                          request_.confirmed_number() <= applied_.origin.number;
    applied_.standing = Standing::forked;
    if (!has_base) {
      return {};
    }
    std::uint64_t agreed = request_.confirmed_number();
    std::uint64_t number = agreed;
    for (const Pushed& pushed : request_.pushed) {
      if (++number > applied_.origin.number) {
        break;
      }
      HW_TRY(is_same, is_double(number, pushed));
      agreed = is_same ? number : agreed;
    }
    HW_TRY(link, store_.chain_at(request_.origin, agreed));
    HW_ASSERT(link);
    applied_.agreed = OriginState{agreed, *link};
    return {};
  }

  // S1. A change once unreadable here may be readable by now: both links count.
  Result<bool> is_double(std::uint64_t number, const Pushed& pushed) const {
    HW_TRY(before, store_.chain_at(request_.origin, number - 1));
    HW_TRY(here, store_.chain_at(request_.origin, number));
    HW_ASSERT(before && here);
    const Link link = link_of(pushed, request_.origin, number);
    return *here == chain(*before, link.digest) ||
           (!pushed.purged && *here == chain(*before, opaque_digest(pushed.change.octets())));
  }

  // Counts as received, whatever becomes of it (S2).
  Result<bool> take(std::uint64_t number, const Pushed& pushed) {
    const Link link = link_of(pushed, request_.origin, number);
    if (link.refusal) {
      HW_CHECK(quarantine(number, pushed, link, *link.refusal));
    } else if (auto refusal = gate_.refuses(*link.change, store_)) {
      HW_CHECK(quarantine(number, pushed, link, *refusal));
    } else {
      HW_CHECK(append(number, pushed, link));
    }
    const Digest extended = chain(applied_.origin.chain, link.digest);
    HW_CHECK(store_.extend_chain(request_.origin, number, extended));
    applied_.origin = {number, extended};
    return true;
  }

  Result<void> append(std::uint64_t number, const Pushed& pushed, const Link& link) {
    const auto appended = store_.append(link.change);
    if (!appended.ok() && appended.error().code == Code::bad_input) {
      return quarantine(number, pushed, link, refusal_of(appended.error()));
    }
    if (!appended.ok()) {
      return appended.error();
    }
    ++applied_.accepted;
    if (changed_.insert(link.change->record.id).second) {
      applied_.changed.push_back(link.change->record);
    }
    return {};
  }

  Result<void> quarantine(std::uint64_t number, const Pushed& pushed, const Link& link,
                          const Refusal& refusal) {
    const QuarantineNotice notice{number, refusal.code, refusal.reason.substr(0, reason_octets_max),
                                  link.is_opaque};
    // A seal that was not opened is kept: perhaps a program to come can (P44).
    return store_.put_quarantined({request_.origin, user_, now_, notice, link.change->record,
                                   pushed.purged ? pushed.sealed : pushed.change.octets()});
  }

  // As many as an answer holds (P2); the device asks for those that follow with the receipt
  // for these.
  Result<void> tell_quarantined() {
    // Of a server put back all: what is set aside here may be other changes than before.
    const bool tells_all = applied_.standing == Standing::restored;
    HW_TRY(quarantined, store_.quarantined_of_origin(request_.origin,
                                                     tells_all ? 0 : request_.confirmed_number()));
    applied_.told = applied_.origin;
    if (quarantined.size() > pushed_changes_max && !request_.successor) {
      quarantined.resize(pushed_changes_max);
      const std::uint64_t last = quarantined.back().notice.number;
      HW_TRY(link, store_.chain_at(request_.origin, last));
      HW_ASSERT(link);
      applied_.told = {last, *link};
    }
    for (const Quarantined& one : quarantined) {
      applied_.quarantined.push_back(one.notice);
    }
    return {};
  }

  ServerStore& store_;
  const Request& request_;
  const UserId& user_;
  Gate& gate_;
  const Signer& signer_;
  Instant now_;
  std::set<RecordId> changed_;
  Applied applied_;
};

// S8: nothing is said that the device holds already.
bool says_more(const Request& request, const Applied& applied) {
  if (applied.standing == Standing::forked) {
    return applied.agreed.has_value();
  }
  if (request.claim) {
    return request.claim->number != applied.told.number;
  }
  if (!request.confirmed) {
    return applied.told.number > 0;
  }
  const Receipt& held = request.confirmed->receipt;
  return held.number != applied.told.number || held.chain != applied.told.chain ||
         held.epoch != applied.dataset.epoch;
}

std::vector<RecordHeader> shown_in(const Answer& answer) {
  std::vector<RecordHeader> shown;
  std::set<RecordId> told;
  for (const PageChange& item : answer.page) {
    const RecordHeader record = item.change.record();
    if (told.insert(record.id).second) {
      shown.push_back(record);
    }
  }
  return shown;
}

// After the page, as what was withdrawn; not before a new device has what there was when it
// began. Where there are more, the next request begins at the last that was told.
Result<void> tell_decided(const ServerStore& store, const UserId& user, const Cursor& cursor,
                          Answer& answer) {
  if (answer.next.is_by_record()) {
    return {};
  }
  const std::uint64_t after = cursor.is_by_record() ? 0 : cursor.effective;
  HW_TRY(decided, store.rulings_since(user, after, rulings_told_max));
  for (PlacedDecision& placed : decided) {
    answer.decided.push_back(std::move(placed.ruling));
  }
  if (decided.size() == rulings_told_max) {
    const std::uint64_t last = decided.back().position;
    answer.next = std::min(answer.next, Cursor{last, last});
  }
  return {};
}

SignedReceipt sign(const Receipt& receipt, const Signer& signer) {
  return {receipt, signer.sign(signed_octets(receipt))};
}

}  // namespace

Result<std::optional<DatasetState>> dataset_state(const ServerStore& store) {
  HW_TRY(octets, store.meta(dataset_key));
  if (!octets) {
    return std::optional<DatasetState>();
  }
  auto state = decode<DatasetState>(*octets);
  if (!state.ok()) {
    return Error{Code::corrupt, "data set as stored: " + state.error().detail};
  }
  return std::optional<DatasetState>(std::move(state).value());
}

Result<void> put_dataset_state(ServerStore& store, const DatasetState& state) {
  return store.put_meta(dataset_key, encode(state));
}

Result<void> begin_epoch(ServerStore& store, DatasetState& state, Instant now) {
  state.past.push_back(state.epoch);
  state.epoch = next_epoch(state.epoch, now);
  return put_dataset_state(store, state);
}

Result<void> note_backed_up(ServerStore& store, const Origin& origin, std::uint64_t number) {
  return raise(store, backed_up_key(origin), number);
}

Result<std::uint64_t> backed_up(const ServerStore& store, const Origin& origin) {
  return counted(store, backed_up_key(origin));
}

Result<void> note_pieces_backed_up(ServerStore& store, const RecordId& attachment,
                                   std::uint64_t count) {
  return raise(store, backed_up_key(attachment), count);
}

Result<std::uint64_t> pieces_backed_up(const ServerStore& store, const RecordId& attachment) {
  return counted(store, backed_up_key(attachment));
}

Result<Applied> apply(ServerStore& store, const Request& request, const UserId& user, Gate& gate,
                      const Signer& signer, Instant now) {
  HW_ASSERT(store.in_transaction());
  return Intake(store, request, user, gate, signer, now).run();
}

Result<AnswerGiven> answer(const ServerStore& store, BytesView request_octets,
                           const Request& request, const Applied& applied, const UserId& user,
                           const Signer& signer, Instant now) {
  Snapshot snapshot(store);
  HW_CHECK(snapshot.begin());
  Answer answer;
  answer.in_reply_to = reply_to(request_octets);
  if (request.epoch != applied.dataset.epoch) {
    answer.dataset = applied.dataset.dataset;
    answer.epoch = applied.dataset.epoch;
  }
  answer.server_time = now;
  answer.standing = applied.standing;
  answer.next = applied.cursor;
  if (applied.standing == Standing::show_receipt) {
    return AnswerGiven{frame(answer, nullptr), {}};
  }
  answer.quarantined = applied.quarantined;
  answer.wants_whole = request.lacks_base;
  HW_TRY(in_backup, backed_up(store, request.origin));
  answer.backed_up = in_backup;
  const std::size_t octets = std::min<std::uint64_t>(request.page_octets, page_octets_max);
  HW_TRY(page, store.page(user, request.origin, applied.cursor, octets));
  answer.page = std::move(page.changes);
  answer.next = page.next;
  answer.remaining = page.remaining;
  // Of the same state as the page: a right withdrawn since is told next time.
  HW_TRY(withdrawn, store.withdrawn_since(user, applied.cursor.since(), request.unsure));
  answer.withdrawn = std::move(withdrawn);
  HW_CHECK(tell_decided(store, user, applied.cursor, answer));
  if (says_more(request, applied)) {
    HW_TRY(head, store.head());
    const OriginState& held = applied.agreed ? *applied.agreed : applied.told;
    const Receipt receipt{applied.dataset.dataset,
                          applied.dataset.epoch,
                          request.origin,
                          held.number,
                          held.chain,
                          head,
                          now};
    answer.receipt = sign(receipt, signer);
  }
  SentBases bases(store);
  return AnswerGiven{frame(answer, request.wants_whole ? nullptr : &bases), shown_in(answer)};
}

}  // namespace homeward
