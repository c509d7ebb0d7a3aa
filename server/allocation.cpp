#include "server/allocation.h"

namespace homeward {
namespace {

Error refused(std::string why) {
  return {Code::refused, std::move(why)};
}

Result<void> check_account(const Account& account, const Allotted& what) {
  if (account.disabled) {
    return refused(account.username + ": this account is disabled");
  }
  if (account.role != Role::interviewer) {
    return refused(account.username + ": only an interviewer is allocated children; a supervisor " +
                   "sees those of their teams");
  }
  if (account.commissioned && what.episode.is_zero()) {
    return refused(account.username +
                   ": works for a commissioned organisation, so name the episode");
  }
  return {};
}

Result<void> check_record(const ServerStore& store, const RecordId& id, const RecordId& child,
                          const char* type) {
  HW_TRY(record, store.record(id));
  if (!record || record->header().type != type || record->header().child != child) {
    return Error{Code::not_found, "there is no such " + std::string(type) + ": " + id.hex()};
  }
  return {};
}

Result<void> write_down(ServerDatabase& database, const Account& account, const Allotted& what,
                        const UserId& by, const char* act, Instant now) {
  return database.accounts().audit(
      {now, by, act, what.child, what.episode,
       account.username + (what.episode.is_zero() ? ": the whole child" : ": one episode")});
}

}  // namespace

Result<void> allocate(ServerDatabase& database, const Account& account, const Allotted& what,
                      const UserId& by, Instant now) {
  HW_CHECK(check_account(account, what));
  HW_CHECK(check_record(database.store(), what.child, what.child, "child"));
  if (!what.episode.is_zero()) {
    HW_CHECK(check_record(database.store(), what.episode, what.child, "episode"));
  }
  HW_CHECK(database.store().grant(account.id, what.child, what.episode));
  return write_down(database, account, what, by, "allocated", now);
}

Result<void> withdraw(ServerDatabase& database, const Account& account, const Allotted& what,
                      const UserId& by, Instant now) {
  HW_CHECK(check_record(database.store(), what.child, what.child, "child"));
  HW_CHECK(database.store().withdraw(account.id, what.child, what.episode));
  return write_down(database, account, what, by, "withdrawn", now);
}

}  // namespace homeward
