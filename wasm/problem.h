// What went wrong, as the page shows it (Problem in pwa/src/worker/api.ts).
#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "core/base/result.h"

namespace homeward {

// {"code", "says", "todo"}: what happened, what is safe, what to do.
boost::json::object problem_json(const Error& error);

// {"ok": true, "value": ...} and {"ok": false, "problem": ...}.
std::string answer_text(boost::json::value value);
std::string answer_text(const Error& error);

}  // namespace homeward
