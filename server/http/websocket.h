// One open WebSocket: says that there is something new (notice_hub.h) and, at a steady
// interval, that it is still there; hears nothing but pings, pongs and the close.
#pragma once

#include <boost/beast/http/message.hpp>
#include <memory>
#include <string>

#include "server/http/counted_body.h"
#include "server/http/service.h"
#include "server/http/stream.h"

namespace homeward::http {

using UpgradeRequest = boost::beast::http::request<CountedBody>;

// Takes over `stream` and `seat` to tell it what `key` is told. False, with both left
// as they were, where that key has as many sockets as it may. On the stream's strand.
bool serve_notices(Service& service, std::shared_ptr<Stream>& stream,
                   std::unique_ptr<Census::Seat>& seat, const UpgradeRequest& request,
                   const std::string& key);

}  // namespace homeward::http
