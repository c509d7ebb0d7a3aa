#include "server/readers.h"

namespace homeward {

DatabaseReaders::DatabaseReaders(std::vector<std::unique_ptr<ServerDatabase>> databases,
                                 std::size_t waiting_max)
    : inbox_(waiting_max), databases_(std::move(databases)) {
  for (const auto& database : databases_) {
    threads_.emplace_back([this, reader = database.get()] {
      for (auto jobs = inbox_.take(1); !jobs.empty(); jobs = inbox_.take(1)) {
        jobs.front()(*reader);
      }
    });
  }
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
