#include "server/readers.h"

namespace homeward {
namespace {

constexpr std::size_t waiting_max = 4096;

}  // namespace

DatabaseReaders::DatabaseReaders(std::vector<std::unique_ptr<ServerDatabase>> databases)
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
  inbox_.close();
  for (std::thread& thread : threads_) {
    thread.join();
  }
}

}  // namespace homeward
