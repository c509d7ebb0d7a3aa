#include "sync/append_own.h"
#include "sync/files_here.h"
#include "sync/sqlite_rows.h"
#include "sync/sqlite_store.h"
#include "sync/statements.h"

namespace homeward {

Result<std::unique_ptr<SqliteClientStore>> SqliteClientStore::open(
    std::unique_ptr<Database> database) {
  if (!database->is_read_only()) {
    HW_CHECK(database->flush_log());
  }
  HW_CHECK(migrate(*database, "log", log_steps()));
  HW_CHECK(migrate(*database, "client", {sql::create_client}));
  return std::unique_ptr<SqliteClientStore>(new SqliteClientStore(std::move(database)));
}

Result<Appended> SqliteClientStore::append(const Change& change) {
  touch(change.record.child);
  return SqliteLog::append(change);
}

Result<ClientState> SqliteClientStore::state() const {
  return read_state(*this);
}

Result<void> SqliteClientStore::put_state(const ClientState& state) {
  return write_state(*this, state);
}

Result<void> SqliteClientStore::append_own(const Change& change) {
  return append_own_to(*this, change);
}

Result<void> SqliteClientStore::put_draft(const Draft& draft) {
  HW_ASSERT(in_transaction());
  Query put(database(), sql::put_draft);
  put.with(draft.record.id.view()).with_text(draft.version.field).with(encode(draft));
  return put.run();
}

Result<void> SqliteClientStore::erase_draft(const RecordId& record, const FieldKey& field) {
  HW_ASSERT(in_transaction());
  return Query(database(), sql::erase_draft).with(record.view()).with_text(field).run();
}

Result<std::vector<Draft>> SqliteClientStore::drafts(const RecordId& record) const {
  Query query(database(), sql::drafts_of_record);
  return rows_of<Draft>(query.with(record.view()), 0, "draft");
}

Result<std::vector<Draft>> SqliteClientStore::drafts() const {
  Query query(database(), sql::all_drafts);
  return rows_of<Draft>(query, 0, "draft");
}

Result<void> SqliteClientStore::put_notice(const QuarantineNotice& notice) {
  HW_ASSERT(in_transaction());
  return Query(database(), sql::put_notice).with(notice.number).with(encode(notice)).run();
}

Result<void> SqliteClientStore::erase_notices_after(std::uint64_t number) {
  HW_ASSERT(in_transaction());
  return Query(database(), sql::erase_notices_after).with(number).run();
}

Result<std::vector<QuarantineNotice>> SqliteClientStore::notices() const {
  Query query(database(), sql::notices);
  return rows_of<QuarantineNotice>(query, 0, "notice");
}

Result<void> SqliteClientStore::replace_chain(std::uint64_t number,
                                              const std::vector<Digest>& links) {
  HW_TRY(state, this->state());
  HW_TRY(key, origin_key(state.origin));
  for (const Digest& link : links) {
    HW_CHECK(Query(database(), sql::put_link).with(key).with(number++).with(link.view()).run());
  }
  return {};
}

Result<void> SqliteClientStore::put_aside(const SetAside& aside) {
  HW_ASSERT(in_transaction());
  return Query(database(), sql::put_aside).with(aside.position).with(encode(aside)).run();
}

Result<void> SqliteClientStore::erase_aside(std::uint64_t position) {
  HW_ASSERT(in_transaction());
  return Query(database(), sql::erase_aside).with(position).run();
}

Result<std::vector<SetAside>> SqliteClientStore::aside() const {
  Query query(database(), sql::aside);
  return rows_of<SetAside>(query, 0, "change set aside");
}

Result<std::optional<Digest>> SqliteClientStore::purged_digest(std::uint64_t number) const {
  Query query(database(), sql::find_purged);
  HW_TRY(found, query.with(number).next());
  return found ? std::optional<Digest>(Digest::of(query.octets(0))) : std::optional<Digest>();
}

Result<bool> SqliteClientStore::purge(const Withdrawal& withdrawal, std::uint64_t confirmed) {
  touch(withdrawal.child);
  HW_CHECK(write_records());
  std::vector<std::pair<RecordHeader, std::uint64_t>> records;
  Query query(database(), sql::headers_of_child);
  query.with(withdrawal.child.view());
  for (;;) {
    HW_TRY(more, query.next());
    if (!more) {
      break;
    }
    records.push_back({{RecordId::of(query.octets(1)), std::string(query.octets(2)),
                        withdrawal.child, RecordId::of(query.octets(3))},
                       query.number(0)});
  }
  bool nothing_left = true;
  for (const auto& [header, key] : records) {
    if (!is_kept(withdrawal, header)) {
      HW_TRY(is_gone, purge_record(header, key, confirmed));
      nothing_left = nothing_left && is_gone;
    }
  }
  forget_records();
  return nothing_left;
}

Result<bool> SqliteClientStore::purge_record(const RecordHeader& header, std::uint64_t key,
                                             std::uint64_t confirmed) {
  HW_TRY(state, this->state());
  HW_TRY(changes, history(header.id));
  RecordBlock left(header);
  bool is_gone = true;
  for (const Change& change : changes) {
    const bool own = change.origin == state.origin;
    if (own && change.number > confirmed) {
      left.add(change);
      is_gone = false;
      continue;
    }
    if (own) {
      const Digest digest = change_digest(change);
      HW_CHECK(Query(database(), sql::put_purged).with(change.number).with(digest.view()).run());
    }
    HW_TRY(origin, origin_key(change.origin));
    HW_CHECK(Query(database(), sql::erase_change).with(origin).with(change.number).run());
  }
  HW_CHECK(Query(database(), sql::erase_sealed).with(key).run());
  if (is_gone) {
    HW_CHECK(Query(database(), sql::erase_record).with(key).run());
    HW_CHECK(purge_file(*this, header));
  } else {
    HW_CHECK(Query(database(), sql::put_record_state).with(left.stored()).with(key).run());
  }
  return is_gone;
}

Result<std::vector<RecordId>> SqliteClientStore::children() const {
  HW_CHECK(write_records());
  std::vector<RecordId> found;
  Query query(database(), sql::children);
  for (;;) {
    HW_TRY(more, query.next());
    if (!more) {
      return found;
    }
    found.push_back(RecordId::of(query.octets(0)));
  }
}

Result<void> SqliteClientStore::rebuild(const RecordHeader& record,
                                        const std::vector<Change>& changes) {
  HW_CHECK(write_records());
  HW_CHECK(Query(database(), sql::erase_changes_of_record).with(record.id.view()).run());
  HW_CHECK(Query(database(), sql::erase_sealed_of_record).with(record.id.view()).run());
  HW_CHECK(Query(database(), sql::erase_record_by_id).with(record.id.view()).run());
  forget_records();
  for (const Change& change : changes) {
    HW_CHECK(append(change));
  }
  return {};
}

}  // namespace homeward
