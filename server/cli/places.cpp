// begin, organisation, team: what must be there before anyone can work.
#include <iostream>

#include "core/policy/pack.h"
#include "server/authority.h"
#include "server/cli/shell.h"

namespace homeward::cli {
namespace {

// `pack` is the id of one of the program's packs, or the file of one of the authority's own.
Result<OwnPolicy> policy_begun_with(const std::string& pack) {
  OwnPolicy policy;
  if (const auto known = built_in_pack(pack); known.ok()) {
    return policy;
  } else if (pack.find(".json") == pack.npos) {
    return Error{Code::bad_input, "--pack: " + known.error().detail};
  }
  HW_TRY(text, text_of(pack));
  HW_TRY(own, load_pack(text, pack));
  policy.packs[own.id] = text;
  return policy;
}

void add_begin(CLI::App& app, Shell& shell) {
  auto* begin = app.add_subcommand("begin", "Begin an authority's data set in an empty folder");
  auto name = std::make_shared<std::string>();
  auto pack = std::make_shared<std::string>();
  begin->add_option("--name", *name, "The authority's name, as workers read it")->required();
  begin
      ->add_option("--pack", *pack,
                   "Policy pack, for example lancashire, or the JSON file of your own")
      ->required();
  on(begin, shell, [&shell, name, pack]() -> Result<void> {
    HW_TRY(policy, policy_begun_with(*pack));
    const std::string id = policy.packs.empty() ? *pack : policy.packs.begin()->first;
    HW_CHECK(check_name(*name));
    return write(
        shell,
        [&](ServerDatabase& database) -> Result<void> {
          HW_CHECK(begin_authority(database.store(), *name, id, shell.random));
          HW_CHECK(set_own_policy(database.store(), policy));
          std::cout << "Begun: " << *name << "\n";
          return {};
        },
        ServerDatabase::Mode::create);
  });
}

void add_organisation(CLI::App& app, Shell& shell) {
  auto* group = app.add_subcommand("organisation", "Organisations whose people work here");
  group->require_subcommand(1);
  auto* add = group->add_subcommand("add", "Add an organisation");
  auto made = std::make_shared<Organisation>();
  add->add_option("SLUG", made->slug, "Short name: lower-case letters, digits, dots and -")
      ->required();
  add->add_option("--name", made->name, "Name, as workers read it")->required();
  add->add_flag("--commissioned", made->commissioned,
                "Its people see only the episodes commissioned to them");
  on(add, shell, [&shell, made] {
    return write(shell, [&](ServerDatabase& db) { return db.accounts().add_organisation(*made); });
  });
}

void add_team_add(CLI::App& group, Shell& shell) {
  auto* add = group.add_subcommand("add", "Add a team");
  auto made = std::make_shared<Team>();
  add->add_option("SLUG", made->slug, "Short name: lower-case letters, digits, dots and -")
      ->required();
  add->add_option("--name", made->name, "Name, as workers read it")->required();
  on(add, shell, [&shell, made] {
    return write(shell, [&](ServerDatabase& db) { return db.accounts().add_team(*made); });
  });
}

void add_team_join(CLI::App& group, Shell& shell) {
  auto* join = group.add_subcommand("join", "Let a user join; a supervisor sees its children");
  auto team = std::make_shared<std::string>();
  auto username = std::make_shared<std::string>();
  join->add_option("SLUG", *team, "The team")->required();
  auto by = std::make_shared<std::string>();
  join->add_option("USERNAME", *username, "Who joins")->required();
  add_by(*join, *by);
  on(join, shell, [&shell, team, username, by] {
    return write(shell, [&](ServerDatabase& db) -> Result<void> {
      HW_TRY(who, doer(db, *by));
      HW_TRY(account, account_named(db, *username));
      HW_CHECK(db.accounts().join_team(account.id, *team, db.store()));
      return db.accounts().audit(
          {shell.now, who, "team_joined", {}, {}, *username + " joined " + *team});
    });
  });
}

void add_team_take(CLI::App& group, Shell& shell) {
  auto* take = group.add_subcommand("take", "Give a child's case to a team, and to no other");
  auto team = std::make_shared<std::string>();
  auto child = std::make_shared<std::string>();
  take->add_option("SLUG", *team, "The team")->required();
  take->add_option("--child", *child, "The child's id, or its id in the case system")->required();
  auto by = std::make_shared<std::string>();
  add_by(*take, *by);
  on(take, shell, [&shell, team, child, by] {
    return write(shell, [&](ServerDatabase& db) -> Result<void> {
      HW_TRY(who, doer(db, *by));
      HW_TRY(id, child_called(db, *child));
      HW_CHECK(db.accounts().set_team(id, *team, db.store()));
      return db.accounts().audit({shell.now, who, "team_taken", id, {}, *team});
    });
  });
}

// Who sees it, besides.
Result<std::string> seen_by(ServerDatabase& db, const RecordId& child) {
  std::string names;
  HW_TRY(users, db.store().users_who_see({child, "child", child, {}}));
  for (const UserId& user : users) {
    names += (names.empty() ? "seen by " : ", ") + name_of(db.accounts(), user);
  }
  return names.empty() ? "seen by nobody" : names;
}

void add_team_unseen(CLI::App& group, Shell& shell) {
  auto* unseen = group.add_subcommand(
      "unseen", "List the children whom no supervisor sees: their team has none, or there is none");
  on(unseen, shell, [&shell] {
    return read(shell, [](ServerDatabase& db) -> Result<void> {
      HW_TRY(children, db.accounts().children_unseen());
      for (const RecordId& child : children) {
        HW_TRY(team, db.accounts().team_of(child));
        HW_TRY(by, seen_by(db, child));
        std::cout << child.hex() << "  " << (team ? "team " + *team : "in no team") << "  " << by
                  << "\n";
      }
      return {};
    });
  });
}

}  // namespace

void add_places(CLI::App& app, Shell& shell) {
  add_begin(app, shell);
  add_organisation(app, shell);
  auto* team = app.add_subcommand("team", "Teams, and whose cases they hold");
  team->require_subcommand(1);
  add_team_add(*team, shell);
  add_team_join(*team, shell);
  add_team_take(*team, shell);
  add_team_unseen(*team, shell);
}

}  // namespace homeward::cli
