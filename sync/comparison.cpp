#include "sync/comparison.h"

#include <algorithm>

#include "sync/link.h"

namespace homeward {
namespace {

RecordId last_id() {
  RecordId id;
  id.octets.fill(0xff);
  return id;
}

// Every place but the very last, which no id is.
Range everything() {
  return {{}, {last_id(), last_id()}, {}};
}

using Name = std::pair<Origin, std::uint64_t>;
Name name_of(const Change& change) {
  return {change.origin, change.number};
}

bool contains(const std::vector<Change>& changes, const Name& name) {
  return std::any_of(changes.begin(), changes.end(),
                     [&](const Change& change) { return name_of(change) == name; });
}

const Change* find(const std::vector<Change>& changes, const Name& name) {
  const auto found = std::find_if(changes.begin(), changes.end(),
                                  [&](const Change& change) { return name_of(change) == name; });
  return found == changes.end() ? nullptr : &*found;
}

const Error not_at_rest{Code::unavailable,
                        "comparison: something was sent or received since it began"};

}  // namespace

Result<void> Comparison::begin() {
  HW_TRY(state, store_.state());
  HW_TRY(notices, store_.notices());
  state_ = state;
  for (const HeldNotice& held : notices) {
    if (held.is_apart()) {
      apart_.emplace(held.origin, held.notice.number);
    }
  }
  HW_CHECK(sum_up_here());
  found_.records = here_.size();
  open_ = {everything()};
  has_begun_ = true;
  return {};
}

// What is unsent, or kept apart by the council, is no part of its records. What was admitted
// since is; so is all that is left under a former origin (S11).
Result<std::vector<Change>> Comparison::counted(const RecordId& record) const {
  HW_TRY(history, store_.history(record));
  const auto counts = [&](const Change& change) {
    const bool is_unsent =
        change.origin == state_.origin && change.number > state_.confirmed_number();
    return !is_unsent && apart_.count(name_of(change)) == 0;
  };
  std::vector<Change> found;
  std::copy_if(history.begin(), history.end(), std::back_inserter(found), counts);
  return found;
}

Result<void> Comparison::sum_up_here() {
  HW_TRY(children, store_.children());
  for (const RecordId& child : children) {
    HW_TRY(headers, store_.headers_of_child(child));
    for (const RecordHeader& header : headers) {
      const Place place{child, header.id};
      const auto changes = counted(header.id);
      if (!changes.ok()) {
        unreadable_.insert(place);
        leave(header, Differs::Why::unreadable_here);
      } else if (const auto sum =
                     sum_of(changes.value(), state_.origin, state_.confirmed_number())) {
        here_.push_back({place, *sum});
      }
    }
  }
  return {};
}

Result<Bytes> Comparison::request() {
  if (!has_begun_) {
    HW_CHECK(begin());
  }
  CompareRequest request;
  request.origin = state_.origin;
  request.epoch = state_.epoch;
  request.cursor = state_.cursor;
  request.confirmed = state_.confirmed_number();
  const std::size_t ranges = std::min(open_.size(), ranges_max);
  request.ranges.assign(open_.begin(), open_.begin() + static_cast<std::ptrdiff_t>(ranges));
  for (Range& range : request.ranges) {
    range.fingerprint = fingerprint_of(here_, range);
  }
  for (const Place& place : wanted_) {
    if (request.wanted.size() < records_wanted_max) {
      request.wanted.push_back(place);
    }
  }
  const Bytes octets = frame(request);
  waiting_for_ = reply_to(octets);
  open_.erase(open_.begin(), open_.begin() + static_cast<std::ptrdiff_t>(ranges));
  return octets;
}

Result<void> Comparison::take(BytesView octets) {
  HW_TRY(answer, read_compare_answer(octets));
  if (!waiting_for_ || answer.in_reply_to != *waiting_for_) {
    return Error{Code::refused, "comparison: not the answer to the request last made here"};
  }
  waiting_for_.reset();
  HW_TRY(state, store_.state());
  if (!answer.at_rest || !(state == state_)) {
    is_over_ = true;
    return not_at_rest;
  }
  HW_CHECK(look_at(answer));
  HW_TRY(transaction, Transaction::begin(store_));
  for (const WholeRecord& whole : answer.wholes) {
    if (wanted_.erase(whole.place) > 0) {
      HW_CHECK(mend(whole));
    }
  }
  HW_CHECK(transaction.commit());
  is_over_ = open_.empty() && wanted_.empty();
  return {};
}

Result<void> Comparison::look_at(const CompareAnswer& answer) {
  for (const Range& part : answer.parts) {
    if (fingerprint_of(here_, part) != part.fingerprint) {
      open_.push_back(part);
    }
  }
  for (const Range& range : answer.named) {
    HW_CHECK(look_at_named(range, in_range(answer.records, range)));
  }
  return {};
}

Result<void> Comparison::look_at_named(const Range& range, const std::vector<Summed>& there) {
  const std::vector<Summed> here = in_range(here_, range);
  for (const Summed& one : there) {
    const bool is_alike = std::find(here.begin(), here.end(), one) != here.end();
    if (!is_alike && unreadable_.count(one.place) == 0) {
      wanted_.insert(one.place);
    }
  }
  for (const Summed& one : here) {
    const bool is_there = std::any_of(
        there.begin(), there.end(), [&](const Summed& other) { return other.place == one.place; });
    if (!is_there) {
      HW_CHECK(leave_missing(one.place));
    }
  }
  return {};
}

Result<void> Comparison::leave_missing(const Place& place) {
  HW_TRY(record, store_.record(place.record));
  if (record) {
    leave(record->header(), Differs::Why::council_lacks);
  }
  return {};
}

Result<void> Comparison::mend(const WholeRecord& whole) {
  HW_TRY(here, store_.history(whole.place.record));
  std::vector<Change> there;
  for (const Bytes& octets : whole.changes) {
    auto change = decode_change(octets);
    if (!change.ok() || change.value().record.id != whole.place.record ||
        change.value().record.child != whole.place.child) {
      const RecordHeader header = here.empty()
                                      ? RecordHeader{whole.place.record, "", whole.place.child, {}}
                                      : here.front().record;
      leave(header, Differs::Why::unreadable_change);
      continue;
    }
    there.push_back(std::move(change).value());
  }
  return there.empty() ? leave_missing(whole.place) : mend_with(whole, here, there);
}

// The council's changes in its order, but for own ones that it has otherwise than they were
// sent; then what is here alone.
Result<void> Comparison::mend_with(const WholeRecord& whole, const std::vector<Change>& here,
                                   const std::vector<Change>& there) {
  std::vector<Change> mended;
  bool is_changed = false;
  for (const Change& change : there) {
    const Change* own = change.origin == state_.origin ? find(here, name_of(change)) : nullptr;
    HW_TRY(is_as_sent, own == nullptr ? Result<bool>(true) : is_own_as_sent(change));
    if (!is_as_sent) {
      leave(change.record, Differs::Why::council_differs);
    }
    mended.push_back(is_as_sent ? change : *own);
    const Change* before = find(here, name_of(change));
    is_changed = is_changed || before == nullptr || !(*before == mended.back());
  }
  HW_TRY(sent, counted(whole.place.record));
  for (const Change& change : here) {
    if (contains(there, name_of(change))) {
      continue;
    }
    mended.push_back(change);
    if (contains(sent, name_of(change))) {
      leave(change.record, Differs::Why::council_lacks);
    }
  }
  if (is_changed) {
    HW_CHECK(store_.rebuild(there.front().record, mended));
    found_.mended.push_back(there.front().record);
    found_.records += sent.empty() ? 1 : 0;
  }
  return {};
}

// By the tablet's own chain, whose receipt the council signed. What the council could not read
// then, and has admitted since, is linked by its octets (P11).
Result<bool> Comparison::is_own_as_sent(const Change& change) const {
  HW_TRY(before, store_.chain_at(change.origin, change.number - 1));
  HW_TRY(link, store_.chain_at(change.origin, change.number));
  return before && link &&
         (chain(*before, change_digest(change)) == *link ||
          chain(*before, opaque_digest(encode(change))) == *link);
}

void Comparison::leave(const RecordHeader& record, Differs::Why why) {
  const bool is_told = std::any_of(found_.left.begin(), found_.left.end(), [&](const Differs& one) {
    return one.record.id == record.id && one.why == why;
  });
  if (!is_told) {
    found_.left.push_back({record, why});
  }
}

}  // namespace homeward
