// import, export: what comes from the case system, and everything that is here.
#include <iostream>

#include "server/cli/shell.h"
#include "server/export.h"
#include "server/import.h"

namespace homeward::cli {
namespace {

const std::string import_footer = R"(
FILE is one JSON object:

  {"children": [
    {"case_id": "T-1001", "team": "north",
     "answers": {"identity.given_name": "Aspen", "identity.birth_date": "2011-03-02"},
     "episodes": [{"ref": "M-1",
                   "answers": {"absence.category": "missing",
                               "absence.began": "2026-03-27T21:15:00Z"}}]}]}

Keys and codes under "answers" are those of the forms child and episode. The whole file is
checked first; every mistake is named with its place, and then nothing is written. The same
file again changes nothing. A child who was added on a tablet is met by the number in their
record ("status.case_system_id"), an episode of theirs by its police reference.
)";

// Nothing of it is written once one thing is wrong.
Result<void> run_import(Shell& shell, const std::string& file, const std::string& by) {
  HW_TRY(text, text_of(file));
  HW_TRY(children, read_import(text, file, embedded_form_library(), shell.now));
  return write(shell, [&](ServerDatabase& db) -> Result<void> {
    HW_TRY(account, account_in_use(db, by));
    HW_CHECK(check_teams(children, file, db.accounts()));
    HW_CHECK(meet_records(children, file, db.store()));
    HW_TRY(count, import_children(children, db.store(), db.accounts(), account.id, shell.random,
                                  shell.now));
    std::cout << count.records << " records new or changed, " << count.unchanged
              << " as they were\n";
    if (count.moved > 0) {
      std::cout << count.moved << " children are another team's now\n";
    }
    return {};
  });
}

void add_import(CLI::App& app, Shell& shell) {
  auto* command =
      app.add_subcommand("import", "Take in children and episodes from the case system");
  command->footer(import_footer + app.get_footer());
  auto file = std::make_shared<std::string>();
  auto by = std::make_shared<std::string>();
  command->add_option("FILE", *file, "JSON file")->required()->check(CLI::ExistingFile);
  command->add_option("--by", *by, "Username in whose name it is done")->required();
  on(command, shell, [&shell, file, by]() -> Result<void> {
    Result<void> imported = run_import(shell, *file, *by);
    return imported.ok()
               ? imported
               : Error{imported.error().code, imported.error().detail + "\nNothing was imported."};
  });
}

// Each child is audited on disk before a line of them leaves.
Result<void> export_child(const Shell& shell, const RecordId& child, const std::string& reader) {
  std::vector<std::string> lines;
  HW_CHECK(write(shell, [&](ServerDatabase& db) -> Result<void> {
    HW_TRY(account, account_in_use(db, reader));
    HW_TRY(exported, export_child_records(db, child, account.id, shell.now));
    lines = std::move(exported);
    return {};
  }));
  for (const std::string& line : lines) {
    std::cout << line << "\n";
  }
  return {};
}

std::string words_of(const ExportedFile& file) {
  return "attachment " + file.attachment.hex() + ": not written: " +
         (file.left_out->code == Code::not_found ? "not all of its file has arrived yet"
                                                 : file.left_out->detail);
}

// What has not arrived is told; what is damaged is an error, once all else is written.
Result<void> export_files(const Shell& shell, const std::vector<RecordId>& children,
                          const std::string& folder) {
  return read(shell, [&](ServerDatabase& db) -> Result<void> {
    std::size_t damaged = 0;
    for (const RecordId& child : children) {
      HW_TRY(files, export_child_files(db.store(), child, folder));
      for (const ExportedFile& file : files) {
        if (file.left_out) {
          std::cerr << words_of(file) << "\n";
          damaged += file.left_out->code == Code::not_found ? 0 : 1;
        }
      }
    }
    return damaged == 0
               ? Result<void>()
               : Error{Code::corrupt, "damaged here, and not written: " + std::to_string(damaged) +
                                          " of the files"};
  });
}

Result<std::vector<RecordId>> all_children(ServerDatabase& db) {
  std::vector<RecordId> children;
  HW_TRY(all, db.store().records_of_type("child"));
  for (const Record& record : all) {
    children.push_back(record.header().id);
  }
  return children;
}

Result<std::vector<RecordId>> one_child(ServerDatabase& db, const std::string& called) {
  HW_TRY(child, child_called(db, called));
  return std::vector<RecordId>{child};
}

// Whoever reads the lines is not to take them for all there is.
Result<void> tell_not_exported(const Shell& shell, const std::vector<RecordId>& children,
                               bool is_all, bool without_files) {
  return read(shell, [&](ServerDatabase& db) -> Result<void> {
    NotExported left;
    for (const RecordId& child : children) {
      HW_TRY(of_child, not_exported(db.store(), child));
      left.files += of_child.files;
      left.set_aside += of_child.set_aside;
    }
    if (is_all) {
      HW_TRY(of_nobody, set_aside_of_no_child(db));
      left.set_aside += of_nobody;
    }
    if (without_files && left.files > 0) {
      std::cerr << "homeward: not written: the files of " << left.files
                << " attachments; --files FOLDER writes them\n";
    }
    if (left.set_aside > 0) {
      std::cerr << "homeward: not among the records: " << left.set_aside
                << " changes set aside; see homeward quarantine list\n";
    }
    return {};
  });
}

void add_export(CLI::App& app, Shell& shell) {
  auto* command = app.add_subcommand(
      "export", "Write every record, with every version it ever had, as lines of JSON");
  auto child = std::make_shared<std::string>();
  auto reader = std::make_shared<std::string>();
  auto files = std::make_shared<std::string>();
  command->add_option("--child", *child, "Only this child: id, or id in the case system");
  command->add_option("--reader", *reader, "Username for whom it is read, for the audit")
      ->required();
  command->add_option("--files", *files,
                      "A folder for the files of attachments, each under its record's id. "
                      "Without it they are not written");
  on(command, shell, [&shell, child, reader, files]() -> Result<void> {
    std::vector<RecordId> children;
    HW_CHECK(read(shell, [&](ServerDatabase& db) -> Result<void> {
      HW_TRY(named, child->empty() ? all_children(db) : one_child(db, *child));
      children = named;
      return {};
    }));
    for (const RecordId& one : children) {
      HW_CHECK(export_child(shell, one, *reader));
    }
    HW_CHECK(tell_not_exported(shell, children, child->empty(), files->empty()));
    return files->empty() ? Result<void>() : export_files(shell, children, *files);
  });
}

}  // namespace

void add_exchange(CLI::App& app, Shell& shell) {
  add_import(app, shell);
  add_export(app, shell);
}

}  // namespace homeward::cli
