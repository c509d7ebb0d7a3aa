#include "core/record/pin.h"

#include <algorithm>

namespace homeward {
namespace {

Digest hash_of(const Record& record) {
  Bytes digests;
  for (const auto& [field, heads] : record.fields()) {
    for (const Head& head : heads) {
      digests += version_digest(head.salt, head.version).view();
    }
  }
  return digest("homeward pin 1", {record.header().id.view(), digests});
}

}  // namespace

Pin pin_of(const Record& record) {
  Pin pin;
  for (const auto& [field, heads] : record.fields()) {
    for (const Head& head : heads) {
      pin.heads.push_back(head.name());
    }
  }
  std::sort(pin.heads.begin(), pin.heads.end());
  pin.hash = hash_of(record);
  return pin;
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

Result<Record> pinned_record(const Pin& pin, const std::vector<Change>& changes) {
  Record record;
  std::size_t found = 0;
  for (const Change& change : changes) {
    Change pinned = change;
    pinned.versions.clear();
    for (const Version& version : change.versions) {
      const Name name{change.origin, change.number, version.field};
      if (std::binary_search(pin.heads.begin(), pin.heads.end(), name)) {
        pinned.versions.push_back(version);
        ++found;
      }
    }
    if (!pinned.versions.empty()) {
      record.integrate(pinned);
    }
  }
  if (found != pin.heads.size()) {
    return Error{Code::corrupt, "pin: a pinned version is not here"};
  }
  if (hash_of(record) != pin.hash) {
    return Error{Code::corrupt, "pin: the versions here are not the pinned ones"};
  }
  return record;
}

}  // namespace homeward
