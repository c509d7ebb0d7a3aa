#include "server/http/security_headers.h"

namespace homeward::http {

namespace {

// The page needs WebAssembly and its own worker; images may be made in the page.
// Trusted Types guard new Worker too: page and worker share the one policy named here.
constexpr const char* content_security_policy =
    "default-src 'none'; "
    "script-src 'self' 'wasm-unsafe-eval'; "
    "style-src 'self'; "
    "img-src 'self' data: blob:; "
    "font-src 'self'; "
    "connect-src 'self'; "
    "worker-src 'self'; "
    "manifest-src 'self'; "
    "base-uri 'none'; "
    "form-action 'self'; "
    "frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; "
    "trusted-types homeward";

constexpr const char* permissions_policy =
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

// What is neither a page nor a script may load nothing and be framed by nobody. It is
// said shortly: "nothing new" costs less than a kilobyte, headers included (S8).
constexpr const char* nothing_policy = "default-src 'none'; frame-ancestors 'none'";

// A worker takes its policy from its own script's answer.
bool is_run(const Response& response) {
  const std::string_view type = response.header("Content-Type");
  return type.starts_with("text/html") || type.starts_with("text/javascript");
}

}  // namespace

void add_security_headers(Response& response, bool tls) {
  if (response.for_own_fetch) {
    response.set_header("X-Content-Type-Options", "nosniff");
    response.set_header("Cache-Control", "no-store");
    return;
  }
  if (is_run(response)) {
    response.set_header("Content-Security-Policy", content_security_policy);
    response.set_header("Permissions-Policy", permissions_policy);
    response.set_header("Cross-Origin-Opener-Policy", "same-origin");
  } else {
    response.set_header("Content-Security-Policy", nothing_policy);
  }
  response.set_header("X-Content-Type-Options", "nosniff");
  response.set_header("Referrer-Policy", "no-referrer");
  response.set_header("Cross-Origin-Resource-Policy", "same-origin");
  if (tls)
    response.set_header("Strict-Transport-Security", "max-age=31536000");
  if (response.header("Cache-Control").empty())
    response.set_header("Cache-Control", "no-store");
}

}  // namespace homeward::http
