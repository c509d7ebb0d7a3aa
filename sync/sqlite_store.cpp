#include "sync/sqlite_store.h"

#include <algorithm>

#include "sync/files_here.h"
#include "sync/sqlite_rows.h"
#include "sync/statements.h"

namespace homeward {
namespace {

// Beyond either, or as much as the record's row where that is more octets, the tail goes into it.
constexpr std::uint64_t tail_rows_max = 16;
constexpr std::uint64_t tail_octets_min = 1024;

}  // namespace

template <class Side>
Result<void> SqliteLog<Side>::begin() {
  HW_ASSERT(!in_transaction_);
  end_own_state();
  HW_CHECK(database_->begin());
  in_transaction_ = true;
  Query query(*database_, sql::head);
  auto found = query.next();
  if (!found.ok()) {
    rollback();
    return found.error();
  }
  head_ = written_head_ = query.number(0);
  return {};
}

template <class Side>
Result<void> SqliteLog<Side>::commit() {
  HW_ASSERT(in_transaction_);
  auto written = write_records();
  if (written.ok() && head_ != written_head_) {
    written = Query(*database_, sql::put_head).with(head_).run();
  }
  if (written.ok()) {
    written = seal_transaction();
  }
  if (written.ok()) {
    written = database_->commit();
  }
  if (!written.ok()) {
    rollback();
    return written;
  }
  in_transaction_ = false;
  forget_records();
  end_transaction(true);
  return {};
}

template <class Side>
void SqliteLog<Side>::rollback() {
  database_->rollback();
  end_transaction(false);
  in_transaction_ = false;
  forget_records();
  origin_keys_.clear();
}

template <class Side>
Result<void> SqliteLog<Side>::begin_snapshot() const {
  if (snapshots_ == 0 && !database_->in_transaction()) {
    HW_CHECK(Query(*database_, sql::begin_reading).run());
    has_own_state_ = true;
  }
  ++snapshots_;
  return {};
}

template <class Side>
void SqliteLog<Side>::end_snapshot() const {
  HW_ASSERT(snapshots_ > 0);
  if (--snapshots_ == 0 && !in_transaction_) {
    end_own_state();
    reader_.reset();
  }
}

template <class Side>
void SqliteLog<Side>::end_own_state() const {
  if (std::exchange(has_own_state_, false)) {
    database_->rollback();
  }
}

template <class Side>
ChangeReader& SqliteLog<Side>::reader() const {
  HW_ASSERT(in_transaction_ || snapshots_ > 0);
  return reader_ ? *reader_ : reader_.emplace(*database_);
}

template <class Side>
void SqliteLog<Side>::forget_records() {
  open_records_.clear();
  reader_.reset();
}

template <class Side>
std::uint64_t SqliteLog<Side>::next_position() {
  HW_ASSERT(in_transaction_);
  return ++head_;
}

template <class Side>
Result<std::uint64_t> SqliteLog<Side>::head() const {
  if (in_transaction_) {
    return head_;
  }
  Query query(*database_, sql::head);
  HW_CHECK(query.next());
  return query.number(0);
}

template <class Side>
Result<std::uint64_t> SqliteLog<Side>::origin_key(const Origin& origin) {
  HW_ASSERT(in_transaction_);
  const auto known = origin_keys_.find(origin);
  if (known != origin_keys_.end()) {
    return known->second;
  }
  Query query(*database_, sql::find_origin);
  HW_TRY(found, query.with(origin.view()).next());
  if (!found) {
    HW_CHECK(Query(*database_, sql::add_origin).with(origin.view()).run());
  }
  const std::uint64_t key =
      found ? query.number(0)
            : static_cast<std::uint64_t>(sqlite3_last_insert_rowid(database_->connection()));
  origin_keys_.emplace(origin, key);
  return key;
}

// Kept open in a transaction. Null where it is not here.
template <class Side>
Result<typename SqliteLog<Side>::OpenRecord*> SqliteLog<Side>::find_record(
    const RecordId& id) const {
  HW_ASSERT(in_transaction_);
  const auto known = open_records_.find(id);
  if (known != open_records_.end()) {
    return &known->second;
  }
  Query query(*database_, sql::find_record);
  HW_TRY(found, query.with(id.view()).next());
  if (!found) {
    return nullptr;
  }
  OpenRecord opened;
  opened.key = query.number(0);
  opened.header = {id, std::string(query.octets(1)), RecordId::of(query.octets(2)),
                   RecordId::of(query.octets(3))};
  opened.block = reader().take(opened.key);
  return &open_records_.emplace(id, std::move(opened)).first->second;
}

template <class Side>
Result<typename SqliteLog<Side>::OpenRecord*> SqliteLog<Side>::open_record(
    const RecordHeader& header) {
  HW_TRY(found, find_record(header.id));
  if (found != nullptr) {
    return found;
  }
  Query add(*database_, sql::add_record);
  add.with(header.id.view()).with_text(header.type).with(header.child.view());
  HW_CHECK(
      add.with(header.episode.view()).with(static_cast<std::uint64_t>(reach_of(header))).run());
  OpenRecord opened;
  opened.key = static_cast<std::uint64_t>(sqlite3_last_insert_rowid(database_->connection()));
  opened.header = header;
  opened.block = RecordBlock(header);
  opened.is_new = true;
  return &open_records_.emplace(header.id, std::move(opened)).first->second;
}

template <class Side>
Result<RecordBlock*> SqliteLog<Side>::block_of(OpenRecord& opened) const {
  if (!opened.block) {
    HW_TRY(block, reader().read(opened.key));
    for (const SharedChange& change : opened.added) {
      block.add(change);
    }
    opened.block = std::move(block);
  }
  return &*opened.block;
}

template <class Side>
Result<Appended> SqliteLog<Side>::append(const SharedChange& change) {
  HW_TRY(origin, origin_key(change->origin));
  Query known(*database_, sql::position_of);
  HW_TRY(is_here, known.with(origin).with(change->number).next());
  if (is_here) {
    return Appended{known.number(0), false};
  }
  HW_TRY(opened, open_record(change->record));
  if (!(opened->header == change->record)) {
    return Error{Code::bad_input, "change: its record is here with another type, child or episode"};
  }
  const std::uint64_t position = next_position();
  Query add(*database_, sql::add_change);
  add.with(position).with(origin).with(change->number).with(opened->key);
  HW_CHECK(add.run());
  if (opened->block) {
    opened->block->add(change);
  }
  if (!opened->is_new) {
    opened->added.push_back(change);
  }
  return Appended{position, true};
}

template <class Side>
Result<void> SqliteLog<Side>::write_records() const {
  for (auto& [id, opened] : open_records_) {
    if (opened.is_new || !opened.added.empty()) {
      HW_CHECK(write_record(opened));
    }
  }
  return {};
}

template <class Side>
Result<void> SqliteLog<Side>::write_record(OpenRecord& opened) const {
  reader().take(opened.key);
  if (!opened.is_new) {
    const Bytes tail = stored(opened.added);
    HW_TRY(is_long, is_tail_long(opened.key, tail.size()));
    if (!is_long) {
      opened.added.clear();
      return Query(*database_, sql::add_tail).with(opened.key).with(tail).run();
    }
  }
  HW_TRY(block, block_of(opened));
  if (const std::vector<SharedChange> sealed = block->seal(); !sealed.empty()) {
    HW_CHECK(Query(*database_, sql::put_sealed).with(opened.key).with(stored(sealed)).run());
  }
  HW_CHECK(Query(*database_, sql::erase_tails).with(opened.key).run());
  Query put(*database_, sql::put_record_state);
  HW_CHECK(put.with(block->stored()).with(opened.key).run());
  opened.added.clear();
  opened.is_new = false;
  return {};
}

// With `more` octets: so that a row is not written for each change, and what is read with it
// stays in proportion to it.
template <class Side>
Result<bool> SqliteLog<Side>::is_tail_long(std::uint64_t record, std::size_t more) const {
  Query query(*database_, sql::size_of_tails);
  HW_CHECK(query.with(record).next());
  const std::uint64_t octets = query.number(1) + more;
  return query.number(0) >= tail_rows_max ||
         octets > std::max<std::uint64_t>(query.number(2), tail_octets_min);
}

template <class Side>
Result<OriginState> SqliteLog<Side>::origin_state(const Origin& origin) const {
  Query query(*database_, sql::newest_link);
  HW_TRY(found, query.with(origin.view()).next());
  return found ? OriginState{query.number(0), Digest::of(query.octets(1))} : OriginState{};
}

template <class Side>
Result<std::optional<Digest>> SqliteLog<Side>::chain_at(const Origin& origin,
                                                        std::uint64_t number) const {
  if (number == 0) {
    return std::optional<Digest>(Digest{});
  }
  Query query(*database_, sql::find_link);
  HW_TRY(found, query.with(origin.view()).with(number).next());
  return found ? std::optional<Digest>(Digest::of(query.octets(0))) : std::optional<Digest>();
}

template <class Side>
Result<void> SqliteLog<Side>::extend_chain(const Origin& origin, std::uint64_t number,
                                           const Digest& chain) {
  HW_TRY(state, origin_state(origin));
  HW_ASSERT(number == state.number + 1);
  HW_TRY(key, origin_key(origin));
  return Query(*database_, sql::put_link).with(key).with(number).with(chain.view()).run();
}

template <class Side>
Result<std::optional<Bytes>> SqliteLog<Side>::change(const Origin& origin,
                                                     std::uint64_t number) const {
  HW_CHECK(write_records());
  Query query(*database_, sql::find_change);
  HW_TRY(found, query.with(origin.view()).with(number).next());
  if (!found) {
    return std::optional<Bytes>();
  }
  ChangeReader reader(*database_);
  HW_TRY(change, reader.change(query.number(0), origin, number));
  return std::optional<Bytes>(encode(*change));
}

template <class Side>
Result<std::optional<RecordId>> SqliteLog<Side>::record_of(const Origin& origin,
                                                           std::uint64_t number) const {
  Query query(*database_, sql::find_change);
  HW_TRY(found, query.with(origin.view()).with(number).next());
  return found ? std::optional<RecordId>(RecordId::of(query.octets(1))) : std::optional<RecordId>();
}

template <class Side>
Result<std::optional<PlacedChange>> SqliteLog<Side>::placed_change(const Origin& origin,
                                                                   std::uint64_t number) const {
  HW_CHECK(write_records());
  Query query(*database_, sql::find_placed);
  HW_TRY(found, query.with(origin.view()).with(number).next());
  if (!found) {
    return std::optional<PlacedChange>();
  }
  HW_TRY(change, reader().change(query.number(1), origin, number));
  return std::optional(PlacedChange{query.number(0), std::move(change)});
}

template <class Side>
Result<std::vector<Store::Numbered>> SqliteLog<Side>::changes_from(const Origin& origin,
                                                                   std::uint64_t first,
                                                                   std::size_t octets) const {
  HW_CHECK(write_records());
  std::vector<Numbered> found;
  std::size_t used = 0;
  ChangeReader own(*database_);
  ChangeReader& changes = snapshots_ > 0 ? reader() : own;
  Query query(*database_, sql::changes_from);
  query.with(origin.view()).with(first);
  for (;;) {
    HW_TRY(more, query.next());
    if (!more) {
      return found;
    }
    HW_TRY(change, changes.change(query.number(1), origin, query.number(0)));
    CarriedChange carried(std::move(change));
    used += carried.octets_count();
    if (!found.empty() && used > octets) {
      return found;
    }
    found.push_back({query.number(0), std::move(carried)});
  }
}

template <class Side>
Result<std::optional<Record>> SqliteLog<Side>::record(const RecordId& id) const {
  if (in_transaction_) {  // where an episode is asked for with every change of it
    HW_TRY(opened, find_record(id));
    if (opened == nullptr) {
      return std::optional<Record>();
    }
    HW_TRY(block, block_of(*opened));
    return std::optional<Record>(block->record());
  }
  Query query(*database_, sql::find_record);
  HW_TRY(found, query.with(id.view()).next());
  if (!found) {
    return std::optional<Record>();
  }
  HW_TRY(block, ChangeReader(*database_).read(query.number(0)));
  return std::optional<Record>(block.record());
}

template <class Side>
Result<std::vector<Record>> SqliteLog<Side>::records_in(Query& query) const {
  std::vector<Record> found;
  for (;;) {
    HW_TRY(more, query.next());
    if (!more) {
      return found;
    }
    HW_TRY(block, read_block(*database_, query.number(0), query.octets(1)));
    found.push_back(block.record());
  }
}

template <class Side>
Result<std::vector<Record>> SqliteLog<Side>::records_of_child(const RecordId& child) const {
  HW_CHECK(write_records());
  Query query(*database_, sql::records_of_child);
  return records_in(query.with(child.view()));
}

template <class Side>
Result<std::vector<Record>> SqliteLog<Side>::records_of_type(const std::string& type) const {
  HW_CHECK(write_records());
  Query query(*database_, sql::records_of_type);
  return records_in(query.with_text(type));
}

template <class Side>
Result<std::vector<RecordHeader>> SqliteLog<Side>::headers_of_child(const RecordId& child) const {
  HW_CHECK(write_records());
  std::vector<RecordHeader> found;
  Query query(*database_, sql::headers_of_child);
  query.with(child.view());
  for (;;) {
    HW_TRY(more, query.next());
    if (!more) {
      return found;
    }
    found.push_back({RecordId::of(query.octets(1)), std::string(query.octets(2)), child,
                     RecordId::of(query.octets(4))});
  }
}

template <class Side>
Result<std::vector<Change>> SqliteLog<Side>::history(const RecordId& id) const {
  HW_CHECK(write_records());
  std::vector<Change> found;
  ChangeReader reader(*database_);
  Query query(*database_, sql::names_in_history);
  query.with(id.view());
  for (;;) {
    HW_TRY(more, query.next());
    if (!more) {
      return found;
    }
    HW_TRY(change, reader.change(query.number(2), Origin::of(query.octets(0)), query.number(1)));
    found.push_back(*change);
  }
}

template <class Side>
Result<std::optional<Bytes>> SqliteLog<Side>::meta(const std::string& key) const {
  Query query(*database_, sql::find_meta);
  HW_TRY(found, query.with_text(key).next());
  return found ? std::optional<Bytes>(query.octets(0)) : std::optional<Bytes>();
}

template <class Side>
Result<void> SqliteLog<Side>::put_meta(const std::string& key, BytesView octets) {
  HW_ASSERT(in_transaction_);
  return Query(*database_, sql::put_meta).with_text(key).with(octets).run();
}

template <class Side>
Result<void> SqliteLog<Side>::erase_meta(const std::string& key) {
  HW_ASSERT(in_transaction_);
  return Query(*database_, sql::erase_meta).with_text(key).run();
}

template <class Side>
Result<void> SqliteLog<Side>::put_piece(const RecordId& attachment, BytesView octets) {
  HW_ASSERT(in_transaction_);
  Query put(*database_, sql::put_piece);
  const Digest name = piece_digest(octets);
  return put.with(attachment.view()).with(name.view()).with(octets).run();
}

template <class Side>
Result<std::optional<Bytes>> SqliteLog<Side>::piece(const RecordId& attachment,
                                                    const Digest& name) const {
  Query query(*database_, sql::find_piece);
  HW_TRY(found, query.with(attachment.view()).with(name.view()).next());
  return found ? undamaged(query.octets(0), name) : Result<std::optional<Bytes>>(std::nullopt);
}

template <class Side>
Result<std::vector<Digest>> SqliteLog<Side>::pieces(const RecordId& attachment) const {
  Query query(*database_, sql::names_of_pieces);
  return column_of<Digest>(query.with(attachment.view()));
}

template <class Side>
Result<void> SqliteLog<Side>::erase_piece(const RecordId& attachment, const Digest& name) {
  HW_ASSERT(in_transaction_);
  return Query(*database_, sql::erase_piece).with(attachment.view()).with(name.view()).run();
}

template <class Side>
Result<std::vector<RecordId>> SqliteLog<Side>::attachments_with_pieces() const {
  Query query(*database_, sql::attachments_with_pieces);
  return column_of<RecordId>(query);
}

template class SqliteLog<ClientStore>;
template class SqliteLog<ServerStore>;

}  // namespace homeward
