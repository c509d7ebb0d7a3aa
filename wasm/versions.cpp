#include "wasm/versions.h"

#include <algorithm>
#include <set>

#include "core/base/sorting.h"

namespace homeward {
namespace {

std::vector<NamedVersion> collect(const std::vector<Change>& changes, const FieldKey& field) {
  std::vector<NamedVersion> found;
  for (const Change& change : changes) {
    for (const Version& version : change.versions) {
      if (version.field == field) {
        found.push_back({change.origin, change.number, change.author, change.at, change.skew_ms,
                         change.salt, version});
      }
    }
  }
  return found;
}

bool waits_for_any(const NamedVersion& version, const std::vector<NamedVersion>& unplaced) {
  const std::vector<Name>& seen = version.version.seen;
  return std::any_of(unplaced.begin(), unplaced.end(), [&](const NamedVersion& other) {
    return std::find(seen.begin(), seen.end(), other.name()) != seen.end();
  });
}

// The first by instant that waits for none; clocks can be wrong, seeing cannot. A
// circle, which only hostile bytes could make, is broken by the instant.
std::vector<NamedVersion>::iterator next_of(std::vector<NamedVersion>& unplaced) {
  const auto next = std::find_if(unplaced.begin(), unplaced.end(), [&](const auto& version) {
    return !waits_for_any(version, unplaced);
  });
  return next == unplaced.end() ? unplaced.begin() : next;
}

// Names of a version and of all it grew from.
std::set<Name> lineage(const std::vector<NamedVersion>& versions, const Name& name) {
  std::set<Name> names;
  std::vector<Name> open = {name};
  while (!open.empty()) {
    const Name next = open.back();
    open.pop_back();
    const NamedVersion* version = find_version(versions, next);
    if (version != nullptr && names.insert(next).second) {
      open.insert(open.end(), version->version.seen.begin(), version->version.seen.end());
    }
  }
  return names;
}

}  // namespace

Result<std::vector<NamedVersion>> versions_of(const Desk& desk, const RecordId& record,
                                              const FieldKey& field) {
  HW_TRY(changes, desk.store.history(record));
  std::vector<NamedVersion> unplaced = collect(changes, field);
  sort_stably(unplaced, [](const auto& a, const auto& b) {
    return a.at != b.at ? a.at < b.at : a.name() < b.name();
  });
  std::vector<NamedVersion> ordered;
  while (!unplaced.empty()) {
    const auto next = next_of(unplaced);
    ordered.push_back(std::move(*next));
    unplaced.erase(next);
  }
  return ordered;
}

const NamedVersion* find_version(const std::vector<NamedVersion>& versions, const Name& name) {
  const auto found = std::find_if(versions.begin(), versions.end(),
                                  [&](const NamedVersion& it) { return it.name() == name; });
  return found == versions.end() ? nullptr : &*found;
}

const NamedVersion* common_ancestor(const std::vector<NamedVersion>& versions, const Head& one,
                                    const Head& other) {
  const std::set<Name> of_one = lineage(versions, one.name());
  const std::set<Name> of_other = lineage(versions, other.name());
  const auto newest = std::find_if(versions.rbegin(), versions.rend(), [&](const auto& version) {
    return of_one.count(version.name()) > 0 && of_other.count(version.name()) > 0;
  });
  return newest == versions.rend() ? nullptr : &*newest;
}

std::string others_version(const Record& record, const Origin& own) {
  Bytes changes;
  for (const auto& [origin, numbers] : record.integrated()) {
    for (const std::uint64_t number : numbers) {
      changes += origin == own ? "" : origin.hex() + "-" + std::to_string(number) + " ";
    }
  }
  return digest("homeward what others wrote 1", {changes}).hex();
}

}  // namespace homeward
