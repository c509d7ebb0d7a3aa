// What all connections of one server share; outlives every one of them.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "server/http/census.h"
#include "server/http/limits.h"
#include "server/http/notice_hub.h"
#include "server/http/router.h"

namespace boost::asio::ssl {
class context;
}

namespace homeward::http {

struct Service {
  const Limits limits;
  const Router router;
  const std::vector<std::string> host_names;
  NoticeHub& hub;
  boost::asio::ssl::context* const tls;  // null where connections are plain
  Census census;
  Budget bodies;

  Service(const Limits& with, Router routes, std::vector<std::string> names, NoticeHub& notices,
          boost::asio::ssl::context* context,
          std::function<void(const std::string& address)> tell_crowded)
      : limits(with),
        router(std::move(routes)),
        host_names(std::move(names)),
        hub(notices),
        tls(context),
        census(with.connections_max, with.connections_per_address_max, std::move(tell_crowded)),
        bodies(with.bodies_bytes_max) {}
};

}  // namespace homeward::http
