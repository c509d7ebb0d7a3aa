#include "server/http/connection.h"

#include <array>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <functional>
#include <iterator>
#include <optional>
#include <utility>

#include "server/http/content_encoding.h"
#include "server/http/counted_body.h"
#include "server/http/guard.h"
#include "server/http/response_head.h"
#include "server/http/security_headers.h"
#include "server/http/stream.h"
#include "server/http/target.h"
#include "server/http/websocket.h"

namespace homeward::http {

namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace bhttp = beast::http;
using Failure = beast::error_code;
using Parser = bhttp::request_parser<CountedBody>;

constexpr std::string_view head_end = "\r\n\r\n";
constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::size_t buffer_bytes_max = 64 * 1024;

std::string_view view_of(const beast::flat_buffer& buffer) {
  return {static_cast<const char*>(buffer.cdata().data()), buffer.size()};
}

std::size_t field_count(const Parser& parser) {
  return static_cast<std::size_t>(std::distance(parser.get().begin(), parser.get().end()));
}

Framing framing_of(const Parser& parser) {
  Framing framing;
  framing.version = parser.get().version();
  framing.chunked = parser.chunked();
  framing.content_length = parser.content_length().value_or(0);
  return framing;
}

Response unreadable(const Failure& failure) {
  return error_response(400, Code::bad_input, "The request is malformed: " + failure.message());
}

Response busy() {
  Response response = error_response(503, Code::unavailable, "The server is busy; try again.");
  response.add_header("Retry-After", "2");
  return response;
}

// One request and its answer.
struct Exchange {
  std::optional<Parser> parser;
  Request request;
  Framing framing;
  const Route* route = nullptr;
  std::string accept_encoding;
  std::function<void(std::uint64_t, beast::string_view, Failure&)> on_chunk;
  std::unique_ptr<Budget::Share> packed_share;
  std::unique_ptr<Budget::Share> unpacked_share;
  std::size_t fields = 0;  // before any trailer
  bool is_head = false;
  bool keep_alive = false;  // until it is known that the next request can be found
  bool invited = false;     // or refused, before its body was read
  bool answered = false;
  std::string answer_head;
  std::shared_ptr<const Bytes> answer_body;
};

class Connection : public Guest, public std::enable_shared_from_this<Connection> {
 public:
  Connection(Service& service, net::ip::tcp::socket socket, std::unique_ptr<Census::Seat> seat,
             std::string peer)
      : service_(service),
        limits_(service.limits),
        seat_(std::move(seat)),
        stream_(std::make_shared<Stream>(std::move(socket), service.tls)),
        handler_deadline_(stream_->get_executor()),
        peer_(std::move(peer)) {}

  void start();
  void stop() override;

 private:
  // Steps, in their order.
  void shake_hands();
  void read_head();
  void seek_head_end();
  void take_head(std::size_t bytes);
  bool parse_head(std::size_t bytes);
  void choose_route();
  void seek_invitation();
  void invited(std::uint64_t number, Response response);
  void invite_body();
  void read_body();
  void take_body(Failure failure);
  std::optional<Response> unpack_body();
  void handle();
  using Taken = void (Connection::*)(std::uint64_t number, Response response);
  void call(const Handler& handler, Request request, Taken taken);
  void answer(std::uint64_t number, Response response);
  void upgrade(const Response& response);
  void send(Response response);
  void sent(bool keep_alive);
  void finish();
  void linger();
  void discard();

  void begin_exchange() {
    exchange_ = std::make_unique<Exchange>();
    ++number_;
  }
  // Answers, and reads no more from this client.
  void refuse(Response response) {
    exchange_->keep_alive = false;
    send(std::move(response));
  }
  void set_deadline(std::chrono::milliseconds deadline) {
    stream_->next_layer().expires_after(deadline);
  }
  // A completion handler that keeps this alive and ends quietly on failure.
  template <class Next>
  auto then(Next next) {
    return [self = shared_from_this(), next](Failure failure, std::size_t = 0) {
      if (!failure)
        next(*self);
    };
  }

  Service& service_;
  const Limits& limits_;
  std::unique_ptr<Census::Seat> seat_;
  std::shared_ptr<Stream> stream_;
  net::steady_timer handler_deadline_;
  beast::flat_buffer buffer_{buffer_bytes_max};
  const std::string peer_;
  std::unique_ptr<Exchange> exchange_;
  std::uint64_t number_ = 0;  // of the exchange; a late answer names an older one
  bool idle_ = false;         // waiting for the first byte of a request
  bool stopping_ = false;
};

void Connection::start() {
  seat_->taken_by(std::static_pointer_cast<Guest>(shared_from_this()));
  net::post(stream_->get_executor(), [self = shared_from_this()] { self->shake_hands(); });
}

void Connection::stop() {
  net::post(handler_deadline_.get_executor(), [self = shared_from_this()] {
    self->stopping_ = true;
    if (self->idle_)
      self->stream_->next_layer().close();
  });
}

void Connection::shake_hands() {
  if (!stream_->is_tls())
    return read_head();
  set_deadline(limits_.header_deadline);
  stream_->async_handshake(then([](Connection& self) { self.read_head(); }));
}

void Connection::read_head() {
  begin_exchange();
  idle_ = buffer_.size() == 0;
  if (idle_ && stopping_)
    return;
  set_deadline(idle_ ? limits_.idle_deadline : limits_.header_deadline);
  seek_head_end();
}

void Connection::seek_head_end() {
  const auto end = view_of(buffer_).find(head_end);
  const std::size_t bytes = end == std::string_view::npos ? buffer_.size() : end + head_end.size();
  if (bytes > limits_.header_bytes_max ||
      (end == std::string_view::npos && bytes == limits_.header_bytes_max)) {
    return refuse(error_response(431, Code::too_large, "The request's header is too large."));
  }
  if (end != std::string_view::npos)
    return take_head(bytes);
  stream_->async_read_some(buffer_.prepare(limits_.header_bytes_max - bytes),
                           [self = shared_from_this()](Failure failure, std::size_t read) {
                             if (failure)
                               return;
                             self->buffer_.commit(read);
                             if (self->idle_)
                               self->set_deadline(self->limits_.header_deadline);
                             self->idle_ = false;
                             self->seek_head_end();
                           });
}

void Connection::take_head(std::size_t bytes) {
  if (auto refusal = refuse_raw_head(view_of(buffer_).substr(0, bytes), limits_)) {
    return refuse(std::move(*refusal));
  }
  if (!parse_head(bytes))
    return;
  if (auto refusal = refuse_head(exchange_->request, exchange_->framing, service_.host_names)) {
    return refuse(std::move(*refusal));
  }
  choose_route();
}

// False where it has refused.
bool Connection::parse_head(std::size_t bytes) {
  Parser& parser = exchange_->parser.emplace();
  parser.header_limit(static_cast<std::uint32_t>(limits_.header_bytes_max));
  parser.body_limit(boost::none);  // the route's limit is set once the route is known
  Failure failure;
  parser.put(net::buffer(buffer_.data(), bytes), failure);
  if (failure || !parser.is_header_done()) {
    refuse(unreadable(failure));
    return false;
  }
  buffer_.consume(bytes);
  Request& request = exchange_->request;
  for (const auto& field : parser.get()) {
    request.headers.push_back({std::string(field.name_string()), std::string(field.value())});
  }
  request.method = method_of(parser.get().method_string());
  request.peer = peer_;
  request.tls = stream_->is_tls();
  exchange_->fields = request.headers.size();
  exchange_->framing = framing_of(parser);
  exchange_->is_head = request.method == Method::head;
  exchange_->accept_encoding = request.header("Accept-Encoding");
  auto target = parse_target(parser.get().target());
  if (!target) {
    refuse(error_response(target.error()));
    return false;
  }
  request.path = std::move(target.value().path);
  request.query = std::move(target.value().query);
  return true;
}

void Connection::choose_route() {
  const Request& request = exchange_->request;
  const Framing& framing = exchange_->framing;
  exchange_->keep_alive = framing.version == 11 && exchange_->parser->keep_alive() &&
                          !framing.has_body() && number_ < limits_.requests_per_connection_max;
  exchange_->route = service_.router.find(request.method, request.path);
  if (!exchange_->route) {
    const std::string allowed = service_.router.allowed(request.path);
    if (allowed.empty())
      return send(error_response(404, Code::not_found, "No such address."));
    Response response = error_response(405, Code::refused, "Not a method of this address.");
    response.add_header("Allow", allowed);
    return send(std::move(response));
  }
  if (auto refusal = refuse_body(request, framing, *exchange_->route)) {
    return refuse(std::move(*refusal));
  }
  if (exchange_->route->websocket) {
    if (auto refusal = refuse_upgrade(request, framing))
      return refuse(std::move(*refusal));
  }
  if (!framing.has_body())
    return handle();
  seek_invitation();
}

void Connection::seek_invitation() {
  const bool is_small = !exchange_->framing.chunked &&
                        exchange_->framing.content_length <= default_body_bytes_max &&
                        exchange_->request.header("Content-Encoding").empty();
  const Handler& invites = exchange_->route->invites;
  if (is_small || !invites)
    return invite_body();
  call(invites, exchange_->request, &Connection::invited);
}

void Connection::invited(std::uint64_t number, Response response) {
  if (number != number_ || exchange_->invited)
    return;
  exchange_->invited = true;
  handler_deadline_.cancel();
  if (response.status != 100)
    return refuse(std::move(response));
  invite_body();
}

void Connection::invite_body() {
  const bool waits = exchange_->framing.version == 11 && buffer_.size() == 0 &&
                     !exchange_->request.header("Expect").empty();
  const std::size_t bytes_max = exchange_->route->body_bytes_max;
  CountedBody::value_type& body = exchange_->parser->get().body();
  body.share = service_.bodies.take(0);
  body.octets_max = exchange_->framing.chunked
                        ? bytes_max
                        : static_cast<std::size_t>(exchange_->framing.content_length);
  exchange_->parser->body_limit(bytes_max);
  set_deadline(limits_.body_deadline);
  if (!waits)
    return read_body();
  net::async_write(*stream_, net::buffer(go_on), then([](Connection& self) { self.read_body(); }));
}

void Connection::read_body() {
  exchange_->on_chunk = [this](std::uint64_t, beast::string_view extensions, Failure& failure) {
    if (extensions.size() > limits_.chunk_extension_bytes_max) {
      failure = bhttp::error::bad_chunk_extension;
    }
  };
  exchange_->parser->on_chunk_header(exchange_->on_chunk);
  bhttp::async_read(
      *stream_, buffer_, *exchange_->parser,
      [self = shared_from_this()](Failure failure, std::size_t) { self->take_body(failure); });
}

void Connection::take_body(Failure failure) {
  if (failure == bhttp::error::body_limit) {
    return refuse(error_response(413, Code::too_large, "The body is too large."));
  }
  if (failure == boost::system::errc::not_enough_memory)
    return refuse(busy());
  if (failure == bhttp::error::partial_message)
    return;  // the client left
  if (failure && failure.category() == bhttp::make_error_code(bhttp::error::bad_chunk).category()) {
    return refuse(unreadable(failure));
  }
  if (failure)
    return;
  if (field_count(*exchange_->parser) != exchange_->fields) {
    return refuse(error_response(400, Code::bad_input, "Trailers are not accepted."));
  }
  CountedBody::value_type& body = exchange_->parser->get().body();
  exchange_->request.body = std::move(body.octets);
  exchange_->packed_share = std::move(body.share);
  exchange_->keep_alive = exchange_->framing.version == 11 && exchange_->parser->keep_alive() &&
                          number_ < limits_.requests_per_connection_max;
  if (auto refusal = unpack_body())
    return send(std::move(*refusal));
  handle();
}

// At most one body is being unpacked by each thread, so what it takes is counted after.
std::optional<Response> Connection::unpack_body() {
  Request& request = exchange_->request;
  const std::string_view coding = request.header("Content-Encoding");
  if (coding.empty())
    return std::nullopt;
  const std::size_t bytes_max = exchange_->route->unpacked_bytes_max;
  auto unpacked =
      same_name(coding, "zstd") ? unzstd(request.body, bytes_max) : gunzip(request.body, bytes_max);
  if (!unpacked)
    return error_response(unpacked.error());
  request.body = std::move(unpacked.value());
  exchange_->unpacked_share = service_.bodies.take(request.body.size());
  if (!exchange_->unpacked_share)
    return busy();
  return std::nullopt;
}

void Connection::handle() {
  call(exchange_->route->handler, std::move(exchange_->request), &Connection::answer);
}

void Connection::call(const Handler& handler, Request request, Taken taken) {
  const std::uint64_t number = number_;
  stream_->next_layer().expires_never();
  handler_deadline_.expires_after(limits_.handler_deadline);
  handler_deadline_.async_wait(
      then([number, taken](Connection& self) { (self.*taken)(number, busy()); }));
  Respond respond([self = shared_from_this(), number, taken](Response response) {
    auto given = [self, number, taken, response = std::move(response)]() mutable {
      ((*self).*taken)(number, std::move(response));
    };
    net::post(self->handler_deadline_.get_executor(), std::move(given));
  });
  try {
    handler(std::move(request), std::move(respond));
  } catch (const std::exception&) {
    // One request's failure is not the next one's: `respond` has gone, so a 500 is on its way.
  }
}

void Connection::answer(std::uint64_t number, Response response) {
  if (number != number_ || exchange_->answered)
    return;
  exchange_->answered = true;
  handler_deadline_.cancel();
  if (response.status == 101)
    return upgrade(response);
  send(std::move(response));
}

void Connection::upgrade(const Response& response) {
  HW_ASSERT(exchange_->route->websocket && !response.notice_key.empty());
  if (buffer_.size() > 0)
    return refuse(error_response(400, Code::bad_input, "Sent too early."));
  const UpgradeRequest request = exchange_->parser->release();
  if (serve_notices(service_, stream_, seat_, request, response.notice_key))
    return;
  refuse(error_response(429, Code::refused, "Too many pages of this person are open."));
}

void Connection::send(Response response) {
  add_security_headers(response, stream_->is_tls());
  pack(response, exchange_->accept_encoding);
  const bool keep_alive = exchange_->keep_alive && !stopping_;
  idle_ = false;
  exchange_->answer_head = format_head(response, keep_alive);
  if (!exchange_->is_head && response.body)
    exchange_->answer_body = std::move(response.body);
  const BytesView body = exchange_->answer_body ? BytesView(*exchange_->answer_body) : BytesView();
  const std::array<net::const_buffer, 2> buffers{net::buffer(exchange_->answer_head),
                                                 net::buffer(body)};
  set_deadline(limits_.write_deadline);
  net::async_write(*stream_, buffers,
                   then([keep_alive](Connection& self) { self.sent(keep_alive); }));
}

void Connection::sent(bool keep_alive) {
  if (keep_alive)
    return read_head();
  finish();
}

void Connection::finish() {
  begin_exchange();  // lets go of what the last one held
  set_deadline(limits_.linger_deadline);
  if (!stream_->is_tls())
    return linger();
  stream_->async_shutdown([self = shared_from_this()](Failure) { self->linger(); });
}

// Closing with bytes unread makes the kernel reset the connection, and a refused
// client would never read why: so read on for a moment.
void Connection::linger() {
  Failure ignored;
  stream_->next_layer().socket().shutdown(net::ip::tcp::socket::shutdown_send, ignored);
  set_deadline(limits_.linger_deadline);
  discard();
}

void Connection::discard() {
  buffer_.clear();
  stream_->next_layer().async_read_some(buffer_.prepare(buffer_bytes_max),
                                        then([](Connection& self) { self.discard(); }));
}

}  // namespace

void serve_connection(Service& service, net::ip::tcp::socket socket,
                      std::unique_ptr<Census::Seat> seat, std::string peer) {
  std::make_shared<Connection>(service, std::move(socket), std::move(seat), std::move(peer))
      ->start();
}

}  // namespace homeward::http
