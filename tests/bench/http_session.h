// One signed-in connection to the server, kept alive, that counts what it sends and
// receives: every octet of HTTP, not only the bodies.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <memory>
#include <string>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace homeward::bench {

using HttpRequest = boost::beast::http::request<boost::beast::http::string_body>;
using HttpResponse = boost::beast::http::response<boost::beast::http::string_body>;

struct Traffic {
  std::uint64_t up = 0;
  std::uint64_t down = 0;

  Traffic operator-(const Traffic& before) const { return {up - before.up, down - before.down}; }
};

class HttpSession {
 public:
  static Result<std::unique_ptr<HttpSession>> sign_in(std::uint16_t port, const std::string& name,
                                                      const std::string& password);

  // Another connection of the same session.
  Result<std::unique_ptr<HttpSession>> beside() const;

  Result<void> register_device(const std::string& origin_hex);

  // One exchange: zstd up where the body is of a size that gains by it, and down.
  Result<Bytes> exchange(BytesView request);
  // Its two halves, between which there is something else to do.
  Result<void> send_exchange(BytesView request);
  Result<Bytes> receive_exchange();

  // What a Cookie field says of it.
  const std::string& cookie() const { return cookie_; }
  const Traffic& traffic() const { return traffic_; }

 private:
  explicit HttpSession(std::uint16_t port) : socket_(io_), port_(port) {}
  Result<void> connect();
  boost::system::error_code ask(const HttpRequest& request, HttpResponse& response);
  boost::system::error_code receive(HttpResponse& response);
  HttpRequest exchange_of(BytesView request) const;
  HttpRequest request_of(const std::string& path, const std::string& media_type, Bytes body,
                         bool packed) const;
  Result<Bytes> post(const HttpRequest& request);
  Result<Bytes> body_of(HttpResponse answer);

  boost::asio::io_context io_;
  boost::asio::ip::tcp::socket socket_;
  boost::beast::flat_buffer buffer_;
  std::uint16_t port_;
  std::string cookie_;
  std::string user_;  // the id of who is signed in
  Traffic traffic_;
};

}  // namespace homeward::bench
