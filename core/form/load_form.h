// Reads a form from JSON, and writes one, every default resolved, for the page.
//
// Beside what JSON itself can get wrong, these are refused, each with its path:
// two questions with one id, an option given twice, relevance that names an
// unknown question or an answer it cannot have, relevance in a circle, answers to be
// asked about again that have nowhere to be, or cannot be brought in.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/form/form.h"

namespace homeward {

// A deployment's own lists, from which a question may take its options
// ("options_from": "helplines"): the list's id, then its options.
using OptionLists = std::map<std::string, std::vector<Option>, std::less<>>;

// {"id": "helplines", "options": [{"code": ..., "label": ..., "hint": ...}]}; adds it to `lists`.
Result<void> load_option_list(std::string_view json, std::string_view name, OptionLists& lists);

// `name` is said in mistakes: the file's name.
Result<Form> load_form(std::string_view json, std::string_view name, const OptionLists& lists);

// JSON that load_form reads back as the same form.
Bytes json_of(const Form& form);

}  // namespace homeward
