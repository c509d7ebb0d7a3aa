#include "core/record/pin.h"

#include <algorithm>

#include "core/base/sorting.h"

namespace homeward {
namespace {

template <class Takes>
Pin pin_where(const Record& record, Takes takes) {
  Pin pin;
  Bytes digests;
  for (const auto& [field, heads] : record.fields()) {
    if (!takes(field)) {
      continue;
    }
    for (const Head& head : heads) {
      pin.heads.push_back(head.name());
      digests += version_digest(head.salt, head.version).view();
    }
  }
  sort_stably(pin.heads);
  pin.hash = digest("homeward pin 1", {record.header().id.view(), digests});
  return pin;
}

// The record of these versions alone; `heads` ascending.
Result<Record> record_of(const std::vector<Name>& heads, const std::vector<Change>& changes) {
  Record record;
  std::size_t found = 0;
  for (const Change& change : changes) {
    Change pinned = change;
    pinned.versions.clear();
    for (const Version& version : change.versions) {
      const Name name{change.origin, change.number, version.field};
      if (std::binary_search(heads.begin(), heads.end(), name)) {
        pinned.versions.push_back(version);
        ++found;
      }
    }
    if (!pinned.versions.empty()) {
      record.integrate(pinned);
    }
  }
  if (found != heads.size()) {
    return Error{Code::corrupt, "pin: a pinned version is not here"};
  }
  return record;
}

}  // namespace

Pin pin_of(const Record& record) {
  return pin_where(record, [](const FieldKey&) { return true; });
}

Pin pin_of(const Record& record, const std::set<FieldKey>& fields) {
  return pin_where(record, [&](const FieldKey& field) { return fields.count(field) > 0; });
}

std::vector<FieldKey> changed_since(const Pin& pin, const Record& record) {
  std::vector<FieldKey> changed;
  for (const auto& [field, heads] : record.fields()) {
    const bool all_pinned = std::all_of(heads.begin(), heads.end(), [&](const Head& head) {
      return std::binary_search(pin.heads.begin(), pin.heads.end(), head.name());
    });
    if (!all_pinned) {
      changed.push_back(field);
    }
  }
  return changed;
}

Result<Pin> pin_of(std::vector<Name> heads, const std::vector<Change>& changes) {
  sort_stably(heads);
  HW_TRY(record, record_of(heads, changes));
  return pin_of(record);
}

Result<Record> pinned_record(const Pin& pin, const std::vector<Change>& changes) {
  HW_TRY(record, record_of(pin.heads, changes));
  if (pin_of(record).hash != pin.hash) {
    return Error{Code::corrupt, "pin: the versions here are not the pinned ones"};
  }
  return record;
}

}  // namespace homeward
