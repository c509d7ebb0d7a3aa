#include "server/http/router.h"

#include <algorithm>
#include <utility>

#include "core/base/assert.h"

namespace homeward::http {

namespace {

bool covers(const Route& route, std::string_view path) {
  if (route.path.back() != '/')
    return path == route.path;
  return path.substr(0, route.path.size()) == route.path;
}

Method asked_of_routes(Method method) {
  return method == Method::head ? Method::get : method;
}

}  // namespace

void Router::add(Route route) {
  HW_ASSERT(!route.path.empty() && route.path.front() == '/' && route.handler);
  HW_ASSERT(route.invites ||
            std::max(route.body_bytes_max, route.unpacked_bytes_max) <= default_body_bytes_max);
  HW_ASSERT(!route.websocket || route.method == Method::get);
  for (const Route& other : routes_) {
    HW_ASSERT(other.path != route.path || other.method != route.method);
  }
  routes_.push_back(std::move(route));
}

// A handler for this very path (or the closest one above it) is what a method is
// looked up in, so that POST to a page's path is not taken for an unknown path.
const Route* Router::best(std::string_view path,
                          const std::function<bool(const Route&)>& suits) const {
  const Route* found = nullptr;
  for (const Route& route : routes_) {
    if (!covers(route, path) || !suits(route))
      continue;
    if (!found || route.path.size() > found->path.size())
      found = &route;
  }
  return found;
}

const Route* Router::find(Method method, std::string_view path) const {
  const Route* closest = best(path, [](const Route&) { return true; });
  if (!closest)
    return nullptr;
  return best(path, [&](const Route& route) {
    return route.path == closest->path && route.method == asked_of_routes(method);
  });
}

std::string Router::allowed(std::string_view path) const {
  const Route* closest = best(path, [](const Route&) { return true; });
  std::string names;
  for (const Route& route : routes_) {
    if (!closest || route.path != closest->path)
      continue;
    if (!names.empty())
      names += ", ";
    names += name_of(route.method);
    if (route.method == Method::get)
      names += ", HEAD";
  }
  return names;
}

}  // namespace homeward::http
