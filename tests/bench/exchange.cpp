#include "tests/bench/exchange.h"

#include <algorithm>
#include <filesystem>

#include "tests/bench/device.h"
#include "tests/bench/server_program.h"

namespace homeward::bench {
namespace {

constexpr int nothing_new_rounds = 200;

double octets_of(const std::string& file) {
  std::error_code absent;
  const auto size = std::filesystem::file_size(file, absent);
  return absent ? 0 : static_cast<double>(size);
}

class Run {
 public:
  Run(const Workload& workload, std::string folder, std::uint16_t port, Bytes receipt_key)
      : workload_(workload),
        folder_(std::move(folder)),
        port_(port),
        receipt_key_(std::move(receipt_key)) {}

  Result<Measures> run() {
    HW_TRY(a, device("a", workload_.a.origin, "a"));
    HW_TRY(b, device("b", workload_.b.origin, "b"));
    HW_CHECK(a->pull());
    HW_CHECK(b->pull());
    HW_CHECK(work_and_meet(*a, *b));
    HW_TRY(fresh, measure_fresh_pull());
    HW_CHECK(measure_nothing_new(*a));
    HW_CHECK(measure_delta(*a, *b));
    HW_CHECK(count_rivals(*a, *b, *fresh));
    fresh.reset();  // closed, its log is folded into the file
    HW_CHECK(measure_opening());
    measures_.set("store_client_bytes", octets_of(folder_ + "/fresh.db"));
    return std::move(measures_);
  }

 private:
  Result<std::unique_ptr<Device>> device(const std::string& file, const Origin& origin,
                                         const std::string& name) const {
    return Device::make(folder_ + "/" + file + ".db", origin, port_, name, receipt_key_);
  }

  // Time and traffic of `step`, as name_ms, name_up_bytes, name_down_bytes.
  template <class Step>
  Result<void> measure(const std::string& name, const Device& device, Step step) {
    const Traffic before = device.traffic();
    const Stopwatch watch;
    HW_CHECK(step());
    sum(name + "_ms", watch.ms());
    const Traffic traffic = device.traffic() - before;
    sum(name + "_up_bytes", static_cast<double>(traffic.up));
    sum(name + "_down_bytes", static_cast<double>(traffic.down));
    return {};
  }

  void sum(const std::string& name, double more) {
    sums_[name] += more;
    measures_.set(name, sums_[name]);
  }

  // Only what they push is measured. Nobody has seen what the council does not hold.
  Result<void> work_and_meet(Device& a, Device& b) {
    std::size_t before = 0;
    for (const std::size_t after : workload_.meetings) {
      const auto written = std::span(workload_.changes).subspan(before, after - before);
      before = after;
      HW_CHECK(a.write(written));
      HW_CHECK(b.write(written));
      HW_CHECK(measure("push", a, [&] { return a.push(); }));
      HW_CHECK(measure("push", b, [&] { return b.push(); }));
      HW_CHECK(a.pull());
      HW_CHECK(b.pull());
    }
    return {};
  }

  Result<std::unique_ptr<Device>> measure_fresh_pull() {
    const Digest name = digest("bench origin", {"fresh"});
    HW_TRY(fresh, device("fresh", Origin::of(name.view().substr(0, 16)), "a"));
    HW_CHECK(measure("pull", *fresh, [&] { return fresh->pull(); }));
    return std::move(fresh);
  }

  Result<void> measure_nothing_new(Device& a) {
    std::vector<double> times;
    const Traffic before = a.traffic();
    for (int i = 0; i < nothing_new_rounds; ++i) {
      const Stopwatch watch;
      HW_TRY(taken, a.exchange());
      HW_ASSERT(taken.taken == 0 && !taken.to_verify);
      times.push_back(watch.ms());
    }
    const Traffic traffic = a.traffic() - before;
    std::nth_element(times.begin(), times.begin() + times.size() / 2, times.end());
    measures_.set("nothing_ms", times[times.size() / 2]);
    measures_.set("nothing_up_bytes", static_cast<double>(traffic.up) / nothing_new_rounds);
    measures_.set("nothing_down_bytes", static_cast<double>(traffic.down) / nothing_new_rounds);
    return {};
  }

  Result<void> measure_delta(Device& a, Device& b) {
    HW_CHECK(a.write(workload_.delta));
    HW_CHECK(measure("delta", a, [&] { return a.push(); }));
    return measure("delta_pull", b, [&] { return b.pull(); });
  }

  // Until the device's state is at hand, as at the start of a program.
  Result<void> measure_opening() {
    const Stopwatch watch;
    HW_TRY(database, Database::open(folder_ + "/fresh.db", Database::Access::write));
    HW_TRY(store, SqliteClientStore::open(std::move(database)));
    HW_CHECK(store->state());
    HW_CHECK(store->record(workload_.changes.front().record.id));
    measures_.set("open_ms", watch.ms());
    return {};
  }

  // Also: the three devices show the same.
  Result<void> count_rivals(const Device& a, const Device& b, Device& fresh) {
    HW_CHECK(fresh.pull());
    std::uint64_t kept = 0;
    for (const Contended& field : workload_.contended) {
      HW_TRY(record, fresh.store().record(field.record));
      HW_TRY(of_a, a.store().record(field.record));
      HW_TRY(of_b, b.store().record(field.record));
      if (record != of_a || record != of_b) {
        return Error{Code::corrupt, "two devices show a record differently"};
      }
      kept += record && shows_both(*record, field) ? 1 : 0;
    }
    measures_.set("rivals_kept_count", static_cast<double>(kept));
    measures_.set("rivals_count", static_cast<double>(workload_.contended.size()));
    return {};
  }

  static bool shows_both(const Record& record, const Contended& field) {
    const auto& heads = record.heads(field.field);
    const auto shows = [&](const Value& value) {
      return std::any_of(heads.begin(), heads.end(),
                         [&](const Head& head) { return head.version.value == value; });
    };
    return heads.size() == 2 && record.in_conflict(field.field) && shows(field.by_a) &&
           shows(field.by_b);
  }

  const Workload& workload_;
  std::string folder_;
  std::uint16_t port_;
  Bytes receipt_key_;
  Measures measures_;
  std::map<std::string, double> sums_;
};

}  // namespace

Result<Measures> exchange_measures(const Workload& workload, const std::string& program,
                                   const std::string& folder) {
  const std::string server_folder = folder + "/server";
  HW_TRY(receipt_key, prepare_server(server_folder, workload));
  Measures measures;
  {
    HW_TRY(server, ServerProgram::start(program, server_folder));
    HW_TRY(taken, Run(workload, folder, server.port(), receipt_key).run());
    measures = taken;
    measures.set("server_peak_bytes", static_cast<double>(server.peak_memory_kb()) * 1024);
  }
  measures.set("store_server_bytes", octets_of(server_folder + "/homeward.db"));
  const Stopwatch watch;
  HW_TRY(again, ServerProgram::start(program, server_folder));
  HW_ASSERT(again.port() != 0);
  measures.set("server_open_ms", watch.ms());
  return measures;
}

}  // namespace homeward::bench
