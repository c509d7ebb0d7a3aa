#include "tests/bench/supervisors.h"

#include <algorithm>
#include <set>

#include "tests/bench/device.h"
#include "tests/bench/served.h"
#include "tests/bench/together.h"

namespace homeward::bench {
namespace {

using Devices = std::vector<std::unique_ptr<Device>>;

// One of whom no other pulls, then all the others together.
Result<Devices> new_tablets(std::size_t count, const std::string& folder, std::uint16_t port,
                            const Bytes& receipt_key) {
  Devices devices;
  for (std::size_t number = 0; number < count; ++number) {
    const std::string name = "supervisor-" + std::to_string(number);
    const Origin origin = Origin::of(digest("bench supervisor", {name}).view().substr(0, 16));
    const std::string file = folder + "/" + name + ".db";
    HW_TRY(device, devices.empty() ? Device::make(file, origin, port, "a", receipt_key)
                                   : devices.front()->beside(file, origin));
    devices.push_back(std::move(device));
  }
  return devices;
}

std::size_t records_of(const Workload& workload) {
  std::set<RecordId> children;
  for (const Episode& episode : workload.episodes) {
    children.insert(episode.child);
  }
  return children.size() + 2 * workload.episodes.size();
}

// Each answer says how much remains, less each time.
Result<std::size_t> answers_until_all(Device& device) {
  std::size_t answers = 0;
  std::uint64_t remaining = 0;
  for (bool more = true; more; ++answers) {
    HW_TRY(taken, device.exchange());
    HW_ASSERT(answers == 0 || taken.remaining < remaining || !taken.more);
    remaining = taken.remaining;
    more = taken.more;
  }
  return answers;
}

}  // namespace

Result<Measures> supervisors_measures(const Workload& workload, const std::string& program,
                                      const std::string& folder, std::size_t supervisors) {
  HW_TRY(all, served(workload, program, folder));
  HW_TRY(devices, new_tablets(supervisors + 1, folder, all.server.port(), all.receipt_key));
  Measures measures;
  const Stopwatch watch;
  HW_TRY(answers, answers_until_all(*devices.front()));
  measures.set("supervisors_alone_ms", watch.ms());
  measures.set("supervisors_answers_count", static_cast<double>(answers));
  HW_TRY(took, together(supervisors, [&](std::size_t number) -> Result<void> {
           HW_CHECK(answers_until_all(*devices[number + 1]));
           return {};
         }));
  measures.set("supervisors_longest_ms", *std::max_element(took.begin(), took.end()));
  measures.set("supervisors_shortest_ms", *std::min_element(took.begin(), took.end()));
  measures.set("supervisors_records_count", static_cast<double>(records_of(workload)));
  return measures;
}

}  // namespace homeward::bench
