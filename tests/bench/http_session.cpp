#include "tests/bench/http_session.h"

#include <boost/asio/connect.hpp>
#include <boost/beast/http.hpp>
#include <memory>

#include "server/http/content_encoding.h"
#include "server/http/limits.h"

namespace homeward::bench {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace bhttp = boost::beast::http;

constexpr std::size_t packed_octets_min = 256;
constexpr std::size_t answer_octets_max = 64 * 1024 * 1024;

Error failed(const boost::system::error_code& code) {
  return {Code::unavailable, "HTTP: " + code.message()};
}

}  // namespace

Result<std::unique_ptr<HttpSession>> HttpSession::sign_in(std::uint16_t port,
                                                          const std::string& name,
                                                          const std::string& password) {
  std::unique_ptr<HttpSession> session(new HttpSession(port));
  HW_CHECK(session->connect());
  HW_TRY(who, session->post(session->request_of(
                  "/api/session", "application/json",
                  R"({"username":")" + name + R"(","password":")" + password + R"("})", false)));
  constexpr std::string_view before_id = R"({"user":{"id":")";
  session->user_ = who.substr(before_id.size(), 32);
  return session;
}

Result<std::unique_ptr<HttpSession>> HttpSession::beside() const {
  std::unique_ptr<HttpSession> session(new HttpSession(port_));
  session->cookie_ = cookie_;
  session->user_ = user_;
  HW_CHECK(session->connect());
  return session;
}

Result<void> HttpSession::connect() {
  boost::system::error_code code;
  socket_ = asio::ip::tcp::socket(io_);
  buffer_.clear();
  socket_.connect({asio::ip::address_v4::loopback(), port_}, code);
  if (code) {
    return failed(code);
  }
  socket_.set_option(asio::ip::tcp::no_delay(true));
  return {};
}

Result<void> HttpSession::register_device(const std::string& origin_hex) {
  HW_CHECK(post(request_of("/api/devices", "application/json",
                           R"({"origin":")" + origin_hex +
                               R"(","name":"Tablet of the benchmark","user":")" + user_ + "\"}",
                           false)));
  return {};
}

Result<Bytes> HttpSession::exchange(BytesView request) {
  return post(exchange_of(request));
}

Result<void> HttpSession::send_exchange(BytesView request) {
  boost::system::error_code code;
  traffic_.up += bhttp::write(socket_, exchange_of(request), code);
  return code ? Result<void>(failed(code)) : Result<void>();
}

Result<Bytes> HttpSession::receive_exchange() {
  HttpResponse answer;
  const boost::system::error_code code = receive(answer);
  return code ? Result<Bytes>(failed(code)) : body_of(std::move(answer));
}

HttpRequest HttpSession::exchange_of(BytesView request) const {
  const bool packed = request.size() >= packed_octets_min;
  return request_of("/api/sync", "", packed ? http::zstd(request) : Bytes(request), packed);
}

boost::system::error_code HttpSession::ask(const HttpRequest& request, HttpResponse& response) {
  boost::system::error_code code;
  traffic_.up += bhttp::write(socket_, request, code);
  return code ? code : receive(response);
}

boost::system::error_code HttpSession::receive(HttpResponse& response) {
  boost::system::error_code code;
  bhttp::response_parser<bhttp::string_body> parser;
  parser.body_limit(answer_octets_max);
  traffic_.down += bhttp::read(socket_, buffer_, parser, code);
  response = parser.release();
  return code;
}

HttpRequest HttpSession::request_of(const std::string& path, const std::string& media_type,
                                    Bytes body, bool packed) const {
  HttpRequest request(bhttp::verb::post, path, 11, std::move(body));
  request.set(bhttp::field::host, "localhost:" + std::to_string(port_));
  if (!media_type.empty()) {
    request.set(bhttp::field::content_type, media_type);
  }
  request.set(bhttp::field::accept_encoding, "zstd");
  request.set("X-Homeward", "1");
  if (!cookie_.empty()) {
    request.set(bhttp::field::cookie, cookie_);
  }
  if (packed) {
    request.set(bhttp::field::content_encoding, "zstd");
  }
  request.prepare_payload();
  return request;
}

Result<Bytes> HttpSession::post(const HttpRequest& request) {
  HttpResponse answer;
  boost::system::error_code code = ask(request, answer);
  if (code) {
    HW_CHECK(connect());  // the server ends a connection that was silent for long
    code = ask(request, answer);
  }
  return code ? Result<Bytes>(failed(code)) : body_of(std::move(answer));
}

Result<Bytes> HttpSession::body_of(HttpResponse answer) {
  if (answer.result_int() / 100 != 2) {
    return Error{Code::refused,
                 "the server: " + std::to_string(answer.result_int()) + " " + answer.body()};
  }
  if (const auto cookie = answer[bhttp::field::set_cookie]; !cookie.empty()) {
    cookie_ = std::string(cookie.substr(0, cookie.find(';')));
  }
  const bool is_zstd = answer[bhttp::field::content_encoding] == "zstd";
  return is_zstd ? http::unzstd(answer.body(), answer_octets_max)
                 : Result<Bytes>(std::move(answer.body()));
}

}  // namespace homeward::bench
