// The status line and header fields of an answer, as they travel.
#pragma once

#include <string>

#include "server/http/response.h"

namespace homeward::http {

// Ends with the empty line. Content-Length is the body's, also in answer to HEAD; a
// 304 has none. A field that holds CR, LF or NUL is our own mistake.
std::string format_head(const Response& response, bool keep_alive);

}  // namespace homeward::http
