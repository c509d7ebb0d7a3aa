#include <algorithm>

#include "sync/sqlite_store.h"
#include "sync/statements.h"

namespace homeward {
namespace {

SharedChange find(const std::vector<SharedChange>& changes, const Origin& origin,
                  std::uint64_t number) {
  const auto at = std::find_if(changes.begin(), changes.end(), [&](const SharedChange& change) {
    return change->number == number && change->origin == origin;
  });
  return at == changes.end() ? nullptr : *at;
}

}  // namespace

Result<std::vector<SharedChange>> ChangeReader::sealed(std::uint64_t record) {
  std::vector<SharedChange> found;
  Query query(database_, sql::sealed_of_record);
  query.with(record);
  for (;;) {
    HW_TRY(more, query.next());
    if (!more) {
      return found;
    }
    HW_TRY(changes, changes_from_stored(query.octets(0)));
    std::move(changes.begin(), changes.end(), std::back_inserter(found));
  }
}

Result<RecordBlock> read_block(Database& database, std::uint64_t record, BytesView state) {
  HW_TRY(block, RecordBlock::from_stored(state));
  Query query(database, sql::tails_of_record);
  query.with(record);
  for (;;) {
    HW_TRY(more, query.next());
    if (!more) {
      return std::move(block);
    }
    HW_TRY(changes, changes_from_stored(query.octets(0)));
    for (SharedChange& change : changes) {
      block.add(std::move(change));
    }
  }
}

Result<RecordBlock> ChangeReader::read(std::uint64_t record) {
  Query query(database_, sql::state_of_record);
  HW_TRY(is_there, query.with(record).next());
  if (!is_there) {
    return Error{Code::corrupt, "log as stored: a change of a record that is not there"};
  }
  return read_block(database_, record, query.octets(0));
}

Result<std::shared_ptr<ChangeReader::Row>> ChangeReader::row(std::uint64_t record) {
  if (const auto known = known_.find(record); known != known_.end()) {
    return known->second;
  }
  HW_TRY(block, read(record));
  return known_.emplace(record, std::make_shared<Row>(Row{std::move(block), std::nullopt}))
      .first->second;
}

Result<SharedChange> ChangeReader::change(std::uint64_t record, const Origin& origin,
                                          std::uint64_t number) {
  HW_TRY(row, this->row(record));
  SharedChange found = find(row->block.changes(), origin, number);
  if (found == nullptr && !row->sealed) {
    HW_TRY(sealed, this->sealed(record));
    row->sealed = std::move(sealed);
  }
  if (found == nullptr) {
    found = find(*row->sealed, origin, number);
  }
  if (found == nullptr) {
    return Error{Code::corrupt, "log as stored: a change is missing from its record"};
  }
  return found;
}

std::optional<RecordBlock> ChangeReader::take(std::uint64_t record) {
  const auto known = known_.find(record);
  if (known == known_.end()) {
    return std::nullopt;
  }
  const std::shared_ptr<Row> row = std::move(known->second);
  known_.erase(known);
  return row.use_count() == 1 ? std::move(row->block) : row->block;
}

}  // namespace homeward
