// Every SQL statement of the service's own tables (V3), and of both together where the two
// are compared. Used by server/accounts*.cpp and server/verify.cpp.
//
//   organisation, team, account, member   who works here
//   session, device, recovery             what they are signed in with
//   child_team                            which team holds a child's case
//   audit                                 append-only: triggers refuse the rest
#pragma once

namespace homeward::server_sql {

inline constexpr const char* create = R"(
CREATE TABLE organisation(slug TEXT PRIMARY KEY, name TEXT NOT NULL,
  commissioned INTEGER NOT NULL) WITHOUT ROWID, STRICT;
CREATE TABLE team(slug TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID, STRICT;
CREATE TABLE account(id BLOB PRIMARY KEY, username TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
  organisation TEXT NOT NULL REFERENCES organisation(slug), role TEXT NOT NULL,
  disabled INTEGER NOT NULL DEFAULT 0, salt BLOB NOT NULL, memory_kib INTEGER NOT NULL,
  passes INTEGER NOT NULL, hash BLOB NOT NULL) WITHOUT ROWID, STRICT;
CREATE TABLE member(team TEXT NOT NULL REFERENCES team(slug),
  account BLOB NOT NULL REFERENCES account(id), PRIMARY KEY(team, account)) WITHOUT ROWID, STRICT;
CREATE TABLE child_team(child BLOB PRIMARY KEY, team TEXT NOT NULL REFERENCES team(slug))
  WITHOUT ROWID, STRICT;
CREATE TABLE session(token BLOB PRIMARY KEY, account BLOB NOT NULL REFERENCES account(id),
  expires_ms INTEGER NOT NULL) WITHOUT ROWID, STRICT;
CREATE TABLE device(origin BLOB PRIMARY KEY, account BLOB NOT NULL REFERENCES account(id),
  token BLOB NOT NULL UNIQUE, name TEXT NOT NULL, registered_ms INTEGER NOT NULL)
  WITHOUT ROWID, STRICT;
CREATE TABLE recovery(id BLOB PRIMARY KEY, account BLOB NOT NULL REFERENCES account(id),
  origin BLOB NOT NULL, sealed_key BLOB NOT NULL, reply_key BLOB NOT NULL, answer BLOB NOT NULL,
  asked_ms INTEGER NOT NULL) WITHOUT ROWID, STRICT;
CREATE TABLE audit(line INTEGER PRIMARY KEY AUTOINCREMENT, at_ms INTEGER NOT NULL,
  account BLOB NOT NULL, act TEXT NOT NULL, child BLOB NOT NULL, record BLOB NOT NULL,
  detail TEXT NOT NULL) STRICT;
CREATE INDEX audit_of_child ON audit(child, line);
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
  BEGIN SELECT RAISE(ABORT, 'the audit table can only be added to'); END;
CREATE TRIGGER audit_is_not_erased BEFORE DELETE ON audit
  BEGIN SELECT RAISE(ABORT, 'the audit table can only be added to'); END;
)";

// REPLACE removes the older line without asking the trigger above.
inline constexpr const char* refuse_replaced_audit = R"(
CREATE TRIGGER audit_is_not_replaced BEFORE INSERT ON audit
  WHEN EXISTS(SELECT 1 FROM audit WHERE line = NEW.line)
  BEGIN SELECT RAISE(ABORT, 'the audit table can only be added to'); END;
)";

inline constexpr const char* put_organisation =
    "INSERT INTO organisation(slug, name, commissioned) VALUES(?, ?, ?)";
inline constexpr const char* organisations =
    "SELECT slug, name, commissioned FROM organisation ORDER BY slug";
inline constexpr const char* has_organisation = "SELECT 1 FROM organisation WHERE slug = ?";

inline constexpr const char* put_team = "INSERT INTO team(slug, name) VALUES(?, ?)";
inline constexpr const char* teams = "SELECT slug, name FROM team ORDER BY slug";
inline constexpr const char* has_team = "SELECT 1 FROM team WHERE slug = ?";
inline constexpr const char* put_member =
    "INSERT OR IGNORE INTO member(team, account) VALUES(?, ?)";
inline constexpr const char* supervisors =
    "SELECT id FROM account JOIN member ON member.account = account.id"
    " WHERE team = ? AND role = 'supervisor' AND NOT disabled ORDER BY id";
inline constexpr const char* teams_of =
    "SELECT team FROM member WHERE account = ? ORDER BY EXISTS(SELECT 1 FROM member other"
    " JOIN account ON account.id = other.account WHERE other.team = member.team"
    " AND role = 'supervisor' AND NOT disabled) DESC, team";
inline constexpr const char* children_unseen =
    "SELECT id FROM record WHERE type = 'child' AND NOT EXISTS(SELECT 1 FROM scope"
    " JOIN account ON account.id = scope.user WHERE scope.child = record.id"
    " AND episode = zeroblob(16) AND withdrawn_at IS NULL AND role = 'supervisor'"
    " AND NOT disabled) ORDER BY id";
inline constexpr const char* children_of_team = "SELECT child FROM child_team WHERE team = ?";

inline constexpr const char* put_account =
    "INSERT INTO account(id, username, name, organisation, role, disabled, salt, memory_kib,"
    " passes, hash) VALUES(?, ?, ?, ?, ?, 0, ?, ?, ?, ?)";
inline constexpr const char* account =
    "SELECT id, username, account.name, organisation, organisation.name, commissioned, role,"
    " disabled FROM account JOIN organisation ON slug = organisation WHERE id = ?";
inline constexpr const char* account_named =
    "SELECT id, username, account.name, organisation, organisation.name, commissioned, role,"
    " disabled FROM account JOIN organisation ON slug = organisation WHERE username = ?";
inline constexpr const char* accounts =
    "SELECT id, username, account.name, organisation, organisation.name, commissioned, role,"
    " disabled FROM account JOIN organisation ON slug = organisation ORDER BY username";
inline constexpr const char* password =
    "SELECT salt, memory_kib, passes, hash FROM account WHERE id = ?";
inline constexpr const char* set_password =
    "UPDATE account SET salt = ?, memory_kib = ?, passes = ?, hash = ? WHERE id = ?";
inline constexpr const char* disable = "UPDATE account SET disabled = 1 WHERE id = ?";
inline constexpr const char* enable = "UPDATE account SET disabled = 0 WHERE id = ?";

// From another database of the same authority, for a restore: people who are not in this one,
// and their tablets. What is here stands.
inline constexpr const char* attach_present = "ATTACH DATABASE ? AS present";
inline constexpr const char* detach_present = "DETACH DATABASE present";
inline constexpr const char* carry_organisations =
    "INSERT OR IGNORE INTO organisation SELECT * FROM present.organisation";
inline constexpr const char* carry_teams = "INSERT OR IGNORE INTO team SELECT * FROM present.team";
inline constexpr const char* carry_accounts =
    "INSERT OR IGNORE INTO account SELECT * FROM present.account RETURNING 1";
inline constexpr const char* carry_members =
    "INSERT OR IGNORE INTO member SELECT * FROM present.member"
    " WHERE account IN (SELECT id FROM account)";
inline constexpr const char* carry_devices =
    "INSERT OR IGNORE INTO device SELECT * FROM present.device"
    " WHERE account IN (SELECT id FROM account) RETURNING 1";

inline constexpr const char* set_child_team =
    "INSERT INTO child_team(child, team) VALUES(?, ?)"
    " ON CONFLICT(child) DO UPDATE SET team = excluded.team";
inline constexpr const char* team_of = "SELECT team FROM child_team WHERE child = ?";

inline constexpr const char* put_session =
    "INSERT INTO session(token, account, expires_ms) VALUES(?, ?, ?)";
inline constexpr const char* session = "SELECT account, expires_ms FROM session WHERE token = ?";
inline constexpr const char* end_session = "DELETE FROM session WHERE token = ?";
inline constexpr const char* end_sessions_of = "DELETE FROM session WHERE account = ?";
inline constexpr const char* end_sessions = "DELETE FROM session";
inline constexpr const char* end_sessions_expired = "DELETE FROM session WHERE expires_ms <= ?";

inline constexpr const char* put_device =
    "INSERT INTO device(origin, account, token, name, registered_ms) VALUES(?, ?, ?, ?, ?)"
    " ON CONFLICT(origin) DO UPDATE SET token = excluded.token, name = excluded.name";
inline constexpr const char* device =
    "SELECT origin, account, name, registered_ms FROM device WHERE token = ?";
inline constexpr const char* device_of =
    "SELECT origin, account, name, registered_ms FROM device WHERE origin = ?";

inline constexpr const char* put_recovery =
    "INSERT INTO recovery(id, account, origin, sealed_key, reply_key, answer, asked_ms)"
    " VALUES(?, ?, ?, ?, ?, ?, ?)";
inline constexpr const char* recovery =
    "SELECT id, account, origin, sealed_key, reply_key, answer, asked_ms FROM recovery WHERE id = "
    "?";
inline constexpr const char* recoveries_waiting =
    "SELECT id, account, origin, sealed_key, reply_key, answer, asked_ms FROM recovery"
    " WHERE length(answer) = 0 ORDER BY asked_ms";
inline constexpr const char* answer_recovery =
    "UPDATE recovery SET answer = ?, asked_ms = ? WHERE id = ?";
inline constexpr const char* erase_recoveries_answered =
    "DELETE FROM recovery WHERE length(answer) > 0 AND asked_ms <= ?";
inline constexpr const char* erase_recoveries_of = "DELETE FROM recovery WHERE origin = ?";

inline constexpr const char* put_audit =
    "INSERT INTO audit(at_ms, account, act, child, record, detail) VALUES(?, ?, ?, ?, ?, ?)";
inline constexpr const char* audit_lines =
    "SELECT at_ms, account, act, child, record, detail FROM audit ORDER BY line DESC LIMIT ?";
inline constexpr const char* audit_lines_of_child =
    "SELECT at_ms, account, act, child, record, detail FROM audit WHERE child = ?"
    " ORDER BY line DESC LIMIT ?";

inline constexpr const char* begin_reading = "BEGIN DEFERRED";
inline constexpr const char* integrity = "PRAGMA integrity_check";
inline constexpr const char* origins = "SELECT id FROM origin ORDER BY id";
inline constexpr const char* records = "SELECT id FROM record ORDER BY id";

}  // namespace homeward::server_sql
