// One answer, and the way to give it.
//
//   void read_child(const Request& request, Respond respond) {
//     respond(json_response(200, "{}"));                        // now, or
//     writer.post([respond] { respond(error_response(...)); });  // later, from any thread
//   }
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "server/http/request.h"

namespace homeward::http {

// Security headers, Content-Length, Connection and, where nothing else is said,
// `Cache-Control: no-store` are added on the way out.
struct Response {
  unsigned status = 200;
  std::vector<Field> headers;
  // Shared so that a file held in memory is served without a copy; null is empty.
  std::shared_ptr<const Bytes> body;
  // May be packed on the way out, as the client offers. Off for what is packed already.
  bool compressible = true;
  // Nothing but a fetch by our own page or program can have asked for it (X-Homeward), so
  // no browser will run, show or frame it: it goes without the headers against that (S8).
  bool for_own_fetch = false;
  // Of status 101 only: whose notices this WebSocket is to hear (notice_hub.h).
  std::string notice_key;

  std::string_view header(std::string_view name) const;
  void set_header(std::string name, std::string value);  // replaces
  void add_header(std::string name, std::string value);  // beside others, as Set-Cookie needs
};

Response json_response(unsigned status, std::string json);
Response bytes_response(std::string media_type, Bytes body);
// {"error":{"code":"not_found","detail":"There is no such page."}}
Response error_response(unsigned status, Code code, std::string_view detail);
// The status that suits the error's code.
Response error_response(const Error& error);
// Answers a WebSocket route: the connection now hears `NoticeHub::notify(key)`.
Response open_notices(std::string key);

// What Route::invites answers where the body may come: 100, and no answer to the client.
Response go_on();

// `text` as a JSON string, quotes included.
std::string json_string(std::string_view text);

// Gives the answer to one request, once, from any thread: it posts to the
// connection's strand and returns. After a client has left it does nothing. When
// the last copy goes without an answer, the client gets a 500. Copies must be gone
// before the Server is destroyed.
class Respond {
 public:
  explicit Respond(std::function<void(Response)> deliver);
  void operator()(Response response) const;

 private:
  struct Pending;
  std::shared_ptr<Pending> pending_;
};

}  // namespace homeward::http
