#include "wasm/tablet.h"

#include "core/form/helplines.h"
#include "wasm/keepsakes.h"

namespace homeward {
namespace {

Result<People> kept_people(const ClientStore& store) {
  HW_TRY(json, store.meta(people_meta));
  return json ? parse_people(*json) : Result<People>(People());
}

Result<void> put_meta(ClientStore& store, const char* key, std::string_view text) {
  HW_TRY(transaction, Transaction::begin(store));
  HW_CHECK(store.put_meta(key, text));
  return transaction.commit();
}

}  // namespace

Result<std::unique_ptr<Tablet>> Tablet::open(std::unique_ptr<ClientStore> store,
                                             std::function<Instant()> now, Random& random) {
  std::unique_ptr<Tablet> tablet(new Tablet(std::move(store), std::move(now), random));
  HW_CHECK(tablet->ensure_origin());
  HW_TRY(identity, tablet->store_->meta(identity_meta));
  if (identity) {
    HW_CHECK(tablet->make_client(*identity));
  }
  return tablet;
}

Result<void> Tablet::identify(std::string_view json) {
  HW_TRY(identity, parse_identity(json));
  HW_TRY(before, store_->meta(identity_meta));
  if (before) {
    HW_TRY(known, parse_identity(*before));
    if (known.user != identity.user) {
      return Error{Code::refused, "This database is another person's."};
    }
  }
  HW_CHECK(make_client(json));
  return put_meta(*store_, identity_meta, json);
}

Result<void> Tablet::ensure_origin() {
  HW_TRY(state, store_->state());
  if (!state.origin.is_zero()) {
    return {};
  }
  state.origin = Origin::fresh(random_);
  HW_TRY(transaction, Transaction::begin(*store_));
  HW_CHECK(store_->put_state(state));
  return transaction.commit();
}

Result<void> Tablet::make_client(std::string_view identity_json) {
  HW_TRY(identity, parse_identity(identity_json));
  HW_TRY(pack, readable_pack(identity.policy, identity.pack));
  HW_TRY(calendar, england_and_wales(identity.policy.closures));
  HW_TRY(people, kept_people(*store_));
  client_.reset();
  forms_ = embedded_form_library().with_list(helplines_list, identity.helplines);
  pack_ = std::move(pack);
  calendar_ = std::move(calendar);
  const Client::Parts parts{*forms_, *pack_, *calendar_, now_, random_};
  client_ = std::make_unique<Client>(*store_, parts, std::move(identity), std::move(people));
  return {};
}

}  // namespace homeward
