// Both stores over SQLite (V3): the server's and, over OPFS, the tablet's.
//
// A record's row holds its changes, packed; its state is folded from them. Newer changes stand
// in rows of their own, the tail, until they are worth writing the record's row anew. Within one
// transaction a record is read and written once, however many changes it gets.
//
// S4: a commit is on disk when it returns (write-ahead log, synchronous FULL).
// Every statement is in sync/statements.h.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "sync/record_block.h"
#include "sync/sqlite.h"
#include "sync/sqlite_seal.h"
#include "sync/store.h"

namespace homeward {

// Changes of a database, each record read once.
class ChangeReader {
 public:
  explicit ChangeReader(Database& database) : database_(database) {}

  // Of a record, by the key of its row. `corrupt` where it is not there.
  Result<SharedChange> change(std::uint64_t record, const Origin& origin, std::uint64_t number);
  // What was read of its row, for whoever is about to write it: no more known here. Nothing
  // where it was not read.
  std::optional<RecordBlock> take(std::uint64_t record);
  // As it is now. `corrupt` where it is not there.
  Result<RecordBlock> read(std::uint64_t record);

 private:
  struct Row {
    RecordBlock block;
    std::optional<std::vector<SharedChange>> sealed;  // once it was asked for
  };
  Result<std::shared_ptr<Row>> row(std::uint64_t record);
  Result<std::vector<SharedChange>> sealed(std::uint64_t record);

  Database& database_;
  std::map<std::uint64_t, std::shared_ptr<Row>> known_;
};

// A record of this key and state, with its tail.
Result<RecordBlock> read_block(Database& database, std::uint64_t record, BytesView state);

// The steps of the tables that both sides have.
std::vector<MigrationStep> log_steps();

template <class Side>
class SqliteLog : public Side {
 public:
  using Numbered = Store::Numbered;
  using Store::append;

  Result<void> begin() override;
  Result<void> commit() override;
  void rollback() override;
  bool in_transaction() const override { return in_transaction_; }
  Result<void> begin_snapshot() const override;
  void end_snapshot() const override;

  Result<Appended> append(const SharedChange& change) override;
  Result<OriginState> origin_state(const Origin& origin) const override;
  Result<std::optional<Digest>> chain_at(const Origin& origin, std::uint64_t number) const override;
  Result<void> extend_chain(const Origin& origin, std::uint64_t number,
                            const Digest& chain) override;
  Result<std::optional<Bytes>> change(const Origin& origin, std::uint64_t number) const override;
  Result<std::optional<RecordId>> record_of(const Origin& origin,
                                            std::uint64_t number) const override;
  Result<std::optional<PlacedChange>> placed_change(const Origin& origin,
                                                    std::uint64_t number) const override;
  Result<std::vector<Numbered>> changes_from(const Origin& origin, std::uint64_t first,
                                             std::size_t octets) const override;
  Result<std::optional<Record>> record(const RecordId& id) const override;
  Result<std::vector<Record>> records_of_child(const RecordId& child) const override;
  Result<std::vector<Record>> records_of_type(const std::string& type) const override;
  Result<std::vector<RecordHeader>> headers_of_child(const RecordId& child) const override;
  Result<std::vector<Change>> history(const RecordId& id) const override;
  Result<void> put_piece(const RecordId& attachment, BytesView octets) override;
  Result<std::optional<Bytes>> piece(const RecordId& attachment, const Digest& name) const override;
  Result<std::vector<Digest>> pieces(const RecordId& attachment) const override;
  Result<void> erase_piece(const RecordId& attachment, const Digest& name) override;
  Result<std::vector<RecordId>> attachments_with_pieces() const override;
  Result<std::uint64_t> head() const override;
  Result<std::optional<Bytes>> meta(const std::string& key) const override;
  Result<void> put_meta(const std::string& key, BytesView octets) override;
  Result<void> erase_meta(const std::string& key) override;

  // For a part of the program that keeps its own tables beside these, and writes
  // them in the same transaction.
  Database& database() const { return *database_; }

 protected:
  explicit SqliteLog(std::unique_ptr<Database> database) : database_(std::move(database)) {}

  // The row of an origin, made where it is absent.
  Result<std::uint64_t> origin_key(const Origin& origin);
  // The next position, given out.
  std::uint64_t next_position();
  // Records changed in this transaction, written to their rows: before anything reads
  // those.
  Result<void> write_records() const;
  void forget_records();
  // Inside a snapshot or a transaction.
  ChangeReader& reader() const;

  // The last thing before a commit; and after it, or after a rollback.
  virtual Result<void> seal_transaction() { return {}; }
  virtual void end_transaction(bool /*is_committed*/) {}

 private:
  struct OpenRecord {
    std::uint64_t key = 0;
    RecordHeader header;
    std::optional<RecordBlock> block;  // with what is new, once somebody needs it
    std::vector<SharedChange> added;   // since it was written, to row or tail
    bool is_new = false;               // its row is not written yet: all is in `block`
  };
  Result<OpenRecord*> find_record(const RecordId& id) const;
  Result<OpenRecord*> open_record(const RecordHeader& header);
  Result<RecordBlock*> block_of(OpenRecord& opened) const;
  Result<void> write_record(OpenRecord& opened) const;
  Result<bool> is_tail_long(std::uint64_t record, std::size_t more) const;
  Result<std::vector<Record>> records_in(Query& query) const;
  void end_own_state() const;

  std::unique_ptr<Database> database_;
  bool in_transaction_ = false;
  std::uint64_t head_ = 0;          // while in a transaction
  std::uint64_t written_head_ = 0;  // as it was when the transaction began
  mutable std::map<RecordId, OpenRecord> open_records_;
  mutable int snapshots_ = 0;
  mutable bool has_own_state_ = false;  // for these alone; a transaction is one itself
  mutable std::optional<ChangeReader> reader_;
  std::map<Origin, std::uint64_t> origin_keys_;
};

// A record by the key of its row.
struct KeyedHeader {
  RecordHeader header;
  std::uint64_t key = 0;
};

class SqliteClientStore : public SqliteLog<ClientStore> {
 public:
  // Makes the tables where they are absent. `corrupt` where the database does not hold what
  // was last written in it (sync/sqlite_seal.h); all of it is read for that.
  static Result<std::unique_ptr<SqliteClientStore>> open(std::unique_ptr<Database> database);

  // One that open() found `corrupt`: for carrying off what can still be read of it. It is never
  // sealed again, so that it stays as damaged as it is. `unsupported` where its tables are
  // another program's.
  static Result<std::unique_ptr<SqliteClientStore>> open_damaged(
      std::unique_ptr<Database> database);

  using Store::append;
  Result<Appended> append(const SharedChange& change) override;
  Result<ClientState> state() const override;
  Result<void> put_state(const ClientState& state) override;
  Result<void> append_own(const Change& change) override;
  Result<void> put_draft(const Draft& draft) override;
  Result<void> erase_draft(const RecordId& record, const FieldKey& field) override;
  Result<std::vector<Draft>> drafts(const RecordId& record) const override;
  Result<std::vector<Draft>> drafts() const override;
  Result<void> put_notice(const Origin& origin, const QuarantineNotice& notice) override;
  Result<void> erase_notices_after(const Origin& origin, std::uint64_t number) override;
  Result<void> put_ruling(const HeldDecision& ruling) override;
  Result<void> erase_rulings() override;
  Result<std::vector<HeldNotice>> notices() const override;
  Result<void> replace_chain(std::uint64_t number, const std::vector<Digest>& links) override;
  Result<void> put_aside(const SetAside& aside) override;
  Result<void> erase_aside(std::uint64_t position) override;
  Result<std::vector<SetAside>> aside() const override;
  Result<std::optional<Digest>> purged_digest(std::uint64_t number) const override;
  Result<void> take_out_after(std::uint64_t number) override;
  Result<bool> purge(const Withdrawal& withdrawal, const HeldThere& held) override;
  Result<std::vector<RecordId>> children() const override;
  Result<void> rebuild(const RecordHeader& record, const std::vector<Change>& changes) override;

 private:
  using SqliteLog::SqliteLog;
  Result<bool> purge_record(const KeyedHeader& record, const Origin& own, const HeldThere& held);
  Result<void> erase_change(const Change& change);
  Result<void> fold_anew(const KeyedHeader& record, const std::vector<Change>& left);
  Result<void> seal_transaction() override;
  void end_transaction(bool is_committed) override;

  std::unique_ptr<ContentSeal> seal_;  // null of a damaged one
};

class SqliteServerStore : public SqliteLog<ServerStore> {
 public:
  // Makes the tables where they are absent, unless the database only reads.
  static Result<std::unique_ptr<SqliteServerStore>> open(std::unique_ptr<Database> database);

  Result<std::optional<UserId>> owner(const Origin& origin) const override;
  Result<void> put_owner(const Origin& origin, const UserId& user) override;
  Result<void> put_quarantined(const Quarantined& quarantined) override;
  Result<std::vector<Quarantined>> quarantined_of_origin(const Origin& origin,
                                                         std::uint64_t after) const override;
  Result<std::vector<Quarantined>> quarantined_of_user(const UserId& user) const override;
  Result<std::vector<Quarantined>> quarantined_of_child(const RecordId& child) const override;
  Result<bool> put_ruling(const HeldDecision& ruling) override;
  Result<std::optional<HeldDecision>> ruling(const Origin& origin,
                                             std::uint64_t number) const override;
  Result<std::vector<PlacedDecision>> rulings_since(const UserId& user, std::uint64_t position,
                                                    std::size_t count) const override;
  Result<void> grant(const UserId& user, const RecordId& child, const RecordId& episode) override;
  Result<void> withdraw(const UserId& user, const RecordId& child,
                        const RecordId& episode) override;
  Result<std::vector<Scope>> scopes(const UserId& user) const override;
  Result<std::vector<UserId>> users_who_see(const RecordHeader& record) const override;
  Result<bool> may_see(const UserId& user, const RecordHeader& record) const override;
  Result<Page> page(const UserId& user, const Origin& reader, const Cursor& cursor,
                    std::size_t octets) const override;
  Result<std::vector<Withdrawal>> withdrawn_since(
      const UserId& user, std::uint64_t position,
      const std::vector<RecordId>& asked) const override;

 private:
  using SqliteLog::SqliteLog;
};

}  // namespace homeward
