// user add, disable, enable, list, password. A password is never an argument: those are seen by
// others on the machine and kept by the shell.
#include <algorithm>
#include <iomanip>
#include <iostream>

#include "server/cli/shell.h"
#include "server/password.h"

namespace homeward::cli {
namespace {

struct NewUser {
  Account account;
  std::string role;
  std::vector<std::string> teams;
  std::string by;
};

Result<void> put(Shell& shell, ServerDatabase& db, const NewUser& made,
                 const PasswordHash& password) {
  const Account& account = made.account;
  HW_TRY(by, doer(db, made.by));
  HW_CHECK(db.accounts().add_account(account, password));
  for (const std::string& team : made.teams) {
    HW_CHECK(db.accounts().join_team(account.id, team, db.store()));
  }
  return db.accounts().audit({shell.now, by, "account_added", {}, {}, account.username});
}

void add_user_add(CLI::App& group, Shell& shell) {
  auto* add = group.add_subcommand("add", "Add a user; the password comes on standard input");
  auto made = std::make_shared<NewUser>();
  add->add_option("USERNAME", made->account.username, "What they sign in with")->required();
  add->add_option("--name", made->account.name, "Name, as colleagues read it")->required();
  add->add_option("--organisation", made->account.organisation, "Its short name")->required();
  add->add_option("--role", made->role, "interviewer, supervisor or administrator")->required();
  add->add_option("--team", made->teams, "A team they are in; may be said more than once");
  add_by(*add, made->by);
  on(add, shell, [&shell, made]() -> Result<void> {
    HW_TRY(role, parse_role(made->role));
    HW_TRY(password, read_password());
    HW_TRY(hash, hash_password(password, shell.random));
    made->account.id = UserId::fresh(shell.random);
    made->account.role = role;
    return write(shell, [&](ServerDatabase& db) { return put(shell, db, *made, hash); });
  });
}

void add_user_password(CLI::App& group, Shell& shell) {
  auto* password = group.add_subcommand(
      "password", "Give a user a new password, from standard input; ends their sessions");
  auto username = std::make_shared<std::string>();
  auto by = std::make_shared<std::string>();
  password->add_option("USERNAME", *username, "Whose")->required();
  add_by(*password, *by);
  on(password, shell, [&shell, username, by]() -> Result<void> {
    HW_TRY(fresh, read_password());
    HW_TRY(hash, hash_password(fresh, shell.random));
    return write(shell, [&](ServerDatabase& db) -> Result<void> {
      HW_TRY(who, doer(db, *by));
      HW_TRY(account, account_named(db, *username));
      HW_CHECK(db.accounts().set_password(account.id, hash));
      return db.accounts().audit({shell.now, who, "password_set", {}, {}, *username});
    });
  });
}

// Without one, nobody could give access back.
Result<void> check_not_last(ServerDatabase& db, const Account& leaving) {
  HW_TRY(accounts, db.accounts().accounts());
  const bool is_another_left =
      std::any_of(accounts.begin(), accounts.end(), [&](const Account& one) {
        return one.role == Role::administrator && !one.disabled && one.id != leaving.id;
      });
  if (leaving.role != Role::administrator || leaving.disabled || is_another_left) {
    return {};
  }
  return Error{Code::refused, leaving.username +
                                  ": is the last administrator who is not disabled. Add or "
                                  "enable another first"};
}

void add_user_disable(CLI::App& group, Shell& shell) {
  auto* disable = group.add_subcommand(
      "disable", "End a user's access; what they wrote offline still arrives, in quarantine");
  auto username = std::make_shared<std::string>();
  auto by = std::make_shared<std::string>();
  disable->add_option("USERNAME", *username, "Whose")->required();
  add_by(*disable, *by);
  on(disable, shell, [&shell, username, by] {
    return write(shell, [&](ServerDatabase& db) -> Result<void> {
      HW_TRY(who, doer(db, *by));
      HW_TRY(account, account_named(db, *username));
      HW_CHECK(check_not_last(db, account));
      HW_CHECK(db.accounts().disable(account.id, db.store()));
      return db.accounts().audit({shell.now, who, "account_disabled", {}, {}, *username});
    });
  });
}

// What they see again, in words.
std::string sees_again(const Account& account, std::size_t children) {
  switch (account.role) {
    case Role::supervisor:
      return "sees the " + std::to_string(children) + " children of their teams again";
    case Role::interviewer:
      return "is to be allocated children again";
    default:
      return "looks after accounts again";
  }
}

void add_user_enable(CLI::App& group, Shell& shell) {
  auto* enable = group.add_subcommand(
      "enable",
      "Let a disabled user sign in again. A supervisor sees the children of their teams again; "
      "to an interviewer they are to be allocated");
  auto username = std::make_shared<std::string>();
  auto by = std::make_shared<std::string>();
  enable->add_option("USERNAME", *username, "Whose")->required();
  add_by(*enable, *by);
  on(enable, shell, [&shell, username, by]() -> Result<void> {
    std::string told;
    HW_CHECK(write(shell, [&](ServerDatabase& db) -> Result<void> {
      HW_TRY(who, doer(db, *by));
      HW_TRY(account, account_named(db, *username));
      if (!account.disabled) {
        return Error{Code::refused, *username + ": this account is not disabled"};
      }
      HW_TRY(children, db.accounts().enable(account.id, db.store()));
      told = *username + " may sign in again, and " + sees_again(account, children);
      return db.accounts().audit({shell.now,
                                  who,
                                  "account_enabled",
                                  {},
                                  {},
                                  *username + ": " + sees_again(account, children)});
    }));
    std::cout << told << ".\n";
    return {};
  });
}

void add_user_list(CLI::App& group, Shell& shell) {
  on(group.add_subcommand("list", "List the users"), shell, [&shell] {
    return read(shell, [](ServerDatabase& db) -> Result<void> {
      HW_TRY(accounts, db.accounts().accounts());
      for (const Account& account : accounts) {
        std::cout << std::left << std::setw(20) << account.username << std::setw(15)
                  << homeward::name_of(account.role) << account.name << ", "
                  << account.organisation_name << (account.disabled ? " (disabled)" : "") << "\n";
      }
      return {};
    });
  });
}

}  // namespace

void add_users(CLI::App& app, Shell& shell) {
  auto* user = app.add_subcommand("user", "People who may sign in");
  user->require_subcommand(1);
  add_user_add(*user, shell);
  add_user_disable(*user, shell);
  add_user_enable(*user, shell);
  add_user_list(*user, shell);
  add_user_password(*user, shell);
}

}  // namespace homeward::cli
