// Tells the open pages of a person that there is something new, and nothing else.
//
// What is new they learn by a sync exchange, with its permissions; a notice
// carries no content. Notices run together: many while one is being written are one.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace homeward::http {

// The whole text of every notice.
inline constexpr std::string_view notice_text = R"({"new":true})";
// That the connection still carries, where there is nothing new: no script of a page
// sees a ping, and a half-open connection would look like one without news.
inline constexpr std::string_view heartbeat_text = R"({"new":false})";

// One open WebSocket, as the hub sees it.
class NoticeSocket {
 public:
  virtual ~NoticeSocket() = default;
  virtual void notice() = 0;  // from any thread
};

// Safe from any thread. Outlives the Server that it is given to.
class NoticeHub {
 public:
  void notify(std::string_view key);

  // False where `key` has `sockets_max` open already. A socket leaves by ending.
  bool join(const std::string& key, std::weak_ptr<NoticeSocket> socket, std::size_t sockets_max);

 private:
  std::mutex mutex_;
  std::map<std::string, std::vector<std::weak_ptr<NoticeSocket>>, std::less<>> sockets_;
};

}  // namespace homeward::http
