#include "wasm/desk.h"

#include "wasm/as_typed.h"

namespace homeward {
namespace {

constexpr const char* put_back_key = "server_put_back";

}  // namespace

Result<void> note_put_back(ClientStore& store, Instant at) {
  HW_TRY(transaction, Transaction::begin(store));
  HW_CHECK(store.put_meta(put_back_key, encode(at)));
  return transaction.commit();
}

Result<std::optional<Instant>> put_back(const ClientStore& store) {
  HW_TRY(octets, store.meta(put_back_key));
  if (!octets) {
    return std::optional<Instant>();
  }
  HW_TRY(at, decode<Instant>(*octets));
  return std::optional<Instant>(at);
}

Result<Record> load_record(const Desk& desk, const RecordId& id) {
  HW_TRY(record, desk.store.record(id));
  if (!record) {
    return Error{Code::not_found, "This record is not on this tablet."};
  }
  return *record;
}

const Form* form_of(const Desk& desk, const Record& record) {
  return desk.forms.form_for(record.header().type, RecordAnswers(record));
}

Record with_drafts(const Desk& desk, const Record& record, const std::vector<Draft>& drafts) {
  Record shown = record;
  if (drafts.empty()) {
    return shown;
  }
  Change change;
  change.author = desk.identity.user;
  change.at = desk.now();
  change.record = record.header();
  change.number = 1;  // of the zero origin, which no device has
  for (const Draft& draft : drafts) {
    if (!is_settling(draft.version.field)) {
      change.versions.push_back(draft.version);
    }
  }
  shown.integrate(change);
  return shown;
}

}  // namespace homeward
