// Every SQL statement of the stores (V3). Used by sync/sqlite*.cpp only.
//
//   origin   one row a device's database; `owner` is set on the server
//   record   one row a record: header and its changes, packed (sync/record_block.h)
//   tail     newer changes of a record, packed, that are not in its row yet
//   sealed   older changes of a record, packed
//   change   the log: which change stands at which position; never updated
//   link     the rolling hash of each origin's changes, quarantined ones among them
//   head     the newest position given, to a change, a grant or a withdrawal
//   piece    a part of the file of an attachment, by its digest
//   draft, held, aside, purged     the tablet's
//   seal     the tablet's: the sum of its rows (sync/sqlite_seal.h)
//   quarantine, ruling, scope      the server's
#pragma once

#include <array>
#include <cstdint>

namespace homeward::sql {

// Of a new file. Records are some kilobytes: pages as large as those stay half empty.
inline constexpr const char* set_page_size = "PRAGMA page_size = 1024";
// SQLite's own 2 MiB hold neither what a large push changes nor the records that the edits
// on a page are of. The log is moved at 4 MiB, as with pages of the usual size.
inline constexpr const char* open_for_writing =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
    "PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 4096;";
inline constexpr const char* open_for_reading =
    "PRAGMA query_only = ON; PRAGMA cache_size = -8192;";
// Flushes the log before it moves any of it; moves no more than it can.
inline constexpr const char* flush_log = "PRAGMA wal_checkpoint(PASSIVE)";
inline constexpr const char* begin = "BEGIN IMMEDIATE";
inline constexpr const char* begin_reading = "BEGIN DEFERRED";
inline constexpr const char* commit = "COMMIT";
inline constexpr const char* rollback = "ROLLBACK";

inline constexpr const char* find_parts =
    "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'part'";
inline constexpr const char* create_parts =
    "PRAGMA application_id = 0x484d5744;"  // "HMWD"
    "CREATE TABLE part(name TEXT PRIMARY KEY, version INTEGER NOT NULL)"
    "  WITHOUT ROWID, STRICT;";
inline constexpr const char* part_version = "SELECT version FROM part WHERE name = ?";
inline constexpr const char* put_part_version =
    "INSERT INTO part(name, version) VALUES(?, ?)"
    " ON CONFLICT(name) DO UPDATE SET version = excluded.version";

inline constexpr const char* create_log = R"(
CREATE TABLE origin(key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, owner BLOB) STRICT;
CREATE TABLE record(key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, type TEXT NOT NULL,
  child BLOB NOT NULL, episode BLOB NOT NULL, common INTEGER NOT NULL, state BLOB NOT NULL) STRICT;
CREATE INDEX record_of_child ON record(child, id);
CREATE INDEX record_of_type ON record(type, id);
CREATE TABLE change(position INTEGER PRIMARY KEY, origin INTEGER NOT NULL REFERENCES origin,
  number INTEGER NOT NULL, record INTEGER NOT NULL REFERENCES record,
  octets BLOB NOT NULL) STRICT;
CREATE UNIQUE INDEX change_by_name ON change(origin, number);
CREATE INDEX change_of_record ON change(record, position);
CREATE TABLE link(origin INTEGER NOT NULL REFERENCES origin, number INTEGER NOT NULL,
  chain BLOB NOT NULL, PRIMARY KEY(origin, number)) WITHOUT ROWID, STRICT;
CREATE TABLE head(one INTEGER PRIMARY KEY CHECK(one = 1), position INTEGER NOT NULL) STRICT;
INSERT INTO head VALUES(1, 0);
CREATE TABLE meta(name TEXT PRIMARY KEY, octets BLOB NOT NULL) WITHOUT ROWID, STRICT;
)";

// From version 1, which kept each change in its row of the log and the heads, with their
// words, in the record's.
inline constexpr const char* create_sealed = R"(
CREATE TABLE sealed(key INTEGER PRIMARY KEY, record INTEGER NOT NULL REFERENCES record,
  octets BLOB NOT NULL) STRICT;
CREATE INDEX sealed_of_record ON sealed(record, key);
)";
inline constexpr const char* keys_of_records = "SELECT key FROM record";
inline constexpr const char* octets_of_changes =
    "SELECT octets FROM change WHERE record = ? ORDER BY position";
inline constexpr const char* drop_octets_of_changes = R"(
CREATE TABLE change_2(position INTEGER PRIMARY KEY, origin INTEGER NOT NULL REFERENCES origin,
  number INTEGER NOT NULL, record INTEGER NOT NULL REFERENCES record) STRICT;
INSERT INTO change_2 SELECT position, origin, number, record FROM change;
DROP TABLE change;
ALTER TABLE change_2 RENAME TO change;
CREATE UNIQUE INDEX change_by_name ON change(origin, number);
CREATE INDEX change_of_record ON change(record, position);
)";

// From version 2, which knew no files.
inline constexpr const char* create_pieces = R"(
CREATE TABLE piece(attachment BLOB NOT NULL, name BLOB NOT NULL, octets BLOB NOT NULL,
  UNIQUE(attachment, name)) STRICT;
)";

// From version 3, which wrote a record's row anew for each change of it.
inline constexpr const char* create_tail = R"(
CREATE TABLE tail(key INTEGER PRIMARY KEY, record INTEGER NOT NULL REFERENCES record,
  octets BLOB NOT NULL) STRICT;
CREATE INDEX tail_of_record ON tail(record, key);
)";

inline constexpr const char* create_client = R"(
CREATE TABLE draft(record BLOB NOT NULL, field TEXT NOT NULL, octets BLOB NOT NULL,
  PRIMARY KEY(record, field)) WITHOUT ROWID, STRICT;
CREATE TABLE notice(number INTEGER PRIMARY KEY, octets BLOB NOT NULL) STRICT;
CREATE TABLE aside(position INTEGER PRIMARY KEY, octets BLOB NOT NULL) STRICT;
CREATE TABLE purged(number INTEGER PRIMARY KEY, digest BLOB NOT NULL) STRICT;
)";

// From version 1, which knew of one origin and no decisions.
inline constexpr const char* create_held = R"(
CREATE TABLE held(origin BLOB NOT NULL, number INTEGER NOT NULL, notice BLOB, ruling BLOB,
  PRIMARY KEY(origin, number)) WITHOUT ROWID, STRICT;
)";
inline constexpr const char* move_notices =
    "INSERT INTO held(origin, number, notice) SELECT ?, number, octets FROM notice";
inline constexpr const char* drop_notices = "DROP TABLE notice";

// From version 2, which had no seal.
inline constexpr std::uint64_t first_sealed_version = 3;
inline constexpr const char* create_seal =
    "CREATE TABLE seal(one INTEGER PRIMARY KEY CHECK(one = 1), sum BLOB NOT NULL) STRICT";
inline constexpr const char* put_seal =
    "INSERT INTO seal(one, sum) VALUES(1, ?) ON CONFLICT(one) DO UPDATE SET sum = excluded.sum";
inline constexpr const char* find_seal = "SELECT sum FROM seal";
inline constexpr const char* find_table =
    "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?";
inline constexpr const char* file_counts =
    "SELECT page_count, freelist_count FROM pragma_page_count, pragma_freelist_count";

// What the seal covers: every table of a tablet's database, those among them that only an
// earlier version had. Beside the rows, whether the table's pages and its indexes fit them:
// "ok", or what does not.
struct SealedTable {
  const char* name;
  const char* rows;
  const char* integrity;
  int columns = 1000;  // the first, at most
};
inline constexpr std::array<SealedTable, 14> sealed_tables{{
    {"part", "SELECT * FROM part", "PRAGMA integrity_check(part)"},
    {"origin", "SELECT * FROM origin", "PRAGMA integrity_check(origin)"},
    {"record", "SELECT * FROM record", "PRAGMA integrity_check(record)"},
    {"tail", "SELECT * FROM tail", "PRAGMA integrity_check(tail)"},
    {"sealed", "SELECT * FROM sealed", "PRAGMA integrity_check(sealed)"},
    {"change", "SELECT * FROM change", "PRAGMA integrity_check(change)"},
    {"link", "SELECT * FROM link", "PRAGMA integrity_check(link)"},
    {"head", "SELECT * FROM head", "PRAGMA integrity_check(head)"},
    {"meta", "SELECT * FROM meta", "PRAGMA integrity_check(meta)"},
    // A piece is named by its digest, and one that is damaged costs itself alone
    // (sync/files_here.h).
    {"piece", "SELECT attachment, name FROM piece", nullptr, 2},
    {"draft", "SELECT * FROM draft", "PRAGMA integrity_check(draft)"},
    {"held", "SELECT * FROM held", "PRAGMA integrity_check(held)"},
    {"aside", "SELECT * FROM aside", "PRAGMA integrity_check(aside)"},
    {"purged", "SELECT * FROM purged", "PRAGMA integrity_check(purged)"},
}};

inline constexpr const char* create_server = R"(
CREATE TABLE quarantine(origin INTEGER NOT NULL REFERENCES origin, number INTEGER NOT NULL,
  user BLOB NOT NULL, child BLOB NOT NULL, octets BLOB NOT NULL, UNIQUE(origin, number)) STRICT;
CREATE INDEX quarantine_of_user ON quarantine(user);
CREATE INDEX quarantine_of_child ON quarantine(child);
CREATE TABLE scope(granted_at INTEGER PRIMARY KEY, user BLOB NOT NULL, child BLOB NOT NULL,
  episode BLOB NOT NULL, withdrawn_at INTEGER) STRICT;
CREATE UNIQUE INDEX scope_now ON scope(user, child, episode) WHERE withdrawn_at IS NULL;
CREATE INDEX scope_by_grant ON scope(user, granted_at) WHERE withdrawn_at IS NULL;
CREATE INDEX scope_of_child ON scope(child) WHERE withdrawn_at IS NULL;
CREATE INDEX scope_gone ON scope(user, withdrawn_at) WHERE withdrawn_at IS NOT NULL;
)";
inline constexpr const char* create_ruling = R"(
CREATE TABLE ruling(position INTEGER PRIMARY KEY, origin INTEGER NOT NULL REFERENCES origin,
  number INTEGER NOT NULL, user BLOB NOT NULL, octets BLOB NOT NULL, UNIQUE(origin, number)) STRICT;
CREATE INDEX ruling_of_user ON ruling(user, position);
)";

// ---- the log

inline constexpr const char* head = "SELECT position FROM head";
inline constexpr const char* put_head = "UPDATE head SET position = ?";

inline constexpr const char* find_origin = "SELECT key FROM origin WHERE id = ?";
inline constexpr const char* add_origin = "INSERT INTO origin(id) VALUES(?)";

inline constexpr const char* find_record =
    "SELECT key, type, child, episode FROM record WHERE id = ?";
inline constexpr const char* add_record =
    "INSERT INTO record(id, type, child, episode, common, state) VALUES(?, ?, ?, ?, ?, x'')";
inline constexpr const char* put_record_state = "UPDATE record SET state = ? WHERE key = ?";
inline constexpr const char* erase_record = "DELETE FROM record WHERE key = ?";
inline constexpr const char* records_of_child =
    "SELECT key, state FROM record WHERE child = ? ORDER BY id";
inline constexpr const char* records_of_type =
    "SELECT key, state FROM record WHERE type = ? ORDER BY id";
inline constexpr const char* state_of_record = "SELECT state FROM record WHERE key = ?";
inline constexpr const char* add_tail = "INSERT INTO tail(record, octets) VALUES(?, ?)";
inline constexpr const char* tails_of_record =
    "SELECT octets FROM tail WHERE record = ? ORDER BY key";
// How many there are, and the octets of them and of the row.
inline constexpr const char* size_of_tails =
    "SELECT count(*), total(length(octets)), (SELECT length(state) FROM record WHERE key = ?1)"
    " FROM tail WHERE record = ?1";
inline constexpr const char* erase_tails = "DELETE FROM tail WHERE record = ?";
inline constexpr const char* put_sealed = "INSERT INTO sealed(record, octets) VALUES(?, ?)";
inline constexpr const char* sealed_of_record =
    "SELECT octets FROM sealed WHERE record = ? ORDER BY key";
inline constexpr const char* erase_sealed = "DELETE FROM sealed WHERE record = ?";
inline constexpr const char* headers_of_child =
    "SELECT key, id, type, child, episode FROM record WHERE child = ? ORDER BY id";

inline constexpr const char* children = "SELECT DISTINCT child FROM record ORDER BY child";
inline constexpr const char* erase_changes_of_record =
    "DELETE FROM change WHERE record = (SELECT key FROM record WHERE id = ?)";
inline constexpr const char* erase_sealed_of_record =
    "DELETE FROM sealed WHERE record = (SELECT key FROM record WHERE id = ?)";
inline constexpr const char* erase_tails_of_record =
    "DELETE FROM tail WHERE record = (SELECT key FROM record WHERE id = ?)";
inline constexpr const char* erase_record_by_id = "DELETE FROM record WHERE id = ?";

inline constexpr const char* position_of =
    "SELECT position FROM change WHERE origin = ? AND number = ?";
inline constexpr const char* find_placed =
    "SELECT position, record FROM change"
    " WHERE origin = (SELECT key FROM origin WHERE id = ?) AND number = ?";
inline constexpr const char* add_change =
    "INSERT INTO change(position, origin, number, record) VALUES(?, ?, ?, ?)";
inline constexpr const char* erase_change = "DELETE FROM change WHERE origin = ? AND number = ?";
inline constexpr const char* find_change =
    "SELECT record, (SELECT id FROM record WHERE key = change.record) FROM change"
    " WHERE origin = (SELECT key FROM origin WHERE id = ?) AND number = ?";
inline constexpr const char* changes_from =
    "SELECT number, record FROM change"
    " WHERE origin = (SELECT key FROM origin WHERE id = ?) AND number >= ? ORDER BY number";
inline constexpr const char* names_in_history =
    "SELECT (SELECT id FROM origin WHERE key = change.origin), number, record FROM change"
    " WHERE record = (SELECT key FROM record WHERE id = ?) ORDER BY position";

inline constexpr const char* newest_link =
    "SELECT number, chain FROM link WHERE origin = (SELECT key FROM origin WHERE id = ?)"
    " ORDER BY number DESC LIMIT 1";
inline constexpr const char* find_link =
    "SELECT chain FROM link WHERE origin = (SELECT key FROM origin WHERE id = ?) AND number = ?";
inline constexpr const char* put_link =
    "INSERT INTO link(origin, number, chain) VALUES(?, ?, ?)"
    " ON CONFLICT(origin, number) DO UPDATE SET chain = excluded.chain";

inline constexpr const char* put_piece =
    "INSERT INTO piece(attachment, name, octets) VALUES(?, ?, ?)"
    " ON CONFLICT(attachment, name) DO UPDATE SET octets = excluded.octets";
inline constexpr const char* find_piece =
    "SELECT octets FROM piece WHERE attachment = ? AND name = ?";
inline constexpr const char* names_of_pieces =
    "SELECT name FROM piece WHERE attachment = ? ORDER BY name";
inline constexpr const char* erase_piece = "DELETE FROM piece WHERE attachment = ? AND name = ?";
inline constexpr const char* attachments_with_pieces =
    "SELECT DISTINCT attachment FROM piece ORDER BY attachment";

inline constexpr const char* find_meta = "SELECT octets FROM meta WHERE name = ?";
inline constexpr const char* put_meta =
    "INSERT INTO meta(name, octets) VALUES(?, ?)"
    " ON CONFLICT(name) DO UPDATE SET octets = excluded.octets";
inline constexpr const char* erase_meta = "DELETE FROM meta WHERE name = ?";

// ---- the tablet's

inline constexpr const char* put_draft =
    "INSERT INTO draft(record, field, octets) VALUES(?, ?, ?)"
    " ON CONFLICT(record, field) DO UPDATE SET octets = excluded.octets";
inline constexpr const char* erase_draft = "DELETE FROM draft WHERE record = ? AND field = ?";
inline constexpr const char* drafts_of_record =
    "SELECT octets FROM draft WHERE record = ? ORDER BY field";
inline constexpr const char* all_drafts = "SELECT octets FROM draft ORDER BY record, field";

inline constexpr const char* put_notice =
    "INSERT INTO held(origin, number, notice) VALUES(?, ?, ?)"
    " ON CONFLICT(origin, number) DO UPDATE SET notice = excluded.notice";
inline constexpr const char* erase_notices_after =
    "UPDATE held SET notice = NULL WHERE origin = ? AND number > ?";
inline constexpr const char* put_heard_ruling =
    "INSERT INTO held(origin, number, ruling) VALUES(?, ?, ?)"
    " ON CONFLICT(origin, number) DO UPDATE SET ruling = excluded.ruling";
inline constexpr const char* erase_rulings = "UPDATE held SET ruling = NULL";
inline constexpr const char* notices =
    "SELECT origin, notice, ruling FROM held WHERE notice IS NOT NULL ORDER BY origin, number";

inline constexpr const char* put_aside =
    "INSERT INTO aside(position, octets) VALUES(?, ?)"
    " ON CONFLICT(position) DO UPDATE SET octets = excluded.octets";
inline constexpr const char* erase_aside = "DELETE FROM aside WHERE position = ?";
inline constexpr const char* aside = "SELECT octets FROM aside ORDER BY position";

inline constexpr const char* put_purged =
    "INSERT INTO purged(number, digest) VALUES(?, ?) ON CONFLICT(number) DO NOTHING";
inline constexpr const char* find_purged = "SELECT digest FROM purged WHERE number = ?";
inline constexpr const char* forget_purged = "DELETE FROM purged";

inline constexpr const char* records_of_origin_after =
    "SELECT DISTINCT r.key, r.id, r.type, r.child, r.episode FROM change c"
    " JOIN record r ON r.key = c.record WHERE c.origin = ? AND c.number > ?";
inline constexpr const char* erase_links_after = "DELETE FROM link WHERE origin = ? AND number > ?";

// ---- the server's

inline constexpr const char* find_owner = "SELECT owner FROM origin WHERE id = ?";
inline constexpr const char* put_owner = "UPDATE origin SET owner = ? WHERE key = ?";

inline constexpr const char* put_quarantined =
    "INSERT INTO quarantine(origin, number, user, child, octets) VALUES(?, ?, ?, ?, ?)"
    " ON CONFLICT(origin, number) DO UPDATE SET user = excluded.user, child = excluded.child,"
    " octets = excluded.octets";
inline constexpr const char* quarantined_of_origin =
    "SELECT octets FROM quarantine"
    " WHERE origin = (SELECT key FROM origin WHERE id = ?) AND number > ? ORDER BY number";
inline constexpr const char* quarantined_of_user =
    "SELECT q.octets FROM quarantine q JOIN origin o ON o.key = q.origin"
    " WHERE q.user = ? ORDER BY o.id, q.number";
inline constexpr const char* quarantined_of_child =
    "SELECT q.octets FROM quarantine q JOIN origin o ON o.key = q.origin"
    " WHERE q.child = ? ORDER BY o.id, q.number";

inline constexpr const char* put_ruling =
    "INSERT INTO ruling(position, origin, number, user, octets) SELECT ?1, ?2, ?3, user, ?4"
    " FROM quarantine WHERE origin = ?2 AND number = ?3";
inline constexpr const char* find_ruling =
    "SELECT octets FROM ruling"
    " WHERE origin = (SELECT key FROM origin WHERE id = ?) AND number = ?";
inline constexpr const char* rulings_since =
    "SELECT position, octets FROM ruling WHERE user = ? AND position > ?"
    " ORDER BY position LIMIT ?";

inline constexpr const char* find_scope =
    "SELECT granted_at FROM scope"
    " WHERE user = ? AND child = ? AND episode = ? AND withdrawn_at IS NULL";
inline constexpr const char* add_scope =
    "INSERT INTO scope(granted_at, user, child, episode) VALUES(?, ?, ?, ?)";
inline constexpr const char* withdraw_scope =
    "UPDATE scope SET withdrawn_at = ? WHERE granted_at = ?";
inline constexpr const char* scopes_of_user =
    "SELECT child, episode, granted_at FROM scope"
    " WHERE user = ? AND withdrawn_at IS NULL ORDER BY child, episode";
inline constexpr const char* scopes_of_child =
    "SELECT user, episode, granted_at FROM scope"
    " WHERE child = ? AND withdrawn_at IS NULL ORDER BY user, episode";
inline constexpr const char* scopes_of_user_and_child =
    "SELECT episode, granted_at FROM scope"
    " WHERE user = ? AND child = ? AND withdrawn_at IS NULL";
inline constexpr const char* children_withdrawn_since =
    "SELECT DISTINCT child FROM scope"
    " WHERE user = ? AND withdrawn_at IS NOT NULL AND withdrawn_at > ?";

// What there is when a device begins, or begins anew, record by record. ?1 user, ?2 up to this
// position; after ?4, a position of the record with key ?3
#define HW_CHANGES_BY_RECORD                                                    \
  " FROM record r CROSS JOIN change c ON c.record = r.key"                      \
  " WHERE r.key >= ?3 AND (r.key > ?3 OR c.position > ?4) AND c.position <= ?2" \
  " AND EXISTS (SELECT 1 FROM scope s WHERE s.user = ?1 AND s.child = r.child"  \
  "  AND s.withdrawn_at IS NULL AND s.granted_at <= ?2"                         \
  "  AND (s.episode = zeroblob(16) OR r.common = 1"                             \
  "   OR (r.common = 0 AND s.episode = r.episode)))"
inline constexpr const char* changes_by_record =
    "SELECT c.position, c.record, (SELECT id FROM origin WHERE key = c.origin), "
    "c.number" HW_CHANGES_BY_RECORD " ORDER BY r.key, c.position";
inline constexpr const char* count_changes_by_record = "SELECT count(*)" HW_CHANGES_BY_RECORD;
#undef HW_CHANGES_BY_RECORD
inline constexpr const char* record_at = "SELECT record FROM change WHERE position = ?";

// After that a page is delivered by events in the order of positions: a change in the log
// that a right granted before it shows, and a grant, which brings all changes
// before it that no earlier right showed. `common` is a record's reach (Reach in
// core/record/record_type.h): 0 its episode, 1 common, 2 the authority alone.

inline constexpr const char* grants_from =
    "SELECT granted_at, child, episode FROM scope"
    " WHERE user = ?1 AND withdrawn_at IS NULL AND granted_at >= ?2 ORDER BY granted_at";

// ?1 user, ?2 child, ?3 episode of the grant, ?4 granted at, ?5 after this position
#define HW_CHANGES_OF_GRANT                                                   \
  " FROM record r CROSS JOIN change c ON c.record = r.key"                    \
  " WHERE r.child = ?2 AND (?3 = zeroblob(16) OR r.common = 1"                \
  "  OR (r.common = 0 AND r.episode = ?3))"                                   \
  " AND c.position > ?5 AND c.position < ?4"                                  \
  " AND NOT EXISTS (SELECT 1 FROM scope s WHERE s.user = ?1 AND s.child = ?2" \
  "  AND s.withdrawn_at IS NULL AND s.granted_at < ?4"                        \
  "  AND (s.episode = zeroblob(16) OR r.common = 1"                           \
  "   OR (r.common = 0 AND s.episode = r.episode)))"
inline constexpr const char* changes_of_grant =
    "SELECT c.position, c.record, (SELECT id FROM origin WHERE key = c.origin), "
    "c.number" HW_CHANGES_OF_GRANT " ORDER BY c.position";
inline constexpr const char* count_changes_of_grant = "SELECT count(*)" HW_CHANGES_OF_GRANT;
#undef HW_CHANGES_OF_GRANT

// ?1 user, ?2 key of the reader's origin, ?3 after, ?4 before this position
#define HW_CHANGES_OF_LOG                                                      \
  " FROM change c CROSS JOIN record r ON r.key = c.record"                     \
  " WHERE c.position > ?3 AND c.position < ?4"                                 \
  " AND (c.origin <> ?2 OR EXISTS (SELECT 1 FROM ruling v"                     \
  "  WHERE v.origin = c.origin AND v.number = c.number))"                      \
  " AND EXISTS (SELECT 1 FROM scope s WHERE s.user = ?1 AND s.child = r.child" \
  "  AND s.withdrawn_at IS NULL AND s.granted_at < c.position"                 \
  "  AND (s.episode = zeroblob(16) OR r.common = 1"                            \
  "   OR (r.common = 0 AND s.episode = r.episode)))"
inline constexpr const char* changes_of_log =
    "SELECT c.position, c.record, (SELECT id FROM origin WHERE key = c.origin), "
    "c.number" HW_CHANGES_OF_LOG " ORDER BY c.position";
inline constexpr const char* count_changes_of_log = "SELECT count(*)" HW_CHANGES_OF_LOG;
#undef HW_CHANGES_OF_LOG

}  // namespace homeward::sql
