// Merging, the policy engine and the lists made of it, in WebAssembly (tests/bench/wasm.mjs). The
// module holds the changes and the caseload, so that only the work is timed; a fresh store each
// time.
#include <cstdlib>
#include <optional>

#include "sync/memory_store.h"
#include "sync/sqlite_store.h"
#include "tests/bench/caseload.h"
#include "tests/bench/lists.h"
#include "tests/bench/merge.h"

namespace homeward::bench {
namespace {

constexpr std::size_t batch = 500;  // as main.cpp has it

std::vector<Bytes>& changes() {
  static std::vector<Bytes> read;
  return read;
}

std::optional<Caseload>& caseload() {
  static std::optional<Caseload> read;
  return read;
}

std::unique_ptr<Lists>& lists() {
  static std::unique_ptr<Lists> filled;
  return filled;
}

Bytes& fault() {
  static Bytes said;
  return said;
}

Result<Merged> merge_in_memory() {
  MemoryClientStore store;
  return merge(store, changes(), changes().size());
}

Result<Merged> merge_in_sqlite() {
  HW_TRY(database, Database::open(":memory:", Database::Access::write));
  HW_TRY(store, SqliteClientStore::open(std::move(database)));
  return merge(*store, changes(), batch);
}

}  // namespace
}  // namespace homeward::bench

extern "C" {

void* bench_allocate(std::size_t octets) {
  return std::malloc(octets);
}

// The file that `homeward_bench changes` writes. 0 when it was read.
int bench_read(const char* octets, std::size_t size) {
  auto read = homeward::decode<std::vector<homeward::Bytes>>({octets, size});
  if (!read.ok()) {
    homeward::bench::fault() = read.error().detail;
    return 1;
  }
  homeward::bench::changes() = std::move(read).value();
  return 0;
}

// Versions merged, into SQLite or a memory store; -1 after a fault.
double bench_merge(int into_sqlite) {
  auto merged =
      into_sqlite != 0 ? homeward::bench::merge_in_sqlite() : homeward::bench::merge_in_memory();
  if (!merged.ok()) {
    homeward::bench::fault() = merged.error().detail;
    return -1;
  }
  return static_cast<double>(merged.value().versions);
}

// The lines of tests/bench/caseload.mjs. How many children there are; -1 after a fault.
int bench_read_caseload(const char* lines, std::size_t size) {
  auto read = homeward::bench::Caseload::read({lines, size});
  if (!read.ok()) {
    homeward::bench::fault() = read.error().detail;
    return -1;
  }
  homeward::bench::caseload() = std::move(read).value();
  return static_cast<int>(homeward::bench::caseload()->size());
}

// Obligations of the children in [from, to).
unsigned bench_evaluate(unsigned from, unsigned to) {
  return static_cast<unsigned>(homeward::bench::caseload()->evaluate(from, to));
}

// How many children were read and judged for the lists of so many of them, from scratch; -1
// after a fault. Those of the same number are filled once.
int bench_make_lists(unsigned children) {
  auto& lists = homeward::bench::lists();
  if (lists == nullptr) {
    auto filled = homeward::bench::Lists::of(children);
    if (!filled.ok()) {
      homeward::bench::fault() = filled.error().detail;
      return -1;
    }
    lists = std::move(filled).value();
  }
  const std::uint64_t before = lists->made();
  const auto made = lists->make_from_scratch();
  homeward::bench::fault() = made.ok() ? "" : made.error().detail;
  return made.ok() ? static_cast<int>(lists->made() - before) : -1;
}

// The same, after an answer about this child was written.
int bench_change_one(unsigned child) {
  auto& lists = homeward::bench::lists();
  const std::uint64_t before = lists->made();
  const auto made = lists->make_after_a_change(child);
  homeward::bench::fault() = made.ok() ? "" : made.error().detail;
  return made.ok() ? static_cast<int>(lists->made() - before) : -1;
}

const char* bench_fault() {
  return homeward::bench::fault().c_str();
}
}
