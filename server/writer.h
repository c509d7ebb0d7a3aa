// The one writer (V2): takes what is waiting, runs it in one transaction, commits
// once to disk, and only then lets each asker know.
//
// A job that fails takes no other down: the transaction is rolled back and each
// job of it runs again alone. So a job may run twice; it changes only the database.
//
// When the database begins to refuse writing (no space left, a damaged file), whoever
// looks after the server is told once, and once more when it takes again.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <thread>

#include "server/database.h"
#include "server/inbox.h"

namespace homeward {

struct WriterJob {
  std::function<Result<void>(ServerDatabase&)> work;  // on the writer's thread, in its transaction
  std::function<void(const Result<void>&)> done;      // after the commit, on the writer's thread
};

// The Error with which writing began to fail, or nothing wrong once it works again. On
// the writer's thread.
using TellTrouble = std::function<void(const Result<void>&)>;

class DatabaseWriter {
 public:
  DatabaseWriter(std::unique_ptr<ServerDatabase> database, TellTrouble tell);
  ~DatabaseWriter();

  // False where too much is waiting, or after stop(): tell the asker to try again.
  bool put(WriterJob job) { return inbox_.put(std::move(job)); }

  // Finishes what is waiting and takes no more. Not from a job.
  void stop();

 private:
  void run();
  bool run_next();
  void run_together(std::vector<WriterJob>& jobs);
  Result<void> commit(std::span<WriterJob> jobs);
  void watch(const Result<void>& committed, bool wrote);

  std::unique_ptr<ServerDatabase> database_;
  TellTrouble tell_;
  bool in_trouble_ = false;
  Inbox<WriterJob> inbox_;
  std::thread thread_;
};

}  // namespace homeward
