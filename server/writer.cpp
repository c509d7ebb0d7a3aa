#include "server/writer.h"

namespace homeward {
namespace {

constexpr std::size_t waiting_max = 4096;
constexpr std::size_t together_max = 64;

// The server's own, and not something that was asked wrongly.
bool is_trouble(Code code) {
  return code == Code::full || code == Code::corrupt || code == Code::unavailable;
}

}  // namespace

DatabaseWriter::DatabaseWriter(std::unique_ptr<ServerDatabase> database, TellTrouble tell)
    : database_(std::move(database)),
      tell_(std::move(tell)),
      inbox_(waiting_max),
      thread_([this] { run(); }) {}

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
  if (commit(jobs).ok()) {
    for (WriterJob& job : jobs) {
      job.done({});
    }
    return;
  }
  for (WriterJob& job : jobs) {
    job.done(commit({&job, 1}));
  }
}

// All of them, on disk, or none.
Result<void> DatabaseWriter::commit(std::span<WriterJob> jobs) {
  const std::uint64_t before = database_->store().database().rows_written();
  const auto all = [&]() -> Result<void> {
    HW_TRY(transaction, Transaction::begin(database_->store()));
    for (WriterJob& job : jobs) {
      HW_CHECK(job.work(*database_));
    }
    return transaction.commit();
  };
  Result<void> committed = all();
  watch(committed, database_->store().database().rows_written() > before);
  return committed;
}

// A commit of nothing proves no disk.
void DatabaseWriter::watch(const Result<void>& committed, bool wrote) {
  const bool fails = !committed.ok() && is_trouble(committed.error().code);
  const bool works = committed.ok() && wrote;
  if (in_trouble_ ? works : fails) {
    in_trouble_ = fails;
    tell_(committed);
  }
}

}  // namespace homeward
