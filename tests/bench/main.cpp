// The native bench. tests/bench/run.mjs calls it several times and takes medians:
//
//   homeward_bench changes WORKLOAD OUT            the workload's changes, for merging
//   homeward_bench merge CHANGES FOLDER            no network
//   homeward_bench exchange WORKLOAD PROGRAM FOLDER   with a real homewardd
//   homeward_bench restored WORKLOAD PROGRAM FOLDER   the same, put back to an older copy
//   homeward_bench supervisors WORKLOAD PROGRAM FOLDER COUNT   as many new tablets at once
//   homeward_bench crowd WORKLOAD PROGRAM FOLDER TABLETS ROUNDS   many, who come back often
//   homeward_bench serve WORKLOAD PROGRAM FOLDER   says its port; ends when its input does
//   homeward_bench evaluate CASELOAD               what is owed for made-up children
//
// Each other prints one JSON object of measures. FOLDER is new or empty.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <limits>
#include <optional>
#include <tuple>

#include "sync/memory_store.h"
#include "sync/sqlite_store.h"
#include "tests/bench/caseload.h"
#include "tests/bench/crowd.h"
#include "tests/bench/exchange.h"
#include "tests/bench/measures.h"
#include "tests/bench/merge.h"
#include "tests/bench/restored.h"
#include "tests/bench/served.h"
#include "tests/bench/supervisors.h"

namespace homeward::bench {
namespace {

// As many as a page of a mebibyte holds, about.
constexpr std::size_t batch = 500;
constexpr int evaluations = 20;
constexpr int caseloads = 5;

Bytes read_file(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

Result<void> write_changes(const std::string& workload_file, const std::string& out) {
  std::vector<Bytes> changes;
  for (const Change& change : read_workload(read_file(workload_file)).changes) {
    changes.push_back(encode(change));
  }
  std::ofstream file(out, std::ios::binary);
  file << encode(changes);
  file.close();
  return file ? Result<void>() : Error{Code::full, out + ": cannot be written"};
}

// A second.
struct Rates {
  double versions;
  double changes;
};

Result<Rates> merge_rate(ClientStore& store, const std::vector<Bytes>& changes,
                         std::size_t batch_size) {
  const Stopwatch watch;
  HW_TRY(merged, merge(store, changes, batch_size));
  const double seconds = watch.ms() / 1000;
  return Rates{static_cast<double>(merged.versions) / seconds,
               static_cast<double>(merged.changes) / seconds};
}

Result<Rates> sqlite_merge_rate(const std::string& file, const std::vector<Bytes>& changes) {
  HW_TRY(database, Database::open(file, Database::Access::write));
  HW_TRY(store, SqliteClientStore::open(std::move(database)));
  return merge_rate(*store, changes, batch);
}

Result<void> measure_merge(const std::string& changes_file, const std::string& folder) {
  HW_TRY(changes, decode<std::vector<Bytes>>(read_file(changes_file)));
  Measures measures;
  MemoryClientStore memory;
  HW_TRY(in_memory, merge_rate(memory, changes, changes.size()));
  measures.set("merge_memory_per_s", in_memory.versions);
  HW_TRY(volatile_rate, sqlite_merge_rate(":memory:", changes));
  measures.set("merge_sqlite_memory_per_s", volatile_rate.versions);
  HW_TRY(durable_rate, sqlite_merge_rate(folder + "/merge.db", changes));
  measures.set("merge_sqlite_durable_per_s", durable_rate.versions);
  measures.set("merge_changes_per_s", durable_rate.changes);
  measures.print(std::cout);
  return {};
}

// With a real homewardd; nothing where the words are none of these.
std::optional<Result<Measures>> with_server(const std::vector<std::string>& words) {
  if (words.size() < 4) {
    return std::nullopt;
  }
  const auto& [what, program, folder] = std::tie(words[0], words[2], words[3]);
  const auto workload = [&] { return read_workload(read_file(words[1])); };
  const auto number = [&](std::size_t at) { return std::stoul(words[at]); };
  if (what == "exchange" && words.size() == 4) {
    return exchange_measures(workload(), program, folder);
  }
  if (what == "restored" && words.size() == 4) {
    return restored_measures(workload(), program, folder);
  }
  if (what == "supervisors" && words.size() == 5) {
    return supervisors_measures(workload(), program, folder, number(4));
  }
  if (what == "crowd" && words.size() == 6) {
    return crowd_measures(workload(), program, folder, number(4), number(5));
  }
  return std::nullopt;
}

Result<void> measure_evaluation(const std::string& caseload_file) {
  HW_TRY(caseload, Caseload::read(read_file(caseload_file)));
  Measures measures;
  double slowest_ms = 0;
  for (std::size_t child = 0; child < often; ++child) {
    caseload.evaluate(child, child + 1);  // once unmeasured, so that its facts are at hand
    const Stopwatch watch;
    for (int time = 0; time < evaluations; ++time) {
      caseload.evaluate(child, child + 1);
    }
    slowest_ms = std::max(slowest_ms, watch.ms() / evaluations);
  }
  measures.set("evaluate_child_ms", slowest_ms);
  double least_ms = std::numeric_limits<double>::max();
  std::size_t obligations = 0;
  for (int time = 0; time < caseloads; ++time) {
    const Stopwatch watch;
    obligations = caseload.evaluate(often, caseload.size());
    least_ms = std::min(least_ms, watch.ms());
  }
  measures.set("evaluate_caseload_ms", least_ms);
  measures.set("evaluate_obligations_count", static_cast<double>(obligations));
  measures.print(std::cout);
  return {};
}

Result<void> serve(const std::vector<std::string>& words) {
  HW_TRY(all, served(read_workload(read_file(words[1])), words[2], words[3]));
  std::cout << all.server.port() << std::endl;
  std::cin.get();
  return {};
}

Result<void> run(const std::vector<std::string>& words) {
  if (words.size() == 3 && words[0] == "changes") {
    return write_changes(words[1], words[2]);
  }
  if (words.size() == 3 && words[0] == "merge") {
    return measure_merge(words[1], words[2]);
  }
  if (words.size() == 2 && words[0] == "evaluate") {
    return measure_evaluation(words[1]);
  }
  if (words.size() == 4 && words[0] == "serve") {
    return serve(words);
  }
  if (const auto measured = with_server(words)) {
    HW_TRY(measures, *measured);
    measures.print(std::cout);
    return {};
  }
  return Error{Code::bad_input,
               "not so called: see the head of its source; ./dev bench calls this"};
}

}  // namespace
}  // namespace homeward::bench

int main(int argc, char** argv) {
  const auto done = homeward::bench::run(std::vector<std::string>(argv + 1, argv + argc));
  if (!done.ok()) {
    std::cerr << "homeward_bench: " << done.error().detail << "\n";
    return 1;
  }
  return 0;
}
