// A machine's disk in memory, under SQLite: the crash file layer of the seeded world.
//
//   Disk disk(seed);
//   Database::open(disk.path("homeward.db"), ...)   // through SQLite's default file layer
//   disk.stop_after(7);   // the machine dies at the seventh storage call from now
//   ... every call from then on fails, until ...
//   disk.start_again(Disk::Fate::power_lost);
//
// What was written since a file's last sync is, where power was lost, dropped, kept,
// torn by sectors or put in another order, as the seed has it. Where only the program
// died, all of it is kept. What was synced always stays. Nothing of the real file
// system is touched. One thread.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "core/base/bytes.h"

namespace homeward::sim {

class Disk {
 public:
  enum class Fate { program_died, power_lost };
  // Files by name, all of them synced.
  using Image = std::map<std::string, Bytes>;

  explicit Disk(std::uint64_t seed);
  ~Disk();
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;

  // What to tell SQLite to open.
  std::string path(const std::string& name) const { return name_ + "/" + name; }

  // The machine stops in the `calls`th write, sync, truncation or deletion from now.
  void stop_after(unsigned calls) { calls_left_ = calls; }
  // From the `calls`th write on nothing more can be written.
  void fill_after(unsigned calls) { writes_left_ = calls; }
  // Neither of the two, from now on.
  void behave();
  bool is_stopped() const { return stopped_; }
  bool was_full() const { return was_full_; }

  // After every connection was closed.
  void start_again(Fate fate);
  Image image() const;
  void put_back(const Image& image);

 private:
  friend struct DiskCalls;
  struct Write {
    std::uint64_t offset = 0;
    Bytes octets;
    bool truncates = false;  // to `offset`
  };
  struct File {
    Bytes now;     // what a read sees
    Bytes synced;  // what a loss of power leaves at least
    std::vector<Write> unsynced;
    std::vector<Bytes> shared;  // the log's index, which is in memory only
  };

  bool goes_on();
  bool has_room();
  void write(File& file, Write write);
  static void apply(Bytes& octets, const Write& write);
  void sync(File& file);
  void lose_power(File& file);
  void tear(Bytes& octets, const Write& write);
  std::uint64_t draw(std::uint64_t below) { return random_() % below; }

  std::string name_;
  std::minstd_rand random_;
  std::map<std::string, std::shared_ptr<File>> files_;
  std::map<std::string, std::shared_ptr<File>> deleted_;  // not synced yet
  std::optional<unsigned> calls_left_;
  std::optional<unsigned> writes_left_;
  bool stopped_ = false;
  bool was_full_ = false;
};

}  // namespace homeward::sim
