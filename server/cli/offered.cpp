// instrument, helplines: what the authority chooses of what its forms offer.
#include <algorithm>
#include <iostream>

#include "core/form/helplines.h"
#include "core/form/instrument.h"
#include "server/authority.h"
#include "server/cli/shell.h"

namespace homeward::cli {
namespace {

void list_instruments(const std::vector<std::string>& confirmed) {
  for (const Instrument& instrument : embedded_instruments()) {
    const bool may_use =
        std::find(confirmed.begin(), confirmed.end(), instrument.code()) != confirmed.end();
    std::cout << instrument.code() << "  " << (may_use ? "confirmed" : "left out") << "\n  "
              << instrument.title << ". " << instrument.from << "\n  " << instrument.licence
              << "\n";
  }
}

void add_instrument_choice(CLI::App& group, Shell& shell, const char* name, const char* what,
                           bool may_use) {
  auto* command = group.add_subcommand(name, what);
  auto code = std::make_shared<std::string>();
  auto by = std::make_shared<std::string>();
  command->add_option("CODE", *code, "As `homeward instrument list` shows it")->required();
  add_by(*command, *by);
  on(command, shell, [&shell, code, by, name, may_use] {
    return write(shell, [&](ServerDatabase& db) -> Result<void> {
      HW_TRY(who, doer(db, *by));
      HW_CHECK(confirm_instrument(db.store(), *code, may_use));
      return db.accounts().audit(
          {shell.now, who, std::string("instrument_") + name, {}, {}, *code});
    });
  });
}

void add_instruments(CLI::App& app, Shell& shell) {
  auto* group =
      app.add_subcommand("instrument", "Scored forms of assessment, and who may use them");
  group->require_subcommand(1);
  auto* list = group->add_subcommand("list", "Those there are, whose they are, and the licence");
  on(list, shell, [&shell] {
    return read(shell, [](ServerDatabase& db) -> Result<void> {
      HW_TRY(offered, offered_by_authority(db.store()));
      list_instruments(offered.instruments);
      return {};
    });
  });
  add_instrument_choice(*group, shell, "confirm",
                        "Confirm that the authority's licence lets it use one", true);
  add_instrument_choice(*group, shell, "leave-out", "Offer one for new assessments no longer",
                        false);
}

const std::string helplines_footer = R"(
FILE is one JSON object, as `homeward helplines list` writes it:

  {"helplines": [
    {"code": "night_line", "name": "The night line", "words": "Any hour. Call or text."},
    {"code": "family_line", "name": "Family line", "words": "For parents and carers."}]}

It takes the place of the list before. Answers hold codes: a code goes on meaning the line it
meant. What the file leaves out is offered no more, and keeps its name where it was given.
Tablets take the list at their next sign-in or start with a network.
)";

Result<void> run_helplines_set(Shell& shell, const std::string& file, const std::string& by) {
  HW_TRY(text, text_of(file));
  HW_TRY(lines, read_helplines(text, file));
  return write(shell, [&](ServerDatabase& db) -> Result<void> {
    HW_TRY(who, doer(db, by));
    HW_CHECK(set_helplines(db.store(), lines));
    const std::string count = std::to_string(offered_in(lines)) + " offered";
    std::cout << "Helplines: " << count << "\n";
    return db.accounts().audit({shell.now, who, "helplines_set", {}, {}, count});
  });
}

void add_helplines(CLI::App& app, Shell& shell) {
  auto* group = app.add_subcommand("helplines", "The helplines that workers give to children");
  group->require_subcommand(1);
  auto* list = group->add_subcommand("list", "Those there are, as a file for `set`");
  on(list, shell, [&shell] {
    return read(shell, [](ServerDatabase& db) -> Result<void> {
      HW_TRY(offered, offered_by_authority(db.store()));
      std::cout << json_of_helplines(offered.helplines);
      return {};
    });
  });
  auto* set = group->add_subcommand("set", "Put the authority's own list in their place");
  set->footer(helplines_footer + app.get_footer());
  auto file = std::make_shared<std::string>();
  auto by = std::make_shared<std::string>();
  set->add_option("FILE", *file, "JSON file")->required()->check(CLI::ExistingFile);
  add_by(*set, *by);
  on(set, shell, [&shell, file, by] { return run_helplines_set(shell, *file, *by); });
}

}  // namespace

void add_offered(CLI::App& app, Shell& shell) {
  add_instruments(app, shell);
  add_helplines(app, shell);
}

}  // namespace homeward::cli
