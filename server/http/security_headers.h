// What every answer tells the browser to refuse on our behalf.
#pragma once

#include "server/http/response.h"

namespace homeward::http {

// Adds them; Strict-Transport-Security only under TLS. An answer that says nothing
// about caching is not stored: it may be about a child.
void add_security_headers(Response& response, bool tls);

}  // namespace homeward::http
