// Everything about a child, as JSON lines a person or a program can read without
// Homeward: each record with every version each answer ever had, and the files of
// attachments beside them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/database.h"

namespace homeward {

// One line a record, ascending by id. Inside the writer's transaction: each is audited
// as read by `reader`, and nothing may be given out before the commit.
Result<std::vector<std::string>> export_child_records(ServerDatabase& database,
                                                      const RecordId& child, const UserId& reader,
                                                      Instant now);

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
