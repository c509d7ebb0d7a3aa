#include "server/recovery.h"

namespace homeward {

Result<void> approve_recovery(ServerDatabase& database, const Authority& authority,
                              const RecordId& request, const Account& administrator, Instant now) {
  if (administrator.role != Role::administrator || administrator.disabled) {
    return Error{Code::refused, administrator.username + ": only an administrator approves this"};
  }
  HW_TRY(asked, database.accounts().recovery(request));
  if (!asked) {
    return Error{Code::not_found, "there is no request " + request.hex()};
  }
  if (!asked->answer.empty()) {
    return Error{Code::refused, "request " + request.hex() + " was approved already"};
  }
  HW_TRY(key,
         open_seal(authority.recovery_key, asked->sealed_key, recovery_slot_purpose, asked->user));
  HW_TRY(answer, seal(asked->reply_key, key, recovery_answer_purpose, asked->user));
  HW_CHECK(database.accounts().answer_recovery(request, answer, now));
  return database.accounts().audit(
      {now,
       administrator.id,
       "recovery_approved",
       {},
       {},
       "for user " + asked->user.hex() + ", tablet " + asked->origin.hex()});
}

}  // namespace homeward
