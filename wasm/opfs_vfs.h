// SQLite's file layer over the browser's private file system (laws T1, T2, T5).
//
// The worker opens synchronous access handles beforehand and hands them in by
// name: the database, its journal and its write-ahead log. This layer maps the
// names SQLite asks for onto those handles; nothing else can be opened, so nothing
// unencrypted (temporary tables, sorters) can reach the disk.
//
//   empty file                <-> a file that does not exist
//   QuotaExceededError        --> SQLITE_FULL, and SQLite rolls back
//   any other handle error    --> SQLITE_IOERR_*
//
// There is no shared memory and no locking: the handles are exclusive to this
// worker (T4), and a database must be opened with locking_mode=EXCLUSIVE before it
// can use a write-ahead log. Decision 0003 says why, with measurements.
#pragma once

namespace homeward {

// Makes it SQLite's default file layer. Called by SQLite itself as it starts; the
// cipher layer then wraps it. Returns SQLite's result code.
int register_opfs_vfs();

}  // namespace homeward
