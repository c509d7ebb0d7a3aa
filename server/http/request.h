// One request as a handler sees it: already checked by the guard (guard.h), its
// target decoded, its body whole and unpacked. Plain values; no Beast here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"

namespace homeward::http {

enum class Method { get, head, post, put, patch, delete_, other };

// "GET" and so on; a method we do not know is `other`.
Method method_of(std::string_view name);
const char* name_of(Method method);

struct Field {
  std::string name;
  std::string value;
};

// Names of header fields are compared without regard to case.
bool same_name(std::string_view a, std::string_view b);

struct Request {
  Method method = Method::get;
  std::string path;          // decoded, starts with '/', never has "." or ".." as a segment
  std::vector<Field> query;  // decoded, in the order given
  std::vector<Field> headers;
  Bytes body;
  std::string peer;  // address without port; of the proxy where there is one
  bool tls = false;

  // Value of the first field of that name; empty where there is none.
  std::string_view header(std::string_view name) const;
  std::size_t header_count(std::string_view name) const;
  // Exact name, as it came: cookies are neither unquoted nor decoded.
  std::optional<std::string> cookie(std::string_view name) const;
  std::optional<std::string> query_value(std::string_view name) const;
  // True where `origin`, as an Origin header says it, is the Host of this request.
  // Without TLS a proxy on this machine may have taken it off, so "https" is ours too.
  bool is_own_origin(std::string_view origin) const;
};

}  // namespace homeward::http
