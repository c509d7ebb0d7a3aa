// backup, restore: copies of the database, and putting one back.
#include "server/backup.h"

#include <iostream>

#include "server/cli/shell.h"

namespace homeward::cli {
namespace {

void add_back_up(CLI::App& app, Shell& shell) {
  auto* command = app.add_subcommand(
      "backup",
      "Copy the database to a new file while the server runs, and prove the copy. It holds "
      "children's records and the council's keys: keep it as safe as the database");
  auto file = std::make_shared<std::string>();
  command->add_option("FILE", *file, "The new file")->required();
  on(command, shell, [&shell, file]() -> Result<void> {
    HW_CHECK(needs_folder(shell));
    HW_TRY(verified, back_up(shell.folder, *file, shell.now));
    std::cout << *file << ": " << verified.changes << " changes and " << verified.records
              << " records, each proved\n";
    return {};
  });
}

void tell_missing(const Restored& restored) {
  std::cout << "What was there before is kept in " << restored.kept << ".\n"
            << restored.missing
            << " changes received since are not in the backup: each tablet sends its own again "
               "when its user signs in on it.\n";
  if (restored.missing_imports > 0) {
    std::cout << restored.missing_imports
              << " changes imported since are not in it either, and no tablet sends those: import "
                 "the file again.\n";
  }
}

void tell_carried(const Carried& carried) {
  std::cout << carried.accounts << " accounts and " << carried.devices
            << " tablets added since stay. As they were before: " << carried.disabled
            << " accounts stay disabled, " << carried.withdrawn
            << " rights stay withdrawn (`homeward audit` names each), " << carried.passwords
            << " passwords set since stay.\n";
}

void tell(const Restored& restored) {
  std::cout << "The database is as it was at " << to_string(restored.made) << ".\n";
  if (!restored.kept.empty()) {
    tell_missing(restored);
    tell_carried(restored.carried);
  } else {
    std::cout << "No database was here before, so nothing could be carried over: accounts disabled "
                 "and rights withdrawn since the backup hold again, with the passwords of then. "
                 "See to them: homeward user list.\n";
  }
  std::cout << "Everybody signs in again. Allocations given since are to be given again"
            << (restored.kept.empty() ? ", and accounts" : "")
            << ". Work that arrives without them waits in quarantine.\n";
}

void add_restore(CLI::App& app, Shell& shell) {
  auto* command = app.add_subcommand(
      "restore",
      "Put a backup back, while the server runs or where there is no database yet. What is "
      "there is kept beside it, and tablets send again what the backup has not");
  auto file = std::make_shared<std::string>();
  auto by = std::make_shared<std::string>();
  command->add_option("FILE", *file, "A file made by homeward backup")->required();
  add_by(*command, *by);
  on(command, shell, [&shell, file, by]() -> Result<void> {
    HW_CHECK(needs_folder(shell));
    HW_TRY(restored,
           restore(
               shell.folder, *file, [&](ServerDatabase& db) { return doer(db, *by); }, shell.now));
    tell(restored);
    return {};
  });
}

}  // namespace

void add_backup(CLI::App& app, Shell& shell) {
  add_back_up(app, shell);
  add_restore(app, shell);
}

}  // namespace homeward::cli
