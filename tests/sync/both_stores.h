// Both stores, for what both promise (sync/store.h): asked of the memory and the SQLite one.
#pragma once

#include <gtest/gtest.h>

#include <memory>

#include "sync/memory_store.h"
#include "sync/sqlite_store.h"
#include "tests/sync/builders.h"

namespace homeward::test {

struct MemoryStores {
  static std::unique_ptr<ClientStore> client() { return std::make_unique<MemoryClientStore>(); }
  static std::unique_ptr<ServerStore> server() { return std::make_unique<MemoryServerStore>(); }
};

struct SqliteStores {
  static std::unique_ptr<Database> database() {
    return Database::open(":memory:", Database::Access::write).value();
  }
  static std::unique_ptr<ClientStore> client() {
    return SqliteClientStore::open(database()).value();
  }
  static std::unique_ptr<ServerStore> server() {
    return SqliteServerStore::open(database()).value();
  }
};

template <class Write>
void in_transaction(Store& store, Write write) {
  auto transaction = Transaction::begin(store);
  ASSERT_TRUE(transaction.ok()) << transaction.error().detail;
  write();
  auto committed = transaction.value().commit();
  ASSERT_TRUE(committed.ok()) << committed.error().detail;
}

inline Appended append(Store& store, const Change& change) {
  Appended appended;
  in_transaction(store, [&] { appended = store.append(change).value(); });
  return appended;
}

template <class Stores>
class BothStoresTest : public ::testing::Test {
 protected:
  void SetUp() override {
    in_transaction(*client, [&] {
      ClientState state;
      state.origin = origin(1);
      ASSERT_TRUE(client->put_state(state).ok());
    });
  }
  void append_own(const Change& change) {
    in_transaction(*client, [&] { ASSERT_TRUE(client->append_own(change).ok()); });
  }
  void grant(unsigned who, unsigned child, RecordId episode = {}) {
    in_transaction(*server,
                   [&] { ASSERT_TRUE(server->grant(user(who), record_id(child), episode).ok()); });
  }
  void withdraw(unsigned who, unsigned child, RecordId episode = {}) {
    in_transaction(
        *server, [&] { ASSERT_TRUE(server->withdraw(user(who), record_id(child), episode).ok()); });
  }
  Page page(unsigned who, Cursor cursor = {}, std::size_t octets = 1 << 20,
            Origin reader = origin(99)) {
    return server->page(user(who), reader, cursor, octets).value();
  }

  std::unique_ptr<ClientStore> client = Stores::client();
  std::unique_ptr<ServerStore> server = Stores::server();
};

using BothStores = ::testing::Types<MemoryStores, SqliteStores>;

}  // namespace homeward::test
