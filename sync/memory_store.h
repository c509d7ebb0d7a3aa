// Both stores in memory: for tests, the contract and the simulator.
//
// begin() keeps a copy of everything and rollback() puts it back, which makes a
// crash exact: what was not committed never happened.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "sync/store.h"

namespace homeward {

struct MemoryTables {
  std::uint64_t head = 0;
  std::map<std::uint64_t, Change> log;  // by position
  std::map<std::pair<Origin, std::uint64_t>, std::uint64_t> positions;
  std::map<RecordId, Record> records;
  std::map<Origin, std::map<std::uint64_t, Digest>> links;
  std::map<std::string, Bytes> meta;
  std::map<std::pair<RecordId, Digest>, Bytes> pieces;

  std::map<std::pair<RecordId, FieldKey>, Draft> drafts;
  std::map<std::pair<Origin, std::uint64_t>, QuarantineNotice> notices;
  std::map<std::pair<Origin, std::uint64_t>, HeldDecision> rulings_heard;
  std::map<std::uint64_t, SetAside> aside;
  std::map<std::uint64_t, Digest> purged;

  std::map<Origin, UserId> owners;
  std::map<std::pair<Origin, std::uint64_t>, Quarantined> quarantine;
  std::map<std::pair<Origin, std::uint64_t>, PlacedDecision> rulings;
  std::vector<Scope> scopes;
};

template <class Side>
class MemoryLog : public Side {
 public:
  using Numbered = Store::Numbered;
  using Store::append;

  Result<void> begin() override;
  Result<void> commit() override;
  void rollback() override;
  bool in_transaction() const override { return in_transaction_; }

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
  Result<std::uint64_t> head() const override { return tables_.head; }
  Result<std::optional<Bytes>> meta(const std::string& key) const override;
  Result<void> put_meta(const std::string& key, BytesView octets) override;
  Result<void> erase_meta(const std::string& key) override;

  // The disk is full from the next commit on, until told otherwise.
  void set_full(bool full) { full_ = full; }
  // What a backup holds, and putting one back.
  const MemoryTables& tables() const { return tables_; }
  void restore(const MemoryTables& tables) { tables_ = tables; }

 protected:
  // For writing: only inside a transaction.
  MemoryTables& writing() {
    HW_ASSERT(in_transaction_);
    return tables_;
  }

  MemoryTables tables_;

 private:
  MemoryTables before_;
  bool in_transaction_ = false;
  bool full_ = false;
};

class MemoryClientStore : public MemoryLog<ClientStore> {
 public:
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
};

class MemoryServerStore : public MemoryLog<ServerStore> {
 public:
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
};

}  // namespace homeward
