#include "server/http/websocket.h"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>

namespace homeward::http {

namespace {

namespace beast = boost::beast;
namespace websocket = beast::websocket;
using Failure = beast::error_code;

class NoticeConnection : public NoticeSocket,
                         public Guest,
                         public std::enable_shared_from_this<NoticeConnection> {
 public:
  NoticeConnection(const Limits& limits, std::shared_ptr<Stream> stream)
      : limits_(limits),
        stream_(std::move(stream)),
        socket_(*stream_),
        heartbeat_(socket_.get_executor()) {}

  void start(std::unique_ptr<Census::Seat> seat, const UpgradeRequest& request) {
    seat_ = std::move(seat);
    seat_->taken_by(std::static_pointer_cast<Guest>(shared_from_this()));
    stream_->next_layer().expires_never();  // the WebSocket keeps its own deadlines
    set_limits();
    socket_.async_accept(request, [self = shared_from_this()](Failure failure) {
      if (!failure)
        self->opened();
    });
  }

  void notice() override {
    boost::asio::post(socket_.get_executor(), [self = shared_from_this()] {
      self->due_ = true;
      self->write_if_due();
    });
  }

  void stop() override {
    boost::asio::post(socket_.get_executor(), [self = shared_from_this()] {
      self->stopping_ = true;
      if (self->open_)
        self->close(websocket::close_code::going_away);
    });
  }

 private:
  void set_limits() {
    websocket::stream_base::timeout deadlines;
    deadlines.handshake_timeout = limits_.header_deadline;
    // Beast pings after half of it, and closes what does not answer within the rest.
    deadlines.idle_timeout = 2 * limits_.notice_ping_deadline;
    deadlines.keep_alive_pings = true;
    socket_.set_option(deadlines);
    socket_.set_option(websocket::permessage_deflate{});  // off, both ways
    socket_.read_message_max(limits_.websocket_message_bytes_max);
    socket_.text(true);
  }

  void opened() {
    open_ = true;
    if (stopping_)
      return close(websocket::close_code::going_away);
    write_if_due();
    await_heartbeat();
    socket_.async_read(heard_, [self = shared_from_this()](Failure failure, std::size_t) {
      if (!failure)
        self->close(websocket::close_code::policy_error);
    });
  }

  // Does not keep the connection: one that has ended beats no more.
  void await_heartbeat() {
    heartbeat_.expires_after(limits_.notice_heartbeat_interval);
    heartbeat_.async_wait([weak = weak_from_this()](Failure failure) {
      const auto self = weak.lock();
      if (failure || !self)
        return;
      self->heartbeat_due_ = true;
      self->write_if_due();
      self->await_heartbeat();
    });
  }

  // News is as good a sign of life.
  void write_if_due() {
    if (!open_ || closing_ || writing_ || !(due_ || heartbeat_due_))
      return;
    const std::string_view text = due_ ? notice_text : heartbeat_text;
    due_ = heartbeat_due_ = false;
    writing_ = true;
    socket_.async_write(boost::asio::buffer(text),
                        [self = shared_from_this()](Failure failure, std::size_t) {
                          self->writing_ = false;
                          if (!failure)
                            self->write_if_due();
                        });
  }

  void close(websocket::close_code why) {
    if (closing_)
      return;
    closing_ = true;
    socket_.async_close(why, [self = shared_from_this()](Failure) {});
  }

  const Limits& limits_;
  std::shared_ptr<Stream> stream_;
  websocket::stream<Stream&> socket_;
  boost::asio::steady_timer heartbeat_;
  std::unique_ptr<Census::Seat> seat_;
  beast::flat_buffer heard_;
  bool open_ = false;
  bool due_ = false;
  bool heartbeat_due_ = false;
  bool writing_ = false;
  bool closing_ = false;
  bool stopping_ = false;
};

}  // namespace

bool serve_notices(Service& service, std::shared_ptr<Stream>& stream,
                   std::unique_ptr<Census::Seat>& seat, const UpgradeRequest& request,
                   const std::string& key) {
  auto connection = std::make_shared<NoticeConnection>(service.limits, stream);
  const std::size_t sockets_max = service.limits.notice_sockets_per_key_max;
  if (!service.hub.join(key, std::weak_ptr<NoticeSocket>(connection), sockets_max))
    return false;
  stream = nullptr;
  connection->start(std::move(seat), request);
  return true;
}

}  // namespace homeward::http
