// Accepts connections and hands each to its own strand (connection.h).
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <memory>
#include <string>

#include "core/base/result.h"
#include "server/http/service.h"

namespace homeward::http {

class Listener : public std::enable_shared_from_this<Listener> {
 public:
  // Refuses a plain service on anything but loopback (architecture, Identity and keys).
  static Result<std::shared_ptr<Listener>> open(boost::asio::io_context& io, Service& service,
                                                const std::string& address, std::uint16_t port);

  Listener(boost::asio::io_context& io, Service& service);

  void start();
  // From any thread; returns at once.
  void close();
  std::uint16_t port() const { return port_; }

 private:
  Result<void> bind(const boost::asio::ip::tcp::endpoint& endpoint);
  void accept();
  void take(boost::asio::ip::tcp::socket socket);
  void wait_and_accept();

  boost::asio::io_context& io_;
  Service& service_;
  boost::asio::ip::tcp::acceptor acceptor_;
  boost::asio::steady_timer pause_;
  std::uint16_t port_ = 0;
};

}  // namespace homeward::http
