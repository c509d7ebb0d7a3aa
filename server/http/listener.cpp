#include "server/http/listener.h"

#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <utility>

#include "server/http/connection.h"

namespace homeward::http {

namespace {

namespace net = boost::asio;
using tcp = net::ip::tcp;
using Failure = boost::system::error_code;

// Before trying again when the system has no descriptors left.
constexpr std::chrono::milliseconds accept_pause{100};

}  // namespace

Listener::Listener(net::io_context& io, Service& service)
    : io_(io),
      service_(service),
      acceptor_(net::make_strand(io)),
      pause_(acceptor_.get_executor()) {}

Result<std::shared_ptr<Listener>> Listener::open(net::io_context& io, Service& service,
                                                 const std::string& address, std::uint16_t port) {
  Failure failure;
  const auto numeric = net::ip::make_address(address, failure);
  if (failure)
    return Error{Code::bad_input, address + " is not a numeric address to listen on."};
  if (!service.tls && !numeric.is_loopback()) {
    return Error{Code::refused,
                 "Without a TLS certificate the server listens on loopback only, "
                 "and " +
                     address + " is not: give a certificate and its key."};
  }
  auto listener = std::make_shared<Listener>(io, service);
  HW_CHECK(listener->bind({numeric, port}));
  return listener;
}

Result<void> Listener::bind(const tcp::endpoint& endpoint) {
  Failure failure;
  acceptor_.open(endpoint.protocol(), failure);
  if (!failure)
    acceptor_.set_option(net::socket_base::reuse_address(true), failure);
  if (!failure)
    acceptor_.bind(endpoint, failure);
  if (!failure)
    acceptor_.listen(net::socket_base::max_listen_connections, failure);
  if (failure) {
    return Error{Code::unavailable, "Cannot listen on " + endpoint.address().to_string() +
                                        " port " + std::to_string(endpoint.port()) + ": " +
                                        failure.message() + "."};
  }
  port_ = acceptor_.local_endpoint().port();
  return {};
}

void Listener::start() {
  net::post(acceptor_.get_executor(), [self = shared_from_this()] { self->accept(); });
}

void Listener::close() {
  net::post(acceptor_.get_executor(), [self = shared_from_this()] {
    Failure ignored;
    self->acceptor_.close(ignored);
    self->pause_.cancel();
  });
}

void Listener::accept() {
  if (!acceptor_.is_open())
    return;
  acceptor_.async_accept(net::make_strand(io_),
                         [self = shared_from_this()](Failure failure, tcp::socket socket) {
                           if (failure)
                             return self->wait_and_accept();
                           self->take(std::move(socket));
                           self->accept();
                         });
}

void Listener::take(tcp::socket socket) {
  Failure failure;
  const auto peer = socket.remote_endpoint(failure);
  if (failure)
    return;  // it has left already
  socket.set_option(tcp::no_delay(true), failure);
  std::string address = peer.address().to_string();
  auto seat = service_.census.admit(address);
  if (!seat)
    return;  // full: it is closed, and tries again
  serve_connection(service_, std::move(socket), std::move(seat), std::move(address));
}

void Listener::wait_and_accept() {
  if (!acceptor_.is_open())
    return;
  pause_.expires_after(accept_pause);
  pause_.async_wait([self = shared_from_this()](Failure) { self->accept(); });
}

}  // namespace homeward::http
