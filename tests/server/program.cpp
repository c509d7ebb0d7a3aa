#include "tests/server/program.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <iterator>

#include "core/base/assert.h"
namespace homeward::test {
namespace {

[[noreturn]] void become(const std::string& program, const std::vector<std::string>& arguments) {
  std::vector<char*> words{const_cast<char*>(program.c_str())};
  for (const std::string& argument : arguments) {
    words.push_back(const_cast<char*>(argument.c_str()));
  }
  words.push_back(nullptr);
  execv(program.c_str(), words.data());
  _exit(127);
}

std::string text_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

int exit_code_of(pid_t process) {
  int status = 0;
  waitpid(process, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

Ran run_homeward(const std::vector<std::string>& arguments, const std::string& input,
                 const Prepare& prepare) {
  const Folder folder;
  const std::array<std::string, 3> files{folder.path() + "/in", folder.path() + "/out",
                                         folder.path() + "/err"};
  std::ofstream(files[0]) << input;
  const pid_t process = fork();
  if (process == 0) {
    dup2(open(files[0].c_str(), O_RDONLY), STDIN_FILENO);
    dup2(open(files[1].c_str(), O_WRONLY | O_CREAT, 0600), STDOUT_FILENO);
    dup2(open(files[2].c_str(), O_WRONLY | O_CREAT, 0600), STDERR_FILENO);
    if (prepare) {
      prepare();
    }
    become(HOMEWARD_PROGRAMS "/homeward", arguments);
  }
  const int code = exit_code_of(process);
  return {code, text_of(files[1]), text_of(files[2])};
}

// It says where it listens once it does.
RunningServer::RunningServer(const std::string& folder, const Prepare& prepare) {
  std::array<int, 2> pipe_ends{};
  HW_ASSERT(pipe(pipe_ends.data()) == 0);
  process_ = fork();
  if (process_ == 0) {
    dup2(pipe_ends[1], STDOUT_FILENO);
    close(pipe_ends[0]);
    const std::string log = folder_.path() + "/log";
    dup2(open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600), STDERR_FILENO);
    if (prepare) {
      prepare();
    }
    become(HOMEWARD_PROGRAMS "/homewardd", {"--data", folder, "--port", "0"});
  }
  close(pipe_ends[1]);
  out_ = pipe_ends[0];
  std::string line;
  char c = 0;
  while (::read(out_, &c, 1) == 1 && c != '\n') {
    line.push_back(c);
  }
  HW_ASSERT(line.rfind("Listening on http://localhost:", 0) == 0);
  port_ = static_cast<std::uint16_t>(std::stoi(line.substr(line.rfind(':') + 1)));
}

RunningServer::~RunningServer() {
  if (process_ > 0) {
    kill_at_once();
  }
  close(out_);
}

std::string RunningServer::log() const {
  return text_of(folder_.path() + "/log");
}

void RunningServer::kill_at_once() {
  kill(process_, SIGKILL);
  exit_code_of(process_);
  process_ = -1;
}

int RunningServer::stop() {
  kill(process_, SIGTERM);
  const int code = exit_code_of(process_);
  process_ = -1;
  return code;
}

}  // namespace homeward::test
