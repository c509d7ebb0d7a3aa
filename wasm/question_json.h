// A form's questions as they stand for one record (Question and SectionView in api.ts).
#pragma once

#include <boost/json/array.hpp>

#include "core/form/answers.h"
#include "core/form/form.h"

namespace homeward {

// `waiting`: things said last time that nothing was said of yet (core/form/progress.h).
boost::json::array sections_json(const Form& form, const Answers& answers, std::size_t waiting);

// Every question that has an answer of its own, in order: rows' columns are not.
std::vector<const Question*> plain_questions(const Form& form);
std::vector<const Question*> row_questions(const Form& form);

}  // namespace homeward
