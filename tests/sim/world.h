// One seeded world: devices and a server, joined by a network that drops, doubles,
// reorders and delays, with crashes between any two steps, full disks, clocks that
// are wrong, rights that come and go, and a server put back to an older copy.
//
// Everything is drawn from one seed, so the same seed makes the same trace. After
// some turmoil the world heals, and then the laws are checked:
//
//   every replica shows what the server shows (M2), beside its own quarantined work
//   nothing saved on a device is missing from the server or its quarantine (S2, S4)
//   at no moment was anything confirmed that was not on the server's disk (S3)
#pragma once

#include <deque>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "tests/sync/loopback.h"

namespace homeward::sim {

class World {
 public:
  explicit World(std::uint64_t seed);

  // Turmoil, healing, checks. Empty where all laws held, or what went wrong.
  std::string run();
  // One line a step.
  const std::string& trace() const { return trace_; }

 private:
  struct Message {
    bool is_answer = false;
    std::size_t device = 0;
    Instant sent;
    Bytes octets;
  };
  struct Device {
    explicit Device(unsigned number) : machine(number) {}
    test::TestDevice machine;
    std::vector<Change> saved;
  };

  std::uint64_t draw(std::uint64_t below);
  bool chance(unsigned in_hundred) { return draw(100) < in_hundred; }
  void say(const std::string& line) { trace_ += line + "\n"; }
  void fail(const std::string& why);

  void step();
  void write(std::size_t device);
  void ask(std::size_t device);
  void deliver();
  void at_server(const Message& message);
  void at_device(const Message& message);
  void confirm(std::size_t device, const SignedReceipt& receipt);
  void restart(std::size_t device);
  void change_rights();
  void copy_or_restore();

  void heal();
  void settle(std::size_t device);
  void check_replica(std::size_t device);
  void check_nothing_lost(std::size_t device);
  bool is_at_server(const Change& change) const;

  std::mt19937_64 random_;
  bool rights_change_ = false;  // a world has changing rights or restores, not both:
  bool restores_ = false;       // what a purge took cannot be sent again yet (S7)
  test::TestServer server_;
  MemoryTables copy_;
  bool has_copy_ = false;
  std::vector<std::unique_ptr<Device>> devices_;
  std::deque<Message> network_;
  std::vector<RecordHeader> records_;
  std::string trace_;
  std::string failure_;
};

}  // namespace homeward::sim
