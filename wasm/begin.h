// Where a new record stands: of which child, and which time away.
#pragma once

#include "core/record/record_type.h"
#include "wasm/desk.h"

namespace homeward {

// The header of a new record of `type`; of the one there is, where there may be no other. A new
// child is given none of either, a new episode its child.
// `bad_input`, with the argument's path, where it cannot stand there; `refused` where this
// person may not write it.
Result<RecordHeader> place_for(Desk& desk, const RecordType& type, const RecordId& child,
                               const RecordId& episode);

}  // namespace homeward
