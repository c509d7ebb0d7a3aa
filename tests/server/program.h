// The programs themselves, run as a person would.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace homeward::test {

struct Ran {
  int code = -1;
  std::string out, err;
};

// `homeward` with these arguments and `input` on standard input.
Ran run_homeward(const std::vector<std::string>& arguments, const std::string& input = "");

// `homewardd` on a free port, from when it listens until it is stopped or killed.
class RunningServer {
 public:
  explicit RunningServer(const std::string& folder);
  ~RunningServer();
  RunningServer(const RunningServer&) = delete;
  RunningServer& operator=(const RunningServer&) = delete;

  std::uint16_t port() const { return port_; }
  void kill_at_once();  // kill -9
  int stop();           // its exit code

 private:
  pid_t process_ = -1;
  int out_ = -1;
  std::uint16_t port_ = 0;
};

}  // namespace homeward::test
