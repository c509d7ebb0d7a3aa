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

Result<std::vector<Origin>> origins(Database& db) {
  Query query(db, server_sql::origins);
  std::vector<Origin> found;
  for (;;) {
    HW_TRY(more, query.next());
    if (!more) {
      return found;
    }
    found.push_back(Origin::of(query.octets(0)));
  }
}

// The digest a link covers: a change in the log, or one kept in quarantine. Nothing
// where a purge took the octets, so that only the link itself is left.
Result<std::optional<Digest>> linked(const SqliteServerStore& store, const Origin& origin,
                                     std::uint64_t number,
                                     const std::map<std::uint64_t, Quarantined>& held) {
  HW_TRY(octets, store.change(origin, number));
  if (octets) {
    HW_TRY(change, decode_change(*octets));
    return std::optional(change_digest(change));
  }
  const auto at = held.find(number);
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

Result<void> check_records(const SqliteServerStore& store, const RecordId& child,
                           Verified& verified) {
  HW_TRY(records, store.records_of_child(child));
  for (const Record& record : records) {
    HW_TRY(history, store.history(record.header().id));
    Record folded(record.header());
    for (const Change& change : history) {
      folded.integrate(change);
    }
    if (!(folded == record)) {
      verified.faults.push_back("record " + record.header().id.hex() +
                                ": its state is not what its changes make");
    }
    ++verified.records;
  }
  return {};
}

}  // namespace

Result<Verified> verify(SqliteServerStore& store) {
  Verified verified;
  HW_CHECK(check_file(store.database(), verified));
  HW_TRY(known, origins(store.database()));
  for (const Origin& origin : known) {
    HW_CHECK(check_chain(store, origin, verified));
  }
  HW_TRY(children, store.records_of_type("child"));
  for (const Record& child : children) {
    HW_CHECK(check_records(store, child.header().id, verified));
  }
  return verified;
}

}  // namespace homeward
