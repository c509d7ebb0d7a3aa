#include "tests/bench/notices.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/field.hpp>
#include <boost/beast/websocket.hpp>

namespace homeward::bench {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;

struct Notices::Socket {
  explicit Socket(asio::io_context& io) : stream(io) {}
  websocket::stream<asio::ip::tcp::socket> stream;
  beast::flat_buffer notice;
};

Notices::Notices(std::uint16_t port) : port_(port) {}

Notices::~Notices() {
  io_.stop();
  if (thread_.joinable()) {
    thread_.join();
  }
}

Result<void> Notices::open(const std::string& cookie) {
  const std::string host = "localhost:" + std::to_string(port_);
  auto socket = std::make_unique<Socket>(io_);
  beast::error_code code;
  socket->stream.next_layer().connect({asio::ip::address_v4::loopback(), port_}, code);
  if (!code) {
    socket->stream.set_option(
        websocket::stream_base::decorator([&](websocket::request_type& request) {
          request.set(beast::http::field::cookie, cookie);
          request.set(beast::http::field::origin, "http://" + host);
        }));
    socket->stream.handshake(host, "/api/notices", code);
  }
  if (code) {
    return Error{Code::unavailable, "a notice socket: " + code.message()};
  }
  sockets_.push_back(std::move(socket));
  ++open_;
  return {};
}

void Notices::listen() {
  for (const auto& socket : sockets_) {
    hear(*socket);
  }
  thread_ = std::thread([this] { io_.run(); });
}

void Notices::hear(Socket& socket) {
  socket.stream.async_read(socket.notice, [this, &socket](beast::error_code code, std::size_t) {
    if (code) {
      --open_;
      return;
    }
    ++heard_;
    socket.notice.clear();
    hear(socket);
  });
}

}  // namespace homeward::bench
