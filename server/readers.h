// Threads that read, each with its own connection: pages, people, who is asking.
//
// Passwords have a pool of their own (service.cpp): Argon2id is slow on purpose, and
// guessing must not keep tablets waiting.
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

  // One thread a database; at most `waiting_max` jobs wait for them.
  DatabaseReaders(std::vector<std::unique_ptr<ServerDatabase>> databases, std::size_t waiting_max);
  ~DatabaseReaders();

  // False where too much is waiting, or after stop().
  bool put(Job job) { return inbox_.put(std::move(job)); }

  // Finishes what is waiting and takes no more. Not from a job.
  void stop();

 private:
  bool run_next(ServerDatabase& reader);

  Inbox<Job> inbox_;
  std::vector<std::unique_ptr<ServerDatabase>> databases_;
  std::vector<std::thread> threads_;
};

}  // namespace homeward
