// A child's own record in words.
#pragma once

#include <string>

#include "wasm/desk.h"

namespace homeward {

// "14 years old", "About 14 years old", "Age not known".
std::string age_words(const Desk& desk, const Record& child);

// An answer of any record as a person reads it; both, where two stand; empty where none.
std::string answer_words(const Desk& desk, const Record& record, const FieldKey& key);

}  // namespace homeward
