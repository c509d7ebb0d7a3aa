// key: the authority's own keys.
#include <iostream>

#include "server/authority.h"
#include "server/cli/shell.h"

namespace homeward::cli {

void add_keys(CLI::App& app, Shell& shell) {
  auto* group = app.add_subcommand("key", "The key that signs receipts");
  group->require_subcommand(1);
  auto* rotate = group->add_subcommand(
      "rotate",
      "Sign receipts with a new key from the server's next start. Tablets take it because "
      "the old key vouches for it");
  auto by = std::make_shared<std::string>();
  add_by(*rotate, *by);
  on(rotate, shell, [&shell, by] {
    return write(shell, [&](ServerDatabase& db) -> Result<void> {
      HW_TRY(who, doer(db, *by));
      HW_TRY(authority, rotate_receipt_key(db.store()));
      HW_CHECK(db.accounts().audit({shell.now,
                                    who,
                                    "rotate_receipt_key",
                                    {},
                                    {},
                                    to_hex(authority.receipt_key.public_half)}));
      std::cout << "The new receipt key is " << to_hex(authority.receipt_key.public_half)
                << ". A server that is running takes it when it is started again.\n";
      return {};
    });
  });
}

}  // namespace homeward::cli
