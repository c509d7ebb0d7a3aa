// Everything about a child, as JSON lines a person or a program can read without
// Homeward: each record with every version each answer ever had, and the files of
// attachments beside them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/database.h"

namespace homeward {

// One line a record, ascending by id; who wrote a version is named beside their id. Inside the
// writer's transaction: each is audited as read by `reader`, and nothing may be given out before
// the commit.
Result<std::vector<std::string>> export_child_records(ServerDatabase& database,
                                                      const RecordId& child, const UserId& reader,
                                                      Instant now);

// What there is and export_child_records() does not write: files of attachments, and changes
// set aside that no record took.
struct NotExported {
  std::size_t files = 0;
  std::size_t set_aside = 0;
};
Result<NotExported> not_exported(const ServerStore& store, const RecordId& child);
// Set aside, and of no child that can be told, or of one of whom no record is here.
Result<std::size_t> set_aside_of_no_child(ServerDatabase& database);

// Where the file of an attachment was written, or why it was not.
struct ExportedFile {
  RecordId attachment;
  std::string file;
  std::optional<Error> left_out;  // `not_found`: not all of it has arrived; `corrupt`
};

// The files of a child's attachments, each in `folder` under its record's id, ascending by
// that; one that is there already is written anew. For a reader who was audited by
// export_child_records(). `full` or `refused`, with its name, where one cannot be written.
Result<std::vector<ExportedFile>> export_child_files(const ServerStore& store,
                                                     const RecordId& child,
                                                     const std::string& folder);

}  // namespace homeward
