// Whether one value may stand as the answer to one question.
#pragma once

#include "core/base/result.h"
#include "core/form/form.h"
#include "core/record/value.h"

namespace homeward {

// Refuses, naming the question's key: a value of the wrong kind, a code the
// question does not offer (but keeps one where the options are a deployment's
// own list, which may be longer elsewhere), a number out of bounds, a text too
// long, an absence not allowed here. Blank is always fine: an answer may be
// cleared. A kind of value this version does not know is kept (M8).
//
// For a question of kind rows this is the value of a row's presence field, or of
// the rows' own field, which holds nothing but an absence.
Result<void> validate_value(const Question& question, const Value& value);

// How many characters (code points) a UTF-8 text has: what limits count.
std::size_t characters_in(std::string_view text);

}  // namespace homeward
