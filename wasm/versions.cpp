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

// Of each version an octet for each, 1 where it grew from that one or is it.
using Lineages = std::vector<Bytes>;

// What a version replaced, by place.
std::vector<std::size_t> replaced_by(const std::vector<NamedVersion>& versions,
                                     const NamedVersion& version) {
  std::vector<std::size_t> replaced;
  for (const Name& name : version.version.seen) {
    if (const NamedVersion* seen = find_version(versions, name)) {
      replaced.push_back(static_cast<std::size_t>(seen - versions.data()));
    }
  }
  return replaced;
}

Lineages lineages_of(const std::vector<NamedVersion>& versions) {
  Lineages lineages(versions.size(), Bytes(versions.size(), 0));
  for (std::size_t one = 0; one < versions.size(); ++one) {
    lineages[one][one] = 1;
    for (const std::size_t before : replaced_by(versions, versions[one])) {
      for (std::size_t at = 0; at < versions.size(); ++at) {
        lineages[one][at] = std::max(lineages[one][at], lineages[before][at]);
      }
    }
  }
  return lineages;
}

std::vector<Name> apart_from(const std::vector<NamedVersion>& versions, const Lineages& lineages,
                             std::size_t one) {
  std::vector<Name> apart;
  for (std::size_t other = 0; other < versions.size(); ++other) {
    if (lineages[one][other] == 0 && lineages[other][one] == 0) {
      apart.push_back(versions[other].name());
    }
  }
  return apart;
}

// `before`: of all that were placed before it.
void tell_settling(const std::vector<NamedVersion>& versions, const std::vector<Kinship>& before,
                   const NamedVersion& version, Kinship& kinship) {
  const std::vector<std::size_t> replaced = replaced_by(versions, version);
  kinship.settles = std::any_of(replaced.begin(), replaced.end(), [&](std::size_t at) {
    return differ(versions[at], versions[replaced.front()]);
  });
  const auto kept = std::find_if(replaced.begin(), replaced.end(),
                                 [&](std::size_t at) { return !differ(versions[at], version); });
  if (kinship.settles && kept != replaced.end()) {
    kinship.kept =
        *kept < before.size() && before[*kept].kept ? before[*kept].kept : versions[*kept].name();
  }
}

}  // namespace

std::vector<Kinship> kinship_of(const std::vector<NamedVersion>& versions) {
  const Lineages lineages = lineages_of(versions);
  std::vector<Kinship> all;
  for (std::size_t one = 0; one < versions.size(); ++one) {
    Kinship kinship;
    kinship.apart = apart_from(versions, lineages, one);
    tell_settling(versions, all, versions[one], kinship);
    all.push_back(std::move(kinship));
  }
  return all;
}

std::vector<NamedVersion> versions_in(const std::vector<Change>& changes, const FieldKey& field) {
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

Result<std::vector<NamedVersion>> versions_of(const Desk& desk, const RecordId& record,
                                              const FieldKey& field) {
  HW_TRY(changes, desk.store.history(record));
  return versions_in(changes, field);
}

const NamedVersion* find_version(const std::vector<NamedVersion>& versions, const Name& name) {
  const auto found = std::find_if(versions.begin(), versions.end(),
                                  [&](const NamedVersion& it) { return it.name() == name; });
  return found == versions.end() ? nullptr : &*found;
}

std::vector<Head> stood_before(const std::vector<NamedVersion>& versions,
                               const std::vector<Head>& heads) {
  std::vector<std::set<Name>> lineages;
  for (const Head& head : heads) {
    lineages.push_back(lineage(versions, head.name()));
  }
  std::vector<Head> common;
  for (const NamedVersion& version : versions) {
    const bool is_common = std::all_of(lineages.begin(), lineages.end(), [&](const auto& names) {
      return names.count(version.name()) > 0;
    });
    if (is_common) {
      const std::vector<Name>& seen = version.version.seen;
      common.erase(std::remove_if(common.begin(), common.end(),
                                  [&](const Head& before) {
                                    return std::find(seen.begin(), seen.end(), before.name()) !=
                                           seen.end();
                                  }),
                   common.end());
      common.push_back(version);
    }
  }
  return common;
}

std::map<Origin, std::size_t> tablets_of(const std::vector<NamedVersion>& versions,
                                         const Origin& own) {
  std::map<UserId, std::vector<Origin>> of_person;
  for (const NamedVersion& version : versions) {
    std::vector<Origin>& origins = of_person[version.author];
    if (version.origin != own &&
        std::find(origins.begin(), origins.end(), version.origin) == origins.end()) {
      origins.push_back(version.origin);
    }
  }
  std::map<Origin, std::size_t> tablets;
  for (const auto& [person, origins] : of_person) {
    for (std::size_t at = 0; origins.size() > 1 && at < origins.size(); ++at) {
      tablets.emplace(origins[at], at + 1);
    }
  }
  return tablets;
}

bool grew_from_all(const std::vector<NamedVersion>& versions, const Name& name,
                   const std::vector<Name>& ancestors) {
  const std::set<Name> names = lineage(versions, name);
  return std::all_of(ancestors.begin(), ancestors.end(),
                     [&](const Name& ancestor) { return names.count(ancestor) > 0; });
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
