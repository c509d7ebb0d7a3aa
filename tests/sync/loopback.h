// Both machines joined without a network: for tests of the exchange and the simulator.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "sync/bases.h"
#include "sync/client.h"
#include "sync/leaving.h"
#include "sync/memory_store.h"
#include "sync/server.h"
#include "tests/sync/builders.h"

namespace homeward::test {

// Not Ed25519: a keyed digest, so that sync is tested without a signature library.
class DigestSigner : public Signer {
 public:
  std::array<std::uint8_t, 64> sign(BytesView octets) const override {
    const Digest once = digest("test key", {octets});
    std::array<std::uint8_t, 64> signature{};
    std::copy(once.octets.begin(), once.octets.end(), signature.begin());
    return signature;
  }
  bool is_ours(BytesView octets, BytesView signature) const override {
    const auto expected = sign(octets);
    return std::equal(signature.begin(), signature.end(), expected.begin(), expected.end(),
                      [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
  }
};

// Not encrypted: what stands for a seal to the council, and the opening of it
// (server/sealed_work.h).
inline Bytes sealed_for_test(BytesView change) {
  return "sealed:" + Bytes(change);
}
inline void open_for_test(Request& request) {
  for (Pushed& pushed : request.pushed) {
    if (!pushed.sealed.empty()) {
      pushed = {pushed.sealed.substr(sealed_for_test("").size()), std::nullopt, Bytes()};
    }
  }
}
// What a purge took, as the tablet's worker does it after each answer. How many were sealed.
inline std::size_t seal_what_left(ClientStore& store) {
  std::size_t count = 0;
  for (;;) {
    std::vector<Leaving> next = next_to_seal(store).value();
    if (next.empty()) {
      return count;
    }
    for (Leaving& one : next) {
      one.octets = sealed_for_test(one.octets);
      ++count;
    }
    auto transaction = Transaction::begin(store);
    HW_ASSERT(keep_sealed(store, next).ok() && transaction.value().commit().ok());
  }
}

// Permits what the user may see, and no text that says "forbidden".
class ScopeGate : public Gate {
 public:
  explicit ScopeGate(UserId user) : user_(user) {}
  std::optional<Refusal> refuses(const Change& change, const ServerStore& store) override {
    if (!store.may_see(user_, change.record).value()) {
      return Refusal{"not_permitted", "this child is not allocated to you"};
    }
    for (const Version& version : change.versions) {
      if (version.value.as_text() == "forbidden") {
        return Refusal{"refused", "a forbidden word"};
      }
    }
    return std::nullopt;
  }

 private:
  UserId user_;
};

struct TestServer {
  MemoryServerStore store;
  DigestSigner signer;
  Instant now{1'800'000'000'000};

  TestServer() {
    auto transaction = Transaction::begin(store);
    HW_ASSERT(put_dataset_state(store, {id<DatasetId>(9), id<Epoch>(1), {}}).ok());
    HW_ASSERT(transaction.value().commit().ok());
  }

  // One exchange, as the service does it.
  Result<Bytes> serve(BytesView octets, UserId user) {
    VisibleBases bases(store, user);
    HW_TRY(request, read_request(octets, &bases));
    open_for_test(request);
    HW_TRY(applied, commit(request, user));
    HW_TRY(answered, answer(store, octets, request, applied, user, signer, now));
    return answered.octets;
  }

  Result<Request> read(BytesView octets) const {
    StoreBases bases(store);
    return read_request(octets, &bases);
  }

  Result<Applied> commit(const Request& request, UserId user) {
    ScopeGate gate(user);
    HW_TRY(transaction, Transaction::begin(store));
    HW_TRY(applied, apply(store, request, user, gate, signer, now));
    HW_CHECK(transaction.commit());
    return std::move(applied);
  }

  void grant(UserId user, RecordId child, RecordId episode = {}) {
    auto transaction = Transaction::begin(store);
    HW_ASSERT(store.grant(user, child, episode).ok() && transaction.value().commit().ok());
  }
  void withdraw(UserId user, RecordId child) {
    auto transaction = Transaction::begin(store);
    HW_ASSERT(store.withdraw(user, child, {}).ok() && transaction.value().commit().ok());
  }
  // What was received until now is in a backup that was verified (S4).
  void note_backup(const Origin& origin) {
    auto transaction = Transaction::begin(store);
    HW_ASSERT(note_backed_up(store, origin, store.origin_state(origin).value().number).ok() &&
              transaction.value().commit().ok());
  }
  // What a supervisor decides, as server/admission.h does it.
  void decide(const HeldDecision& ruling) {
    auto transaction = Transaction::begin(store);
    const auto held = store.quarantined_of_origin(ruling.origin, ruling.number - 1).value();
    HW_ASSERT(!ruling.admitted || store.append(decode_change(held.at(0).change).value()).ok());
    HW_ASSERT(store.put_ruling(ruling).value() && transaction.value().commit().ok());
  }
};

struct TestDevice {
  MemoryClientStore store;
  UserId user;
  Origin origin;
  std::optional<SyncClient> client;
  std::int64_t clock_ahead_ms = 0;
  std::uint8_t origins_told = 0;
  bool has_met = false;  // the server, since start()

  explicit TestDevice(unsigned number) : user(id<UserId>(number)), origin(id<Origin>(number)) {
    ClientState state;
    state.origin = origin;
    auto transaction = Transaction::begin(store);
    HW_ASSERT(store.put_state(state).ok() && transaction.value().commit().ok());
    start();
  }

  // Begins anew over what is on disk.
  void start(std::size_t page_octets = page_octets_usual) {
    client.emplace(store, page_octets);
    has_met = false;
  }

  ClientState state() const { return store.state().value(); }

  // A new version of one field, by someone who sees the record as it is here.
  Change next_change(const RecordHeader& record, const FieldKey& field, std::string_view text) {
    const auto here = store.record(record.id).value();
    const std::uint64_t number = store.origin_state(origin).value().number + 1;
    return ChangeBuilder(origin, number, record)
        .by(user)
        .says(field, text, here ? here->seen(field) : std::vector<Name>());
  }

  Result<Change> write(const RecordHeader& record, const FieldKey& field, std::string_view text) {
    Change change = next_change(record, field, text);
    HW_TRY(transaction, Transaction::begin(store));
    HW_CHECK(store.append_own(change));
    HW_CHECK(transaction.commit());
    return change;
  }

  void put_draft(const Draft& draft) {
    auto transaction = Transaction::begin(store);
    HW_ASSERT(store.put_draft(draft).ok() && transaction.value().commit().ok());
  }
  void erase_draft(const Draft& draft) {
    auto transaction = Transaction::begin(store);
    HW_ASSERT(store.erase_draft(draft.record.id, draft.version.field).ok() &&
              transaction.value().commit().ok());
  }

  Result<Bytes> ask(Instant now) {
    return client->request(now.plus_ms(clock_ahead_ms), next_origin());
  }
  // Another one each time.
  Origin next_origin() {
    Origin next = origin;
    next.octets[2] = ++origins_told;
    return next;
  }

  Result<Answer> read(BytesView octets) const {
    StoreBases bases(store);
    return read_answer(octets, &bases);
  }

  // One whole exchange; the receipt is verified and confirmed, and shown where it is asked for.
  // The first one after start() sends nothing yet (P5).
  Result<Taken> exchange(TestServer& server) {
    if (store.origin_state(origin).value().number > state().confirmed_number()) {
      HW_CHECK(meet(server));
    }
    HW_TRY(taken, exchange_once(server));
    return taken.is_asked_again ? exchange_once(server) : Result<Taken>(std::move(taken));
  }
  Result<void> meet(TestServer& server) {
    if (has_met) {
      return {};
    }
    HW_TRY(taken, exchange_once(server));
    return taken.is_asked_again ? meet(server) : Result<void>();
  }

  Result<Taken> exchange_once(TestServer& server) {
    const Instant sent = server.now.plus_ms(clock_ahead_ms);
    HW_TRY(octets, client->request(sent, next_origin()));
    HW_TRY(answer, server.serve(octets, user));
    HW_TRY(taken, client->take(answer, sent, sent.plus_ms(40)));
    has_met = !taken.is_asked_again;
    if (taken.to_verify && server.signer.is_ours(signed_octets(taken.to_verify->receipt),
                                                 taken.to_verify->signature_view())) {
      HW_TRY(more, client->confirm(*taken.to_verify));
      taken.more = taken.more || more;
      origin = state().origin;
    }
    return std::move(taken);
  }
};

}  // namespace homeward::test
