#include "server/http/guard.h"

#include <algorithm>

namespace homeward::http {

namespace {

using Refusal = std::optional<Response>;

Response bad(std::string_view why) {
  return error_response(400, Code::bad_input, why);
}

// "Example.org:8443" -> "Example.org"; an IPv6 address keeps its brackets.
std::string_view without_port(std::string_view host) {
  const auto end = host.find(':', host.empty() || host.front() != '[' ? 0 : host.find(']'));
  return host.substr(0, std::min(end, host.size()));
}

Refusal refuse_host(const Request& request, const std::vector<std::string>& host_names) {
  if (request.header_count("Host") != 1)
    return bad("A request needs one Host header.");
  const std::string_view name = without_port(request.header("Host"));
  const bool ours = same_name(name, "localhost") ||
                    std::any_of(host_names.begin(), host_names.end(),
                                [&](const std::string& own) { return same_name(own, name); });
  if (ours)
    return std::nullopt;
  return error_response(421, Code::refused, "This server does not answer to that Host.");
}

Refusal refuse_framing(const Request& request, const Framing& framing) {
  const auto codings = request.header_count("Transfer-Encoding");
  if (request.header_count("Content-Length") > 1)
    return bad("Two Content-Length headers.");
  if (request.header_count("Trailer") > 0)
    return bad("Trailers are not accepted.");
  if (codings == 0)
    return std::nullopt;
  if (framing.version < 11)
    return bad("HTTP/1.0 has no Transfer-Encoding.");
  if (request.header_count("Content-Length") > 0) {
    return bad("Content-Length and Transfer-Encoding in one request.");
  }
  if (codings > 1 || !same_name(request.header("Transfer-Encoding"), "chunked")) {
    return error_response(501, Code::refused, "The only Transfer-Encoding accepted is chunked.");
  }
  return std::nullopt;
}

Refusal refuse_expectation(const Request& request) {
  const auto count = request.header_count("Expect");
  if (count == 0 || (count == 1 && same_name(request.header("Expect"), "100-continue"))) {
    return std::nullopt;
  }
  return error_response(417, Code::refused, "The only Expect accepted is 100-continue.");
}

// A page of ours may say "Origin: null" because of its Referrer-Policy; browsers
// then vouch for it by Sec-Fetch-Site, which a page cannot set.
Refusal refuse_origin(const Request& request) {
  const std::string_view origin = request.header("Origin");
  const std::string_view site = request.header("Sec-Fetch-Site");
  const bool reads = request.method == Method::get || request.method == Method::head;
  const bool foreign_page = !reads && !site.empty() && site != "same-origin" && site != "none";
  const bool own = origin.empty() || request.is_own_origin(origin) ||
                   (origin == "null" && site == "same-origin");
  if (own && !foreign_page && request.header_count("Origin") < 2)
    return std::nullopt;
  return error_response(403, Code::refused, "Requests from another site's page are refused.");
}

bool has_media_type(const Request& request, const Route& route) {
  constexpr const char* octets = "application/octet-stream";  // where nothing is said (RFC 9110)
  std::string_view type = request.header("Content-Type");
  if (request.header_count("Content-Type") == 0)
    return route.media_type == octets;
  type = type.substr(0, type.find(';'));
  while (!type.empty() && type.back() == ' ')
    type.remove_suffix(1);
  return request.header_count("Content-Type") == 1 && same_name(type, route.media_type);
}

bool has_known_coding(const Request& request) {
  const auto count = request.header_count("Content-Encoding");
  const std::string_view coding = request.header("Content-Encoding");
  return count == 0 || (count == 1 && (same_name(coding, "gzip") || same_name(coding, "zstd")));
}

Response unsupported(std::string_view why, const char* header, std::string what) {
  Response response = error_response(415, Code::unsupported, why);
  response.add_header(header, std::move(what));
  return response;
}

}  // namespace

std::optional<Response> refuse_raw_head(std::string_view raw, const Limits& limits) {
  std::size_t lines = 0;
  for (std::size_t at = 0; at < raw.size(); ++at) {
    const char next = at + 1 < raw.size() ? raw[at + 1] : '\0';
    if (raw[at] == '\0')
      return bad("The header holds a NUL.");
    if (raw[at] == '\n' && (at == 0 || raw[at - 1] != '\r'))
      return bad("A bare LF in the header.");
    if (raw[at] == '\r' && next != '\n')
      return bad("A bare CR in the header.");
    if (raw[at] == '\n' && (next == ' ' || next == '\t'))
      return bad("A folded header field.");
    lines += raw[at] == '\n' ? 1 : 0;
  }
  if (lines > limits.header_count_max + 2) {  // the request line and the empty one
    return error_response(431, Code::too_large, "Too many header fields.");
  }
  return std::nullopt;
}

std::optional<Response> refuse_head(const Request& request, const Framing& framing,
                                    const std::vector<std::string>& host_names) {
  if (auto refusal = refuse_host(request, host_names))
    return refusal;
  if (auto refusal = refuse_framing(request, framing))
    return refusal;
  if (auto refusal = refuse_expectation(request))
    return refusal;
  return refuse_origin(request);
}

std::optional<Response> refuse_body(const Request& request, const Framing& framing,
                                    const Route& route) {
  if (!framing.has_body())
    return std::nullopt;
  if (route.media_type.empty())
    return bad("This address takes no body.");
  if (!has_media_type(request, route)) {
    return unsupported("The body must be " + route.media_type + ".", "Accept", route.media_type);
  }
  if (!has_known_coding(request)) {
    return unsupported("The Content-Encodings accepted are gzip and zstd.", "Accept-Encoding",
                       "gzip, zstd");
  }
  if (framing.content_length > route.body_bytes_max) {
    return error_response(413, Code::too_large,
                          "The body may be " + std::to_string(route.body_bytes_max) + " bytes.");
  }
  return std::nullopt;
}

std::optional<Response> refuse_upgrade(const Request& request, const Framing& framing) {
  if (framing.version < 11 || !same_name(request.header("Upgrade"), "websocket")) {
    Response response = error_response(426, Code::refused, "This address is a WebSocket.");
    response.add_header("Upgrade", "websocket");
    return response;
  }
  if (!request.is_own_origin(request.header("Origin"))) {
    return error_response(403, Code::refused, "Only our own pages may open this WebSocket.");
  }
  return std::nullopt;
}

}  // namespace homeward::http
