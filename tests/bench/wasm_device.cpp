// A tablet's client in WebAssembly, in SQLite in memory; Node is its network
// (tests/bench/wasm.mjs).
#include <cstdlib>

#include "sync/client.h"
#include "sync/sqlite_store.h"

namespace homeward::bench {
namespace {

struct Tablet {
  std::unique_ptr<SqliteClientStore> store;
  std::unique_ptr<SyncClient> client;
  Bytes request;
  Bytes fault;
};

Tablet& tablet() {
  static Tablet made;
  return made;
}

Result<void> begin(BytesView origin) {
  HW_TRY(database, Database::open(":memory:", Database::Access::write));
  HW_TRY(store, SqliteClientStore::open(std::move(database)));
  HW_TRY(transaction, Transaction::begin(*store));
  ClientState state;
  state.origin = Origin::of(origin);
  HW_CHECK(store->put_state(state));
  HW_CHECK(transaction.commit());
  tablet().store = std::move(store);
  tablet().client = std::make_unique<SyncClient>(*tablet().store);
  return {};
}

// The pages of its database. A browser's pages each keep 32 octets for the cipher.
Result<double> store_octets() {
  double octets = 1;
  for (const char* part : {"PRAGMA page_count", "PRAGMA page_size"}) {
    Query query(tablet().store->database(), part);
    HW_TRY(is_there, query.next());
    HW_ASSERT(is_there);
    octets *= static_cast<double>(query.number(0));
  }
  return octets;
}

Instant at(double ms) {
  return {static_cast<std::int64_t>(ms)};
}

template <class T>
int told(const Result<T>& done, int value) {
  tablet().fault = done.ok() ? "" : done.error().detail;
  return done.ok() ? value : -1;
}

}  // namespace
}  // namespace homeward::bench

extern "C" {

// An empty tablet with this origin of 16 octets. Each gives -1 after a fault.
int bench_begin(const char* origin, std::size_t size) {
  return homeward::bench::told(homeward::bench::begin({origin, size}), 0);
}

// Its size; bench_request_octets() says where it is.
int bench_request(double now_ms) {
  auto& tablet = homeward::bench::tablet();
  auto request = tablet.client->request(homeward::bench::at(now_ms), {});
  const int size = request.ok() ? static_cast<int>(request.value().size()) : -1;
  if (request.ok()) {
    tablet.request = request.value();
  }
  return homeward::bench::told(request, size);
}

const char* bench_request_octets() {
  return homeward::bench::tablet().request.data();
}

// Of an answer before it is taken: the size of what to send meanwhile, 0 where nothing is.
int bench_request_ahead(const char* answer, std::size_t size, double now_ms) {
  auto& tablet = homeward::bench::tablet();
  auto ahead = tablet.client->request_ahead({answer, size}, homeward::bench::at(now_ms));
  const int octets = ahead.ok() ? static_cast<int>(ahead.value().size()) : -1;
  if (ahead.ok()) {
    tablet.request = ahead.value();
  }
  return homeward::bench::told(ahead, octets);
}

// 1 where more is to come, 2 where it was asked for.
int bench_take(const char* answer, std::size_t size, double sent_ms, double received_ms) {
  using homeward::bench::at;
  const auto taken =
      homeward::bench::tablet().client->take({answer, size}, at(sent_ms), at(received_ms));
  const bool is_asked = taken.ok() && taken.value().is_next_asked;
  return homeward::bench::told(taken, is_asked ? 2 : taken.ok() && taken.value().more ? 1 : 0);
}

// What its store takes; negative after a fault.
double bench_store_octets() {
  const auto octets = homeward::bench::store_octets();
  return octets.ok() ? octets.value() : homeward::bench::told(octets, 0);
}

void bench_free(void* octets) {
  std::free(octets);
}

const char* bench_tablet_fault() {
  return homeward::bench::tablet().fault.c_str();
}
}
