// How an exploitation assessment scores, for the screens: always under the instrument it
// was made with, never stored, and never said to mean that a child is not at risk.
#pragma once

#include <boost/json/value.hpp>

#include "wasm/desk.h"

namespace homeward {

// AssessmentView in api.ts; null where it was made with none, or with one not known here.
boost::json::value assessment_json(const Desk& desk, const Record& record);

// "Category 2 (mild), score 6", and whether it is to be asked again; empty where
// assessment_json would be null.
std::string assessment_words(const Desk& desk, const Record& record);

}  // namespace homeward
