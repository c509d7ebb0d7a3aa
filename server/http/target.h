// Reads the target of a request line: decoded path and query, or why not.
//
// Origin-form only ("/a/b?c=d"). What could be read two ways is refused rather than
// tidied: ".", "..", empty segments, encoded slashes, backslashes, control
// characters, text that is not UTF-8.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "server/http/request.h"

namespace homeward::http {

struct Target {
  std::string path;
  std::vector<Field> query;
};

Result<Target> parse_target(std::string_view text);

}  // namespace homeward::http
