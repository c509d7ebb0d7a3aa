// A child's own record, and answers of any record, in words.
#pragma once

#include <string>

#include "wasm/desk.h"

namespace homeward {

// "14 years old", "About 14 years old", "Age not known".
std::string age_words(const Desk& desk, const Record& child);

// An answer of any record as a person reads it; both, where two stand; empty where none.
std::string answer_words(const Desk& desk, const Record& record, const FieldKey& key);

// The answer `first` as the newest row of `changes` (its columns "at" and "to") left it.
std::string latest_words(const Desk& desk, const Record& record, const FieldKey& first,
                         const std::string& changes);

// Of a time away that nobody came back from, "Missing since Friday 27 March, 21:15, for 3
// days 2 hours 5 minutes": changes with every minute. Empty of any other.
std::string away_words(const Desk& desk, const Record& episode);

// The version that was written first; null of a record nothing was written in.
const Head* first_head(const Record& record);

}  // namespace homeward
