#include "server/http/response.h"

#include <algorithm>
#include <atomic>
#include <utility>

namespace homeward::http {

namespace {

unsigned status_of(Code code) {
  switch (code) {
    case Code::bad_input:
      return 400;
    case Code::too_large:
      return 413;
    case Code::not_found:
      return 404;
    case Code::refused:
      return 403;
    case Code::corrupt:
      return 500;
    case Code::full:
      return 507;
    case Code::unavailable:
      return 503;
    case Code::expired:
      return 401;
    case Code::unsupported:
      return 422;
  }
  return 500;
}

}  // namespace

std::string_view Response::header(std::string_view name) const {
  for (const Field& field : headers) {
    if (same_name(field.name, name))
      return field.value;
  }
  return {};
}

void Response::set_header(std::string name, std::string value) {
  std::erase_if(headers, [&](const Field& field) { return same_name(field.name, name); });
  add_header(std::move(name), std::move(value));
}

void Response::add_header(std::string name, std::string value) {
  headers.push_back({std::move(name), std::move(value)});
}

std::string json_string(std::string_view text) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto octet = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (octet < 0x20) {
      out += "\\u00";
      out += digits[octet >> 4];
      out += digits[octet & 15];
    } else {
      out += c;
    }
  }
  return out + "\"";
}

Response bytes_response(std::string media_type, Bytes body) {
  Response response;
  response.add_header("Content-Type", std::move(media_type));
  response.body = std::make_shared<const Bytes>(std::move(body));
  return response;
}

Response json_response(unsigned status, std::string json) {
  Response response = bytes_response("application/json", std::move(json));
  response.status = status;
  return response;
}

Response error_response(unsigned status, Code code, std::string_view detail) {
  return json_response(status, "{\"error\":{\"code\":" + json_string(homeward::name_of(code)) +
                                   ",\"detail\":" + json_string(detail) + "}}");
}

Response error_response(const Error& error) {
  return error_response(status_of(error.code), error.code, error.detail);
}

Response open_notices(std::string key) {
  Response response;
  response.status = 101;
  response.notice_key = std::move(key);
  return response;
}

Response go_on() {
  Response response;
  response.status = 100;
  return response;
}

struct Respond::Pending {
  std::function<void(Response)> deliver;
  std::atomic<bool> answered = false;

  explicit Pending(std::function<void(Response)> to) : deliver(std::move(to)) {}
  Pending(const Pending&) = delete;
  Pending& operator=(const Pending&) = delete;

  ~Pending() {
    if (answered)
      return;
    deliver(error_response(500, Code::unavailable, "The server gave no answer to this request."));
  }
};

Respond::Respond(std::function<void(Response)> deliver)
    : pending_(std::make_shared<Pending>(std::move(deliver))) {}

void Respond::operator()(Response response) const {
  const bool twice = pending_->answered.exchange(true);
  HW_ASSERT(!twice);
  pending_->deliver(std::move(response));
}

}  // namespace homeward::http
