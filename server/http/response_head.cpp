#include "server/http/response_head.h"

#include <boost/beast/http/status.hpp>
#include <string_view>

#include "core/base/assert.h"

namespace homeward::http {

namespace {

void add(std::string& out, std::string_view name, std::string_view value) {
  constexpr std::string_view forbidden("\r\n\0", 3);
  HW_ASSERT(name.find_first_of(forbidden) == name.npos);
  HW_ASSERT(value.find_first_of(forbidden) == value.npos);
  out.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

std::string format_head(const Response& response, bool keep_alive) {
  namespace bhttp = boost::beast::http;
  const std::string_view reason =
      bhttp::obsolete_reason(static_cast<bhttp::status>(response.status));
  std::string out = "HTTP/1.1 " + std::to_string(response.status) + " ";
  out.append(reason).append("\r\n");
  for (const Field& field : response.headers)
    add(out, field.name, field.value);
  if (response.status != 304 && response.status != 204) {
    add(out, "Content-Length", std::to_string(response.body ? response.body->size() : 0));
  }
  if (!keep_alive)
    add(out, "Connection", "close");
  return out + "\r\n";
}

}  // namespace homeward::http
