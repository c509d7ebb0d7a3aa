// Which handler answers which path, and how much it is willing to read (V1).
//
//   path "/api/sync"   that path only
//   path "/api/users/" that and everything beneath it; the longest such path wins
//
// A GET route answers HEAD too. A path that is known but not for the method gives
// 405 with `Allow`.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/limits.h"
#include "server/http/request.h"
#include "server/http/response.h"

namespace homeward::http {

// Called on the connection's strand: answer at once, or hand `respond` to another thread.
using Handler = std::function<void(Request request, Respond respond)>;

struct Route {
  Method method = Method::get;
  std::string path;
  Handler handler;
  // Media type a body must have, without parameters; empty where no body is taken.
  std::string media_type{};
  std::size_t body_bytes_max = default_body_bytes_max;      // as it travels
  std::size_t unpacked_bytes_max = default_body_bytes_max;  // after Content-Encoding: gzip
  // Asked with the head alone before a body is read of which more than default_body_bytes_max
  // may come: go_on(), or the refusal. Where the route takes so much, there is one.
  Handler invites{};
  // GET only: takes WebSocket upgrades from our own origin. The handler answers
  // open_notices(key), or refuses as any other.
  bool websocket = false;
};

class Router {
 public:
  // One route for each pair of method and path.
  void add(Route route);

  // Null where the path is unknown, or known only for other methods.
  const Route* find(Method method, std::string_view path) const;
  // "GET, HEAD"; empty where the path is unknown.
  std::string allowed(std::string_view path) const;

 private:
  const Route* best(std::string_view path, const std::function<bool(const Route&)>& suits) const;

  std::vector<Route> routes_;
};

}  // namespace homeward::http
