// A tablet without a screen: the real client and its SQLite store in a file, over HTTP.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "sync/client.h"
#include "sync/sqlite_store.h"
#include "tests/bench/http_session.h"

namespace homeward::bench {

class Device {
 public:
  // A new database at `file`, and a session of `name` that this device is registered to.
  // `receipt_key` is the server's, by which receipts are verified.
  static Result<std::unique_ptr<Device>> make(const std::string& file, const Origin& origin,
                                              std::uint16_t port, const std::string& name,
                                              Bytes receipt_key);

  // Another tablet of the same person, with a connection of its own.
  Result<std::unique_ptr<Device>> beside(const std::string& file, const Origin& origin) const;

  // What its user wrote offline: those of this device's origin, in one transaction.
  Result<void> write(std::span<const Change> changes);

  // Exchanges until all own changes are held by the council.
  Result<void> push();
  // Exchanges until nothing remains.
  Result<void> pull();
  // One exchange.
  Result<Taken> exchange();

  const std::string& cookie() const { return session_->cookie(); }
  const Traffic& traffic() const { return session_->traffic(); }
  const SqliteClientStore& store() const { return *store_; }

 private:
  Device(std::unique_ptr<SqliteClientStore> store, std::unique_ptr<HttpSession> session,
         Bytes receipt_key)
      : store_(std::move(store)),
        session_(std::move(session)),
        receipt_key_(std::move(receipt_key)),
        client_(*store_, pull_page_octets, page_octets_max),
        pushing_client_(*store_, push_page_octets, page_octets_max) {}
  Result<Taken> exchange_by(SyncClient& client);
  Result<Bytes> next_answer(SyncClient& client, Instant sent);

  // While one page is taken the next is made; a larger one packs little better.
  static constexpr std::size_t pull_page_octets = 2 * 1024 * 1024;
  // While pushing is timed, the page that comes back holds one change and no more.
  static constexpr std::size_t push_page_octets = 1;

  std::unique_ptr<SqliteClientStore> store_;
  std::unique_ptr<HttpSession> session_;
  Bytes receipt_key_;
  SyncClient client_;
  SyncClient pushing_client_;
  bool is_next_asked_ = false;  // its answer is under way
};

}  // namespace homeward::bench
