// A record's present state: for each field its heads, made by folding changes
// in.
//
// M2: merging is the union of versions; the heads are those no other version
// has
//     replaced. Order, repetition and batching of integrate() change nothing.
// M3: two heads with different values are a conflict. Equal values are none,
//     unless who said it or how far it may be shared differ.
// M4: settling is a version that has seen all heads; nothing else settles.
// M5: rows have ids; removing one is a version of its presence field that has
//     seen the heads of all its fields. A head it has not seen is a conflict,
//     and the row stays visible.
//
// History is the changes themselves; a Record keeps only what it must to take
// the next change in any order: which changes it has, and which versions are
// known to be replaced though they have not arrived yet.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/record/change.h"

namespace homeward {

// A version in view, with what its change says of it.
struct Head {
  Origin origin;
  std::uint64_t number = 0;
  UserId author;
  Instant at;
  std::optional<std::int64_t> skew_ms;
  Salt salt{};
  Version version;

  Name name() const { return {origin, number, version.field}; }
  bool operator==(const Head&) const = default;
};

struct Row {
  std::string id;
  bool in_conflict = false;  // removed on one device, edited or kept on another (M5)
};

class Record {
 public:
  Record() = default;
  explicit Record(RecordHeader header) : header_(std::move(header)) {}

  const RecordHeader& header() const { return header_; }

  // Takes one change in. False where it was here already (S1). The change must
  // be checked (decode_change) and of this record.
  bool integrate(const Change& change);

  // Heads in ascending order of name; empty where nothing was ever written.
  const std::vector<Head>& heads(const FieldKey& field) const;
  const std::map<FieldKey, std::vector<Head>>& fields() const { return fields_; }

  // M3. For a row's presence: M5.
  bool in_conflict(const FieldKey& field) const;
  std::vector<FieldKey> conflicts() const;

  // The one value in view; null where there is none or it is in conflict.
  const Value* value(const FieldKey& field) const;

  // What a new version of `field` has seen, by whoever sees this record now.
  std::vector<Name> seen(const FieldKey& field) const;
  // The same for the removal of a row: the heads of all its fields.
  std::vector<Name> seen_of_row(const std::string& list, const std::string& row) const;

  // Visible rows of a list, by the instant their presence was first written,
  // then id.
  std::vector<Row> rows(const std::string& list) const;

  // Which of an origin's changes are in here; the newest, 0 where none.
  std::uint64_t newest(const Origin& origin) const;
  const std::map<Origin, std::set<std::uint64_t>>& integrated() const { return integrated_; }

  // What is left takes the same changes to the same heads, where every head there was
  // has been replaced by one of them (sync/record_block.h).
  void forget_heads() { fields_.clear(); }

  bool operator==(const Record&) const = default;

  template <class Archive>
  void serialize(Archive& archive);

 private:
  void take(const Change& change, const Version& version);

  RecordHeader header_;
  std::map<FieldKey, std::vector<Head>> fields_;
  std::map<Origin, std::set<std::uint64_t>> integrated_;
  std::set<Name> replaced_early_;  // seen by a version here, not arrived themselves
};

// M3, for any two heads of one field.
bool differ(const Head& a, const Head& b);

extern template void Record::serialize(Writer&);
extern template void Record::serialize(Reader&);

}  // namespace homeward
