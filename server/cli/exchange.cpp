// import, export: what comes from the case system, and everything that is here.
#include <fstream>
#include <iostream>
#include <iterator>

#include "server/cli/shell.h"
#include "server/export.h"
#include "server/import.h"

namespace homeward::cli {
namespace {

Result<std::string> text_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(in)), {});
  if (!in.good() && !in.eof()) {
    return Error{Code::bad_input, file + ": cannot be read"};
  }
  return text;
}

void add_import(CLI::App& app, Shell& shell) {
  auto* command = app.add_subcommand(
      "import", "Take in children and episodes from the case system (server/import.h)");
  auto file = std::make_shared<std::string>();
  auto by = std::make_shared<std::string>();
  command->add_option("FILE", *file, "JSON file")->required()->check(CLI::ExistingFile);
  command->add_option("--by", *by, "Username in whose name it is done")->required();
  on(command, shell, [&shell, file, by]() -> Result<void> {
    HW_TRY(text, text_of(*file));
    HW_TRY(children, read_import(text, *file, embedded_form_library()));
    return write(shell, [&](ServerDatabase& db) -> Result<void> {
      HW_TRY(account, account_named(db, *by));
      HW_TRY(count, import_children(children, db.store(), db.accounts(), account.id, shell.random,
                                    shell.now));
      std::cout << count.records << " records new or changed, " << count.unchanged
                << " as they were\n";
      return {};
    });
  });
}

// Each child is audited on disk before a line of them leaves.
Result<void> export_child(const Shell& shell, const RecordId& child, const std::string& reader) {
  std::vector<std::string> lines;
  HW_CHECK(write(shell, [&](ServerDatabase& db) -> Result<void> {
    HW_TRY(account, account_named(db, reader));
    if (account.disabled) {
      return Error{Code::refused, reader + ": this account is disabled"};
    }
    HW_TRY(exported, export_child_records(db, child, account.id, shell.now));
    lines = std::move(exported);
    return {};
  }));
  for (const std::string& line : lines) {
    std::cout << line << "\n";
  }
  return {};
}

void add_export(CLI::App& app, Shell& shell) {
  auto* command = app.add_subcommand(
      "export", "Write every record, with every version it ever had, as lines of JSON");
  auto child = std::make_shared<std::string>();
  auto reader = std::make_shared<std::string>();
  command->add_option("--child", *child, "Only this child: id, or id in the case system");
  command->add_option("--reader", *reader, "Username for whom it is read, for the audit")
      ->required();
  on(command, shell, [&shell, child, reader]() -> Result<void> {
    std::vector<RecordId> children{child_called(*child)};
    if (child->empty()) {
      HW_CHECK(read(shell, [&](ServerDatabase& db) -> Result<void> {
        HW_TRY(all, db.store().records_of_type("child"));
        children.clear();
        for (const Record& record : all) {
          children.push_back(record.header().id);
        }
        return {};
      }));
    }
    for (const RecordId& one : children) {
      HW_CHECK(export_child(shell, one, *reader));
    }
    return {};
  });
}

}  // namespace

void add_exchange(CLI::App& app, Shell& shell) {
  add_import(app, shell);
  add_export(app, shell);
}

}  // namespace homeward::cli
