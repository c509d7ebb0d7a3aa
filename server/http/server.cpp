#include "server/http/server.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <thread>
#include <utility>

#include "server/http/listener.h"
#include "server/http/service.h"
#include "server/http/tls.h"

namespace homeward::http {

namespace net = boost::asio;

// Destroyed from the bottom up: connections go with `io`, before what they refer to.
struct Server::Parts {
  std::unique_ptr<net::ssl::context> tls;
  Service service;
  net::io_context io;
  net::executor_work_guard<net::io_context::executor_type> work{io.get_executor()};
  std::shared_ptr<Listener> listener;
  std::vector<std::thread> threads;

  Parts(const ServerOptions& options, std::unique_ptr<net::ssl::context> context, Router router,
        NoticeHub& hub)
      : tls(std::move(context)),
        service(options.limits, std::move(router), options.host_names, hub, tls.get(),
                options.tell_crowded) {}
};

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Server::~Server() {
  stop();
}

Result<std::unique_ptr<Server>> Server::start(ServerOptions options, Router router,
                                              NoticeHub& hub) {
  std::unique_ptr<net::ssl::context> context;
  if (options.tls) {
    HW_TRY(made, make_tls_context(*options.tls));
    context = std::move(made);
  }
  auto parts = std::make_unique<Parts>(options, std::move(context), std::move(router), hub);
  HW_TRY(listener, Listener::open(parts->io, parts->service, options.address, options.port));
  parts->listener = listener;
  parts->listener->start();
  for (unsigned started = 0; started < options.threads; ++started) {
    parts->threads.emplace_back([&io = parts->io] { io.run(); });
  }
  return std::unique_ptr<Server>(new Server(std::move(parts)));
}

std::uint16_t Server::port() const {
  return parts_->listener->port();
}

void Server::stop() {
  if (parts_->threads.empty())
    return;
  parts_->listener->close();
  parts_->service.census.close();
  parts_->service.census.wait_until_empty(parts_->service.limits.stop_deadline);
  parts_->io.stop();
  for (std::thread& thread : parts_->threads)
    thread.join();
  parts_->threads.clear();
}

}  // namespace homeward::http
