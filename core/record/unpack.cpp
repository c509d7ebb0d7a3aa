#include <string>
#include <unordered_set>

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
    OctetSource whole(packed);
    const std::size_t count = whole.get_count();
    for (OctetSource& column : columns_) {
      column = OctetSource(whole.get_counted());
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
    by_field_.for_each_field([&](std::span<const At> of_field) { get_values(of_field); });
    for (const OctetSource& column : columns_) {
      if (column.remaining() != 0) {
        column.fail("pack: a column is longer than what it is of");
      }
    }
    return std::move(changes_);
  }

 private:
  void use(std::size_t octets) {
    octets_ += octets;
    if (octets_ > octets_max_) {
      throw ArchiveError({Code::too_large, "pack: too much in one"});
    }
  }

  // Of a newer program's numbers too (M8).
  std::uint8_t get_octet(Column column) {
    const std::uint64_t number = columns_[column].get_number();
    if (number > std::numeric_limits<std::uint8_t>::max()) {
      columns_[column].fail("number out of range");
    }
    return static_cast<std::uint8_t>(number);
  }

  std::optional<std::int64_t> get_skew() {
    return columns_[skews].get_yes_no() ? std::optional(columns_[skews].get_signed())
                                        : std::nullopt;
  }

  // Where the entry of that name stands in its table; the next one is read first.
  template <class Entry, class Read>
  std::size_t place(std::uint64_t name, const OctetSource& from, std::vector<Entry>& table,
                    Read read) {
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
    id.octets =
        ids_[place(name, columns_[column], ids_, [&] { return columns_[ids].get_fixed<16>(); })];
    return id;
  }

  std::size_t name_place(std::uint64_t name, const OctetSource& from) {
    return place(name, from, names_, [&] {
      std::string read(columns_[names].get_counted());
      use(name_octets + read.size());
      return read;
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
    newest += 1 + static_cast<std::uint64_t>(columns_[numbers].get_signed());
    change.number = newest;
    change.author = get_id<UserId>(authors);
    course_.at += static_cast<std::uint64_t>(columns_[instants].get_signed());
    change.at = {static_cast<std::int64_t>(course_.at)};
    change.skew_ms = get_skew();
    const std::uint64_t record = columns_[of_records].get_number();
    change.record =
        records_[place(record, columns_[of_records], records_, [&] { return get_record(change); })];
    const std::uint64_t shape = columns_[of_shapes].get_number();
    const Shape& fields =
        shapes_[place(shape, columns_[of_shapes], shapes_, [&] { return get_shape(); })];
    change.salt = columns_[salts].get_fixed<sizeof(Salt)>();
    change.more = columns_[mores].get_counted();
    use(change_octets + change.more.size());
    change.versions.reserve(fields.size());
    std::uint64_t& seen_before = course_.seen[change.record.id];
    for (const std::uint64_t field : fields) {
      Version& version = change.versions.emplace_back();
      version.field = names_[static_cast<std::size_t>(field)];
      version.said_by = static_cast<SaidBy>(get_octet(said_by));
      version.sharing = static_cast<Sharing>(get_octet(sharing));
      use(version_octets + version.field.size());
      get_seen(version, seen_before);
      by_field_.add(static_cast<std::size_t>(field), {at, change.versions.size() - 1});
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
    use(base.versions.size() * looked_up_octets);
    if (check_of(base) != get_check()) {
      throw LacksBase();
    }
    for (; known_count_ < names_.size(); ++known_count_) {
      known_.insert(names_[known_count_]);
    }
    for (const Version& version : base.versions) {
      if (known_.insert(version.field).second) {
        use(name_octets + version.field.size());
        names_.push_back(version.field);
        ++known_count_;
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
    const std::size_t count = columns_[shapes].get_count();
    use(count * sizeof(std::uint64_t));
    Shape shape(count);
    for (std::uint64_t& field : shape) {
      field = columns_[shapes].get_number();
    }
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
      before += static_cast<std::uint64_t>(columns_[seen_numbers].get_signed());
      seen.number = before;
      seen.field = doubled % 2 == 0 ? version.field : get_name(seen_fields);
      use(seen_octets + seen.field.size());
    }
  }

  void get_values(std::span<const At> of_field) {
    TextsBefore here;
    for (const At& at : of_field) {
      const Change& change = changes_[at.change];
      Version& version = changes_[at.change].versions[at.version];
      const std::uint64_t size = columns_[sizes].get_number();
      version.value = size > 0 ? get_value(size) : get_splice(change, version, here);
      use(version.value.octets().size());
      if (version.value.kind() == ValueKind::text) {
        here.add(change, version.value);
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

  Value get_splice(const Change& change, const Version& version, TextsBefore& here) {
    const std::uint64_t at = columns_[splices].get_number();
    Splice splice;
    splice.keep = columns_[splices].get_number();
    splice.cut = columns_[splices].get_number();
    splice.put = columns_[values].get_octets(columns_[splices].get_number());
    if (at >= version.seen.size() || !is_of_own_field(version, version.seen[at])) {
      columns_[splices].fail("pack: a splice of what was not seen");
    }
    const Name& name = version.seen[static_cast<std::size_t>(at)];
    if (const Value* known = here.find(change.record.id, name)) {
      auto value = apply(splice, *known);
      return value ? *std::move(value) : refuse_splice(change, version);
    }
    const Check check = get_check();
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

  Check get_check() { return columns_[checks].get_fixed<sizeof(Check)>(); }

  Bases& bases_;
  std::size_t octets_max_;
  std::size_t octets_ = 0;
  std::array<OctetSource, column_count> columns_;
  std::vector<Octets16> ids_;
  std::vector<std::string> names_;
  std::unordered_set<std::string> known_;  // the first so many of them, to be looked up
  std::size_t known_count_ = 0;
  std::vector<RecordHeader> records_;
  std::vector<Shape> shapes_;
  Course course_;
  ByField by_field_;  // as they stand in `names_`
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
