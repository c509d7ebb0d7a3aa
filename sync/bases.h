// The changes of a store, as bases of what is packed and unpacked (core/record/pack.h).
#pragma once

#include <map>
#include <optional>
#include <utility>

#include "core/record/pack.h"
#include "sync/store.h"

namespace homeward {

// All that are here: for unpacking. A Snapshot from the first that is asked for.
class StoreBases : public Bases {
 public:
  explicit StoreBases(const Store& store) : store_(store) {}
  const Change* find(const Change& change, const Origin& origin, std::uint64_t number) override;

 protected:
  // Null where it is not here, or the store cannot be read: then it comes whole.
  const PlacedChange* known(const Origin& origin, std::uint64_t number);

 private:
  const Store& store_;
  std::optional<Snapshot> snapshot_;
  bool can_read_ = false;
  std::map<std::pair<Origin, std::uint64_t>, std::optional<PlacedChange>> known_;
};

// For unpacking at the server what `user` pushed: only what they may see, since what is put
// together from it is shown to its author, taken or refused (S2, S7).
class VisibleBases : public StoreBases {
 public:
  VisibleBases(const ServerStore& store, const UserId& user)
      : StoreBases(store), server_(store), user_(user) {}
  const Change* find(const Change& change, const Origin& origin, std::uint64_t number) override;

 private:
  const ServerStore& server_;
  UserId user_;
  std::map<RecordId, bool> visible_;
};

// What the server has of a device's changes: others' came from it, its own up to the
// newest receipt.
class HeldBases : public StoreBases {
 public:
  HeldBases(const Store& store, const Origin& own, std::uint64_t confirmed)
      : StoreBases(store), own_(own), confirmed_(confirmed) {}
  const Change* find(const Change& change, const Origin& origin, std::uint64_t number) override;

 private:
  Origin own_;
  std::uint64_t confirmed_;
};

// What a device has that is sent `change`: of its record, all that came to the server
// before. One right shows a whole record, so they were sent, or are its own.
class SentBases : public StoreBases {
 public:
  using StoreBases::StoreBases;
  const Change* find(const Change& change, const Origin& origin, std::uint64_t number) override;
};

}  // namespace homeward
