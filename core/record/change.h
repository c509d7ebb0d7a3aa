// A change: one numbered act of one device on one record, carrying a new
// version of one or more fields. Changes are what is stored, sent, chained and
// received; everything else is derived from them.
//
// S1: a device's origin numbers its changes 1, 2, 3, ... without gaps.
// M1: a version says its value, who said it, how far it may be shared and what
//     its author had seen; its change says author, device and instant.
// M9: a version's digest is salted, and a change's digest covers its versions'
//     digests, so a chain can be checked by one who may not see a field.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/digest.h"
#include "core/base/id.h"
#include "core/codec/archive.h"
#include "core/record/value.h"
#include "core/time/instant.h"

namespace homeward {

// "what_happened.why", "people/<row id>/name", "people/<row id>" (a row's
// presence).
using FieldKey = std::string;

// The name of a version: unique for ever.
struct Name {
  Origin origin;
  std::uint64_t number = 0;
  FieldKey field;

  std::strong_ordering operator<=>(const Name&) const = default;
};

// Who said it, and how far it may be shared (records.md). Numbers from a newer
// program are kept (M8).
enum class SaidBy : std::uint8_t { unsaid, child, parent_or_carer, observed, police, other };
enum class Sharing : std::uint8_t { case_file, police, parents };

struct Version {
  FieldKey field;
  Value value;
  SaidBy said_by = SaidBy::unsaid;
  Sharing sharing = Sharing::case_file;
  std::vector<Name> seen;  // the heads it replaces, ascending; for a row's
                           // removal, of all its fields

  bool operator==(const Version&) const = default;
};

struct RecordHeader {
  RecordId id;
  std::string type;  // "interview"
  RecordId child;    // the one child it belongs to; its own id for a child
  RecordId episode;  // zero where it is about the child and no one episode

  bool operator==(const RecordHeader&) const = default;
};

using Salt = std::array<std::uint8_t, 16>;

struct Change {
  Origin origin;
  std::uint64_t number = 0;
  UserId author;
  Instant at;                           // by the device's clock
  std::optional<std::int64_t> skew_ms;  // server minus device, where it was known (S10)
  RecordHeader record;
  Salt salt{};
  std::vector<Version> versions;  // ascending by field, each field once
  Bytes more;                     // what a newer program added; kept and passed on (M8)

  bool operator==(const Change&) const = default;
};

// Limits on one change (bad input beyond them is refused with the place).
constexpr std::size_t versions_max = 512;
constexpr std::size_t seen_max = 512;
constexpr std::size_t field_key_octets_max = 160;
constexpr std::size_t record_type_octets_max = 40;
constexpr std::size_t value_octets_max = 128 * 1024;
constexpr std::size_t change_octets_max = 512 * 1024;

// A change from outside, checked: shape, limits, order, canonical form.
Result<Change> decode_change(BytesView bytes);

// The same checks on a change made here.
Result<void> check(const Change& change);

Digest version_digest(const Salt& change_salt, const Version& version);
Digest change_digest(const Change& change);

// The rolling hash of an origin's changes 1..n: H(0) is zero, H(n) covers
// H(n-1).
Digest chain(const Digest& before, const Digest& change);

// Field keys of rows (M5).
FieldKey row_key(std::string_view list, std::string_view row);
FieldKey row_key(std::string_view list, std::string_view row, std::string_view column);

struct RowKey {
  std::string_view list, row, column;  // column is empty for the row's presence
};
std::optional<RowKey> parse_row_key(std::string_view key);

// ---- how they are written

template <class Archive, class Tag>
void serialize(Archive& archive, Id<Tag>& id) {
  archive(id.octets);
}
template <class Archive>
void serialize(Archive& archive, Digest& digest) {
  archive(digest.octets);
}
template <class Archive>
void serialize(Archive& archive, Instant& instant) {
  archive(instant.ms);
}
template <class Archive>
void serialize(Archive& archive, Name& name) {
  archive(name.origin, name.number, name.field);
}
template <class Archive>
void serialize(Archive& archive, RecordHeader& header) {
  archive(header.id, header.type, header.child, header.episode);
}

void save(Writer& archive, const Version& version);
void load(Reader& archive, Version& version);

template <class Archive>
void serialize(Archive& archive, Change& change) {
  archive(change.origin, change.number, change.author, change.at, change.skew_ms, change.record,
          change.salt, change.versions, change.more);
}

}  // namespace homeward
