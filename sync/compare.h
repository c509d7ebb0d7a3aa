// Are a tablet's records the council's? (docs/protocol.md, P36 to P39)
//
// Range-based set reconciliation. Both sides put what the tablet's user may see in the
// order of child and record, and sum a range of it up in a fingerprint. A range whose
// fingerprints differ is cut in sixteen, until what is in it is few enough to be named. Two
// sides that are alike need one exchange; a difference among n records is found in
// log16(n) more, and each record that differs then comes whole.
//
// This is the server's half, and what is said; the tablet's is sync/comparison.h.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "sync/store.h"

namespace homeward {

// Where a record stands in the order.
struct Place {
  RecordId child;
  RecordId record;

  std::strong_ordering operator<=>(const Place&) const = default;
};

// A record, and a digest of the changes of it that both sides should have.
struct Summed {
  Place place;
  Digest sum;

  bool operator==(const Summed&) const = default;
};

using Fingerprint = std::array<std::uint8_t, 16>;

// The places from `from`, before `until`.
struct Range {
  Place from;
  Place until;
  Fingerprint fingerprint{};

  bool operator==(const Range&) const = default;
};

constexpr std::size_t ranges_max = 256;         // in a request
constexpr std::size_t records_wanted_max = 64;  // in a request
constexpr std::size_t range_parts = 16;         // of one that differs; or so many records, named

struct CompareRequest {
  Origin origin;
  Epoch epoch;
  Cursor cursor;                // all that comes before it is here
  std::uint64_t confirmed = 0;  // own changes after this one are not compared
  std::vector<Range> ranges;
  std::vector<Place> wanted;  // records to be sent whole

  bool operator==(const CompareRequest&) const = default;
};

// A record as the server has it: canonical octets of its changes, in its order.
struct WholeRecord {
  Place place;
  std::vector<Bytes> changes;

  bool operator==(const WholeRecord&) const = default;
};

struct CompareAnswer {
  ReplyTo in_reply_to{};
  // False where the tablet has not received all there is: it synchronises, and asks again.
  bool at_rest = false;
  std::vector<Range> parts;         // of ranges that differ, whole ranges covered
  std::vector<Range> named;         // ranges that differ, all of whose records are in `records`
  std::vector<Summed> records;      // ascending
  std::vector<WholeRecord> wholes;  // of those wanted, the first so many; an empty one is not here

  bool operator==(const CompareAnswer&) const = default;
};

Bytes frame(const CompareRequest& request);
Bytes frame(const CompareAnswer& answer);
Result<CompareRequest> read_compare_request(BytesView octets);
Result<CompareAnswer> read_compare_answer(BytesView octets);

// Nothing where no change counts. Own changes of `origin` after `confirmed` do not.
std::optional<Digest> sum_of(const std::vector<Change>& history, const Origin& origin,
                             std::uint64_t confirmed);

// Of what stands in the range; `all` is ascending.
Fingerprint fingerprint_of(const std::vector<Summed>& all, const Range& range);
std::vector<Summed> in_range(const std::vector<Summed>& all, const Range& range);

struct ComparisonGiven {
  Bytes octets;
  std::vector<RecordHeader> shown;  // sent whole
};

// Reads only. Of no more than `user` may see.
Result<ComparisonGiven> answer_comparison(const ServerStore& store, BytesView request_octets,
                                          const CompareRequest& request, const UserId& user);

// ---- how they are written

template <class Archive>
void serialize(Archive& archive, Place& place) {
  archive(place.child, place.record);
}
template <class Archive>
void serialize(Archive& archive, Summed& summed) {
  archive(summed.place, summed.sum);
}
template <class Archive>
void serialize(Archive& archive, Range& range) {
  archive(range.from, range.until, range.fingerprint);
}
template <class Archive>
void serialize(Archive& archive, WholeRecord& whole) {
  archive(whole.place, whole.changes);
}
template <class Archive>
void serialize(Archive& archive, CompareRequest& request) {
  archive(request.origin, request.epoch, request.cursor, request.confirmed, request.ranges,
          request.wanted);
}
template <class Archive>
void serialize(Archive& archive, CompareAnswer& answer) {
  archive(answer.in_reply_to, answer.at_rest, answer.parts, answer.named, answer.records,
          answer.wholes);
}

}  // namespace homeward
