// recovery: giving a worker the key of a tablet whose passphrase is forgotten (T2).
#include "server/recovery.h"

#include <iostream>

#include "server/cli/shell.h"

namespace homeward::cli {
namespace {

void add_list(CLI::App& group, Shell& shell) {
  on(group.add_subcommand("list", "Requests that wait for an administrator"), shell, [&shell] {
    return read(shell, [](ServerDatabase& db) -> Result<void> {
      HW_TRY(waiting, db.accounts().recoveries_waiting());
      for (const RecoveryRequest& request : waiting) {
        std::cout << request.id.hex() << "  " << to_string(request.at) << "  "
                  << name_of(db.accounts(), request.user) << "  tablet " << request.origin.hex()
                  << "\n";
      }
      return {};
    });
  });
}

void add_approve(CLI::App& group, Shell& shell) {
  auto* approve = group.add_subcommand(
      "approve", "Approve a request, once you know that the person is who they say");
  auto id = std::make_shared<std::string>();
  auto by = std::make_shared<std::string>();
  approve->add_option("ID", *id, "As `recovery list` gives it")->required();
  approve->add_option("--by", *by, "The administrator's username")->required();
  on(approve, shell, [&shell, id, by]() -> Result<void> {
    HW_TRY(request, RecordId::parse(*id));
    return write(shell, [&](ServerDatabase& db) -> Result<void> {
      HW_TRY(authority, load_authority(db.store()));
      HW_TRY(administrator, account_named(db, *by));
      return approve_recovery(db, authority, request, administrator, shell.now);
    });
  });
}

}  // namespace

void add_recovery(CLI::App& app, Shell& shell) {
  auto* group = app.add_subcommand("recovery", "Tablets whose passphrase is forgotten");
  group->require_subcommand(1);
  add_list(*group, shell);
  add_approve(*group, shell);
}

}  // namespace homeward::cli
