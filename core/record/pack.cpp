#include "core/record/pack.h"

#include "core/record/pack_columns.h"
#include "core/record/splice.h"

namespace homeward {
namespace {

using namespace packing;

struct NoBases : Bases {
  const Change* find(const Change&, const Origin&, std::uint64_t) override { return nullptr; }
};

template <class Entry, class Less = std::less<Entry>>
class Table {
 public:
  Table() : last_(numbers_.end()) {}
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  // How it is named: 0 where it is new, and an entry from now on. Most are named again at once.
  std::uint64_t name(const Entry& entry) {
    if (last_ != numbers_.end() && last_->first == entry) {
      return last_->second;
    }
    const auto [at, is_new] = numbers_.try_emplace(entry, numbers_.size() + 1);
    last_ = at;
    return is_new ? 0 : at->second;
  }

 private:
  using Numbers = std::map<Entry, std::uint64_t, Less>;
  Numbers numbers_;
  typename Numbers::const_iterator last_;
};

struct HeaderLess {
  bool operator()(const RecordHeader& a, const RecordHeader& b) const {
    return std::tie(a.id, a.type, a.child, a.episode) < std::tie(b.id, b.type, b.child, b.episode);
  }
};

class Packer {
 public:
  Packer(const std::vector<const Change*>& changes, Bases* bases)
      : changes_(changes), bases_(bases) {}

  Bytes run() {
    for (std::size_t i = 0; i < changes_.size(); ++i) {
      put(i);
    }
    by_field_.for_each_field([&](std::span<const At> of_field) { put_values(of_field); });
    OctetSink whole;
    whole.put_number(changes_.size());
    for (const OctetSink& column : columns_) {
      whole.put_counted(column.octets());
    }
    return whole.take();
  }

 private:
  void put_id(Column column, const Octets16& id) {
    const std::uint64_t name = ids_.name(id);
    columns_[column].put_number(name);
    if (name == 0) {
      columns_[ids].put_fixed(id);
    }
  }

  std::uint64_t name_of(const std::string& text) {
    const std::uint64_t name = names_.name(text);
    if (name == 0) {
      columns_[names].put_counted(text);
      ++names_count_;
    }
    return name;
  }

  void put(std::size_t at) {
    const Change& change = *changes_[at];
    put_id(origins, change.origin.octets);
    std::uint64_t& newest = course_.newest[change.origin];
    columns_[numbers].put_signed(static_cast<std::int64_t>(change.number - newest - 1));
    newest = change.number;
    put_id(authors, change.author.octets);
    const auto instant = static_cast<std::uint64_t>(change.at.ms);
    columns_[instants].put_signed(static_cast<std::int64_t>(instant - course_.at));
    course_.at = instant;
    put_skew(change.skew_ms);
    put_record(change);
    put_shape(at);
    columns_[salts].put_fixed(change.salt);
    columns_[mores].put_counted(change.more);
    std::uint64_t& seen_before = course_.seen[change.record.id];
    for (const Version& version : change.versions) {
      columns_[said_by].put_number(static_cast<std::uint8_t>(version.said_by));
      columns_[sharing].put_number(static_cast<std::uint8_t>(version.sharing));
      put_seen(version, seen_before);
    }
  }

  void put_skew(const std::optional<std::int64_t>& skew_ms) {
    columns_[skews].put_number(skew_ms ? 1 : 0);
    if (skew_ms) {
      columns_[skews].put_signed(*skew_ms);
    }
  }

  void put_record(const Change& change) {
    const RecordHeader& record = change.record;
    const std::uint64_t name = records_.name(record);
    columns_[of_records].put_number(name);
    if (name > 0) {
      return;
    }
    const Change* base = base_of(change);
    columns_[records].put_number(base == nullptr ? 0 : base->number);
    if (base == nullptr) {
      put_id(records, record.id.octets);
      columns_[records].put_number(name_of(record.type));
      put_id(records, record.child.octets);
      put_id(records, record.episode.octets);
      return;
    }
    put_id(records, base->origin.octets);
    columns_[checks].put_fixed(check_of(*base));
    for (const Version& version : base->versions) {
      names_count_ += names_.name(version.field) == 0 ? 1 : 0;
    }
  }

  // A change of the same record that the other side has already.
  const Change* base_of(const Change& change) {
    for (const Version& version : change.versions) {
      for (const Name& name : version.seen) {
        const Change* base = find(change, name);
        if (base != nullptr && base->record == change.record) {
          return base;
        }
      }
    }
    return nullptr;
  }

  const Change* find(const Change& change, const Name& name) {
    return bases_ == nullptr ? nullptr : bases_->find(change, name.origin, name.number);
  }

  void put_shape(std::size_t at) {
    const Change& change = *changes_[at];
    if (!has_fields_of(change, shaped_last_)) {
      name_fields(change);
    }
    const std::uint64_t name = shapes_.name(shape_);
    columns_[of_shapes].put_number(name);
    if (name == 0) {
      columns_[shapes].put_number(named_.size());
      for (const std::uint64_t field : named_) {
        columns_[shapes].put_number(field);
      }
    }
    for (std::size_t i = 0; i < shape_.size(); ++i) {
      by_field_.add(static_cast<std::size_t>(shape_[i] - 1), {at, i});
    }
  }

  static bool has_fields_of(const Change& change, const Change* other) {
    return other != nullptr &&
           std::equal(change.versions.begin(), change.versions.end(), other->versions.begin(),
                      other->versions.end(),
                      [](const Version& a, const Version& b) { return a.field == b.field; });
  }

  void name_fields(const Change& change) {
    named_.clear();
    shape_.clear();
    for (const Version& version : change.versions) {
      named_.push_back(name_of(version.field));
      shape_.push_back(named_.back() == 0 ? names_count_ : named_.back());
    }
    shaped_last_ = &change;
  }

  void put_seen(const Version& version, std::uint64_t& before) {
    const bool is_own =
        std::all_of(version.seen.begin(), version.seen.end(),
                    [&](const Name& name) { return is_of_own_field(version, name); });
    columns_[seen_counts].put_number(version.seen.size() * 2 + (is_own ? 0 : 1));
    for (const Name& name : version.seen) {
      put_id(seen_origins, name.origin.octets);
      columns_[seen_numbers].put_signed(static_cast<std::int64_t>(name.number - before));
      before = name.number;
      if (!is_own) {
        columns_[seen_fields].put_number(name_of(name.field));
      }
    }
  }

  void put_values(std::span<const At> of_field) {
    TextsBefore here;
    for (const At& at : of_field) {
      const Change& change = *changes_[at.change];
      const Version& version = change.versions[at.version];
      if (!put_splice(change, version, here)) {
        columns_[sizes].put_number(version.value.octets().size());
        columns_[values].put_octets(version.value.octets());
      }
      if (version.value.kind() == ValueKind::text) {
        here.add(change, version.value);
      }
    }
  }

  // Against the version seen that leaves least to be written.
  bool put_splice(const Change& change, const Version& version, TextsBefore& here) {
    if (bases_ == nullptr || version.value.kind() != ValueKind::text) {
      return false;
    }
    std::optional<Splice> best;
    std::uint64_t best_at = 0;
    bool is_best_here = false;
    for (std::uint64_t i = 0; i < version.seen.size(); ++i) {
      const Name& name = version.seen[i];
      if (!is_of_own_field(version, name)) {
        continue;
      }
      const Value* known = here.find(change.record.id, name);
      const Value* base = known != nullptr ? known : elsewhere(change, name);
      auto splice = base == nullptr ? std::nullopt : splice_of(*base, version.value);
      if (splice && (!best || splice->put.size() < best->put.size())) {
        best = std::move(splice);
        best_at = i;
        is_best_here = known != nullptr;
      }
    }
    if (!best) {
      return false;
    }
    columns_[sizes].put_number(0);
    columns_[splices].put_number(best_at);
    columns_[splices].put_number(best->keep);
    columns_[splices].put_number(best->cut);
    columns_[splices].put_number(best->put.size());
    columns_[values].put_octets(best->put);
    if (!is_best_here) {
      columns_[checks].put_fixed(check_of(version.value));
    }
    return true;
  }

  const Value* elsewhere(const Change& change, const Name& name) {
    const Change* base = find(change, name);
    return base == nullptr || base->record != change.record ? nullptr : value_in(*base, name.field);
  }

  const std::vector<const Change*>& changes_;
  Bases* bases_;
  std::array<OctetSink, column_count> columns_;
  Table<Octets16> ids_;
  Table<std::string> names_;
  Table<RecordHeader, HeaderLess> records_;
  Table<Shape> shapes_;
  const Change* shaped_last_ = nullptr;  // of the fields in `named_` and, by number, `shape_`
  Shape named_;
  Shape shape_;
  Course course_;
  std::uint64_t names_count_ = 0;
  ByField by_field_;  // as they stand in `names`
};

}  // namespace

Bases& no_bases() {
  static NoBases none;
  return none;
}

Bytes pack(const std::vector<const Change*>& changes, Bases* bases) {
  return Packer(changes, bases).run();
}

Bytes pack(const std::vector<Change>& changes, Bases* bases) {
  std::vector<const Change*> all;
  all.reserve(changes.size());
  for (const Change& change : changes) {
    all.push_back(&change);
  }
  return pack(all, bases);
}

}  // namespace homeward
