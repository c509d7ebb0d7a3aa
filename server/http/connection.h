// One accepted connection: owns its stream, reads a request, has it answered, reads
// the next. Everything happens on its strand; it lives as long as something of it is
// under way, and its seat in the census with it.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <string>

#include "server/http/service.h"

namespace homeward::http {

// `socket` is of the connection's own strand.
void serve_connection(Service& service, boost::asio::ip::tcp::socket socket,
                      std::unique_ptr<Census::Seat> seat, std::string peer);

}  // namespace homeward::http
