// audit: who read and wrote what. quarantine: what could not be taken (S2).
#include <algorithm>
#include <iostream>

#include "server/cli/shell.h"

namespace homeward::cli {
namespace {

std::string id_or_dash(const RecordId& id) {
  return id.is_zero() ? "-" : id.hex();
}

void add_audit_command(CLI::App& app, Shell& shell) {
  auto* command = app.add_subcommand("audit", "Who read and wrote what, newest first");
  auto child = std::make_shared<std::string>();
  auto count = std::make_shared<std::size_t>(50);
  command->add_option("--child", *child, "Only this child: id, or id in the case system");
  command->add_option("--count", *count, "Lines at most")
      ->capture_default_str()
      ->check(CLI::Range(1, 1'000'000));
  on(command, shell, [&shell, child, count] {
    return read(shell, [&](ServerDatabase& db) -> Result<void> {
      HW_TRY(about, child->empty() ? Result<RecordId>(RecordId{}) : child_meant(db, *child));
      HW_TRY(lines, db.accounts().audit_lines(about, *count));
      for (const AuditLine& line : lines) {
        std::cout << to_string(line.at) << "  " << name_of(db.accounts(), line.user) << "  "
                  << line.act << "  child " << id_or_dash(line.child) << "  record "
                  << id_or_dash(line.record) << "  " << line.detail << "\n";
      }
      return {};
    });
  });
}

// Of one child where it is named; else all, oldest first.
Result<std::vector<Quarantined>> quarantined(ServerDatabase& db, const std::string& child) {
  if (!child.empty()) {
    HW_TRY(id, child_meant(db, child));
    return db.store().quarantined_of_child(id);
  }
  std::vector<Quarantined> all;
  HW_TRY(accounts, db.accounts().accounts());
  for (const Account& account : accounts) {
    HW_TRY(theirs, db.store().quarantined_of_user(account.id));
    all.insert(all.end(), theirs.begin(), theirs.end());
  }
  std::sort(all.begin(), all.end(), [](const Quarantined& a, const Quarantined& b) {
    return a.received_at < b.received_at;
  });
  return all;
}

void add_quarantine(CLI::App& app, Shell& shell) {
  auto* group = app.add_subcommand("quarantine", "Changes received that no record could take");
  group->require_subcommand(1);
  auto* list = group->add_subcommand("list", "List them, oldest first, with the reason");
  auto child = std::make_shared<std::string>();
  auto by = std::make_shared<std::string>();
  list->add_option("--child", *child, "Only this child: id, or id in the case system");
  add_by(*list, *by);
  on(list, shell, [&shell, child, by] {
    return write(shell, [&](ServerDatabase& db) -> Result<void> {
      HW_TRY(who, doer(db, *by));
      HW_TRY(found, quarantined(db, *child));
      for (const Quarantined& one : found) {
        HW_CHECK(db.accounts().audit(
            {shell.now, who, "read_quarantine", one.record.child, one.record.id, one.notice.code}));
        std::cout << to_string(one.received_at) << "  " << name_of(db.accounts(), one.user)
                  << "  tablet " << one.origin.hex() << " change " << one.notice.number
                  << "  child " << id_or_dash(one.record.child) << "  " << one.record.type << "  "
                  << one.notice.code << ": " << one.notice.reason << "\n";
        HW_TRY(ruling, db.store().ruling(one.origin, one.notice.number));
        if (ruling) {
          std::cout << "    " << (ruling->admitted ? "admitted" : "not taken in") << " by "
                    << name_of(db.accounts(), ruling->by) << " " << to_string(ruling->at) << ": "
                    << ruling->reason << "\n";
        }
      }
      return {};
    });
  });
}

}  // namespace

void add_audit(CLI::App& app, Shell& shell) {
  add_audit_command(app, shell);
  add_quarantine(app, shell);
}

}  // namespace homeward::cli
