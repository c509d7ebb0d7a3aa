// verify: is the database what was written?
#include <iostream>

#include "server/cli/shell.h"
#include "server/verify.h"

namespace homeward::cli {

void add_check(CLI::App& app, Shell& shell) {
  auto* command =
      app.add_subcommand("verify", "Prove each change, chain and record; lists what is wrong");
  on(command, shell, [&shell] {
    return read(shell, [](ServerDatabase& db) -> Result<void> {
      HW_TRY(verified, verify(db.store()));
      for (const std::string& fault : verified.faults) {
        std::cout << fault << "\n";
      }
      std::cout << verified.origins << " tablets, " << verified.changes << " changes, "
                << verified.records << " records\n";
      if (!verified.faults.empty()) {
        return Error{Code::corrupt,
                     std::to_string(verified.faults.size()) + " faults, listed above"};
      }
      return {};
    });
  });
}

}  // namespace homeward::cli
