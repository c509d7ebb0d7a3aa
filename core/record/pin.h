// A pin: exactly which versions of a record someone saw when they submitted,
// returned or authorised it.
//
// M7: whatever arrives later is an addendum beside the pinned versions, never
//     over them; submitting again pins it in.
// M9: the pin's hash covers the salted digests of the versions, not their
// words.
#pragma once

#include <set>
#include <vector>

#include "core/record/record.h"

namespace homeward {

struct Pin {
  std::vector<Name> heads;  // of every field, ascending
  Digest hash;

  bool operator==(const Pin&) const = default;
};

template <class Archive>
void serialize(Archive& archive, Pin& pin) {
  archive(pin.heads, pin.hash);
}

// Pins what `record` shows now.
Pin pin_of(const Record& record);
// The same of some of its fields.
Pin pin_of(const Record& record, const std::set<FieldKey>& fields);

// A pin of the versions of one record that have these names. `corrupt` where one of them is
// not among its changes.
Result<Pin> pin_of(std::vector<Name> heads, const std::vector<Change>& changes);

// Fields whose heads are no longer the pinned ones: the addendum.
std::vector<FieldKey> changed_since(const Pin& pin, const Record& record);

// The record as it was pinned, rebuilt from its changes. `corrupt` where a
// pinned version is missing or the hash does not agree.
Result<Record> pinned_record(const Pin& pin, const std::vector<Change>& changes);

}  // namespace homeward
