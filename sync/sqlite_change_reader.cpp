#include <algorithm>

#include "sync/sqlite_store.h"
#include "sync/statements.h"

namespace homeward {

Result<const std::vector<Change>*> ChangeReader::changes(std::uint64_t record) {
  if (const auto known = known_.find(record); known != known_.end()) {
    return &known->second;
  }
  std::vector<Change> found;
  Query sealed(database_, sql::sealed_of_record);
  sealed.with(record);
  for (;;) {
    HW_TRY(more, sealed.next());
    if (!more) {
      break;
    }
    HW_TRY(changes, changes_from_stored(sealed.octets(0)));
    std::move(changes.begin(), changes.end(), std::back_inserter(found));
  }
  Query row(database_, sql::state_of_record);
  HW_TRY(is_there, row.with(record).next());
  if (!is_there) {
    return Error{Code::corrupt, "log as stored: a change of a record that is not there"};
  }
  HW_TRY(block, RecordBlock::from_stored(row.octets(0)));
  found.insert(found.end(), block.changes().begin(), block.changes().end());
  return &known_.emplace(record, std::move(found)).first->second;
}

Result<const Change*> ChangeReader::change(std::uint64_t record, const Origin& origin,
                                           std::uint64_t number) {
  HW_TRY(all, changes(record));
  const auto at = std::find_if(all->begin(), all->end(), [&](const Change& change) {
    return change.origin == origin && change.number == number;
  });
  if (at == all->end()) {
    return Error{Code::corrupt, "log as stored: a change is missing from its record"};
  }
  return &*at;
}

}  // namespace homeward
