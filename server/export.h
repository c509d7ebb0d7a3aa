// Everything about a child, or about all, as JSON lines a person or a program can
// read without Homeward: each record with every version each answer ever had.
#pragma once

#include <functional>
#include <string>

#include "server/accounts.h"

namespace homeward {

// One line a record, ascending by child. `child` zero: all children. Each record
// given out is audited as read by `reader`.
Result<std::size_t> export_records(ServerStore& store, Accounts& accounts, const RecordId& child,
                                   const UserId& reader, Instant now,
                                   const std::function<void(const std::string&)>& line);

}  // namespace homeward
