// Refuses what two programs in a row could read differently, before any of it is
// acted on: Beast parses, it does not defend (architecture, facts about the tools).
//
//   raw head      bare CR or LF, NUL, folded fields, too many fields      400, 431
//   Host          none, two, or a name that is not ours                   400, 421
//   framing       Transfer-Encoding other than one final "chunked" on
//                 HTTP/1.1, with Content-Length, announced trailers       400, 501
//   Expect        anything but 100-continue                               417
//   Origin        another site's page, by Origin or Sec-Fetch-Site        403
//   body          for a route that takes none, too large, other type      400, 413, 415
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/limits.h"
#include "server/http/request.h"
#include "server/http/response.h"
#include "server/http/router.h"

namespace homeward::http {

// How a request's body is delimited, as its head says.
struct Framing {
  unsigned version = 11;  // 10 or 11
  bool chunked = false;
  std::uint64_t content_length = 0;

  bool has_body() const { return chunked || content_length > 0; }
};

// Each gives the refusal, or nothing where there is none. `raw` is the head from
// the request line to the empty line.
std::optional<Response> refuse_raw_head(std::string_view raw, const Limits& limits);
std::optional<Response> refuse_head(const Request& request, const Framing& framing,
                                    const std::vector<std::string>& host_names);
std::optional<Response> refuse_body(const Request& request, const Framing& framing,
                                    const Route& route);
// For a WebSocket route: the upgrade comes from a page of ours, and says so.
std::optional<Response> refuse_upgrade(const Request& request, const Framing& framing);

}  // namespace homeward::http
