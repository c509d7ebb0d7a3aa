// The open pages of many tablets: each holds a WebSocket on which it hears that there is
// something new, and answers pings, as a browser does.
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "core/base/result.h"

namespace homeward::bench {

class Notices {
 public:
  explicit Notices(std::uint16_t port);
  // Closes them.
  ~Notices();

  // One socket more, of the session that `cookie` is of. Before listen().
  Result<void> open(const std::string& cookie);
  // From now on, on a thread of its own.
  void listen();

  // Sockets that the server has not closed.
  std::size_t open_count() const { return open_; }
  std::size_t heard_count() const { return heard_; }

 private:
  struct Socket;
  void hear(Socket& socket);

  const std::uint16_t port_;
  boost::asio::io_context io_;
  std::vector<std::unique_ptr<Socket>> sockets_;
  std::atomic<std::size_t> open_ = 0;
  std::atomic<std::size_t> heard_ = 0;
  std::thread thread_;
};

}  // namespace homeward::bench
