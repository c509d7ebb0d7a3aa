#include "server/rescue.h"

#include <set>

#include "server/allocation.h"
#include "server/gate.h"
#include "server/pieces.h"
#include "server/sealed_work.h"
#include "sync/rescue.h"

namespace homeward {
namespace {

constexpr std::size_t user_digits = 32;

struct Sealed {
  UserId user;
  BytesView octets;
};

Result<Sealed> read_file(BytesView file) {
  const std::string head = std::string(rescue_purpose) + "\n";
  const bool begins = file.substr(0, head.size()) == head;
  if (!begins || file.size() < head.size() + user_digits + 1 ||
      file[head.size() + user_digits] != '\n') {
    return Error{Code::bad_input, "This is not a file of unsent work from Homeward."};
  }
  HW_TRY(user, UserId::parse(file.substr(head.size(), user_digits)));
  return Sealed{user, file.substr(head.size() + user_digits + 1)};
}

Result<Rescue> open_file(const Authority& authority, const Sealed& sealed) {
  const auto opened = open_seal(authority.recovery_key, sealed.octets, rescue_purpose, sealed.user);
  if (!opened.ok()) {
    return Error{Code::bad_input,
                 "This file was made for another council, or was changed or cut short on its "
                 "way. Make it again on the tablet."};
  }
  return read_rescue(opened.value());
}

// What `request` pushes must be here in the end: otherwise the file is still needed.
Result<void> check_taken(const Request& request, const Applied& applied) {
  if (applied.standing == Standing::forked) {
    return Error{Code::refused,
                 "The tablet's database was copied, and another copy of it has sent other work "
                 "under the same name. Keep the file and the tablet as they are."};
  }
  if (applied.origin.number < request.newest) {
    return Error{Code::refused,
                 "Work that the tablet sent earlier is missing here, and this file follows it. "
                 "Let the tablet connect, and make the file again if it still says that work is "
                 "unsent."};
  }
  return {};
}

// How many files some piece of which was not here before.
Result<std::size_t> keep_files(ServerDatabase& database, const Account& account,
                               const std::vector<PiecesRequest>& requests, Instant now) {
  std::set<RecordId> kept;
  for (const PiecesRequest& request : requests) {
    HW_TRY(of_request, keep_pieces(database.store(), account, request));
    for (const RecordHeader& file : of_request.files) {
      if (kept.insert(file.id).second) {
        HW_CHECK(database.accounts().audit({now, account.id, "write", file.child, file.id,
                                            "the file of an attachment by a rescue file"}));
      }
    }
  }
  return kept.size();
}

Result<void> write_down(Accounts& accounts, const PermissionGate& gate, const Applied& applied,
                        const Request& request, const UserId& user, Instant now) {
  std::set<RecordId> told;
  for (const RecordHeader& record : applied.changed) {
    if (told.insert(record.id).second) {
      HW_CHECK(
          accounts.audit({now, user, "write", record.child, record.id,
                          record.type + " by a rescue file of tablet " + request.origin.hex()}));
    }
  }
  for (const PermissionGate::Refused& refused : gate.refused()) {
    HW_CHECK(accounts.audit({now, user, "refused", refused.record.child, refused.record.id,
                             refused.code + ": " + refused.record.type}));
  }
  return {};
}

}  // namespace

Result<Rescued> take_rescue(ServerDatabase& database, const Authority& authority, BytesView file,
                            const Account& by, Instant now) {
  HW_TRY(sealed, read_file(file));
  HW_TRY(rescue, open_file(authority, sealed));
  const Request& request = rescue.request;
  HW_TRY(device, database.accounts().device_of(request.origin));
  HW_TRY(account, database.accounts().account(sealed.user));
  if (!device || device->user != sealed.user || !account) {
    return Error{Code::refused, "The tablet that made this file is not known here."};
  }
  HW_TRY(before, database.store().origin_state(request.origin));
  open_sealed_work(rescue.request, authority, sealed.user, before.number);
  PermissionGate gate(*account);
  const ReceiptSigner signer(authority);
  HW_TRY(applied, apply(database.store(), request, sealed.user, gate, signer, now));
  HW_CHECK(check_taken(request, applied));
  HW_CHECK(take_in(database, *account, gate.added(), "", now));
  HW_TRY(files, keep_files(database, *account, rescue.files, now));
  HW_CHECK(write_down(database.accounts(), gate, applied, request, sealed.user, now));
  HW_CHECK(database.accounts().audit(
      {now,
       by.id,
       "rescue",
       {},
       {},
       std::to_string(request.pushed.size()) + " changes of tablet " + request.origin.hex()}));
  return Rescued{sealed.user,
                 request.pushed.size(),
                 applied.origin.number - before.number,
                 applied.quarantined.size(),
                 files,
                 applied.changed};
}

}  // namespace homeward
