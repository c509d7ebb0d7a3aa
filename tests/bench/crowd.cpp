#include "tests/bench/crowd.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <random>
#include <thread>

#include "server/http/limits.h"
#include "tests/bench/device.h"
#include "tests/bench/notices.h"
#include "tests/bench/server_program.h"
#include "tests/bench/together.h"

namespace homeward::bench {
namespace {

constexpr std::size_t people_min = 20;
constexpr std::uint64_t answers_each = 5;
constexpr unsigned tries_max = 12;

// A person has as many pages open as the server lets them.
std::size_t people_of(std::size_t devices) {
  const std::size_t pages = http::Limits().notice_sockets_per_key_max;
  return std::max(people_min, (devices + pages - 1) / pages);
}

Origin origin_of(std::size_t number) {
  const Digest name = digest("bench crowd", {std::to_string(number)});
  return Origin::of(name.view().substr(0, 16));
}

// Their own answer to a question of each of some records they may see, each time the same, in
// place of what they said there before.
std::vector<Change> answers_of(const std::vector<Change>& of_their_children, const Origin& origin,
                               const UserId& author, std::uint64_t first) {
  std::vector<Change> changes;
  for (std::uint64_t at = 0; at < answers_each; ++at) {
    Change change = of_their_children[(origin.octets[0] + at * 31) % of_their_children.size()];
    change.origin = origin;
    change.number = first + at;
    change.author = author;
    change.versions.resize(1);
    change.versions[0].seen.clear();
    if (change.number > answers_each) {
      change.versions[0].seen = {{origin, change.number - answers_each, change.versions[0].field}};
    }
    changes.push_back(std::move(change));
  }
  return changes;
}

class Crowd {
 public:
  Crowd(const Workload& workload, const ServerProgram& server, Bytes receipt_key,
        std::size_t devices)
      : workload_(workload),
        server_(server),
        receipt_key_(std::move(receipt_key)),
        people_(people_of(devices)),
        notices_(server.port()) {}

  Result<Measures> run(std::size_t devices, std::size_t rounds) {
    HW_TRY(first, Device::make(":memory:", workload_.a.origin, server_.port(), "a", receipt_key_));
    HW_CHECK(first->write(workload_.changes));
    HW_CHECK(first->push());
    const auto person = person_of_child(workload_, people_);
    for (const Change& change : workload_.changes) {
      of_person_[person.at(change.record.child)].push_back(change);
    }
    for (std::size_t number = 0; number < devices; ++number) {
      HW_CHECK(add_device(number));
      HW_CHECK(notices_.open(devices_.back()->cookie()));
    }
    notices_.listen();
    measures_.set("crowd_devices_count", static_cast<double>(devices));
    HW_CHECK(all_at_once("crowd"));
    measures_.set("crowd_first_bytes", static_cast<double>(server_.memory_kb()) * 1024);
    const Stopwatch since;
    double minutes = 1;
    for (std::size_t round = 0; round < rounds; ++round) {
      HW_CHECK(all_at_once("crowd_again"));
      if (since.ms() >= minutes * 60'000) {
        std::fprintf(stderr, "after %.0f min, %zu rounds: server %.1f MB\n", minutes++, round + 1,
                     static_cast<double>(server_.memory_kb()) / 1000);
      }
    }
    measures_.set("crowd_last_bytes", static_cast<double>(server_.memory_kb()) * 1024);
    measures_.set("crowd_done_count", static_cast<double>(done_ / (rounds + 1)));
    measures_.set("crowd_listening_count", static_cast<double>(notices_.open_count()));
    measures_.set("crowd_notices_count", static_cast<double>(notices_.heard_count()));
    measures_.set("crowd_refused_count", static_cast<double>(refused_.load()));
    return std::move(measures_);
  }

 private:
  // The first of each person signs in; the others share its session.
  Result<void> add_device(std::size_t number) {
    const Origin origin = origin_of(number);
    if (number >= people_) {
      HW_TRY(device, devices_[number % people_]->beside(":memory:", origin));
      devices_.push_back(std::move(device));
      return {};
    }
    HW_TRY(device, Device::make(":memory:", origin, server_.port(),
                                "person-" + std::to_string(number), receipt_key_));
    devices_.push_back(std::move(device));
    return {};
  }

  Result<void> all_at_once(const std::string& name) {
    const Stopwatch watch;
    HW_TRY(waited, together(devices_.size(), [&](std::size_t number) {
             return come_back(*devices_[number], number);
           }));
    measures_.set(name + "_ms", watch.ms());
    measures_.set(name + "_longest_ms", *std::max_element(waited.begin(), waited.end()));
    return {};
  }

  // Writes, sends all of it and receives all there is.
  Result<void> come_back(Device& device, std::size_t number) {
    const Origin origin = origin_of(number);
    HW_TRY(before, device.store().origin_state(origin));
    const std::size_t person = number % people_;
    HW_CHECK(device.write(
        answers_of(of_person_.at(person), origin, person_id(person), before.number + 1)));
    std::mt19937 dice(static_cast<unsigned>(number));
    for (unsigned attempt = 0; attempt < tries_max; ++attempt) {
      const Result<void> done = device.pull();
      if (done.ok()) {
        HW_TRY(state, device.store().state());
        if (state.confirmed_number() != before.number + answers_each) {
          return Error{Code::corrupt, "an answer has no receipt"};
        }
        ++done_;
        return {};
      }
      ++refused_;
      std::this_thread::sleep_for(
          std::chrono::milliseconds(Backoff().next_delay_ms(attempt, dice())));
    }
    return Error{Code::unavailable, "a tablet was refused too often"};
  }

  const Workload& workload_;
  const ServerProgram& server_;
  Bytes receipt_key_;
  std::map<std::size_t, std::vector<Change>> of_person_;
  std::vector<std::unique_ptr<Device>> devices_;
  const std::size_t people_;
  Notices notices_;
  Measures measures_;
  std::atomic<std::uint64_t> refused_ = 0;
  std::atomic<std::uint64_t> done_ = 0;  // over all rounds
};

}  // namespace

Result<Measures> crowd_measures(const Workload& workload, const std::string& program,
                                const std::string& folder, std::size_t devices,
                                std::size_t rounds) {
  const std::string server_folder = folder + "/server";
  HW_TRY(receipt_key, prepare_server(server_folder, workload, people_of(devices)));
  HW_TRY(server, ServerProgram::start(program, server_folder));
  HW_TRY(measures, Crowd(workload, server, receipt_key, devices).run(devices, rounds));
  measures.set("crowd_peak_bytes", static_cast<double>(server.peak_memory_kb()) * 1024);
  return std::move(measures);
}

}  // namespace homeward::bench
