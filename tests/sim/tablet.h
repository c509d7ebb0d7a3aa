// A tablet: a disk, the real SQLite store over it and the real client over that.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <functional>
#include <memory>
#include <string>

#include "sync/sqlite_store.h"
#include "tests/sim/dice.h"
#include "tests/sim/disk.h"
#include "wasm/client.h"

namespace homeward::sim {

using Json = boost::json::value;
using JsonArgs = boost::json::object;

class Tablet {
 public:
  struct Owner {
    UserId user;
    Origin origin;
    Role role = Role::interviewer;
  };
  // As it comes from the shelf: an empty database with its origin. `encrypted`: as the
  // tablet's is, through wasm/database.h; else plain, which is faster.
  Tablet(const Owner& owner, bool encrypted, std::uint64_t seed, std::function<Instant()> now);

  // Begins over what is on the disk.
  Result<void> open();
  void close();
  bool is_open() const { return client_ != nullptr; }
  // Begins anew over another tablet's disk.
  Result<void> become(const Disk::Image& image);

  // An answer of the client: {"ok", ...}.
  Json ask(std::string_view name, const JsonArgs& args);
  Client& client() { return *client_; }
  ClientStore& store() { return *store_; }
  const ClientStore& store() const { return *store_; }
  Disk& disk() { return disk_; }
  const Disk& disk() const { return disk_; }
  bool is_encrypted() const { return encrypted_; }
  // It took another (S11).
  void set_origin(const Origin& origin) { owner_.origin = origin; }
  const Owner& owner() const { return owner_; }
  Instant now() const { return now_(); }

 private:
  Result<std::unique_ptr<Database>> open_database();

  Owner owner_;
  bool encrypted_;
  Disk disk_;
  Dice random_;
  std::function<Instant()> now_;
  std::unique_ptr<SqliteClientStore> store_;
  std::unique_ptr<Client> client_;
};

}  // namespace homeward::sim
