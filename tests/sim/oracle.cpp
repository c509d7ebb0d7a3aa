#include "tests/sim/oracle.h"

#include <algorithm>
#include <set>

namespace homeward::sim {
namespace {

bool is_removal(const Written& written) {
  return written.version.value.kind() == ValueKind::removed;
}

bool is_same(const Written& a, const Written& b) {
  return a.version.value == b.version.value && a.version.said_by == b.version.said_by &&
         a.version.sharing == b.version.sharing;
}

// A row as M5 has it.
struct RowState {
  bool is_removed = false;
  bool holds_unseen = false;  // something of it that no removal has seen
  bool is_visible() const { return !is_removed || holds_unseen; }
  bool in_conflict() const { return is_removed && holds_unseen; }
};

bool is_of_row(const FieldKey& field, const FieldKey& presence) {
  return field == presence || field.rfind(presence + "/", 0) == 0;
}

RowState row_state(const HeadsByField& heads, const FieldKey& presence) {
  RowState state;
  std::set<Name> seen;
  for (const Written& head : heads.at(presence)) {
    if (is_removal(head)) {
      state.is_removed = true;
      seen.insert(head.version.seen.begin(), head.version.seen.end());
    }
  }
  for (const auto& [field, of_field] : heads) {
    for (const Written& head : of_field) {
      state.holds_unseen |=
          is_of_row(field, presence) && !is_removal(head) && seen.count(head.name) == 0;
    }
  }
  return state;
}

bool is_presence(const FieldKey& field) {
  const auto row = parse_row_key(field);
  return row && row->column.empty();
}

std::string heads_difference(const Record& record, const HeadsByField& heads) {
  std::size_t fields = 0;
  for (const auto& [field, shown] : record.fields()) {
    fields += shown.empty() ? 0 : 1;
  }
  if (fields != heads.size()) {
    return "another number of fields";
  }
  for (const auto& [field, expected] : heads) {
    if (record.seen(field) != names_of(expected)) {
      return "other heads of " + field;
    }
    for (std::size_t i = 0; i < expected.size(); ++i) {
      if (!(record.heads(field)[i].version == expected[i].version)) {
        return "another version of " + field;
      }
    }
  }
  return "";
}

std::string rows_difference(const Record& record, const HeadsByField& heads) {
  std::map<std::string, std::map<std::string, bool>> expected;
  for (const auto& [field, of_field] : heads) {
    if (is_presence(field)) {
      const auto row = parse_row_key(field);
      const RowState state = row_state(heads, field);
      auto& rows = expected[std::string(row->list)];
      if (state.is_visible()) {
        rows[std::string(row->row)] = state.in_conflict();
      }
    }
  }
  for (const auto& [list, rows] : expected) {
    std::map<std::string, bool> shown;
    for (const Row& row : record.rows(list)) {
      shown[row.id] = row.in_conflict;
    }
    if (shown != rows) {
      return "other rows of " + list;
    }
  }
  return "";
}

}  // namespace

std::vector<Written> versions_of(const std::vector<Change>& changes) {
  std::vector<Written> all;
  for (const Change& change : changes) {
    for (const Version& version : change.versions) {
      all.push_back({{change.origin, change.number, version.field}, change.author, version});
    }
  }
  return all;
}

HeadsByField heads_of(const std::vector<Change>& changes) {
  const std::vector<Written> all = versions_of(changes);
  std::set<Name> replaced;
  for (const Written& written : all) {
    for (const Name& name : written.version.seen) {
      if (name.field == written.version.field) {
        replaced.insert(name);
      }
    }
  }
  HeadsByField heads;
  for (const Written& written : all) {
    if (replaced.count(written.name) == 0) {
      heads[written.version.field].push_back(written);
    }
  }
  for (auto& [field, of_field] : heads) {
    std::sort(of_field.begin(), of_field.end(),
              [](const Written& a, const Written& b) { return a.name < b.name; });
  }
  return heads;
}

std::vector<Name> names_of(const std::vector<Written>& heads) {
  std::vector<Name> names;
  for (const Written& head : heads) {
    names.push_back(head.name);
  }
  return names;
}

bool in_conflict(const HeadsByField& heads, const FieldKey& field) {
  const auto found = heads.find(field);
  if (found == heads.end()) {
    return false;
  }
  if (is_presence(field)) {
    return row_state(heads, field).in_conflict();
  }
  return std::any_of(found->second.begin(), found->second.end(),
                     [&](const Written& head) { return !is_same(head, found->second.front()); });
}

std::string difference(const Record& record, const std::vector<Change>& changes) {
  const HeadsByField heads = heads_of(changes);
  std::string found = heads_difference(record, heads);
  for (const auto& [field, of_field] : heads) {
    if (found.empty() && record.in_conflict(field) != in_conflict(heads, field)) {
      found = "a conflict of " + field + " is " +
              (record.in_conflict(field) ? "shown and is none" : "not shown");
    }
  }
  return found.empty() ? rows_difference(record, heads) : found;
}

}  // namespace homeward::sim
