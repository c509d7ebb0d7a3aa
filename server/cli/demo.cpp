// demo: an invented authority to look around in. A second run changes nothing.
#include "server/demo.h"

#include <iomanip>
#include <iostream>

#include "server/authority.h"
#include "server/cli/shell.h"

namespace homeward::cli {
namespace {

void say_who_signs_in() {
  std::cout << "Every name in it is invented. Sign in with the password \"" << demo_password
            << "\" as:\n";
  for (const DemoPerson& person : demo_people()) {
    std::cout << "  " << std::left << std::setw(6) << person.username << " " << person.name << ", "
              << homeward::name_of(person.role)
              << (person.team != nullptr ? std::string(" of the ") + person.team + " team" : "")
              << "\n";
  }
}

Result<void> make_or_find(Shell& shell, ServerDatabase& db) {
  const Result<Authority> found = load_authority(db.store());
  if (!found.ok() && found.error().code != Code::not_found) {
    return found.error();
  }
  if (!found.ok()) {
    HW_CHECK(make_demo(db, shell.random, shell.now));
    std::cout << "Made the demonstration in " << shell.folder << "\n";
    return {};
  }
  if (found.value().name != demo_authority_name) {
    return Error{Code::refused, shell.folder + ": holds the data of " + found.value().name};
  }
  std::cout << "The demonstration is in " << shell.folder << " already\n";
  return {};
}

}  // namespace

void add_demo(CLI::App& app, Shell& shell) {
  auto* command = app.add_subcommand(
      "demo", "Make an invented demonstration, unless it is there, and say who can sign in");
  on(command, shell, [&shell]() -> Result<void> {
    HW_CHECK(write(
        shell, [&](ServerDatabase& db) { return make_or_find(shell, db); },
        ServerDatabase::Mode::create));
    say_who_signs_in();
    return {};
  });
}

}  // namespace homeward::cli
