// Our side of TLS: 1.2 with forward secrecy, or newer; HTTP/1.1 by ALPN.
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <memory>

#include "core/base/result.h"
#include "server/http/server.h"

namespace homeward::http {

// Reads the certificate chain and its key; says which of them is at fault.
Result<std::unique_ptr<boost::asio::ssl::context>> make_tls_context(const TlsFiles& files);

}  // namespace homeward::http
