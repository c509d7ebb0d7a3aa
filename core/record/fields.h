// One field of a record, read and written in a line.
#pragma once

#include <string>

#include "core/record/record.h"

namespace homeward {

// Empty where nothing was written, or something that is no text.
std::string text_in(const Record& record, const FieldKey& field);

// A version of `key` that has seen nothing yet.
Version field(FieldKey key, Value value, SaidBy said_by = SaidBy::unsaid);

}  // namespace homeward
