// What the commands of `homeward` share: the database they work on, who is named, and
// how they end. Works while the server runs.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <optional>
#include <string>

#include "server/database.h"
#include "server/keys.h"

namespace homeward::cli {

struct Shell {
  std::string folder;  // empty where none was named
  SystemRandom random;
  Instant now;
  Result<void> outcome;  // of the command that ran
};

using Work = std::function<Result<void>(ServerDatabase&)>;

// `run` is the command; what it says goes into the shell's outcome.
void on(CLI::App* command, Shell& shell, std::function<Result<void>()> run);

// One transaction: all of `work`, on disk, or none of it.
Result<void> write(const Shell& shell, const Work& work,
                   ServerDatabase::Mode mode = ServerDatabase::Mode::write);
Result<void> read(const Shell& shell, const Work& work);

// Where there must be a folder: `bad_input` where none was named.
Result<void> needs_folder(const Shell& shell);

// `not_found`, with the name, where there is no such account.
Result<Account> account_named(ServerDatabase& database, const std::string& username);
// The same, and `refused` where it is disabled.
Result<Account> account_in_use(ServerDatabase& database, const std::string& username);
// Who does it, for the audit: `by`, an administrator in good standing. It may be left
// empty only while there is no administrator who is not disabled; the id is then zero.
Result<UserId> doer(ServerDatabase& database, const std::string& by);
CLI::Option* add_by(CLI::App& command, std::string& by);
// 32 hex digits, or the number in the case system, whether or not the child is here still.
// `bad_input`, with their ids, where more than one has it.
Result<RecordId> child_meant(ServerDatabase& database, const std::string& id_or_case);
// The same of what is here. `not_found`, as it was called.
Result<RecordId> child_called(ServerDatabase& database, const std::string& id_or_case);
Result<RecordId> episode_called(ServerDatabase& database, const RecordId& child,
                                const std::string& id_or_ref);

// All of `file`. `bad_input`, with its name, where it cannot be read.
Result<std::string> text_of(const std::string& file);

// From standard input; asked for twice, without echo, where that is a terminal.
Result<std::string> read_password();

// Who is meant by a user's id, for people; the id itself where no account has it.
std::string name_of(Accounts& accounts, const UserId& id);

// ---- the commands, one group a file

void add_places(CLI::App& app, Shell& shell);        // begin, organisation, team
void add_offered(CLI::App& app, Shell& shell);       // instrument, helplines
void add_users(CLI::App& app, Shell& shell);         // user
void add_allocate(CLI::App& app, Shell& shell);      // allocate
void add_exchange(CLI::App& app, Shell& shell);      // import, export
void add_check(CLI::App& app, Shell& shell);         // verify
void add_backup(CLI::App& app, Shell& shell);        // backup, restore
void add_audit(CLI::App& app, Shell& shell);         // audit, quarantine
void add_recovery(CLI::App& app, Shell& shell);      // recovery
void add_rescue(CLI::App& app, Shell& shell);        // rescue
void add_keys(CLI::App& app, Shell& shell);          // key
void add_demo(CLI::App& app, Shell& shell);          // demo
void add_policy(CLI::App& app, Shell& shell);        // policy
void add_own_policy(CLI::App& group, Shell& shell);  // of policy: set, unset, settings

}  // namespace homeward::cli
