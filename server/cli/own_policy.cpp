// policy set, unset, settings: an authority's own packs, settings and closure days, kept in
// its database and taken by tablets.
#include <iostream>

#include "server/authority.h"
#include "server/cli/shell.h"

namespace homeward::cli {
namespace {

const std::string taken_when = R"(
Checked whole before anything is kept: every mistake is named with its path. Tablets take it
at their next sign-in or start with a network.
)";

const std::string settings_footer = R"(
FILE is one JSON object; what it leaves out is as the packs themselves have it:

  {"settings": {"lancashire": {"stage_1_episodes": 4, "hub_areas": ["Preston"]}},
   "closures": ["2026-12-29", "2026-12-30"]}

A closure is no working day here. It takes the place of the settings and closures before.
)";

using Change = std::function<Result<void>(OwnPolicy&)>;

// Of which act, for the audit, and what a mistake is said of: a file, or nothing.
struct About {
  std::string action;
  std::string detail;
  std::string file;
};

Result<void> check_change(const OwnPolicy& changed, const std::string& file) {
  const Result<void> right = check_own_policy(changed);
  return right.ok() || file.empty() ? right
                                    : Error{right.error().code, file + ": " + right.error().detail};
}

// Reads what is kept, changes it and keeps it, by an administrator.
Result<void> change_policy(const Shell& shell, const std::string& by, const About& about,
                           const Change& change) {
  return write(shell, [&](ServerDatabase& db) -> Result<void> {
    HW_TRY(who, doer(db, by));
    HW_TRY(policy, own_policy(db.store()));
    HW_CHECK(change(policy));
    HW_CHECK(check_change(policy, about.file));
    HW_CHECK(set_own_policy(db.store(), policy));
    return db.accounts().audit({shell.now, who, about.action, {}, {}, about.detail});
  });
}

Result<void> set_pack(const Shell& shell, const std::string& file, const std::string& by) {
  HW_TRY(text, text_of(file));
  HW_TRY(pack, load_pack(text, file));
  HW_CHECK(change_policy(shell, by, {"policy_set", pack.id, file},
                         [&](OwnPolicy& policy) -> Result<void> {
                           policy.packs[pack.id] = text;
                           return {};
                         }));
  std::cout << "Policy: " << pack.id << ", " << pack.rules.size() << " rules\n";
  return {};
}

Result<void> unset_pack(const Shell& shell, const std::string& id, const std::string& by) {
  return change_policy(shell, by, {"policy_unset", id, ""}, [&](OwnPolicy& policy) -> Result<void> {
    if (policy.packs.erase(id) == 0) {
      return Error{Code::not_found, "there is no pack of your own \"" + id + "\""};
    }
    return {};
  });
}

Result<OwnPolicy> read_settings(const std::string& file) {
  HW_TRY(text, text_of(file));
  HW_TRY(parsed, parse_json(text, file));
  JsonMistakes mistakes(file);
  JsonObject object(parsed, "", mistakes);
  if (object.has("packs")) {
    object.mistake("packs", "are set one by one: homeward policy set FILE");
  }
  OwnPolicy read = read_own_policy(object);
  HW_CHECK(mistakes.result());
  return read;
}

Result<void> set_settings(const Shell& shell, const std::string& file, const std::string& by) {
  HW_TRY(read, read_settings(file));
  HW_CHECK(change_policy(shell, by, {"policy_settings", "", file},
                         [&](OwnPolicy& policy) -> Result<void> {
                           policy.settings = read.settings;
                           policy.closures = read.closures;
                           return {};
                         }));
  std::cout << "Packs with settings: " << read.settings.size()
            << ". Closure days: " << read.closures.size() << "\n";
  return {};
}

using Act = Result<void> (*)(const Shell&, const std::string&, const std::string&);

CLI::Option* add_act(CLI::App& command, const char* name, const char* what, Shell& shell, Act act) {
  auto given = std::make_shared<std::string>();
  auto by = std::make_shared<std::string>();
  CLI::Option* option = command.add_option(name, *given, what)->required();
  add_by(command, *by);
  on(&command, shell, [&shell, given, by, act] { return act(shell, *given, *by); });
  return option;
}

}  // namespace

void add_own_policy(CLI::App& group, Shell& shell) {
  const std::string footer = group.get_footer();
  auto* set = group.add_subcommand("set", "Put a pack in place of the one of its id, or beside");
  set->footer(taken_when + footer);
  add_act(*set, "FILE", "The pack, as docs/policy-packs.md teaches", shell, set_pack)
      ->check(CLI::ExistingFile);
  auto* unset = group.add_subcommand("unset", "Take a pack of your own off again");
  add_act(*unset, "ID", "For example lancashire", shell, unset_pack);
  auto* settings = group.add_subcommand("settings", "Choose packs' settings, and closure days");
  settings->footer(settings_footer + taken_when + footer);
  add_act(*settings, "FILE", "JSON file", shell, set_settings)->check(CLI::ExistingFile);
}

}  // namespace homeward::cli
