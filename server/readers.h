// Threads that read, each with its own connection: pages, sign-ins, people.
#pragma once

#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "server/database.h"
#include "server/inbox.h"

namespace homeward {

class DatabaseReaders {
 public:
  using Job = std::function<void(ServerDatabase&)>;

  // One thread a database.
  explicit DatabaseReaders(std::vector<std::unique_ptr<ServerDatabase>> databases);
  ~DatabaseReaders();

  // False where too much is waiting.
  bool put(Job job) { return inbox_.put(std::move(job)); }

 private:
  Inbox<Job> inbox_;
  std::vector<std::unique_ptr<ServerDatabase>> databases_;
  std::vector<std::thread> threads_;
};

}  // namespace homeward
