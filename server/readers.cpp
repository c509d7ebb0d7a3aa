#include "server/readers.h"

namespace homeward {

DatabaseReaders::DatabaseReaders(std::vector<std::unique_ptr<ServerDatabase>> databases,
                                 std::size_t waiting_max)
    : inbox_(waiting_max), databases_(std::move(databases)) {
  for (const auto& database : databases_) {
    threads_.emplace_back([this, reader = database.get()] {
      while (run_next(*reader)) {
      }
    });
  }
}

// The job is gone before the wait for the next: it holds a client's connection open.
bool DatabaseReaders::run_next(ServerDatabase& reader) {
  const std::vector<Job> jobs = inbox_.take(1);
  for (const Job& job : jobs) {
    job(reader);
  }
  return !jobs.empty();
}

DatabaseReaders::~DatabaseReaders() {
  stop();
}

void DatabaseReaders::stop() {
  inbox_.close();
  for (std::thread& thread : threads_) {
    thread.join();
  }
  threads_.clear();
}

}  // namespace homeward
