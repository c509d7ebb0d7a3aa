// homeward: looks after an authority's accounts and records, at the server.
#include <sys/stat.h>

#include <chrono>
#include <csignal>
#include <iostream>

#include "server/cli/shell.h"

namespace {

homeward::Instant system_now() {
  using namespace std::chrono;
  return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

// 2: what was typed, or a file, is not right. 1: it was understood, and did not happen.
int exit_code(const homeward::Error& error) {
  using homeward::Code;
  const bool typed = error.code == Code::bad_input || error.code == Code::too_large;
  return typed ? 2 : 1;
}

// What was to be read and is not all there is no success: a full disk, a closed pipe.
bool is_all_written() {
  std::cout.flush();
  if (!std::cout) {
    std::cerr << "homeward: what it had to say could not all be written to standard output; is "
                 "the disk full?\n";
  }
  return std::cout.good();
}

int run(int argc, char** argv) {
  using namespace homeward::cli;
  umask(077);
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is an error to tell
  CLI::App app{"Looks after an authority's accounts and records. Works while the server runs."};
  app.require_subcommand(1);
  app.fallthrough();  // --data may stand after the command too; each command inherits this
  app.footer(         // inherited too
      "What works on a database needs --data FOLDER, before the command or after it: all but\n"
      "policy evaluate, policy list and policy explain, which only read it where it is named.");
  Shell shell;
  shell.now = system_now();
  app.add_option("--data", shell.folder, "Folder of the database");
  add_places(app, shell);
  add_offered(app, shell);
  add_users(app, shell);
  add_allocate(app, shell);
  add_exchange(app, shell);
  add_check(app, shell);
  add_backup(app, shell);
  add_audit(app, shell);
  add_recovery(app, shell);
  add_rescue(app, shell);
  add_keys(app, shell);
  add_demo(app, shell);
  add_policy(app, shell);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (app.exit(error) == 0) {
      return is_all_written() ? 0 : 1;
    }
    for (const std::string& word : app.remaining(true)) {
      std::cerr << "homeward: there is no command or option \"" << word << "\" here\n";
    }
    return 2;
  }
  if (!shell.outcome.ok()) {
    std::cerr << "homeward: " << shell.outcome.error().detail << "\n";
    return exit_code(shell.outcome.error());
  }
  return is_all_written() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "homeward: could not go on: " << error.what() << "\n";
    return 1;
  }
}
