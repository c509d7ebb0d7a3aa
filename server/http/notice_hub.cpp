#include "server/http/notice_hub.h"

#include <utility>

namespace homeward::http {

void NoticeHub::notify(std::string_view key) {
  // Told after the lock is let go: a socket that ends meanwhile ends outside it.
  std::vector<std::shared_ptr<NoticeSocket>> told;
  {
    const std::lock_guard lock(mutex_);
    const auto found = sockets_.find(key);
    if (found == sockets_.end())
      return;
    for (const auto& socket : found->second) {
      if (auto open = socket.lock())
        told.push_back(std::move(open));
    }
  }
  for (const auto& socket : told)
    socket->notice();
}

bool NoticeHub::join(const std::string& key, std::weak_ptr<NoticeSocket> socket,
                     std::size_t sockets_max) {
  const std::lock_guard lock(mutex_);
  auto& open = sockets_[key];
  std::erase_if(open, [](const auto& other) { return other.expired(); });
  if (open.size() >= sockets_max)
    return false;
  open.push_back(std::move(socket));
  return true;
}

}  // namespace homeward::http
