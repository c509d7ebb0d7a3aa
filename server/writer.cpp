#include "server/writer.h"

namespace homeward {
namespace {

constexpr std::size_t waiting_max = 4096;
constexpr std::size_t together_max = 64;

}  // namespace

DatabaseWriter::DatabaseWriter(std::unique_ptr<ServerDatabase> database)
    : database_(std::move(database)), inbox_(waiting_max), thread_([this] { run(); }) {}

DatabaseWriter::~DatabaseWriter() {
  stop();
}

void DatabaseWriter::stop() {
  inbox_.close();
  if (thread_.joinable()) {
    thread_.join();
  }
}

void DatabaseWriter::run() {
  while (run_next()) {
  }
}

// The jobs are gone before the wait for the next: they hold clients' connections open.
bool DatabaseWriter::run_next() {
  std::vector<WriterJob> jobs = inbox_.take(together_max);
  if (!jobs.empty()) {
    run_together(jobs);
  }
  return !jobs.empty();
}

void DatabaseWriter::run_together(std::vector<WriterJob>& jobs) {
  const auto all = [&]() -> Result<void> {
    HW_TRY(transaction, Transaction::begin(database_->store()));
    for (WriterJob& job : jobs) {
      HW_CHECK(job.work(*database_));
    }
    return transaction.commit();
  };
  if (all().ok()) {
    for (WriterJob& job : jobs) {
      job.done({});
    }
    return;
  }
  for (WriterJob& job : jobs) {
    job.done(run_one(job));
  }
}

Result<void> DatabaseWriter::run_one(WriterJob& job) {
  HW_TRY(transaction, Transaction::begin(database_->store()));
  HW_CHECK(job.work(*database_));
  return transaction.commit();
}

}  // namespace homeward
