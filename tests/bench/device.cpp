#include "tests/bench/device.h"

#include <chrono>

#include "server/keys.h"
#include "tests/bench/server_program.h"

namespace homeward::bench {
namespace {

Instant now() {
  using namespace std::chrono;
  return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

Result<std::unique_ptr<SqliteClientStore>> new_store(const std::string& file,
                                                     const Origin& origin) {
  HW_TRY(database, Database::open(file, Database::Access::write));
  HW_TRY(store, SqliteClientStore::open(std::move(database)));
  HW_TRY(transaction, Transaction::begin(*store));
  ClientState state;
  state.origin = origin;
  HW_CHECK(store->put_state(state));
  HW_CHECK(transaction.commit());
  return std::move(store);
}

}  // namespace

Result<std::unique_ptr<Device>> Device::make(const std::string& file, const Origin& origin,
                                             std::uint16_t port, const std::string& name,
                                             Bytes receipt_key) {
  HW_TRY(store, new_store(file, origin));
  HW_TRY(session, HttpSession::sign_in(port, name, bench_password));
  HW_CHECK(session->register_device(origin.hex()));
  return std::unique_ptr<Device>(
      new Device(std::move(store), std::move(session), std::move(receipt_key)));
}

Result<std::unique_ptr<Device>> Device::beside(const std::string& file,
                                               const Origin& origin) const {
  HW_TRY(store, new_store(file, origin));
  HW_TRY(session, session_->beside());
  HW_CHECK(session->register_device(origin.hex()));
  return std::unique_ptr<Device>(new Device(std::move(store), std::move(session), receipt_key_));
}

Result<void> Device::write(std::span<const Change> changes) {
  HW_TRY(state, store_->state());
  HW_TRY(transaction, Transaction::begin(*store_));
  for (const Change& change : changes) {
    if (change.origin == state.origin) {
      HW_CHECK(store_->append_own(change));
    }
  }
  return transaction.commit();
}

Result<void> Device::push() {
  HW_TRY(state, store_->state());
  HW_TRY(newest, store_->origin_state(state.origin));
  for (std::uint64_t held = state.confirmed_number(); held < newest.number;) {
    HW_CHECK(exchange_by(pushing_client_));
    HW_TRY(after, store_->state());
    held = after.confirmed_number();
  }
  return {};
}

Result<void> Device::pull() {
  for (bool more = true; more;) {
    HW_TRY(taken, exchange());
    more = taken.more;
  }
  return {};
}

Result<Taken> Device::exchange() {
  return exchange_by(client_);
}

Result<Bytes> Device::next_answer(SyncClient& client, Instant sent) {
  if (is_next_asked_) {
    return session_->receive_exchange();
  }
  HW_TRY(request, client.request(sent, {}));
  return session_->exchange(request);
}

Result<Taken> Device::exchange_by(SyncClient& client) {
  const Instant sent = now();
  HW_TRY(answer, next_answer(client, sent));
  const Instant received = now();
  HW_TRY(ahead, client.request_ahead(answer, received));
  if (!ahead.empty()) {
    HW_CHECK(session_->send_exchange(ahead));
  }
  HW_TRY(taken, client.take(answer, sent, received));
  is_next_asked_ = taken.is_next_asked;
  if (!ahead.empty() && !is_next_asked_) {
    HW_CHECK(session_->receive_exchange());  // of no use
  }
  if (!taken.quarantined.empty()) {
    return Error{Code::refused, "quarantined: " + taken.quarantined.front().reason};
  }
  if (const auto& receipt = taken.to_verify) {
    if (!signature_holds(receipt_key_, signed_octets(receipt->receipt),
                         receipt->signature_view())) {
      return Error{Code::refused, "a receipt with a wrong signature"};
    }
    HW_CHECK(client.confirm(*receipt));
  }
  return std::move(taken);
}

}  // namespace homeward::bench
