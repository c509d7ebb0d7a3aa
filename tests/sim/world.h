// One seeded world: a council's server and two to eight tablets, each with the real
// store over a disk of its own, joined by a network that drops, doubles, reorders,
// delays and cuts messages in half, and that parts for a while.
//
// Everything is drawn from one seed, so the same seed makes the same trace. After some
// turmoil the world heals, and then the laws are checked (checks.cpp):
//
//   every change a worker saw "saved" is at the council, and so are all its receipts (S3, S4)
//   replicas show the same, byte for byte, and what the merge as it is written down comes
//     to (M2); every conflict is in view (M3, M5)
//   what was submitted is what it was (M7)
//   nobody holds what they may not see (S7), and each knows what was quarantined (S2)
//   every file that somebody added is at the council whole, and with whoever asked (files.cpp)
//   of a tablet that was copied or put back, all of this is so of each copy (S11)
//
// At every step: what a worker saw is what is on their tablet (worker.h), and a receipt
// speaks of what is on the server's disk (S3, S4).
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "tests/sim/council.h"
#include "tests/sim/worker.h"

namespace homeward::sim {

Bytes from_hex(std::string_view hex);

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
    std::size_t worker = 0;
    Bytes octets;
  };

  void say(const std::string& line);
  void fail(const std::string& why);
  void note_failures();

  void settle_in();
  void step();
  void work(std::size_t worker);
  void ask(std::size_t worker);
  void meet(std::size_t worker);
  void deliver();
  void at_council(const std::vector<Message>& messages);
  void at_tablet(const Message& message);
  void ask_ahead(const Message& message);
  void confirm(std::size_t worker, const Json& receipt);
  // files.cpp
  void send_files(std::size_t worker);
  bool exchange_files(std::size_t worker, bool mishaps);
  void pry(std::size_t worker);
  void heal_files();
  bool verify_held(std::size_t worker, const Json& report);
  void note_former_files(std::size_t worker);
  std::map<RecordId, Worker::Added> all_files() const;
  void check_files(std::size_t worker);
  void part_or_join();
  void turn_clocks();
  void change_rights();
  void copy_or_restore();
  void decide();
  // copies.cpp
  void copy_tablet();
  void put_image_back();
  RecordHeader some_record(std::size_t worker);
  void begin_child(std::size_t worker);

  void heal();
  void exchange_all();
  void exchange(std::size_t worker);

  // checks.cpp
  void check();
  void check_saved(std::size_t worker);
  void check_told(std::size_t worker);
  bool was_admitted(const Quarantined& one) const;
  std::vector<Quarantined> quarantined_of(std::size_t worker) const;
  bool is_set_aside(const Change& change) const;
  void check_replica(std::size_t worker, const RecordHeader& record);
  void check_nothing_else(std::size_t worker, const std::set<RecordId>& known);
  void check_merge(const RecordHeader& record);
  void check_pins(std::size_t worker);
  std::vector<RecordHeader> all_records() const;

  Dice dice_;
  bool rights_change_ = false;
  bool restores_ = false;
  bool copies_ = false;  // tablets are, or put back (S11); in no world with restores
  bool cuts_ = false;
  Weather weather_;
  Council council_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::unique_ptr<Worker> image_;  // of the tablet of one of them
  std::size_t image_of_ = 0;
  std::vector<Bytes> acknowledged_;                 // by tablets that were put back since
  std::map<RecordId, Worker::Added> former_files_;  // added on these
  std::set<RecordId> held_files_;                   // and held by the council
  std::vector<RecordHeader> begun_;                 // plans of children begun on a tablet
  std::vector<bool> is_parted_;
  std::vector<bool> is_older_;  // runs a program from before P43
  std::deque<Message> network_;
  std::vector<RecordHeader> records_;
  std::size_t in_use_ = 0;  // the first so many of them
  std::string trace_;
  std::string failure_;
};

}  // namespace homeward::sim
