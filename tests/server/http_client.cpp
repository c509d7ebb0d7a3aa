#include "tests/server/http_client.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>

namespace homeward::http {

struct Client::Tls {
  SSL_CTX* context = nullptr;
  SSL* session = nullptr;

  ~Tls() {
    SSL_free(session);
    SSL_CTX_free(context);
  }
};

std::string Answer::header(std::string_view name) const {
  for (const Field& field : headers) {
    if (same_name(field.name, name))
      return field.value;
  }
  return {};
}

Client::Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const timeval patience{20, 0};
  setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    close(socket_);
    socket_ = -1;
  }
}

Client::Client(std::uint16_t port, const std::string& trusted, const std::string& alpn)
    : Client(port) {
  tls_ = std::make_unique<Tls>();
  tls_->context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_load_verify_file(tls_->context, trusted.c_str());
  SSL_CTX_set_verify(tls_->context, SSL_VERIFY_PEER, nullptr);
  tls_->session = SSL_new(tls_->context);
  SSL_set1_host(tls_->session, "localhost");
  SSL_set_tlsext_host_name(tls_->session, "localhost");
  const std::string offer = static_cast<char>(alpn.size()) + alpn;
  SSL_set_alpn_protos(tls_->session, reinterpret_cast<const unsigned char*>(offer.data()),
                      static_cast<unsigned>(offer.size()));
  SSL_set_fd(tls_->session, socket_);
  if (SSL_connect(tls_->session) != 1) {
    close(socket_);
    socket_ = -1;
  }
}

Client::~Client() {
  if (socket_ >= 0)
    close(socket_);
}

bool Client::is_open() const {
  return socket_ >= 0;
}

// A server that has closed already is found out when reading.
void Client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = tls_ ? static_cast<ssize_t>(SSL_write(tls_->session, bytes.data(),
                                                            static_cast<int>(bytes.size())))
                           : ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0)
      return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

bool Client::fill() {
  char piece[16 * 1024];
  const auto got = tls_ ? static_cast<ssize_t>(SSL_read(tls_->session, piece, sizeof piece))
                        : recv(socket_, piece, sizeof piece, 0);
  if (got <= 0)
    return false;
  buffer_.append(piece, static_cast<std::size_t>(got));
  return true;
}

std::string Client::read_bytes(std::size_t count) {
  while (buffer_.size() < count && fill()) {
  }
  const std::string bytes = buffer_.substr(0, count);
  buffer_.erase(0, bytes.size());
  return bytes;
}

bool Client::is_at_end() {
  return buffer_.empty() && !fill();
}

Answer Client::read(bool to_head) {
  auto end = buffer_.find("\r\n\r\n");
  while (end == std::string::npos) {
    if (!fill())
      return {};
    end = buffer_.find("\r\n\r\n");
  }
  std::string head = read_bytes(end + 4);
  Answer answer;
  answer.status = std::stoi(head.substr(9, 3));
  head.erase(0, head.find("\r\n") + 2);
  while (head != "\r\n") {
    const auto colon = head.find(": ");
    const auto line_end = head.find("\r\n");
    answer.headers.push_back({head.substr(0, colon), head.substr(colon + 2, line_end - colon - 2)});
    head.erase(0, line_end + 2);
  }
  const std::string length = answer.header("Content-Length");
  if (!to_head && !length.empty())
    answer.body = read_bytes(std::stoul(length));
  return answer;
}

Answer Client::ask(std::string_view bytes) {
  send(bytes);
  return read();
}

std::string get(std::string_view path, std::string_view more) {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(more) +
         "\r\n";
}

std::string post(std::string_view path, std::string_view media_type, std::string_view body,
                 std::string_view more) {
  return "POST " + std::string(path) +
         " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + std::string(media_type) +
         "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + std::string(more) +
         "\r\n" + std::string(body);
}

std::string upgrade(std::string_view path, std::string_view more) {
  return get(path,
             "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
             "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
                 std::string(more));
}

std::string websocket_frame(char opcode, std::string_view text) {
  return std::string(1, static_cast<char>(0x80 | opcode)) + static_cast<char>(0x80 | text.size()) +
         std::string(4, '\0') + std::string(text);
}

const std::string notice_frame = "\x81\x0c" + std::string(notice_text);

bool answers_ping(Client& client) {
  client.send(websocket_frame(9, "x"));
  return client.read_bytes(3) == "\x8a\x01x";
}

TestServer::TestServer() {
  const auto echo = [](Request request, Respond respond) {
    respond(bytes_response("text/plain", std::move(request.body)));
  };
  router.add({.path = "/hello", .handler = [](Request, Respond respond) {
                respond(bytes_response("text/plain", "hello"));
              }});
  router.add({.path = "/silent", .handler = [](Request, Respond) {}});
  router.add(
      {.method = Method::post, .path = "/echo", .handler = echo, .media_type = "text/plain"});
  router.add({.method = Method::post,
              .path = "/echo/small",
              .handler = echo,
              .media_type = "text/plain",
              .body_bytes_max = 16});
  router.add({.path = "/notices",
              .handler =
                  [](Request request, Respond respond) {
                    const auto who = request.query_value("who");
                    respond(who ? open_notices(*who)
                                : error_response(401, Code::expired, "Sign in first."));
                  },
              .websocket = true});
}

void TestServer::start() {
  auto started = Server::start(options, router, hub);
  ASSERT_TRUE(started.ok()) << started.error().detail;
  server = std::move(started.value());
}

}  // namespace homeward::http
