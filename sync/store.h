// What each side keeps: the log of changes, and the records folded from it.
//
// Two interfaces share Store: ClientStore (a tablet's database of one person) and
// ServerStore. Each has a memory and a SQLite implementation; one contract suite
// (tests/sync/store_contract_test.cpp) runs over both.
//
// S1: appending the same (origin, number) twice is the same as once.
// V2: positions are given in commit order, so no cursor can skip a change.
// M6: nothing leaves the log but by a purge.
//
// Every write happens inside a transaction; what was not committed never happened.
// A failed write (Code::full, unavailable) is followed by a rollback: the store is
// as it was. Not thread-safe; a SQLite store may be opened more than once, one of
// them writing.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/record/attachment.h"
#include "core/record/record_type.h"
#include "sync/carried_change.h"
#include "sync/messages.h"

namespace homeward {

// How far an origin's changes have come, and their rolling hash (change.h, chain()).
struct OriginState {
  std::uint64_t number = 0;
  Digest chain;

  bool operator==(const OriginState&) const = default;
};

struct PlacedChange {
  std::uint64_t position = 0;
  SharedChange change;
};

struct Appended {
  std::uint64_t position = 0;  // also where it was here already
  bool was_new = false;
};

class Store {
 public:
  virtual ~Store() = default;
  Store() = default;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  // Use Transaction below. One at a time.
  virtual Result<void> begin() = 0;
  virtual Result<void> commit() = 0;  // a failed commit has rolled back
  virtual void rollback() = 0;
  virtual bool in_transaction() const = 0;

  // Use Snapshot below. One may begin inside another, or inside a transaction.
  virtual Result<void> begin_snapshot() const { return {}; }
  virtual void end_snapshot() const {}

  // Appends a checked change and folds it into its record. `bad_input` where the
  // record here has another header (its type, child or episode): records would
  // differ by order of arrival.
  virtual Result<Appended> append(const SharedChange& change) = 0;
  Result<Appended> append(const Change& change) {
    return append(std::make_shared<const Change>(change));
  }

  // The chain of an origin, one link a change. `number` is the state's plus one.
  virtual Result<OriginState> origin_state(const Origin& origin) const = 0;
  virtual Result<std::optional<Digest>> chain_at(const Origin& origin,
                                                 std::uint64_t number) const = 0;
  virtual Result<void> extend_chain(const Origin& origin, std::uint64_t number,
                                    const Digest& chain) = 0;

  // Canonical octets of one change; an origin's changes from `first`, ascending, stopping
  // before `octets` are exceeded but never before the first.
  virtual Result<std::optional<Bytes>> change(const Origin& origin, std::uint64_t number) const = 0;
  // The record it is of; nothing where it is not here.
  virtual Result<std::optional<RecordId>> record_of(const Origin& origin,
                                                    std::uint64_t number) const = 0;
  // Inside a Snapshot or a transaction. Nothing where it is not here.
  virtual Result<std::optional<PlacedChange>> placed_change(const Origin& origin,
                                                            std::uint64_t number) const = 0;
  struct Numbered {
    std::uint64_t number = 0;
    CarriedChange change;
  };
  virtual Result<std::vector<Numbered>> changes_from(const Origin& origin, std::uint64_t first,
                                                     std::size_t octets) const = 0;

  // Present state. Nothing where no change of it is here.
  virtual Result<std::optional<Record>> record(const RecordId& id) const = 0;
  // Ascending by id. A child's own record is among the records of the child.
  virtual Result<std::vector<Record>> records_of_child(const RecordId& child) const = 0;
  virtual Result<std::vector<Record>> records_of_type(const std::string& type) const = 0;
  // Of every record of the child, ascending by id.
  virtual Result<std::vector<RecordHeader>> headers_of_child(const RecordId& child) const = 0;
  // All its changes, in the order they came here.
  virtual Result<std::vector<Change>> history(const RecordId& id) const = 0;

  // Pieces of the files of attachments (core/record/attachment.h): each kept under its
  // attachment and named by its digest, so that rights and purges follow the record.
  virtual Result<void> put_piece(const RecordId& attachment, BytesView octets) = 0;
  // Nothing where it is not here; `corrupt` where it is no longer what its name says.
  virtual Result<std::optional<Bytes>> piece(const RecordId& attachment,
                                             const Digest& name) const = 0;
  // Names, ascending; a damaged piece's too.
  virtual Result<std::vector<Digest>> pieces(const RecordId& attachment) const = 0;
  virtual Result<void> erase_piece(const RecordId& attachment, const Digest& name) = 0;
  // Those of which some piece is here, ascending.
  virtual Result<std::vector<RecordId>> attachments_with_pieces() const = 0;

  // Newest position given.
  virtual Result<std::uint64_t> head() const = 0;

  // Small things kept by name.
  virtual Result<std::optional<Bytes>> meta(const std::string& key) const = 0;
  virtual Result<void> put_meta(const std::string& key, BytesView octets) = 0;
  virtual Result<void> erase_meta(const std::string& key) = 0;
};

// Rolls back unless committed.
//
//   HW_TRY(transaction, Transaction::begin(store));
//   ...
//   HW_CHECK(transaction.commit());
class Transaction {
 public:
  static Result<Transaction> begin(Store& store);
  Transaction(Transaction&& other) noexcept : store_(other.store_) { other.store_ = nullptr; }
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  Result<void> commit();

 private:
  explicit Transaction(Store& store) : store_(&store) {}
  Store* store_;
};

// While it lives, all that is read is of one state of the store, and a record whose changes
// are asked for again and again is read once.
//
//   Snapshot snapshot(store);
//   HW_CHECK(snapshot.begin());
class Snapshot {
 public:
  explicit Snapshot(const Store& store) : store_(store) {}
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;
  ~Snapshot();

  Result<void> begin();

 private:
  const Store& store_;
  bool has_begun_ = false;
};

// ---- the tablet's

// T1: what is being typed, durable before it is a numbered version.
struct Draft {
  RecordHeader record;
  Version version;  // field, value, who said it, sharing, what was seen
  Instant updated_at;

  bool operator==(const Draft&) const = default;
};

// What the device knows of its conversation with the server; small, written whole.
struct ClientState {
  Origin origin;
  DatasetId dataset;  // zero until the first answer
  Epoch epoch;
  Cursor cursor;
  std::optional<SignedReceipt> confirmed;  // verified, so "held by the council" (S3)
  std::optional<std::int64_t> skew_ms;     // server minus device (S10)
  Standing standing = Standing::ok;

  std::uint64_t confirmed_number() const { return confirmed ? confirmed->receipt.number : 0; }
  bool operator==(const ClientState&) const = default;
};

// A change from the server that this program cannot read: kept, not lost (S2, M8).
struct SetAside {
  std::uint64_t position = 0;  // the server's
  Bytes change;
  std::string reason;

  bool operator==(const SetAside&) const = default;
};

// An own change in quarantine.
struct HeldNotice {
  Origin origin;
  QuarantineNotice notice;
  std::optional<HeldDecision> ruling;

  // Not part of the record.
  bool is_apart() const { return !ruling || !ruling->admitted; }
  bool operator==(const HeldNotice&) const = default;
};

// Of this origin's changes.
struct HeldThere {
  std::uint64_t received = 0;   // up to this number, the council holds them
  std::uint64_t backed_up = 0;  // up to this, inside a verified backup
};

class ClientStore : public Store {
 public:
  virtual Result<ClientState> state() const = 0;
  virtual Result<void> put_state(const ClientState& state) = 0;

  // Appends a change made here: origin the state's, number its newest plus one.
  // Extends the chain.
  virtual Result<void> append_own(const Change& change) = 0;

  // One draft a (record, field); the newer replaces the older.
  virtual Result<void> put_draft(const Draft& draft) = 0;
  virtual Result<void> erase_draft(const RecordId& record, const FieldKey& field) = 0;
  virtual Result<std::vector<Draft>> drafts(const RecordId& record) const = 0;  // by field
  virtual Result<std::vector<Draft>> drafts() const = 0;                        // by record, field

  // Own changes the server put in quarantine, those of earlier origins among them, by origin
  // and number; and what was decided of them, which may be heard first.
  virtual Result<void> put_notice(const Origin& origin, const QuarantineNotice& notice) = 0;
  virtual Result<void> erase_notices_after(const Origin& origin, std::uint64_t number) = 0;
  virtual Result<void> put_ruling(const HeldDecision& ruling) = 0;
  virtual Result<void> erase_rulings() = 0;
  virtual Result<std::vector<HeldNotice>> notices() const = 0;
  // Replaces own chain's links from `number` on, after a notice said `opaque`.
  virtual Result<void> replace_chain(std::uint64_t number, const std::vector<Digest>& links) = 0;

  virtual Result<void> put_aside(const SetAside& aside) = 0;
  virtual Result<void> erase_aside(std::uint64_t position) = 0;
  virtual Result<std::vector<SetAside>> aside() const = 0;

  // Of an own change that a purge removed: what can still be sent in its place.
  virtual Result<std::optional<Digest>> purged_digest(std::uint64_t number) const = 0;

  // S11: takes out own changes after `number` with their links, folds their records anew,
  // and forgets the digests of what was purged: the origin is about to be left.
  virtual Result<void> take_out_after(std::uint64_t number) = 0;

  // S7: removes what `withdrawal` no longer allows, of changes by others and own ones that the
  // council holds; of these, keeps those to be sealed that are in no backup (sync/leaving.h).
  // Drafts and later own changes stay, and their records with them, folded anew from what is
  // left. True where nothing had to stay.
  virtual Result<bool> purge(const Withdrawal& withdrawal, const HeldThere& held) = 0;

  // Of which any record is here, ascending.
  virtual Result<std::vector<RecordId>> children() const = 0;
  // These become all the changes of the record, in this order; each has its header. Drafts
  // and the chain of own changes stay as they are.
  virtual Result<void> rebuild(const RecordHeader& record, const std::vector<Change>& changes) = 0;

  // Children whose records were written or removed through this store since this was last
  // asked, by append() and purge(); also in what was rolled back. For one asker, outside a
  // transaction, who keeps in memory what it made of records: nobody else has the database
  // open (T4).
  std::set<RecordId> take_touched() { return std::exchange(touched_, {}); }

 protected:
  void touch(const RecordId& child) { touched_.insert(child); }

 private:
  std::set<RecordId> touched_;
};

// Does the record stay on a device that was told `withdrawal`?
bool is_kept(const Withdrawal& withdrawal, const RecordHeader& record);

// ---- the server's

// Received and not part of any record (S2).
struct Quarantined {
  Origin origin;
  UserId user;  // who was signed in when it came
  Instant received_at;
  QuarantineNotice notice;
  RecordHeader record;  // zero and empty where the change could not be read
  Bytes change;         // as it came; empty where only its digest did

  bool operator==(const Quarantined&) const = default;
};

struct PlacedDecision {
  std::uint64_t position = 0;
  HeldDecision ruling;

  bool operator==(const PlacedDecision&) const = default;
};

// A user's right to see a child: everything of it, or, where `episode` is not
// zero, what that episode's right shows (core/record/record_type.h, Reach).
struct Scope {
  UserId user;
  RecordId child;
  RecordId episode;
  std::uint64_t granted_at = 0;               // position
  std::optional<std::uint64_t> withdrawn_at;  // position

  bool operator==(const Scope&) const = default;
};

struct Page {
  std::vector<PageChange> changes;
  Cursor next;
  std::uint64_t remaining = 0;
};

class ServerStore : public Store {
 public:
  // Who an origin belongs to; set once, at its first exchange.
  virtual Result<std::optional<UserId>> owner(const Origin& origin) const = 0;
  virtual Result<void> put_owner(const Origin& origin, const UserId& user) = 0;

  virtual Result<void> put_quarantined(const Quarantined& quarantined) = 0;
  virtual Result<std::vector<Quarantined>> quarantined_of_origin(const Origin& origin,
                                                                 std::uint64_t after) const = 0;
  virtual Result<std::vector<Quarantined>> quarantined_of_user(const UserId& user) const = 0;
  virtual Result<std::vector<Quarantined>> quarantined_of_child(const RecordId& child) const = 0;

  // At the next position. The first stands: false, and nothing changes, where there is one.
  virtual Result<bool> put_ruling(const HeldDecision& ruling) = 0;
  virtual Result<std::optional<HeldDecision>> ruling(const Origin& origin,
                                                     std::uint64_t number) const = 0;
  // On changes that came from `user`, given after `position`: by position, the first `count`.
  virtual Result<std::vector<PlacedDecision>> rulings_since(const UserId& user,
                                                            std::uint64_t position,
                                                            std::size_t count) const = 0;

  // Idempotent: granting what is granted and withdrawing what is not change nothing.
  virtual Result<void> grant(const UserId& user, const RecordId& child,
                             const RecordId& episode) = 0;
  virtual Result<void> withdraw(const UserId& user, const RecordId& child,
                                const RecordId& episode) = 0;
  // Rights that hold now, by child and episode.
  virtual Result<std::vector<Scope>> scopes(const UserId& user) const = 0;
  virtual Result<std::vector<UserId>> users_who_see(const RecordHeader& record) const = 0;
  virtual Result<bool> may_see(const UserId& user, const RecordHeader& record) const = 0;

  // Changes `user` may see, after `cursor`, at most `octets` but at least one, and no more of
  // them than an answer holds (P2): from the beginning all of them, record by record. After
  // that, own changes of `reader` come back only with a right granted after they were made, or
  // where they were admitted from quarantine.
  virtual Result<Page> page(const UserId& user, const Origin& reader, const Cursor& cursor,
                            std::size_t octets) const = 0;
  // Of children a right to which was withdrawn after `position`, and those `asked` for.
  virtual Result<std::vector<Withdrawal>> withdrawn_since(
      const UserId& user, std::uint64_t position, const std::vector<RecordId>& asked) const = 0;
};

// One right covers one record (see Scope).
bool covers(const Scope& scope, const RecordHeader& record);
// How far the record's type reaches; a newer program's reaches as its episode does.
RecordType::Reach reach_of(const RecordHeader& record);

// What is left to a user, who has `scopes` now, of children some right to which was
// withdrawn. Nothing is said of a child all of which they still see.
std::vector<Withdrawal> withdrawals(const std::set<RecordId>& children,
                                    const std::vector<Scope>& scopes);

// Of that origin, those after `number` that are here, ascending.
Result<std::vector<Change>> changes_after(const Store& store, const Origin& origin,
                                          std::uint64_t number);

// ---- how they are written

template <class Archive>
void serialize(Archive& archive, Draft& draft) {
  archive(draft.record, draft.version, draft.updated_at);
}
template <class Archive>
void serialize(Archive& archive, SetAside& aside) {
  archive(aside.position, aside.change, aside.reason);
}
template <class Archive>
void serialize(Archive& archive, Quarantined& quarantined) {
  archive(quarantined.origin, quarantined.user, quarantined.received_at, quarantined.notice,
          quarantined.record, quarantined.change);
}
template <class Archive>
void serialize(Archive& archive, ClientState& state) {
  auto standing = static_cast<std::uint8_t>(state.standing);
  archive(state.origin, state.dataset, state.epoch, state.cursor, state.confirmed, state.skew_ms,
          standing);
  state.standing = static_cast<Standing>(standing);
}

}  // namespace homeward
