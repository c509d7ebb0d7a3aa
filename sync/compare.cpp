#include "sync/compare.h"

#include <algorithm>
#include <map>
#include <utility>

#include "sync/frame.h"
#include "sync/server.h"

namespace homeward {
namespace {

// Before `place`, in a list that is ascending by place.
template <class Item>
auto first_from(const std::vector<Item>& all, const Place& place) {
  return std::lower_bound(all.begin(), all.end(), place,
                          [](const Item& one, const Place& at) { return one.place < at; });
}

template <class Message>
Result<Message> read_message(Kind kind, BytesView octets) {
  return read_frame<Message>(kind, octets,
                             [](Reader& reader, Message& message) { reader(message); });
}

bool are_ranges(const std::vector<Range>& ranges) {
  return std::all_of(ranges.begin(), ranges.end(),
                     [](const Range& range) { return range.from < range.until; });
}

// What the server holds for one user, a child at a time.
class Shown {
 public:
  Shown(const ServerStore& store, const CompareRequest& request, const UserId& user)
      : store_(store), request_(request), user_(user) {}

  Result<void> read_scopes() {
    HW_TRY(scopes, store_.scopes(user_));
    for (const Scope& scope : scopes) {
      scopes_[scope.child].push_back(scope);
    }
    return {};
  }

  Result<std::vector<Summed>> in(const Range& range) {
    std::vector<Summed> found;
    for (auto child = scopes_.lower_bound(range.from.child);
         child != scopes_.end() && child->first <= range.until.child; ++child) {
      HW_TRY(records, records_of(child->first));
      for (const Summed& one : in_range(*records, range)) {
        found.push_back(one);
      }
    }
    return found;
  }

  // Without changes where it is not here, or not for this user.
  Result<WholeRecord> whole(const Place& place, std::vector<RecordHeader>& shown) const {
    WholeRecord whole{place, {}};
    HW_TRY(record, store_.record(place.record));
    if (!record || record->header().child != place.child || !may_see(record->header())) {
      return whole;
    }
    HW_TRY(history, store_.history(place.record));
    for (const Change& change : history) {
      if (!(change.origin == request_.origin && change.number > request_.confirmed)) {
        whole.changes.push_back(encode(change));
      }
    }
    shown.push_back(record->header());
    return whole;
  }

 private:
  bool may_see(const RecordHeader& header) const {
    const auto scopes = scopes_.find(header.child);
    return scopes != scopes_.end() &&
           std::any_of(scopes->second.begin(), scopes->second.end(),
                       [&](const Scope& scope) { return covers(scope, header); });
  }

  Result<const std::vector<Summed>*> records_of(const RecordId& child) {
    const auto known = records_.find(child);
    if (known != records_.end()) {
      return &known->second;
    }
    HW_TRY(headers, store_.headers_of_child(child));
    std::vector<Summed> found;
    for (const RecordHeader& header : headers) {
      if (!may_see(header)) {
        continue;
      }
      HW_TRY(history, store_.history(header.id));
      if (const auto sum = sum_of(history, request_.origin, request_.confirmed)) {
        found.push_back({{child, header.id}, *sum});
      }
    }
    return &records_.emplace(child, std::move(found)).first->second;
  }

  const ServerStore& store_;
  const CompareRequest& request_;
  UserId user_;
  std::map<RecordId, std::vector<Scope>> scopes_;
  std::map<RecordId, std::vector<Summed>> records_;  // of the children that were asked about
};

// Sixteen parts with as many records each, or one more.
void cut(const Range& range, const std::vector<Summed>& here, std::vector<Range>& parts) {
  const std::size_t each = (here.size() + range_parts - 1) / range_parts;
  Place from = range.from;
  for (std::size_t at = each; from < range.until; at += each) {
    const Place until = at < here.size() ? here[at].place : range.until;
    Range part{from, until, {}};
    part.fingerprint = fingerprint_of(here, part);
    parts.push_back(part);
    from = until;
  }
}

Result<void> compare(const Range& range, Shown& shown, CompareAnswer& answer) {
  HW_TRY(here, shown.in(range));
  if (fingerprint_of(here, range) == range.fingerprint) {
    return {};
  }
  if (here.size() <= range_parts) {
    answer.named.push_back(range);
    answer.records.insert(answer.records.end(), here.begin(), here.end());
  } else {
    cut(range, here, answer.parts);
  }
  return {};
}

// A page's worth, at least one.
Result<void> send_wholes(const CompareRequest& request, const Shown& shown, CompareAnswer& answer,
                         std::vector<RecordHeader>& headers) {
  std::size_t octets = 0;
  for (const Place& place : request.wanted) {
    HW_TRY(whole, shown.whole(place, headers));
    answer.wholes.push_back(whole);
    for (const Bytes& change : whole.changes) {
      octets += change.size();
    }
    if (octets >= page_octets_usual) {
      break;
    }
  }
  return {};
}

// Nothing waits to be sent to this device, whose epoch is the server's.
Result<bool> is_at_rest(const ServerStore& store, const CompareRequest& request,
                        const UserId& user) {
  HW_TRY(dataset, dataset_state(store));
  if (!dataset || dataset->epoch != request.epoch || request.cursor.is_by_record()) {
    return false;
  }
  HW_TRY(page, store.page(user, request.origin, request.cursor, 1));
  HW_TRY(withdrawn, store.withdrawn_since(user, request.cursor.effective, {}));
  HW_TRY(decided, store.rulings_since(user, request.cursor.effective, 1));
  return page.changes.empty() && withdrawn.empty() && decided.empty();
}

}  // namespace

Bytes frame(const CompareRequest& request) {
  return framed(Kind::comparison, encode(request));
}
Bytes frame(const CompareAnswer& answer) {
  return framed(Kind::compared, encode(answer));
}

Result<CompareRequest> read_compare_request(BytesView octets) {
  HW_TRY(request, read_message<CompareRequest>(Kind::comparison, octets));
  if (request.origin.is_zero()) {
    return Error{Code::bad_input, "comparison: no origin"};
  }
  if (request.ranges.size() > ranges_max || request.wanted.size() > records_wanted_max) {
    return Error{Code::too_large, "comparison: more than 256 ranges or 64 records"};
  }
  if (!are_ranges(request.ranges)) {
    return Error{Code::bad_input, "comparison: a range ends before it begins"};
  }
  return std::move(request);
}

Result<CompareAnswer> read_compare_answer(BytesView octets) {
  HW_TRY(answer, read_message<CompareAnswer>(Kind::compared, octets));
  if (!are_ranges(answer.parts) || !are_ranges(answer.named)) {
    return Error{Code::bad_input, "comparison: a range ends before it begins"};
  }
  return std::move(answer);
}

std::optional<Digest> sum_of(const std::vector<Change>& history, const Origin& origin,
                             std::uint64_t confirmed) {
  std::map<std::pair<Origin, std::uint64_t>, Digest> counted;
  for (const Change& change : history) {
    if (!(change.origin == origin && change.number > confirmed)) {
      counted.emplace(std::pair(change.origin, change.number), change_digest(change));
    }
  }
  if (counted.empty()) {
    return std::nullopt;
  }
  Writer writer;
  for (const auto& [name, sum] : counted) {
    writer(name.first, name.second, sum);
  }
  return digest("homeward compared record 1", {writer.take()});
}

std::vector<Summed> in_range(const std::vector<Summed>& all, const Range& range) {
  return {first_from(all, range.from), first_from(all, range.until)};
}

Fingerprint fingerprint_of(const std::vector<Summed>& all, const Range& range) {
  const Digest whole = digest("homeward compared range 1", {encode(in_range(all, range))});
  Fingerprint first{};
  std::copy_n(whole.octets.begin(), first.size(), first.begin());
  return first;
}

Result<ComparisonGiven> answer_comparison(const ServerStore& store, BytesView request_octets,
                                          const CompareRequest& request, const UserId& user) {
  CompareAnswer answer;
  answer.in_reply_to = reply_to(request_octets);
  ComparisonGiven given;
  HW_TRY(at_rest, is_at_rest(store, request, user));
  answer.at_rest = at_rest;
  if (at_rest) {
    Shown shown(store, request, user);
    HW_CHECK(shown.read_scopes());
    for (const Range& range : request.ranges) {
      HW_CHECK(compare(range, shown, answer));
    }
    HW_CHECK(send_wholes(request, shown, answer, given.shown));
  }
  given.octets = frame(answer);
  return given;
}

}  // namespace homeward
