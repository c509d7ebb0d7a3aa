// rescue: taking in a file of unsent work that a tablet could not send (S7).
#include "server/rescue.h"

#include <iostream>

#include "server/cli/shell.h"

namespace homeward::cli {
namespace {

std::string words_of(ServerDatabase& db, const Rescued& rescued) {
  std::string words =
      std::to_string(rescued.changes) + (rescued.changes == 1 ? " change of " : " changes of ") +
      name_of(db.accounts(), rescued.user) + ": " + std::to_string(rescued.added) + " added, " +
      std::to_string(rescued.changes - rescued.added) + " here already.\n";
  if (rescued.files > 0) {
    words += std::to_string(rescued.files) +
             (rescued.files == 1 ? " photograph or document.\n" : " photographs or documents.\n");
  }
  if (rescued.set_aside > 0) {
    words += std::to_string(rescued.set_aside) +
             " set aside: `homeward quarantine list` says which and why.\n";
  }
  return words;
}

}  // namespace

void add_rescue(CLI::App& app, Shell& shell) {
  auto* command = app.add_subcommand(
      "rescue",
      "Take in a file of unsent work that a tablet saved. Nobody on the way can read it; taking "
      "it in twice changes nothing");
  auto file = std::make_shared<std::string>();
  auto by = std::make_shared<std::string>();
  command->add_option("FILE", *file, "As the tablet saved it")->required();
  command->add_option("--by", *by, "The administrator's username")->required();
  on(command, shell, [&shell, file, by]() -> Result<void> {
    HW_TRY(octets, text_of(*file));
    std::string told;
    const Work take = [&](ServerDatabase& db) -> Result<void> {
      HW_TRY(authority, load_authority(db.store()));
      HW_CHECK(doer(db, *by));
      HW_TRY(account, account_named(db, *by));
      HW_TRY(rescued, take_rescue(db, authority, octets, account, shell.now));
      told = words_of(db, rescued);
      return {};
    };
    HW_CHECK(write(shell, take));
    std::cout << told;
    return {};
  });
}

}  // namespace homeward::cli
