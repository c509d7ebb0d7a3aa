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

}  // namespace

void add_security_headers(Response& response, bool tls) {
  response.set_header("Content-Security-Policy", content_security_policy);
  response.set_header("X-Content-Type-Options", "nosniff");
  response.set_header("Referrer-Policy", "no-referrer");
  response.set_header("Permissions-Policy", permissions_policy);
  response.set_header("Cross-Origin-Opener-Policy", "same-origin");
  response.set_header("Cross-Origin-Resource-Policy", "same-origin");
  if (tls)
    response.set_header("Strict-Transport-Security", "max-age=31536000");
  if (response.header("Cache-Control").empty())
    response.set_header("Cache-Control", "no-store");
}

}  // namespace homeward::http
