// Whether a condition may hold, or may fail, given answers that can be in conflict.
#pragma once

#include "core/form/answers.h"
#include "core/form/form.h"

namespace homeward {

// With `hold`, true where the condition holds for at least one way the conflicts
// may be settled; without, where it fails for at least one. It may be generous
// where one answer is named twice in a condition, and is exact without conflicts.
bool may(const Form& form, const Condition& condition, const Answers& answers, bool hold);

}  // namespace homeward
