// Work of every kind that a store keeps, for the fixtures of earlier schema versions
// (store_upgrade_test.cpp). Never changed: the fixtures were made with it.
#pragma once

#include "sync/store.h"
#include "tests/sync/builders.h"

namespace homeward::test {

constexpr const char* kept_field = "what_happened.why";

inline std::string kept_text(unsigned number) {
  return "She went to the station and waited for the last train, version " +
         std::to_string(number) + ". Nobody came for her until the morning.";
}

// Changes of an origin to one record: every next one has seen the one before.
inline std::vector<Change> kept_changes(unsigned who, const RecordHeader& record,
                                        std::uint64_t first, unsigned count) {
  std::vector<Change> made;
  for (unsigned i = 0; i < count; ++i) {
    const auto before = [&](const char* field) {
      return i == 0 ? std::vector<Name>() : std::vector<Name>{{origin(who), first + i - 1, field}};
    };
    ChangeBuilder builder(origin(who), first + i, record);
    builder.by(user(who)).says(kept_field, kept_text(i), before(kept_field));
    builder.writes("people/r1", Value::present(), before("people/r1"));
    builder.writes("people/r1/name", Value::code("aunt_" + std::to_string(i)),
                   before("people/r1/name"));
    made.push_back(builder.build());
  }
  return made;
}

// Of the client's own origin, which is 1; the others' came from the server.
inline std::vector<Change> kept_own_changes() {
  std::vector<Change> own = kept_changes(1, interview(1), 1, 60);
  const std::vector<Change> more = kept_changes(1, interview(2), 61, 3);
  own.insert(own.end(), more.begin(), more.end());
  return own;
}
inline std::vector<Change> kept_other_changes() {
  std::vector<Change> others = kept_changes(2, interview(1), 1, 2);
  const std::vector<Change> more = kept_changes(2, interview(3, 2), 3, 1);
  others.insert(others.end(), more.begin(), more.end());
  return others;
}

inline Result<void> keep_work(ClientStore& store) {
  HW_TRY(transaction, Transaction::begin(store));
  ClientState state;
  state.origin = origin(1);
  state.dataset = id<DatasetId>(9);
  state.epoch = id<Epoch>(3);
  state.cursor = {17, 16};
  state.confirmed = SignedReceipt{
      {state.dataset, state.epoch, state.origin, 5, digest("kept", {"chain"}), 16, {1000}}, {}};
  HW_CHECK(store.put_state(state));
  for (const Change& change : kept_own_changes()) {
    HW_CHECK(store.append_own(change));
  }
  for (const Change& change : kept_other_changes()) {
    HW_CHECK(store.append(change));
  }
  HW_CHECK(
      store.put_draft({interview(1), {"b", Value::text("typed"), SaidBy::child, {}, {}}, {5}}));
  HW_CHECK(store.put_notice(state.origin, {4, "refused", "not permitted", false}));
  HW_CHECK(store.put_aside({15, "octets", "from a newer program"}));
  HW_TRY(gone, store.purge({record_id(2), {}}, {5, 5}));
  HW_ASSERT(gone);
  return transaction.commit();
}

inline Result<void> keep_work(ServerStore& store) {
  HW_TRY(transaction, Transaction::begin(store));
  HW_CHECK(store.grant(user(1), record_id(1), {}));
  HW_CHECK(store.put_owner(origin(1), user(1)));
  Digest link;
  for (const Change& change : kept_own_changes()) {
    HW_CHECK(store.append(change));
    link = chain(link, change_digest(change));
    HW_CHECK(store.extend_chain(change.origin, change.number, link));
  }
  for (const Change& change : kept_other_changes()) {
    HW_CHECK(store.append(change));
  }
  HW_CHECK(store.grant(user(2), record_id(2), record_id(101)));
  HW_CHECK(store.withdraw(user(2), record_id(2), record_id(101)));
  HW_CHECK(store.put_quarantined(
      {origin(2), user(2), {5}, {4, "refused", "no", false}, interview(3, 2), "octets"}));
  return transaction.commit();
}

}  // namespace homeward::test
