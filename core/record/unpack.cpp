#include <deque>

#include "core/record/pack.h"
#include "core/record/pack_columns.h"
#include "core/record/splice.h"

namespace homeward {
namespace {

using namespace packing;

// Raised where a change that the pack names is not here.
struct LacksBase {};

class Unpacker {
 public:
  Unpacker(BytesView packed, Bases* bases, std::size_t octets_max)
      : bases_(bases == nullptr ? no_bases() : *bases), octets_max_(octets_max) {
    Reader whole(packed);
    const std::size_t count = whole.get_count();
    for (std::size_t i = 0; i < column_count; ++i) {
      columns_.emplace_back(whole.get_octets(whole.get_number()));
    }
    if (whole.remaining() != 0) {
      whole.fail("pack: octets left over");
    }
    if (count > columns_[salts].remaining() / sizeof(Salt)) {
      whole.fail("pack: more changes than salts");
    }
    changes_.resize(count);
  }

  std::vector<Change> run() {
    for (std::size_t i = 0; i < changes_.size(); ++i) {
      get(i);
    }
    for (const auto& of_field : by_field_) {
      get_values(of_field);
    }
    for (const Reader& column : columns_) {
      if (column.remaining() != 0) {
        column.fail("pack: a column is longer than what it is of");
      }
    }
    return std::move(changes_);
  }

 private:
  struct At {
    std::size_t change;
    std::size_t version;
  };

  void use(std::size_t octets) {
    octets_ += octets;
    if (octets_ > octets_max_) {
      throw ArchiveError({Code::too_large, "pack: too much in one"});
    }
  }

  template <class T>
  T get(Column column) {
    T value{};
    columns_[column](value);
    return value;
  }

  // Where the entry of that name stands in its table; the next one is read first.
  template <class Entry, class Read>
  std::size_t place(std::uint64_t name, const Reader& from, std::vector<Entry>& table, Read read) {
    if (name > table.size()) {
      from.fail("pack: an entry that its table has not");
    }
    if (name == 0) {
      table.push_back(read());
      return table.size() - 1;
    }
    return static_cast<std::size_t>(name - 1);
  }

  template <class SomeId>
  SomeId get_id(Column column) {
    SomeId id;
    const std::uint64_t name = columns_[column].get_number();
    id.octets = ids_[place(name, columns_[column], ids_, [&] { return get<Octets16>(ids); })];
    return id;
  }

  std::size_t name_place(std::uint64_t name, const Reader& from) {
    return place(name, from, names_, [&] {
      by_field_.emplace_back();
      return get<std::string>(names);
    });
  }
  const std::string& get_name(Column column) {
    const std::uint64_t name = columns_[column].get_number();
    return names_[name_place(name, columns_[column])];
  }

  void get(std::size_t at) {
    Change& change = changes_[at];
    change.origin = get_id<Origin>(origins);
    std::uint64_t& newest = course_.newest[change.origin];
    newest += 1 + static_cast<std::uint64_t>(get<std::int64_t>(numbers));
    change.number = newest;
    change.author = get_id<UserId>(authors);
    course_.at += static_cast<std::uint64_t>(get<std::int64_t>(instants));
    change.at = {static_cast<std::int64_t>(course_.at)};
    columns_[skews](change.skew_ms);
    const std::uint64_t record = columns_[of_records].get_number();
    change.record =
        records_[place(record, columns_[of_records], records_, [&] { return get_record(change); })];
    const std::uint64_t shape = columns_[of_shapes].get_number();
    const Shape& fields =
        shapes_[place(shape, columns_[of_shapes], shapes_, [&] { return get_shape(); })];
    change.salt = get<Salt>(salts);
    change.more = get<Bytes>(mores);
    use(change_octets + change.more.size());
    change.versions.reserve(fields.size());
    std::uint64_t& seen_before = course_.seen[change.record.id];
    for (const std::uint64_t field : fields) {
      Version& version = change.versions.emplace_back();
      version.field = names_[static_cast<std::size_t>(field)];
      version.said_by = static_cast<SaidBy>(get<std::uint8_t>(said_by));
      version.sharing = static_cast<Sharing>(get<std::uint8_t>(sharing));
      use(version_octets + version.field.size());
      get_seen(version, seen_before);
      by_field_[static_cast<std::size_t>(field)].push_back({at, change.versions.size() - 1});
    }
  }

  RecordHeader get_record(const Change& change) {
    if (const std::uint64_t number = columns_[records].get_number(); number > 0) {
      return record_of(find(change, get_id<Origin>(records), number));
    }
    RecordHeader header;
    header.id = get_id<RecordId>(records);
    header.type = get_name(records);
    header.child = get_id<RecordId>(records);
    header.episode = get_id<RecordId>(records);
    return header;
  }

  RecordHeader record_of(const Change& base) {
    if (check_of(base) != get<Check>(checks)) {
      throw LacksBase();
    }
    for (const Version& version : base.versions) {
      if (std::find(names_.begin(), names_.end(), version.field) == names_.end()) {
        names_.push_back(version.field);
        by_field_.emplace_back();
      }
    }
    return base.record;
  }

  const Change& find(const Change& change, const Origin& origin, std::uint64_t number) {
    const Change* base = bases_.find(change, origin, number);
    if (base == nullptr) {
      throw LacksBase();
    }
    return *base;
  }

  // As places in `names`.
  Shape get_shape() {
    Shape shape = get<Shape>(shapes);
    for (std::uint64_t& field : shape) {
      field = name_place(field, columns_[shapes]);
    }
    return shape;
  }

  void get_seen(Version& version, std::uint64_t& before) {
    const std::uint64_t doubled = columns_[seen_counts].get_number();
    for (std::uint64_t i = 0; i < doubled / 2; ++i) {
      Name& seen = version.seen.emplace_back();
      seen.origin = get_id<Origin>(seen_origins);
      before += static_cast<std::uint64_t>(get<std::int64_t>(seen_numbers));
      seen.number = before;
      seen.field = doubled % 2 == 0 ? version.field : get_name(seen_fields);
      use(seen_octets + seen.field.size());
    }
  }

  void get_values(const std::vector<At>& of_field) {
    std::map<Place, const Value*> here;
    for (const At& at : of_field) {
      const Change& change = changes_[at.change];
      Version& version = changes_[at.change].versions[at.version];
      const std::uint64_t size = columns_[sizes].get_number();
      version.value = size > 0 ? get_value(size) : get_splice(change, version, here);
      use(version.value.octets().size());
      if (version.value.kind() == ValueKind::text) {
        here[{change.record.id, change.origin, change.number}] = &version.value;
      }
    }
  }

  Value get_value(std::uint64_t size) {
    auto value = Value::from_octets(columns_[values].get_octets(size));
    if (!value.ok()) {
      columns_[values].fail(value.error().detail.c_str());
    }
    return std::move(value).value();
  }

  Value get_splice(const Change& change, const Version& version,
                   const std::map<Place, const Value*>& here) {
    const std::uint64_t at = columns_[splices].get_number();
    Splice splice;
    columns_[splices](splice.keep, splice.cut);
    splice.put = columns_[values].get_octets(columns_[splices].get_number());
    if (at >= version.seen.size() || !is_of_own_field(version, version.seen[at])) {
      columns_[splices].fail("pack: a splice of what was not seen");
    }
    const Name& name = version.seen[static_cast<std::size_t>(at)];
    const auto known = here.find({change.record.id, name.origin, name.number});
    if (known != here.end()) {
      auto value = apply(splice, *known->second);
      return value ? *std::move(value) : refuse_splice(change, version);
    }
    const Check check = get<Check>(checks);
    const Change& base = find(change, name.origin, name.number);
    const Value* before = base.record == change.record ? value_in(base, name.field) : nullptr;
    auto value = before == nullptr ? std::nullopt : apply(splice, *before);
    if (!value || check_of(*value) != check) {
      throw LacksBase();
    }
    return *std::move(value);
  }

  [[noreturn]] Value refuse_splice(const Change& change, const Version& version) const {
    throw ArchiveError({Code::bad_input, "pack: record " + change.record.id.hex() + ", " +
                                             version.field + ": the splice does not fit its text"});
  }

  Bases& bases_;
  std::size_t octets_max_;
  std::size_t octets_ = 0;
  std::deque<Reader> columns_;
  std::vector<Octets16> ids_;
  std::vector<std::string> names_;
  std::vector<RecordHeader> records_;
  std::vector<Shape> shapes_;
  Course course_;
  std::vector<std::vector<At>> by_field_;  // as they stand in `names_`
  std::vector<Change> changes_;
};

}  // namespace

Result<Unpacked> unpack(BytesView packed, Bases* bases, std::size_t octets_max) {
  try {
    return Unpacked(Unpacker(packed, bases, octets_max).run());
  } catch (const ArchiveError& caught) {
    return caught.error;
  } catch (const LacksBase&) {
    return Unpacked();
  }
}

}  // namespace homeward
