#include "tests/bench/crowd.h"

#include <algorithm>
#include <atomic>
#include <barrier>
#include <mutex>
#include <random>
#include <thread>

#include "tests/bench/device.h"
#include "tests/bench/server_program.h"

namespace homeward::bench {
namespace {

constexpr std::size_t people = 20;
constexpr std::uint64_t answers_each = 5;
constexpr unsigned tries_max = 12;

Origin origin_of(std::size_t number) {
  const Digest name = digest("bench crowd", {std::to_string(number)});
  return Origin::of(name.view().substr(0, 16));
}

// Their own answer to a question of each of some records they may see.
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
    changes.push_back(std::move(change));
  }
  return changes;
}

class Crowd {
 public:
  Crowd(const Workload& workload, const ServerProgram& server, Bytes receipt_key)
      : workload_(workload), server_(server), receipt_key_(std::move(receipt_key)) {}

  Result<Measures> run(std::size_t devices, std::size_t rounds) {
    HW_TRY(first, Device::make(":memory:", workload_.a.origin, server_.port(), "a", receipt_key_));
    HW_CHECK(first->write(workload_.changes));
    HW_CHECK(first->push());
    for (const Change& change : workload_.changes) {
      of_person_[person_of(change.record.child, people)].push_back(change);
    }
    for (std::size_t number = 0; number < devices; ++number) {
      HW_CHECK(add_device(number));
    }
    measures_.set("crowd_devices_count", static_cast<double>(devices));
    HW_CHECK(all_at_once("crowd"));
    measures_.set("crowd_first_bytes", static_cast<double>(server_.memory_kb()) * 1024);
    for (std::size_t round = 0; round < rounds; ++round) {
      HW_CHECK(all_at_once("crowd_again"));
    }
    measures_.set("crowd_last_bytes", static_cast<double>(server_.memory_kb()) * 1024);
    measures_.set("crowd_refused_count", static_cast<double>(refused_.load()));
    return std::move(measures_);
  }

 private:
  // The first of each person signs in; the others share its session.
  Result<void> add_device(std::size_t number) {
    const Origin origin = origin_of(number);
    if (number >= people) {
      HW_TRY(device, devices_[number % people]->beside(":memory:", origin));
      devices_.push_back(std::move(device));
      return {};
    }
    HW_TRY(device, Device::make(":memory:", origin, server_.port(),
                                "person-" + std::to_string(number), receipt_key_));
    devices_.push_back(std::move(device));
    return {};
  }

  Result<void> all_at_once(const std::string& name) {
    std::barrier together(static_cast<std::ptrdiff_t>(devices_.size()));
    std::vector<std::thread> threads;
    std::vector<double> waited(devices_.size());
    const Stopwatch watch;
    for (std::size_t number = 0; number < devices_.size(); ++number) {
      threads.emplace_back([&, number] {
        together.arrive_and_wait();
        const Stopwatch own;
        note(come_back(*devices_[number], number));
        waited[number] = own.ms();
      });
    }
    for (std::thread& thread : threads) {
      thread.join();
    }
    measures_.set(name + "_ms", watch.ms());
    measures_.set(name + "_longest_ms", *std::max_element(waited.begin(), waited.end()));
    const std::scoped_lock lock(mutex_);
    return failed_ ? Result<void>(*failed_) : Result<void>();
  }

  // Writes, sends all of it and receives all there is.
  Result<void> come_back(Device& device, std::size_t number) {
    const Origin origin = origin_of(number);
    HW_TRY(before, device.store().origin_state(origin));
    const std::size_t person = number % people;
    HW_CHECK(device.write(
        answers_of(of_person_.at(person), origin, person_id(person), before.number + 1)));
    std::mt19937 dice(static_cast<unsigned>(number));
    for (unsigned attempt = 0; attempt < tries_max; ++attempt) {
      const Result<void> done = device.pull();
      if (done.ok()) {
        HW_TRY(state, device.store().state());
        return state.confirmed_number() == before.number + answers_each
                   ? Result<void>()
                   : Result<void>(Error{Code::corrupt, "an answer has no receipt"});
      }
      ++refused_;
      std::this_thread::sleep_for(
          std::chrono::milliseconds(Backoff().next_delay_ms(attempt, dice())));
    }
    return Error{Code::unavailable, "a tablet was refused too often"};
  }

  void note(const Result<void>& done) {
    const std::scoped_lock lock(mutex_);
    if (!done.ok() && !failed_) {
      failed_ = done.error();
    }
  }

  const Workload& workload_;
  const ServerProgram& server_;
  Bytes receipt_key_;
  std::map<std::size_t, std::vector<Change>> of_person_;
  std::vector<std::unique_ptr<Device>> devices_;
  Measures measures_;
  std::atomic<std::uint64_t> refused_ = 0;
  std::mutex mutex_;
  std::optional<Error> failed_;
};

}  // namespace

Result<Measures> crowd_measures(const Workload& workload, const std::string& program,
                                const std::string& folder, std::size_t devices,
                                std::size_t rounds) {
  const std::string server_folder = folder + "/server";
  HW_TRY(receipt_key, prepare_server(server_folder, workload, people));
  HW_TRY(server, ServerProgram::start(program, server_folder));
  HW_TRY(measures, Crowd(workload, server, receipt_key).run(devices, rounds));
  measures.set("crowd_peak_bytes", static_cast<double>(server.peak_memory_kb()) * 1024);
  return std::move(measures);
}

}  // namespace homeward::bench
