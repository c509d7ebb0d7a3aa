// The columns of a pack, and what packing and unpacking remember alike. Used by
// core/record/pack.cpp and unpack.cpp only.
//
// A pack is the number of its changes and its columns, each a counted octet string.
// What is in a table is named by its number there, from 1; 0 is the next entry, which is
// then to be read.
#pragma once

#include <algorithm>
#include <map>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "core/record/pack.h"

namespace homeward::packing {

enum Column : std::size_t {
  ids,    // table: 16 octets
  names,  // table: a record's type, a field
  // Table. 0, id, type, child and episode; or the number and the origin of a change that
  // both sides have, whose record it is and whose fields are the next entries of `names`.
  records,
  checks,  // of such changes, and of texts spliced from one
  shapes,  // table: the fields of a change
  // One of each change:
  origins,
  numbers,  // against the next one of its origin
  authors,
  instants,  // against the one before
  skews,
  of_records,
  of_shapes,
  salts,
  mores,
  // One of each version, change by change:
  said_by,
  sharing,
  seen_counts,  // doubled; plus one where the fields of the names follow
  // One of each name:
  seen_origins,
  seen_numbers,  // against the one before in its record
  seen_fields,
  // One of each version, field by field:
  sizes,  // of the value; 0 for a splice
  values,
  splices,  // which of the names seen, octets kept, cut out and put in
  column_count
};

// What a change, a version and a name take in memory beside their words, about.
constexpr std::size_t change_octets = 300;
constexpr std::size_t version_octets = 128;
constexpr std::size_t seen_octets = 80;
constexpr std::size_t name_octets = 64;
// A field of a change that is named for its record: it is looked up, not kept.
constexpr std::size_t looked_up_octets = 8;

using Octets16 = std::array<std::uint8_t, 16>;
using Shape = std::vector<std::uint64_t>;

// A version's place in the pack.
struct At {
  std::size_t change;
  std::size_t version;
};

// The texts of one field, in the order of the pack. Any that stands before another may be
// its base; most fields have none that is asked for.
class TextsBefore {
 public:
  void add(const Change& change, const Value& text) { texts_.push_back({&change, &text}); }

  const Value* find(const RecordId& record, const Name& name) {
    for (; placed_ < texts_.size(); ++placed_) {
      const auto& [change, text] = texts_[placed_];
      places_[{change->record.id, change->origin, change->number}] = text;
    }
    const auto known = places_.find({record, name.origin, name.number});
    return known == places_.end() ? nullptr : known->second;
  }

 private:
  std::vector<std::pair<const Change*, const Value*>> texts_;
  std::size_t placed_ = 0;  // of them, those in `places_`
  std::map<std::tuple<RecordId, Origin, std::uint64_t>, const Value*> places_;
};

// The versions of all fields, field by field; of one field in the order they were added.
class ByField {
 public:
  void add(std::size_t field, At at) {
    all_.push_back({field, at});
    count_ = std::max(count_, field + 1);
  }

  // `each(versions)` for every field that has any.
  template <class Each>
  void for_each_field(Each each) const {
    std::vector<std::size_t> ends(count_ + 1);
    for (const auto& [field, at] : all_) {
      ++ends[field + 1];
    }
    for (std::size_t field = 1; field <= count_; ++field) {
      ends[field] += ends[field - 1];
    }
    std::vector<At> sorted(all_.size());
    std::vector<std::size_t> next(ends.begin(), ends.end() - 1);
    for (const auto& [field, at] : all_) {
      sorted[next[field]++] = at;
    }
    for (std::size_t field = 0; field < count_; ++field) {
      each(std::span(sorted).subspan(ends[field], ends[field + 1] - ends[field]));
    }
  }

 private:
  std::vector<std::pair<std::size_t, At>> all_;
  std::size_t count_ = 0;
};

// What both remember from change to change.
struct Course {
  std::map<Origin, std::uint64_t> newest;
  std::map<RecordId, std::uint64_t> seen;  // the number seen last
  std::uint64_t at = 0;
};

inline bool is_of_own_field(const Version& version, const Name& name) {
  return name.field == version.field;
}

inline const Value* value_in(const Change& base, const FieldKey& field) {
  const auto at = std::find_if(base.versions.begin(), base.versions.end(),
                               [&](const Version& version) { return version.field == field; });
  return at == base.versions.end() ? nullptr : &at->value;
}

// Two databases may have written under one name (S11): nothing is put together from
// another change than was meant.
using Check = std::array<std::uint8_t, 3>;

inline Check check_of(const Digest& whole) {
  Check check{};
  std::copy_n(whole.octets.begin(), check.size(), check.begin());
  return check;
}
inline Check check_of(const Value& spliced) {
  return check_of(digest("homeward splice 1", {spliced.octets()}));
}
inline Check check_of(const Change& base) {
  Bytes fields;
  for (const Version& version : base.versions) {
    fields.append(version.field).push_back('\n');
  }
  return check_of(digest("homeward base 1", {encode(base.record), fields}));
}

}  // namespace homeward::packing
