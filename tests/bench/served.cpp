#include "tests/bench/served.h"

#include "tests/bench/device.h"

namespace homeward::bench {

Result<Served> served(const Workload& workload, const std::string& program,
                      const std::string& folder) {
  const std::string data = folder + "/server";
  HW_TRY(receipt_key, prepare_server(data, workload));
  HW_TRY(server, ServerProgram::start(program, data));
  for (const auto& [name, who] : {std::pair("a", workload.a), std::pair("b", workload.b)}) {
    const std::string file = folder + "/" + name + ".db";
    HW_TRY(device, Device::make(file, who.origin, server.port(), name, receipt_key));
    HW_CHECK(device->write(workload.changes));
    HW_CHECK(device->push());
  }
  return Served{std::move(server), std::move(receipt_key)};
}

}  // namespace homeward::bench
