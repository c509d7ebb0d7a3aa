#include <limits>

#include "sync/append_own.h"
#include "sync/files_here.h"
#include "sync/leaving.h"
#include "sync/sqlite_rows.h"
#include "sync/sqlite_store.h"
#include "sync/statements.h"

namespace homeward {
namespace {

Result<Origin> own_origin(Database& database) {
  Query find(database, sql::find_meta);
  HW_TRY(found, find.with_text(state_key).next());
  if (!found) {
    return Origin{};
  }
  HW_TRY(state, decode_stored<ClientState>(find.octets(0), "client state"));
  return state.origin;
}

// Notices get the origin they are about, and room for what is decided of them.
Result<void> hold_notices(Database& database) {
  HW_CHECK(database.run(sql::create_held));
  HW_TRY(origin, own_origin(database));
  HW_CHECK(Query(database, sql::move_notices).with(origin.view()).run());
  return database.run(sql::drop_notices);
}

std::vector<MigrationStep> client_steps() {
  return {sql::create_client, hold_notices, sql::create_seal};
}

// Rows of key, id, type, child, episode.
Result<std::vector<KeyedHeader>> keyed_headers(Query& query) {
  std::vector<KeyedHeader> found;
  for (;;) {
    HW_TRY(more, query.next());
    if (!more) {
      return found;
    }
    found.push_back({{RecordId::of(query.octets(1)), std::string(query.octets(2)),
                      RecordId::of(query.octets(3)), RecordId::of(query.octets(4))},
                     query.number(0)});
  }
}

}  // namespace

Result<std::unique_ptr<SqliteClientStore>> SqliteClientStore::open(
    std::unique_ptr<Database> database) {
  auto seal = std::make_unique<ContentSeal>(*database);
  HW_CHECK(seal->check());
  if (!database->is_read_only()) {
    HW_CHECK(database->flush_log());
  }
  const auto renew = [&] { return seal->renew(); };
  HW_CHECK(migrate(*database, "log", log_steps(), renew));
  HW_CHECK(migrate(*database, "client", client_steps(), renew));
  std::unique_ptr<SqliteClientStore> store(new SqliteClientStore(std::move(database)));
  store->seal_ = std::move(seal);
  return store;
}

Result<std::unique_ptr<SqliteClientStore>> SqliteClientStore::open_damaged(
    std::unique_ptr<Database> database) {
  for (const auto& [part, steps] :
       {std::pair("log", log_steps().size()), std::pair("client", client_steps().size())}) {
    HW_TRY(version, version_of(*database, part));
    if (version != steps) {
      return Error{Code::unsupported,
                   std::string("database: its ") + part + " tables were made by another program"};
    }
  }
  return std::unique_ptr<SqliteClientStore>(new SqliteClientStore(std::move(database)));
}

Result<void> SqliteClientStore::seal_transaction() {
  return seal_ == nullptr ? Result<void>() : seal_->write();
}

void SqliteClientStore::end_transaction(bool is_committed) {
  if (seal_ != nullptr) {
    is_committed ? seal_->committed() : seal_->rolled_back();
  }
}

Result<Appended> SqliteClientStore::append(const SharedChange& change) {
  touch(change->record.child);
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

Result<void> SqliteClientStore::put_notice(const Origin& origin, const QuarantineNotice& notice) {
  HW_ASSERT(in_transaction());
  Query put(database(), sql::put_notice);
  return put.with(origin.view()).with(notice.number).with(encode(notice)).run();
}

Result<void> SqliteClientStore::erase_notices_after(const Origin& origin, std::uint64_t number) {
  HW_ASSERT(in_transaction());
  return Query(database(), sql::erase_notices_after).with(origin.view()).with(number).run();
}

Result<void> SqliteClientStore::put_ruling(const HeldDecision& ruling) {
  HW_ASSERT(in_transaction());
  Query put(database(), sql::put_heard_ruling);
  return put.with(ruling.origin.view()).with(ruling.number).with(encode(ruling)).run();
}

Result<void> SqliteClientStore::erase_rulings() {
  HW_ASSERT(in_transaction());
  return Query(database(), sql::erase_rulings).run();
}

Result<std::vector<HeldNotice>> SqliteClientStore::notices() const {
  std::vector<HeldNotice> found;
  Query query(database(), sql::notices);
  for (;;) {
    HW_TRY(more, query.next());
    if (!more) {
      return found;
    }
    HW_TRY(notice, decode_stored<QuarantineNotice>(query.octets(1), "notice"));
    HeldNotice held{Origin::of(query.octets(0)), std::move(notice), std::nullopt};
    if (!query.is_nothing(2)) {
      HW_TRY(ruling, decode_stored<HeldDecision>(query.octets(2), "decision"));
      held.ruling = std::move(ruling);
    }
    found.push_back(std::move(held));
  }
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

Result<bool> SqliteClientStore::purge(const Withdrawal& withdrawal, const HeldThere& held) {
  touch(withdrawal.child);
  HW_CHECK(write_records());
  HW_TRY(state, this->state());
  Query query(database(), sql::headers_of_child);
  HW_TRY(records, keyed_headers(query.with(withdrawal.child.view())));
  bool nothing_left = true;
  for (const KeyedHeader& record : records) {
    if (!is_kept(withdrawal, record.header)) {
      HW_TRY(is_gone, purge_record(record, state.origin, held));
      nothing_left = nothing_left && is_gone;
    }
  }
  forget_records();
  return nothing_left;
}

Result<bool> SqliteClientStore::purge_record(const KeyedHeader& record, const Origin& own,
                                             const HeldThere& held) {
  HW_TRY(changes, history(record.header.id));
  std::vector<Change> left;
  std::vector<Change> leaving;
  for (Change& change : changes) {
    if (change.origin == own && change.number > held.received) {
      left.push_back(std::move(change));
      continue;
    }
    if (change.origin == own) {
      const Digest digest = change_digest(change);
      HW_CHECK(Query(database(), sql::put_purged).with(change.number).with(digest.view()).run());
    }
    HW_CHECK(erase_change(change));
    if (change.origin == own && change.number > held.backed_up) {
      leaving.push_back(std::move(change));
    }
  }
  HW_CHECK(keep_leaving(*this, leaving));
  HW_CHECK(fold_anew(record, left));
  if (left.empty()) {
    HW_CHECK(purge_file(*this, record.header));
  }
  return left.empty();
}

Result<void> SqliteClientStore::erase_change(const Change& change) {
  HW_TRY(origin, origin_key(change.origin));
  return Query(database(), sql::erase_change).with(origin).with(change.number).run();
}

// The record of these changes alone; gone where there are none.
Result<void> SqliteClientStore::fold_anew(const KeyedHeader& record,
                                          const std::vector<Change>& left) {
  HW_CHECK(Query(database(), sql::erase_tails).with(record.key).run());
  HW_CHECK(Query(database(), sql::erase_sealed).with(record.key).run());
  if (left.empty()) {
    return Query(database(), sql::erase_record).with(record.key).run();
  }
  RecordBlock block(record.header);
  for (const Change& change : left) {
    block.add(std::make_shared<const Change>(change));
  }
  return Query(database(), sql::put_record_state).with(block.stored()).with(record.key).run();
}

Result<void> SqliteClientStore::take_out_after(std::uint64_t number) {
  HW_CHECK(write_records());
  HW_TRY(state, this->state());
  HW_TRY(origin, origin_key(state.origin));
  Query query(database(), sql::records_of_origin_after);
  HW_TRY(records, keyed_headers(query.with(origin).with(number)));
  for (const KeyedHeader& record : records) {
    touch(record.header.child);
    HW_TRY(changes, history(record.header.id));
    std::vector<Change> left;
    for (Change& change : changes) {
      if (change.origin == state.origin && change.number > number) {
        HW_CHECK(erase_change(change));
      } else {
        left.push_back(std::move(change));
      }
    }
    HW_CHECK(fold_anew(record, left));
  }
  forget_records();
  HW_CHECK(Query(database(), sql::erase_links_after).with(origin).with(number).run());
  HW_CHECK(Query(database(), sql::forget_purged).run());
  return forget_leaving(*this, std::numeric_limits<std::uint64_t>::max());
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
  HW_CHECK(Query(database(), sql::erase_tails_of_record).with(record.id.view()).run());
  HW_CHECK(Query(database(), sql::erase_sealed_of_record).with(record.id.view()).run());
  HW_CHECK(Query(database(), sql::erase_record_by_id).with(record.id.view()).run());
  forget_records();
  for (const Change& change : changes) {
    HW_CHECK(append(change));
  }
  return {};
}

}  // namespace homeward
