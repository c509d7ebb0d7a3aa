// The real homewardd on a free port of loopback, over a data folder in which two
// interviewers have the workload's children allocated.
#pragma once

#include <sys/types.h>

#include <map>
#include <string>

#include "tests/bench/workload.h"

namespace homeward::bench {

constexpr const char* bench_password = "a password of the benchmark";

// Makes the authority, the accounts "a" and "b", children and episodes. Receipts
// will be signed with the key whose public half is given back.
// As many people more, "person-0" and so on, share the children out among them.
Result<Bytes> prepare_server(const std::string& folder, const Workload& workload,
                             std::size_t people = 0);
// Whose each child is, of so many: all have as many, or one more or less.
std::map<RecordId, std::size_t> person_of_child(const Workload& workload, std::size_t people);
UserId person_id(std::size_t number);

class ServerProgram {
 public:
  // On any free port, unless one is given. `unavailable` where it does not start.
  static Result<ServerProgram> start(const std::string& program, const std::string& folder,
                                     std::uint16_t port = 0);
  ServerProgram(ServerProgram&& other) noexcept;
  ServerProgram& operator=(ServerProgram&&) = delete;
  // Asks it to stop and waits for it.
  ~ServerProgram();

  std::uint16_t port() const { return port_; }
  // Resident memory now, and at its highest, in kilobytes.
  std::uint64_t memory_kb() const { return said_of("VmRSS:"); }
  std::uint64_t peak_memory_kb() const { return said_of("VmHWM:"); }

 private:
  ServerProgram(pid_t process, std::uint16_t port) : process_(process), port_(port) {}

  std::uint64_t said_of(const std::string& what) const;

  pid_t process_;
  std::uint16_t port_;
};

}  // namespace homeward::bench
