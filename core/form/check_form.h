// What no single key of a form can get wrong: one field for two questions, and
// conditions against the questions they name.
#pragma once

#include "core/form/form.h"
#include "core/json/strict.h"

namespace homeward {

// Adds a mistake, with its path in the form's JSON, for each field two questions
// claim, for a summary of what is not asked, for each condition naming an unknown question or an
// answer that question cannot have, for each question whose relevance leads back to itself, and for
// "unless_declined" in a form whose outcome cannot say "declined", and for what is to be asked
// about again and cannot be (core/form/last_time.h).
void check_whole(const Form& form, JsonMistakes& mistakes);

}  // namespace homeward
