// A client of raw bytes for the HTTP tests: it can send what no library would.
//
// Reading gives up after twenty seconds, so that a missing answer is a failed test
// and not one that hangs.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/request.h"
#include "server/http/server.h"

namespace homeward::http {

struct Answer {
  int status = 0;  // 0: the connection ended before a whole head came
  std::vector<Field> headers;
  std::string body;

  std::string header(std::string_view name) const;
};

class Client {
 public:
  // Plain.
  explicit Client(std::uint16_t port);
  // Under TLS, trusting the certificate in `trusted` for "localhost" and offering
  // the protocol `alpn`. is_open() says whether the handshake went well.
  Client(std::uint16_t port, const std::string& trusted, const std::string& alpn);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  bool is_open() const;
  void send(std::string_view bytes);
  // The next answer; `to_head` where it is one to HEAD, without a body.
  Answer read(bool to_head = false);
  Answer ask(std::string_view bytes);
  // True where the server closed and nothing more came before.
  bool is_at_end();
  std::string read_bytes(std::size_t count);  // fewer where the connection ends

 private:
  struct Tls;
  bool fill();

  int socket_ = -1;
  std::unique_ptr<Tls> tls_;
  std::string buffer_;
};

// "GET /path HTTP/1.1" with the Host that a test server answers to, and `more`
// fields, each ending in CRLF.
std::string get(std::string_view path, std::string_view more = "");
std::string post(std::string_view path, std::string_view media_type, std::string_view body,
                 std::string_view more = "");

// Asks for a WebSocket, from a page of ours unless `more` says otherwise.
std::string upgrade(std::string_view path, std::string_view more = "Origin: http://localhost\r\n");
// What a client then sends: a short message, its mask all zero; and gets: a notice.
std::string websocket_frame(char opcode, std::string_view text);
extern const std::string notice_frame;
// A ping answered, and nothing before it: the server has taken all that was sent, and
// what was to be told until then has been read.
bool answers_ping(Client& client);

// A server on a free port of loopback with the routes of every test:
//   GET  /hello      "hello"            POST /echo        the body, as text/plain
//   GET  /silent     no answer at all   POST /echo/small  at most 16 bytes
//   GET  /notices    WebSocket of the person named in the query
struct TestServer {
  NoticeHub hub;
  Router router;
  ServerOptions options;
  std::unique_ptr<Server> server;

  TestServer();
  void start();
  std::uint16_t port() const { return server->port(); }
};

}  // namespace homeward::http
