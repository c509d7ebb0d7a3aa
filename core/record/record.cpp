#include "core/record/record.h"

#include <algorithm>

#include "core/base/sorting.h"

namespace homeward {
namespace {

const std::vector<Head> no_heads;

bool is_removed(const Head& head) {
  return head.version.value.kind() == ValueKind::removed;
}

// Fields of one row, its presence first: the keys that start with "list/row".
template <class Visit>
void each_field_of_row(const std::map<FieldKey, std::vector<Head>>& fields,
                       const FieldKey& presence, Visit visit) {
  if (const auto at = fields.find(presence); at != fields.end()) {
    visit(at->second);
  }
  const FieldKey prefix = presence + "/";
  for (auto at = fields.lower_bound(prefix);
       at != fields.end() && at->first.compare(0, prefix.size(), prefix) == 0; ++at) {
    visit(at->second);
  }
}

struct Presence {
  bool visible = false;
  bool in_conflict = false;
};

// M5: a removal takes away only what it has seen.
Presence presence_of(const std::map<FieldKey, std::vector<Head>>& fields, const FieldKey& key) {
  const std::vector<Head>& heads = fields.at(key);
  std::set<Name> seen;
  for (const Head& head : heads) {
    if (is_removed(head)) {
      seen.insert(head.version.seen.begin(), head.version.seen.end());
    }
  }
  const bool removed = std::any_of(heads.begin(), heads.end(), is_removed);
  bool unseen = false;
  each_field_of_row(fields, key, [&](const std::vector<Head>& of_field) {
    for (const Head& head : of_field) {
      unseen |= !is_removed(head) && seen.count(head.name()) == 0;
    }
  });
  return {!removed || unseen, removed && unseen};
}

}  // namespace

bool differ(const Head& a, const Head& b) {
  return a.version.value != b.version.value || a.version.said_by != b.version.said_by ||
         a.version.sharing != b.version.sharing;
}

bool Record::integrate(const Change& change) {
  if (fields_.empty() && header_.id.is_zero()) {
    header_ = change.record;
  }
  HW_ASSERT(change.record.id == header_.id);
  if (!integrated_[change.origin].insert(change.number).second) {
    return false;
  }
  for (const Version& version : change.versions) {
    take(change, version);
  }
  return true;
}

void Record::take(const Change& change, const Version& version) {
  for (const Name& name : version.seen) {
    const auto field = fields_.find(name.field);
    const bool other_field = name.field != version.field;
    if (other_field) {
      continue;  // a row's removal replaces its presence only; the rest it has
                 // merely seen
    }
    const auto origin = integrated_.find(name.origin);
    const bool arrived = origin != integrated_.end() && origin->second.count(name.number) > 0 &&
                         !(name.origin == change.origin && name.number == change.number);
    if (!arrived) {
      replaced_early_.insert(name);
    } else if (field != fields_.end()) {
      auto& heads = field->second;
      heads.erase(std::remove_if(heads.begin(), heads.end(),
                                 [&](const Head& head) { return head.name() == name; }),
                  heads.end());
      if (heads.empty()) {  // as where the field was never written: one state, one form
        fields_.erase(field);
      }
    }
  }
  Head head{change.origin,  change.number, change.author, change.at,
            change.skew_ms, change.salt,   version};
  if (replaced_early_.erase(head.name()) > 0) {
    return;
  }
  auto& heads = fields_[version.field];
  const auto at =
      std::lower_bound(heads.begin(), heads.end(), head, [](const Head& a, const Head& b) {
        return std::tie(a.origin, a.number) < std::tie(b.origin, b.number);
      });
  heads.insert(at, std::move(head));
}

const std::vector<Head>& Record::heads(const FieldKey& field) const {
  const auto at = fields_.find(field);
  return at == fields_.end() ? no_heads : at->second;
}

bool Record::in_conflict(const FieldKey& field) const {
  const std::vector<Head>& heads = this->heads(field);
  if (heads.empty()) {
    return false;
  }
  const std::optional<RowKey> key = parse_row_key(field);
  if (key && key->column.empty()) {
    return presence_of(fields_, field).in_conflict;
  }
  return std::any_of(heads.begin() + 1, heads.end(),
                     [&](const Head& head) { return differ(heads.front(), head); });
}

std::vector<FieldKey> Record::conflicts() const {
  std::vector<FieldKey> found;
  for (const auto& [field, heads] : fields_) {
    if (in_conflict(field)) {
      found.push_back(field);
    }
  }
  return found;
}

const Value* Record::value(const FieldKey& field) const {
  const std::vector<Head>& heads = this->heads(field);
  const bool one = !heads.empty() && std::all_of(heads.begin(), heads.end(), [&](const Head& head) {
    return head.version.value == heads.front().version.value;
  });
  return one ? &heads.front().version.value : nullptr;
}

std::vector<Name> Record::seen(const FieldKey& field) const {
  std::vector<Name> names;
  for (const Head& head : heads(field)) {
    names.push_back(head.name());
  }
  return names;
}

std::vector<Name> Record::seen_of_row(const std::string& list, const std::string& row) const {
  std::vector<Name> names;
  each_field_of_row(fields_, row_key(list, row), [&](const std::vector<Head>& heads) {
    for (const Head& head : heads) {
      names.push_back(head.name());
    }
  });
  sort_stably(names);
  return names;
}

std::vector<Row> Record::rows(const std::string& list) const {
  std::vector<std::pair<Instant, Row>> found;
  const std::string prefix = list + "/";
  for (auto at = fields_.lower_bound(prefix);
       at != fields_.end() && at->first.compare(0, prefix.size(), prefix) == 0; ++at) {
    const std::optional<RowKey> key = parse_row_key(at->first);
    if (!key || !key->column.empty() || at->second.empty()) {
      continue;
    }
    const Presence presence = presence_of(fields_, at->first);
    if (presence.visible) {
      found.push_back({at->second.front().at, {std::string(key->row), presence.in_conflict}});
    }
  }
  sort_stably(found, [](const auto& a, const auto& b) {
    return std::tie(a.first, a.second.id) < std::tie(b.first, b.second.id);
  });
  std::vector<Row> rows;
  for (auto& [at, row] : found) {
    rows.push_back(std::move(row));
  }
  return rows;
}

std::uint64_t Record::newest(const Origin& origin) const {
  const auto at = integrated_.find(origin);
  return at == integrated_.end() ? 0 : *at->second.rbegin();
}

namespace {

// Sets are written as ascending lists.
template <class T>
void exchange(Writer& archive, std::set<T>& set) {
  archive(std::vector<T>(set.begin(), set.end()));
}

template <class T>
void exchange(Reader& archive, std::set<T>& set) {
  std::vector<T> list;
  archive(list);
  if (std::adjacent_find(list.begin(), list.end(), std::greater_equal<>()) != list.end()) {
    archive.fail("set not in ascending order");
  }
  set = std::set<T>(list.begin(), list.end());
}

void exchange(Writer& archive, std::map<Origin, std::set<std::uint64_t>>& map) {
  archive.put_number(map.size());
  for (auto& [origin, numbers] : map) {
    archive(origin);
    exchange(archive, numbers);
  }
}

void exchange(Reader& archive, std::map<Origin, std::set<std::uint64_t>>& map) {
  const std::size_t count = archive.get_count(17);
  map.clear();
  for (std::size_t i = 0; i < count; ++i) {
    Origin origin;
    archive(origin);
    if (!map.empty() && !(map.rbegin()->first < origin)) {
      archive.fail("origins not in ascending order");
    }
    exchange(archive, map[origin]);
  }
}

}  // namespace

template <class Archive>
void serialize(Archive& archive, Head& head) {
  archive(head.origin, head.number, head.author, head.at, head.skew_ms, head.salt, head.version);
}

template <class Archive>
void Record::serialize(Archive& archive) {
  archive(header_, fields_);
  exchange(archive, integrated_);
  exchange(archive, replaced_early_);
}

template void Record::serialize(Writer&);
template void Record::serialize(Reader&);

}  // namespace homeward
