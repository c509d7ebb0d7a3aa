// The one writer (V2): takes what is waiting, runs it in one transaction, commits
// once to disk, and only then lets each asker know.
//
// A job that fails takes no other down: the transaction is rolled back and each
// job of it runs again alone. So a job may run twice; it changes only the database.
#pragma once

#include <functional>
#include <memory>
#include <thread>

#include "server/database.h"
#include "server/inbox.h"

namespace homeward {

struct WriterJob {
  std::function<Result<void>(ServerDatabase&)> work;  // on the writer's thread, in its transaction
  std::function<void(Result<void>)> done;             // after the commit, on the writer's thread
};

class DatabaseWriter {
 public:
  explicit DatabaseWriter(std::unique_ptr<ServerDatabase> database);
  ~DatabaseWriter();

  // False where too much is waiting, or after stop(): tell the asker to try again.
  bool put(WriterJob job) { return inbox_.put(std::move(job)); }

  // Finishes what is waiting and takes no more. Not from a job.
  void stop();

 private:
  void run();
  bool run_next();
  void run_together(std::vector<WriterJob>& jobs);
  Result<void> run_one(WriterJob& job);

  std::unique_ptr<ServerDatabase> database_;
  Inbox<WriterJob> inbox_;
  std::thread thread_;
};

}  // namespace homeward
