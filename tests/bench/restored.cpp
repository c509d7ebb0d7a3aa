#include "tests/bench/restored.h"

#include <algorithm>
#include <filesystem>

#include "tests/bench/device.h"
#include "tests/bench/server_program.h"

namespace homeward::bench {
namespace {

namespace fs = std::filesystem;

Origin origin_of(const std::string& name) {
  return Origin::of(digest("bench restored", {name}).view().substr(0, 16));
}

class Restoring {
 public:
  Restoring(const Workload& workload, const std::string& program, const std::string& folder)
      : workload_(workload), program_(program), folder_(folder), data_(folder + "/server") {}

  Result<Measures> run() {
    HW_TRY(key, prepare_server(data_, workload_));
    HW_TRY(first, ServerProgram::start(program_, data_));
    port_ = first.port();
    HW_TRY(device, Device::make(folder_ + "/a.db", workload_.a.origin, port_, "a", key));
    HW_CHECK(device->write(workload_.changes));
    HW_CHECK(device->push());
    { const ServerProgram stopped = std::move(first); }
    fs::copy(data_, folder_ + "/older", fs::copy_options::recursive);
    HW_CHECK(send_delta(*device));
    fs::remove_all(data_);
    fs::rename(folder_ + "/older", data_);
    HW_TRY(again, ServerProgram::start(program_, data_, port_));
    HW_ASSERT(again.port() == port_);
    HW_CHECK(device->pull());
    HW_TRY(other, Device::make(folder_ + "/b.db", origin_of("b"), port_, "b", key));
    HW_CHECK(other->pull());
    Measures measures;
    HW_TRY(count, fields_back(*other));
    measures.set("restored_fields_count", static_cast<double>(count));
    return measures;
  }

 private:
  Result<void> send_delta(Device& device) {
    HW_TRY(server, ServerProgram::start(program_, data_, port_));
    HW_ASSERT(server.port() == port_);
    HW_CHECK(device.write(workload_.delta));
    return device.push();
  }

  Result<std::size_t> fields_back(const Device& device) const {
    std::size_t count = 0;
    for (const Change& change : workload_.delta) {
      HW_TRY(record, device.store().record(change.record.id));
      for (const Version& version : change.versions) {
        count += record && shows(*record, version) ? 1 : 0;
      }
    }
    return count;
  }

  static bool shows(const Record& record, const Version& version) {
    const auto& heads = record.heads(version.field);
    return std::any_of(heads.begin(), heads.end(),
                       [&](const Head& head) { return head.version.value == version.value; });
  }

  const Workload& workload_;
  std::string program_;
  std::string folder_;
  std::string data_;
  std::uint16_t port_ = 0;
};

}  // namespace

Result<Measures> restored_measures(const Workload& workload, const std::string& program,
                                   const std::string& folder) {
  return Restoring(workload, program, folder).run();
}

}  // namespace homeward::bench
