// The listening service: threads, listener and connections behind one door.
//
// Without TLS it listens on loopback only (architecture, Identity and keys).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "server/http/limits.h"
#include "server/http/notice_hub.h"
#include "server/http/router.h"

namespace homeward::http {

struct TlsFiles {
  std::string certificate_chain;  // path of a PEM file: ours first, then intermediates
  std::string private_key;        // path of a PEM file
};

struct ServerOptions {
  std::string address = "127.0.0.1";  // a numeric address
  std::uint16_t port = 0;             // 0: any free one
  std::optional<TlsFiles> tls;
  // Names a Host header may say, without ports; "localhost" is always among them.
  std::vector<std::string> host_names;
  unsigned threads = 2;
  Limits limits;
  // Told, for the log, of an address whose connections are refused for being too many: once,
  // and again only after half of them have gone. On a thread of the server's.
  std::function<void(const std::string& address)> tell_crowded = [](const std::string&) {};
};

class Server {
 public:
  // Listens and serves at once. `hub` outlives the server.
  static Result<std::unique_ptr<Server>> start(ServerOptions options, Router router,
                                               NoticeHub& hub);
  // Stops, if stop() was not called.
  ~Server();

  std::uint16_t port() const;

  // Accepts no more, lets requests in flight finish until the stop deadline, closes
  // the rest and joins the threads. Not from a handler.
  void stop();

 private:
  struct Parts;
  explicit Server(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace homeward::http
