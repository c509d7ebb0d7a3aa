#include "server/cli/shell.h"

#include <termios.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "server/import.h"

namespace homeward::cli {
namespace {

// Turns echo off, and on again whatever happens.
class Unseen {
 public:
  Unseen() {
    tcgetattr(STDIN_FILENO, &before_);
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  ~Unseen() { tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_); }
  Unseen(const Unseen&) = delete;
  Unseen& operator=(const Unseen&) = delete;

 private:
  termios before_{};
};

Result<std::string> read_line() {
  std::string line;
  if (!std::getline(std::cin, line)) {
    return Error{Code::bad_input, "password: nothing came on standard input"};
  }
  return line;
}

Result<std::string> ask(const char* prompt) {
  std::cerr << prompt << std::flush;
  const Unseen unseen;
  auto line = read_line();
  std::cerr << "\n";
  return line;
}

}  // namespace

Result<void> needs_folder(const Shell& shell) {
  if (shell.folder.empty()) {
    return Error{Code::bad_input, "--data is required: the folder of the database"};
  }
  return {};
}

void on(CLI::App* command, Shell& shell, std::function<Result<void>()> run) {
  command->callback([&shell, run = std::move(run)] { shell.outcome = run(); });
}

Result<void> write(const Shell& shell, const Work& work, ServerDatabase::Mode mode) {
  HW_CHECK(needs_folder(shell));
  HW_TRY(database, ServerDatabase::open(shell.folder, mode));
  HW_TRY(transaction, Transaction::begin(database->store()));
  HW_CHECK(work(*database));
  return transaction.commit();
}

Result<void> read(const Shell& shell, const Work& work) {
  HW_CHECK(needs_folder(shell));
  HW_TRY(database, ServerDatabase::open(shell.folder, ServerDatabase::Mode::read));
  return work(*database);
}

Result<Account> account_named(ServerDatabase& database, const std::string& username) {
  HW_TRY(account, database.accounts().account_named(username));
  if (!account) {
    return Error{Code::not_found, "there is no user \"" + username + "\""};
  }
  return *account;
}

Result<Account> account_in_use(ServerDatabase& database, const std::string& username) {
  HW_TRY(account, account_named(database, username));
  if (account.disabled) {
    return Error{Code::refused, username + ": this account is disabled"};
  }
  return account;
}

Result<UserId> doer(ServerDatabase& database, const std::string& by) {
  if (!by.empty()) {
    HW_TRY(account, account_named(database, by));
    if (account.role != Role::administrator || account.disabled) {
      return Error{Code::refused, by + ": only an administrator does this"};
    }
    return account.id;
  }
  HW_TRY(accounts, database.accounts().accounts());
  for (const Account& account : accounts) {
    if (account.role == Role::administrator && !account.disabled) {
      return Error{Code::bad_input, "--by: name the administrator who does this"};
    }
  }
  return UserId{};
}

CLI::Option* add_by(CLI::App& command, std::string& by) {
  return command.add_option("--by", by,
                            "The administrator who does it; only the installer, before there is "
                            "one, leaves it out");
}

Result<RecordId> child_meant(ServerDatabase& database, const std::string& id_or_case) {
  if (Result<RecordId> id = RecordId::parse(id_or_case); id.ok()) {
    return id;
  }
  HW_TRY(found, children_numbered(database.store(), id_or_case));
  if (found.size() < 2) {
    return found.empty() ? child_id(id_or_case) : found.front();
  }
  std::string ids;
  for (const RecordId& id : found) {
    ids += " " + id.hex();
  }
  return Error{Code::bad_input,
               "more than one child has the number \"" + id_or_case + "\"; name one by id:" + ids};
}

Result<RecordId> child_called(ServerDatabase& database, const std::string& id_or_case) {
  HW_TRY(id, child_meant(database, id_or_case));
  HW_TRY(record, database.store().record(id));
  if (!record || record->header().type != "child") {
    return Error{Code::not_found, "there is no child \"" + id_or_case + "\""};
  }
  return id;
}

Result<RecordId> episode_called(ServerDatabase& database, const RecordId& child,
                                const std::string& id_or_ref) {
  const Result<RecordId> typed = RecordId::parse(id_or_ref);
  const RecordId id = typed.ok() ? typed.value() : episode_id(child, id_or_ref);
  HW_TRY(record, database.store().record(id));
  if (!record || record->header().type != "episode" || record->header().child != child) {
    return Error{Code::not_found, "this child has no episode \"" + id_or_ref + "\""};
  }
  return id;
}

Result<std::string> read_password() {
  if (isatty(STDIN_FILENO) == 0) {
    return read_line();
  }
  HW_TRY(password, ask("Password: "));
  HW_TRY(again, ask("The same again: "));
  if (password != again) {
    return Error{Code::bad_input, "password: the two are not the same"};
  }
  return password;
}

std::string name_of(Accounts& accounts, const UserId& id) {
  if (id == UserId{}) {
    return "installer or nobody";
  }
  const auto account = accounts.account(id);
  return account.ok() && account.value() ? account.value()->username : id.hex();
}

Result<std::string> text_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;  // unlike an iterator over it, this catches what the stream throws
  if (in.peek() != std::ifstream::traits_type::eof()) {
    text << in.rdbuf();
  }
  std::error_code ignored;
  if (!in.is_open() || in.bad() || !text || std::filesystem::is_directory(file, ignored)) {
    return Error{Code::bad_input, file + ": cannot be read as a file"};
  }
  return text.str();
}

}  // namespace homeward::cli
