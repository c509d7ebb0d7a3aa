#include "tests/sim/tablet.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "core/form/library.h"
#include "wasm/database.h"

namespace homeward::sim {
namespace {

constexpr const char* file_name = "tablet.db";
const Bytes key(database_key_bytes, 'k');
// Some pages, so that what the log holds goes into the database's file now and then.
constexpr int checkpoint_pages = 40;

struct Library {
  Pack pack = built_in_pack("lancashire").value();
  WorkingCalendar calendar = england_and_wales().value();
};

const Library& library() {
  static const Library only;
  return only;
}

Result<std::unique_ptr<Database>> open_file(const std::string& path, bool encrypted) {
  if (!encrypted) {
    return Database::open(path, Database::Access::write);
  }
  HW_TRY(connection, open_encrypted(path, key));
  return Database::adopt(connection.release());
}

// The tables are made once and copied: most of what a history costs would be making them.
const Disk::Image& shelf_image(bool encrypted) {
  const auto make = [](bool is_encrypted) {
    Disk disk(1);
    auto database = open_file(disk.path(file_name), is_encrypted);
    HW_ASSERT(database.ok());
    HW_ASSERT(SqliteClientStore::open(std::move(database).value()).ok());
    return disk.image();
  };
  static const Disk::Image plain = make(false);
  static const Disk::Image ciphered = make(true);
  return encrypted ? ciphered : plain;
}

Identity identity_of(const Tablet::Owner& owner) {
  Identity identity;
  identity.user = owner.user;
  identity.name = "A worker";
  identity.role = owner.role;
  identity.authority = "Invented Council";
  identity.pack = "lancashire";
  return identity;
}

Result<void> put_origin(ClientStore& store, const Origin& origin) {
  ClientState state;
  state.origin = origin;
  HW_TRY(transaction, Transaction::begin(store));
  HW_CHECK(store.put_state(state));
  return transaction.commit();
}

}  // namespace

Tablet::Tablet(const Owner& owner, bool encrypted, std::uint64_t seed, std::function<Instant()> now)
    : owner_(owner), encrypted_(encrypted), disk_(seed), random_(seed), now_(std::move(now)) {
  disk_.put_back(shelf_image(encrypted));
  HW_ASSERT(open().ok());
  HW_ASSERT(put_origin(*store_, owner_.origin).ok());
}

Result<void> Tablet::open() {
  HW_TRY(database, open_file(disk_.path(file_name), encrypted_));
  sqlite3_wal_autocheckpoint(database->connection(), checkpoint_pages);
  HW_TRY(store, SqliteClientStore::open(std::move(database)));
  store_ = std::move(store);
  const Client::Parts parts{embedded_form_library(), library().pack, library().calendar, now_,
                            random_};
  client_ = std::make_unique<Client>(*store_, parts, identity_of(owner_), People());
  return {};
}

Result<void> Tablet::become(const Disk::Image& image) {
  close();
  disk_.put_back(image);
  return open();
}

void Tablet::close() {
  client_.reset();
  store_.reset();
}

Json Tablet::ask(std::string_view name, const JsonArgs& args) {
  const JsonArgs request{{"name", name}, {"args", args}};
  return boost::json::parse(client_->call(boost::json::serialize(request)));
}

}  // namespace homeward::sim
