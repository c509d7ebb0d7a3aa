// allocate: whose a child, or a commissioned episode, is.
#include "server/allocation.h"
#include "server/cli/shell.h"

namespace homeward::cli {

void add_allocate(CLI::App& app, Shell& shell) {
  struct Given {
    std::string username, child, episode, by;
    bool withdraw = false;
  };
  auto* command = app.add_subcommand("allocate", "Allocate a child, or one episode, to a user");
  auto given = std::make_shared<Given>();
  command->add_option("USERNAME", given->username, "To whom")->required();
  command->add_option("--child", given->child, "The child's id, or its id in the case system")
      ->required();
  command->add_option("--episode", given->episode,
                      "Only this episode: its id, or its reference in the case system");
  command->add_flag("--withdraw", given->withdraw, "Take it from them instead");
  add_by(*command, given->by);
  on(command, shell, [&shell, given] {
    return write(shell, [&](ServerDatabase& db) -> Result<void> {
      HW_TRY(by, doer(db, given->by));
      HW_TRY(account, account_named(db, given->username));
      HW_TRY(child, child_called(db, given->child));
      Allotted what{child, {}};
      if (!given->episode.empty()) {
        HW_TRY(episode, episode_called(db, child, given->episode));
        what.episode = episode;
      }
      return given->withdraw ? withdraw(db, account, what, by, shell.now)
                             : allocate(db, account, what, by, shell.now);
    });
  });
}

}  // namespace homeward::cli
