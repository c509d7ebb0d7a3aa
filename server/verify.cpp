#include "server/verify.h"

#include <map>

#include "server/statements.h"
#include "sync/link.h"

namespace homeward {
namespace {

Result<void> check_file(Database& db, Verified& verified) {
  Query query(db, server_sql::integrity);
  for (;;) {
    HW_TRY(more, query.next());
    if (!more) {
      return {};
    }
    if (query.octets(0) != "ok") {
      verified.faults.push_back("database file: " + std::string(query.octets(0)));
    }
  }
}

template <class SomeId>
Result<std::vector<SomeId>> ids(Database& db, const char* sql) {
  Query query(db, sql);
  std::vector<SomeId> found;
  for (;;) {
    HW_TRY(more, query.next());
    if (!more) {
      return found;
    }
    found.push_back(SomeId::of(query.octets(0)));
  }
}

// The digest a link covers: a change in the log, or one kept in quarantine. Nothing
// where a purge took the octets, so that only the link itself is left.
Result<std::optional<Digest>> linked(const SqliteServerStore& store, const Origin& origin,
                                     std::uint64_t number,
                                     const std::map<std::uint64_t, Quarantined>& held) {
  const auto at = held.find(number);
  HW_TRY(octets, store.change(origin, number));
  // Admitted since by a program that could read it: its link stays as it was made.
  const bool is_opaque = at != held.end() && at->second.notice.opaque;
  if (octets && !is_opaque) {
    HW_TRY(change, decode_change(*octets));
    return std::optional(change_digest(change));
  }
  if (at == held.end()) {
    return Error{Code::corrupt, "is neither in the log nor in quarantine"};
  }
  if (at->second.change.empty()) {
    return std::optional<Digest>();
  }
  if (at->second.notice.opaque) {
    return std::optional(opaque_digest(at->second.change));
  }
  HW_TRY(change, decode_change(at->second.change));
  return std::optional(change_digest(change));
}

Result<void> check_chain(const SqliteServerStore& store, const Origin& origin, Verified& verified) {
  HW_TRY(state, store.origin_state(origin));
  HW_TRY(quarantined, store.quarantined_of_origin(origin, 0));
  std::map<std::uint64_t, Quarantined> held;
  for (const Quarantined& one : quarantined) {
    held[one.notice.number] = one;
  }
  Digest before;
  for (std::uint64_t number = 1; number <= state.number; ++number) {
    const std::string where =
        "tablet " + origin.hex() + ", change " + std::to_string(number) + ": ";
    HW_TRY(link, store.chain_at(origin, number));
    const auto digest = linked(store, origin, number, held);
    if (!digest.ok() || !link) {
      verified.faults.push_back(where + (digest.ok() ? "has no link" : digest.error().detail));
    } else if (digest.value() && chain(before, *digest.value()) != *link) {
      verified.faults.push_back(where + "is not what was received (its hash does not agree)");
    }
    before = link.value_or(before);
    ++verified.changes;
  }
  ++verified.origins;
  return {};
}

Result<bool> is_what_changes_make(const SqliteServerStore& store, const RecordId& id) {
  HW_TRY(record, store.record(id));
  HW_TRY(history, store.history(id));
  if (!record || record->header().id != id) {
    return false;
  }
  Record folded(record->header());
  for (const Change& change : history) {
    if (change.record != record->header()) {
      return false;
    }
    folded.integrate(change);
  }
  return folded == *record;
}

void check_record(const SqliteServerStore& store, const RecordId& id, Verified& verified) {
  const Result<bool> whole = is_what_changes_make(store, id);
  if (!whole.ok() || !whole.value()) {
    verified.faults.push_back(
        "record " + id.hex() + ": " +
        (whole.ok() ? "its state is not what its changes make" : whole.error().detail));
  }
  ++verified.records;
}

Result<void> check_pieces(const SqliteServerStore& store, Verified& verified) {
  HW_TRY(attachments, store.attachments_with_pieces());
  for (const RecordId& attachment : attachments) {
    HW_TRY(names, store.pieces(attachment));
    for (const Digest& name : names) {
      const auto piece = store.piece(attachment, name);
      if (!piece.ok()) {
        verified.faults.push_back("attachment " + attachment.hex() + ", piece " + name.hex() +
                                  ": " + piece.error().detail);
      }
      ++verified.pieces;
    }
  }
  return {};
}

Result<Verified> verify_all(SqliteServerStore& store) {
  Verified verified;
  HW_CHECK(check_file(store.database(), verified));
  HW_TRY(known, ids<Origin>(store.database(), server_sql::origins));
  for (const Origin& origin : known) {
    HW_CHECK(check_chain(store, origin, verified));
  }
  HW_TRY(records, ids<RecordId>(store.database(), server_sql::records));
  for (const RecordId& id : records) {
    check_record(store, id, verified);
  }
  HW_CHECK(check_pieces(store, verified));
  return verified;
}

}  // namespace

// As of one moment, whatever a running server writes meanwhile.
Result<Verified> verify(SqliteServerStore& store) {
  HW_CHECK(store.database().run(server_sql::begin_reading));
  auto verified = verify_all(store);
  store.database().rollback();
  return verified;
}

}  // namespace homeward
