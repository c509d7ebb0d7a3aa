#include "wasm/opfs_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "wasm/browser.h"

namespace homeward {
namespace {

constexpr int name_bytes_max = 128;
constexpr int sector_bytes = 4096;
constexpr std::size_t handles_max = 8;

// Milliseconds from the start of the Julian period, SQLite's epoch, to 1970.
constexpr std::int64_t julian_epoch_ms = 210866760000000;
constexpr double day_ms = 86400000.0;

struct Handles {
  // Open in SQLite. Without locks, a second opener must be refused.
  std::bitset<handles_max> open;
  // A read has failed. The cipher layer drops that error where it reads the head of a
  // log frame, and SQLite would then take the log to end there, and write over or
  // delete what follows; so the file is not changed again by this worker.
  std::bitset<handles_max> unreadable;
};

struct OpfsFile {
  sqlite3_file base;  // first: SQLite sees only this
  Handles* handles;
  int handle;

  std::size_t at() const { return static_cast<std::size_t>(handle); }
  bool unreadable() const { return handles->unreadable.test(at()); }
};

OpfsFile& own(sqlite3_file* file) {
  return *reinterpret_cast<OpfsFile*>(file);
}
Handles& handles_of(sqlite3_vfs* vfs) {
  return *static_cast<Handles*>(vfs->pAppData);
}

// SQLite's code for what browser.js answered.
int code_of(int answer, int otherwise) {
  return answer == 0 ? SQLITE_OK : answer == hw_full ? SQLITE_FULL : otherwise;
}

int close_file(sqlite3_file* file) {
  own(file).handles->open.reset(own(file).at());
  return SQLITE_OK;
}

int read_file(sqlite3_file* file, void* to, int octets, sqlite3_int64 offset) {
  const int got = hw_file_read(own(file).handle, to, octets, static_cast<double>(offset));
  if (got == octets) {
    return SQLITE_OK;
  }
  const int kept = std::max(got, 0);
  std::memset(static_cast<char*>(to) + kept, 0, static_cast<std::size_t>(octets - kept));
  if (got < 0) {
    own(file).handles->unreadable.set(own(file).at());
    return SQLITE_IOERR_READ;
  }
  return SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file* file, const void* from, int octets, sqlite3_int64 offset) {
  if (own(file).unreadable()) {
    return SQLITE_IOERR_WRITE;
  }
  return code_of(hw_file_write(own(file).handle, from, octets, static_cast<double>(offset)),
                 SQLITE_IOERR_WRITE);
}

int truncate_file(sqlite3_file* file, sqlite3_int64 octets) {
  if (own(file).unreadable()) {
    return SQLITE_IOERR_TRUNCATE;
  }
  return code_of(hw_file_truncate(own(file).handle, static_cast<double>(octets)),
                 SQLITE_IOERR_TRUNCATE);
}

int sync_file(sqlite3_file* file, int) {
  if (own(file).unreadable()) {
    return SQLITE_IOERR_FSYNC;
  }
  return code_of(hw_file_flush(own(file).handle), SQLITE_IOERR_FSYNC);
}

int size_of_file(sqlite3_file* file, sqlite3_int64* octets) {
  const double size = hw_file_size(own(file).handle);
  *octets = size < 0 ? 0 : static_cast<sqlite3_int64>(size);
  return size < 0 ? SQLITE_IOERR_FSTAT : SQLITE_OK;
}

int lock_file(sqlite3_file*, int) {
  return SQLITE_OK;
}

int check_reserved_lock(sqlite3_file*, int* locked) {
  *locked = 0;
  return SQLITE_OK;
}

int file_control(sqlite3_file*, int, void*) {
  return SQLITE_NOTFOUND;
}

int sector_size(sqlite3_file*) {
  return sector_bytes;
}

// As on Unix, where these files lie in the end: a write cut short by a loss of power
// damages nothing beside it.
int device_characteristics(sqlite3_file*) {
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE | SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN;
}

// Version 1: no shared memory, so SQLite refuses a write-ahead log to any but an
// exclusive connection.
constexpr sqlite3_io_methods io_methods = {
    1,
    close_file,
    read_file,
    write_file,
    truncate_file,
    sync_file,
    size_of_file,
    lock_file,
    lock_file,
    check_reserved_lock,
    file_control,
    sector_size,
    device_characteristics,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
};

constexpr int kinds_kept = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL;

int open_file(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* flags_out) {
  std::memset(file, 0, sizeof(OpfsFile));  // no methods: SQLite will not close what did not open
  const int handle = name != nullptr && (flags & kinds_kept) != 0 ? hw_file_find(name) : -1;
  Handles& handles = handles_of(vfs);
  const auto at = static_cast<std::size_t>(handle);
  if (handle < 0 || at >= handles_max || handles.open.test(at)) {
    return SQLITE_CANTOPEN;
  }
  handles.open.set(at);
  own(file).base.pMethods = &io_methods;
  own(file).handles = &handles;
  own(file).handle = handle;
  if (flags_out != nullptr) {
    *flags_out = flags;
  }
  return SQLITE_OK;
}

int delete_file(sqlite3_vfs* vfs, const char* name, int sync_directory) {
  const int handle = hw_file_find(name);
  if (handle < 0) {
    return SQLITE_IOERR_DELETE_NOENT;
  }
  if (handles_of(vfs).unreadable.test(static_cast<std::size_t>(handle))) {
    return SQLITE_IOERR_DELETE;
  }
  const int emptied = code_of(hw_file_truncate(handle, 0), SQLITE_IOERR_DELETE);
  if (emptied != SQLITE_OK || sync_directory == 0) {
    return emptied;
  }
  return code_of(hw_file_flush(handle), SQLITE_IOERR_DELETE);
}

int file_exists(sqlite3_vfs*, const char* name, int, int* exists) {
  const int handle = hw_file_find(name);
  const double size = handle < 0 ? 0 : hw_file_size(handle);
  *exists = size > 0;
  return size < 0 ? SQLITE_IOERR_ACCESS : SQLITE_OK;
}

int full_name(sqlite3_vfs*, const char* name, int octets_max, char* out) {
  const std::size_t octets = std::strlen(name) + 1;
  if (octets > static_cast<std::size_t>(octets_max)) {
    return SQLITE_CANTOPEN;
  }
  std::memcpy(out, name, octets);
  return SQLITE_OK;
}

int randomness(sqlite3_vfs*, int octets, char* out) {
  hw_random(out, octets);
  return octets;
}

// Nobody else holds a lock, so there is nothing to wait for.
int do_not_sleep(sqlite3_vfs*, int) {
  return 0;
}

int current_time_ms(sqlite3_vfs*, sqlite3_int64* out) {
  *out = julian_epoch_ms + static_cast<sqlite3_int64>(hw_now_ms());
  return SQLITE_OK;
}

int current_time(sqlite3_vfs* vfs, double* days) {
  sqlite3_int64 ms = 0;
  current_time_ms(vfs, &ms);
  *days = static_cast<double>(ms) / day_ms;
  return SQLITE_OK;
}

int last_error(sqlite3_vfs*, int, char*) {
  return 0;
}

}  // namespace

int register_opfs_vfs() {
  static Handles handles;  // SQLite keeps file layers for the life of the program
  static sqlite3_vfs vfs = {
      2,
      sizeof(OpfsFile),
      name_bytes_max,
      nullptr,
      "opfs",
      &handles,
      open_file,
      delete_file,
      file_exists,
      full_name,
      nullptr,
      nullptr,
      nullptr,
      nullptr,
      randomness,
      do_not_sleep,
      current_time,
      last_error,
      current_time_ms,
      nullptr,
      nullptr,
      nullptr,
  };
  return sqlite3_vfs_register(&vfs, 1);
}

}  // namespace homeward

// SQLite is built without a file layer of its own (SQLITE_OS_OTHER) and calls these.
extern "C" {

int sqlite3_os_init() {
  return homeward::register_opfs_vfs();
}

int sqlite3_os_end() {
  return SQLITE_OK;
}

// Where the cipher takes its nonces' seed from; Emscripten's own asks octet by octet.
int getentropy(void* to, std::size_t octets) {
  hw_random(to, static_cast<int>(octets));
  return 0;
}
}
