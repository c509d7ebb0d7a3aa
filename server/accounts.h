// Who may sign in, from which organisation, on which device, and whose children
// are theirs. Beside the change log, in the same database.
//
// Not thread-safe: each ServerDatabase (database.h) has its own. Writes happen inside
// the writer's transaction.
//
// Scope (V1): an interviewer sees the children allocated to them; a supervisor
// those of their teams; a commissioned interviewer the episodes commissioned to
// them. The rights themselves stand in the store (sync/store.h, Scope); what is
// here decides them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/access/permissions.h"
#include "core/base/argon2id.h"
#include "core/base/digest.h"
#include "core/base/id.h"
#include "core/time/instant.h"
#include "sync/sqlite.h"
#include "sync/store.h"

namespace homeward {

struct Organisation {
  std::string slug;  // "example-council"
  std::string name;
  bool commissioned = false;  // not the authority itself: sees only what is commissioned to it
};

struct Team {
  std::string slug;
  std::string name;
};

struct Account {
  UserId id;
  std::string username;
  std::string name;               // as colleagues read it
  std::string organisation;       // slug
  std::string organisation_name;  // read only
  bool commissioned = false;      // read only: the organisation's
  Role role = Role::interviewer;
  bool disabled = false;

  Actor actor() const { return {role, commissioned}; }
};

struct PasswordHash {
  Bytes salt;
  Argon2Cost cost;
  Bytes hash;
};

struct Session {
  UserId user;
  Instant expires_at;
};

struct Device {
  Origin origin;
  UserId user;
  std::string name;
  Instant registered_at;
};

// A worker who forgot the passphrase of a tablet asks for its key (T2).
struct RecoveryRequest {
  RecordId id;
  UserId user;
  Origin origin;
  Bytes sealed_key;  // the tablet's recovery slot
  Bytes reply_key;   // X25519 public half, made by the tablet for this request
  Bytes answer;      // the database key sealed to it; empty until approved
  Instant at;        // when it was asked; once it is answered, when that was
};

// One line of the audit table; it can be added to and nothing else.
struct AuditLine {
  Instant at;
  UserId user;
  std::string act;  // "read", "write", "sign_in", "refused", ...
  RecordId child;   // zero where it is about no child
  RecordId record;
  std::string detail;
};

// As people read it: an empty one would be an empty line on their screens.
Result<void> check_name(const std::string& name);

class Accounts {
 public:
  explicit Accounts(Database& db) : db_(db) {}

  // Creates the tables where they are missing.
  Result<void> migrate();

  // `bad_input` where the slug or username is taken or not [a-z0-9.-]{1,40}.
  Result<void> add_organisation(const Organisation& organisation);
  Result<void> add_team(const Team& team);
  Result<void> add_account(const Account& account, const PasswordHash& password);
  // A supervisor who joins sees the team's children from then on.
  Result<void> join_team(const UserId& id, const std::string& team, ServerStore& store);

  Result<std::optional<Account>> account(const UserId& id);
  Result<std::optional<Account>> account_named(const std::string& username);
  Result<std::vector<Account>> accounts();
  Result<std::vector<Organisation>> organisations();
  Result<std::vector<Team>> teams();
  Result<std::optional<PasswordHash>> password(const UserId& id);
  // Ends the user's sessions.
  Result<void> set_password(const UserId& id, const PasswordHash& password);
  // Ends the user's sessions and withdraws every child from them, so that their
  // devices purge (S7); these may still push to quarantine (V1).
  Result<void> disable(const UserId& id, ServerStore& store);
  // Lets a user sign in again, with the password they had. A supervisor sees the children of
  // their teams again: how many; to an interviewer they are to be allocated.
  Result<std::size_t> enable(const UserId& id, ServerStore& store);

  // Where a child's case is held; grants it to the team's supervisors and
  // withdraws it from those of the team before.
  Result<void> set_team(const RecordId& child, const std::string& team, ServerStore& store);
  Result<std::optional<std::string>> team_of(const RecordId& child);
  Result<std::vector<UserId>> supervisors_of(const std::string& team);
  // Those with a supervisor first, then by slug.
  Result<std::vector<std::string>> teams_of(const UserId& id);
  // The children whom no supervisor sees, by id.
  Result<std::vector<RecordId>> children_unseen();

  Result<void> put_session(const Digest& token, const Session& session);
  Result<std::optional<Session>> session(const Digest& token);
  Result<void> end_session(const Digest& token);
  Result<void> end_sessions_expired(Instant now);
  Result<void> end_sessions();  // everybody's

  Result<void> put_device(const Device& device, const Digest& token);
  Result<std::optional<Device>> device(const Digest& token);
  Result<std::optional<Device>> device_of(const Origin& origin);

  // A newer request of the same tablet replaces the older.
  Result<void> put_recovery(const RecoveryRequest& request);
  Result<std::optional<RecoveryRequest>> recovery(const RecordId& id);
  Result<std::vector<RecoveryRequest>> recoveries_waiting();
  Result<void> answer_recovery(const RecordId& id, const Bytes& answer, Instant now);
  // Those answered at that time or before.
  Result<void> erase_recoveries_answered(Instant until);

  Result<void> audit(const AuditLine& line);
  // Newest first, at most `count`; of one child where it is not zero.
  Result<std::vector<AuditLine>> audit_lines(const RecordId& child, std::size_t count);

 private:
  // Grants the team's children: how many it has.
  Result<std::size_t> grant_children_of(const std::string& team, const UserId& id,
                                        ServerStore& store);

  Database& db_;
};

}  // namespace homeward
