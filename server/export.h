// Everything about a child, as JSON lines a person or a program can read without
// Homeward: each record with every version each answer ever had.
#pragma once

#include <string>
#include <vector>

#include "server/database.h"

namespace homeward {

// One line a record, ascending by id. Inside the writer's transaction: each is audited
// as read by `reader`, and nothing may be given out before the commit.
Result<std::vector<std::string>> export_child_records(ServerDatabase& database,
                                                      const RecordId& child, const UserId& reader,
                                                      Instant now);

}  // namespace homeward
