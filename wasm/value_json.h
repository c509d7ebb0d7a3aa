// Values between the core and the page (Value in api.ts), and as a person reads them.
#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "core/form/form.h"
#include "core/json/strict.h"
#include "core/record/change.h"

namespace homeward {

// What a page cannot show, a newer kind or a pin, is {"kind": "unknown"}. Another record
// is the code of an option.
boost::json::object value_json(const Value& value);

// Mistakes go where `from` sends them. An emptied text and no ticks are blank.
Value read_value(JsonObject& from);

// `question` may be null: a field the form does not know.
std::string value_words(const Value& value, const Question* question, Instant now);

}  // namespace homeward
