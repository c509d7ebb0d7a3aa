// The programs themselves, run as a person would.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "tests/server/service_world.h"

namespace homeward::test {

struct Ran {
  int code = -1;
  std::string out, err;
};

// What is done in the new process before it becomes the program: a limit set, say.
using Prepare = std::function<void()>;

// `homeward` with these arguments and `input` on standard input.
Ran run_homeward(const std::vector<std::string>& arguments, const std::string& input = "",
                 const Prepare& prepare = {});

// `homewardd` on a free port, from when it listens until it is stopped or killed.
class RunningServer {
 public:
  explicit RunningServer(const std::string& folder, const Prepare& prepare = {});
  ~RunningServer();
  RunningServer(const RunningServer&) = delete;
  RunningServer& operator=(const RunningServer&) = delete;

  std::uint16_t port() const { return port_; }
  pid_t process() const { return process_; }
  std::string log() const;  // so far
  void kill_at_once();      // kill -9
  int stop();               // its exit code

 private:
  Folder folder_;
  pid_t process_ = -1;
  int out_ = -1;
  std::uint16_t port_ = 0;
};

}  // namespace homeward::test
