#include "server/admission.h"

#include <algorithm>

#include "server/allocation.h"
#include "server/gate.h"

namespace homeward {
namespace {

Error cannot_admit(const std::string& why) {
  return {Code::refused, "This cannot be admitted: " + why};
}

Result<void> check_reason(const std::string& reason) {
  if (reason.find_first_not_of(" \t\r\n") == std::string::npos) {
    return Error{Code::bad_input, "Say why: the reason is kept, and its author reads it."};
  }
  if (reason.size() > ruling_reason_octets_max || !is_utf8(reason)) {
    return Error{Code::bad_input, "reason: expected text of at most 1,000 octets"};
  }
  return {};
}

// The first of the author's teams that `reader` supervises; empty where there is none.
Result<std::string> team_in_common(ServerDatabase& database, const Account& reader,
                                   const UserId& author) {
  HW_TRY(teams, teams_for(database, author));
  for (std::string& team : teams) {
    HW_TRY(supervisors, database.accounts().supervisors_of(team));
    if (std::find(supervisors.begin(), supervisors.end(), reader.id) != supervisors.end()) {
      return std::move(team);
    }
  }
  return std::string();
}

Result<Quarantined> find_held(ServerDatabase& database, const Account& by,
                              const HeldDecision& wanted) {
  const Error absent{Code::not_found, "There is no such change among what was set aside."};
  if (wanted.number == 0) {
    return absent;
  }
  HW_TRY(held, database.store().quarantined_of_origin(wanted.origin, wanted.number - 1));
  if (held.empty() || held.front().notice.number != wanted.number) {
    return absent;
  }
  HW_TRY(may_read, may_read_held(by, held.front(), database));
  return may_read ? Result<Quarantined>(std::move(held.front())) : absent;
}

// A program newer than the one that received it may read it by now.
Result<Change> change_in(const Quarantined& held) {
  if (held.change.empty()) {
    return cannot_admit("its words had left the tablet before it was sent.");
  }
  auto change = decode_change(held.change);
  if (!change.ok()) {
    return cannot_admit("it cannot be read (" + change.error().detail + ").");
  }
  if (change.value().origin != held.origin || change.value().number != held.notice.number) {
    return cannot_admit("it says of itself that it is another change.");
  }
  return change;
}

Result<RecordHeader> admit(ServerDatabase& database, const Account& by, const Quarantined& held,
                           Instant now) {
  HW_TRY(change, change_in(held));
  HW_TRY(author, database.accounts().account(held.user));
  HW_ASSERT(author);  // accounts are disabled, never erased
  if (const auto refusal = refuses_admission(change, *author, database.store())) {
    return cannot_admit(refusal->reason);
  }
  HW_TRY(is_new, is_new_child(database.store(), change.record.child));
  const auto appended = database.store().append(change);
  if (!appended.ok()) {
    return appended.error().code == Code::bad_input ? cannot_admit(appended.error().detail + ".")
                                                    : appended.error();
  }
  if (is_new) {
    HW_TRY(team, team_in_common(database, by, author->id));
    HW_CHECK(take_in(database, *author, {change.record.child}, std::move(team), now));
  }
  return change.record;
}

bool is_same(const HeldDecision& a, const HeldDecision& b) {
  return a.admitted == b.admitted && a.by == b.by && a.reason == b.reason;
}

}  // namespace

Result<bool> may_read_held(const Account& reader, const Quarantined& held,
                           ServerDatabase& database) {
  if (reader.role != Role::supervisor || reader.disabled ||
      !permitted(reader.actor(), Act::read, held.record.type)) {
    return false;
  }
  const RecordId& child = held.record.child;
  HW_TRY(is_new, is_new_child(database.store(), child));
  if (!is_new || child.is_zero()) {
    return database.store().may_see(reader.id, held.record);
  }
  HW_TRY(team, team_in_common(database, reader, held.user));
  return !team.empty();
}

std::string why_not_decide_on(const Account& reader, const Quarantined& held) {
  const auto change = decode_change(held.change);
  if (held.user == reader.id || (change.ok() && change.value().author == reader.id)) {
    return "You wrote this. Another supervisor decides what happens to it.";
  }
  if (!permitted(reader.actor(), Act::write, held.record.type)) {
    return why_not(reader.actor(), Act::write, held.record.type);
  }
  return "";
}

Result<Decided> decide_on_held(ServerDatabase& database, const Account& by, HeldDecision wanted,
                               Instant now) {
  HW_CHECK(check_reason(wanted.reason));
  ServerStore& store = database.store();
  HW_TRY(held, find_held(database, by, wanted));
  if (const std::string why = why_not_decide_on(by, held); !why.empty()) {
    return Error{Code::refused, why};
  }
  wanted.by = by.id;
  wanted.at = now;
  HW_TRY(before, store.ruling(wanted.origin, wanted.number));
  if (before) {
    return Decided{*before, is_same(*before, wanted), {}};
  }
  Decided decided{wanted, true, {}};
  if (wanted.admitted) {
    HW_TRY(changed, admit(database, by, held, now));
    decided.changed.push_back(std::move(changed));
  }
  HW_TRY(is_first, store.put_ruling(wanted));
  HW_ASSERT(is_first);
  HW_CHECK(database.accounts().audit(
      {now, by.id, wanted.admitted ? "admit" : "not_taken_in", held.record.child, held.record.id,
       held.record.type + ", change " + std::to_string(wanted.number) + " of tablet " +
           wanted.origin.hex() + ": " + wanted.reason}));
  return decided;
}

}  // namespace homeward
