#include "tests/sim/disk.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <numeric>

#include "core/base/assert.h"

namespace homeward::sim {

constexpr std::size_t sector_octets = 512;

namespace {

constexpr int name_octets_max = 128;
constexpr std::int64_t some_julian_ms = 212'000'000'000'000;

// Disks by the first part of their paths, for SQLite to find.
std::map<std::string, Disk*>& disks() {
  static std::map<std::string, Disk*> all;
  return all;
}

std::string next_name() {
  static std::uint64_t last = 0;
  return "disk" + std::to_string(++last);
}

}  // namespace

// What SQLite calls; a friend of Disk.
struct DiskCalls {
  struct OpenFile {
    sqlite3_file base;  // first: SQLite sees only this
    Disk* disk;
    std::shared_ptr<Disk::File>* file;
  };
  static OpenFile& own(sqlite3_file* file) { return *reinterpret_cast<OpenFile*>(file); }
  static Disk::File& file_of(sqlite3_file* file) { return **own(file).file; }
  static Disk& disk_of(sqlite3_file* file) { return *own(file).disk; }

  static int close(sqlite3_file* file) {
    delete own(file).file;
    return SQLITE_OK;
  }

  static int read(sqlite3_file* file, void* to, int octets, sqlite3_int64 offset) {
    if (disk_of(file).stopped_) {
      return SQLITE_IOERR_READ;
    }
    const Bytes& now = file_of(file).now;
    const auto wanted = static_cast<std::size_t>(octets);
    const auto from = std::min(static_cast<std::size_t>(offset), now.size());
    const std::size_t got = std::min(wanted, now.size() - from);
    std::memcpy(to, now.data() + from, got);
    std::memset(static_cast<char*>(to) + got, 0, wanted - got);
    return got == wanted ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
  }

  static int write(sqlite3_file* file, const void* from, int octets, sqlite3_int64 offset) {
    Disk& disk = disk_of(file);
    Bytes written(static_cast<const char*>(from), static_cast<std::size_t>(octets));
    if (!disk.stopped_ && !disk.has_room()) {
      return SQLITE_FULL;
    }
    const bool was_on = !disk.stopped_;
    const bool goes_on = disk.goes_on();
    if (was_on && !goes_on) {
      written.resize(disk.draw(written.size() + 1));  // as far as it came
    }
    if (was_on && !written.empty()) {
      disk.write(file_of(file), {static_cast<std::uint64_t>(offset), std::move(written)});
    }
    return goes_on ? SQLITE_OK : SQLITE_IOERR_WRITE;
  }

  static int truncate(sqlite3_file* file, sqlite3_int64 octets) {
    Disk& disk = disk_of(file);
    if (!disk.goes_on()) {
      return SQLITE_IOERR_TRUNCATE;
    }
    disk.write(file_of(file), {static_cast<std::uint64_t>(octets), Bytes(), true});
    return SQLITE_OK;
  }

  static int sync(sqlite3_file* file, int) {
    Disk& disk = disk_of(file);
    if (!disk.goes_on()) {
      return SQLITE_IOERR_FSYNC;
    }
    disk.sync(file_of(file));
    return SQLITE_OK;
  }

  static int size(sqlite3_file* file, sqlite3_int64* octets) {
    *octets = static_cast<sqlite3_int64>(file_of(file).now.size());
    return disk_of(file).stopped_ ? SQLITE_IOERR_FSTAT : SQLITE_OK;
  }

  static int lock(sqlite3_file*, int) { return SQLITE_OK; }

  static int is_reserved(sqlite3_file*, int* locked) {
    *locked = 0;
    return SQLITE_OK;
  }

  static int control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
  static int sector_size(sqlite3_file*) { return static_cast<int>(sector_octets); }
  static int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

  static int map_shared(sqlite3_file* file, int region, int octets, int, void volatile** out) {
    std::vector<Bytes>& shared = file_of(file).shared;
    const auto index = static_cast<std::size_t>(region);
    // Regions are looked at by address, so they may not move: room for all there can be.
    shared.reserve(64);
    while (shared.size() <= index) {
      shared.emplace_back(static_cast<std::size_t>(octets), '\0');
    }
    *out = shared[index].data();
    return SQLITE_OK;
  }
  static int lock_shared(sqlite3_file*, int, int, int) { return SQLITE_OK; }
  static void fence_shared(sqlite3_file*) {}
  static int unmap_shared(sqlite3_file* file, int) {
    file_of(file).shared.clear();
    return SQLITE_OK;
  }

  static const sqlite3_io_methods* methods() {
    static const sqlite3_io_methods all = [] {
      sqlite3_io_methods made{};
      made.iVersion = 2;
      made.xClose = close;
      made.xRead = read;
      made.xWrite = write;
      made.xTruncate = truncate;
      made.xSync = sync;
      made.xFileSize = size;
      made.xLock = lock;
      made.xUnlock = lock;
      made.xCheckReservedLock = is_reserved;
      made.xFileControl = control;
      made.xSectorSize = sector_size;
      made.xDeviceCharacteristics = characteristics;
      made.xShmMap = map_shared;
      made.xShmLock = lock_shared;
      made.xShmBarrier = fence_shared;
      made.xShmUnmap = unmap_shared;
      return made;
    }();
    return &all;
  }

  struct Place {
    Disk* disk;
    std::string name;
  };
  static Place place_of(const char* path) {
    const std::string whole(path);
    const std::size_t slash = whole.find('/');
    const auto found = disks().find(whole.substr(0, slash));
    HW_ASSERT(slash != std::string::npos && found != disks().end());
    return {found->second, whole.substr(slash + 1)};
  }

  static int open(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* flags_out) {
    HW_ASSERT(path != nullptr);  // temporary tables are in memory (CMakeLists.txt)
    const auto [disk, name] = place_of(path);
    std::memset(file, 0, sizeof(OpenFile));
    const bool is_there = disk->files_.count(name) > 0;
    if (disk->stopped_ || (!is_there && (flags & SQLITE_OPEN_CREATE) == 0)) {
      return SQLITE_CANTOPEN;
    }
    if (!is_there) {
      disk->files_[name] = std::make_shared<Disk::File>();
      disk->deleted_.erase(name);
    }
    own(file).base.pMethods = methods();
    own(file).disk = disk;
    own(file).file = new std::shared_ptr<Disk::File>(disk->files_.at(name));
    if (flags_out != nullptr) {
      *flags_out = flags;
    }
    return SQLITE_OK;
  }

  static int remove(sqlite3_vfs*, const char* path, int sync_directory) {
    const auto [disk, name] = place_of(path);
    const auto found = disk->files_.find(name);
    if (found == disk->files_.end()) {
      return SQLITE_IOERR_DELETE_NOENT;
    }
    if (!disk->goes_on()) {
      return SQLITE_IOERR_DELETE;
    }
    disk->deleted_[name] = found->second;
    disk->files_.erase(found);
    if (sync_directory != 0) {
      disk->deleted_.clear();
    }
    return SQLITE_OK;
  }

  static int exists(sqlite3_vfs*, const char* path, int, int* exists) {
    const auto [disk, name] = place_of(path);
    *exists = disk->files_.count(name) > 0 ? 1 : 0;
    return disk->stopped_ ? SQLITE_IOERR_ACCESS : SQLITE_OK;
  }

  static int full_name(sqlite3_vfs*, const char* path, int octets_max, char* out) {
    sqlite3_snprintf(octets_max, out, "%s", path);
    return SQLITE_OK;
  }

  // Salts of logs: they need to differ from each other, and the same in every run.
  static int randomness(sqlite3_vfs*, int octets, char* out) {
    static std::minstd_rand random(1);
    std::generate_n(out, octets, [] { return static_cast<char>(random() >> 8); });
    return octets;
  }

  static int sleep(sqlite3_vfs*, int) { return 0; }
  static int time_ms(sqlite3_vfs*, sqlite3_int64* out) {
    *out = some_julian_ms;
    return SQLITE_OK;
  }
  static int time(sqlite3_vfs*, double* days) {
    *days = static_cast<double>(some_julian_ms) / 86'400'000.0;
    return SQLITE_OK;
  }
  static int last_error(sqlite3_vfs*, int, char*) { return 0; }

  static void become_default() {
    static sqlite3_vfs vfs{};
    vfs.iVersion = 2;
    vfs.szOsFile = sizeof(OpenFile);
    vfs.mxPathname = name_octets_max;
    vfs.zName = "sim";
    vfs.xOpen = open;
    vfs.xDelete = remove;
    vfs.xAccess = exists;
    vfs.xFullPathname = full_name;
    vfs.xRandomness = randomness;
    vfs.xSleep = sleep;
    vfs.xCurrentTime = time;
    vfs.xCurrentTimeInt64 = time_ms;
    vfs.xGetLastError = last_error;
    HW_ASSERT(sqlite3_initialize() == SQLITE_OK);
    HW_ASSERT(sqlite3_vfs_register(&vfs, 0) == SQLITE_OK);
    HW_ASSERT(sqlite3mc_vfs_create("sim", 1) == SQLITE_OK);  // the cipher's layer over it
  }
};

Disk::Disk(std::uint64_t seed)
    : name_(next_name()), random_(static_cast<std::uint32_t>(seed % 2'147'483'646 + 1)) {
  [[maybe_unused]] static const bool once = (DiskCalls::become_default(), true);
  disks()[name_] = this;
}

Disk::~Disk() {
  disks().erase(name_);
}

void Disk::behave() {
  calls_left_.reset();
  writes_left_.reset();
  was_full_ = false;
}

// False in the call in which the machine stops, and ever after.
bool Disk::goes_on() {
  if (calls_left_ && !stopped_ && --*calls_left_ == 0) {
    stopped_ = true;
  }
  return !stopped_;
}

bool Disk::has_room() {
  if (!writes_left_) {
    return true;
  }
  if (*writes_left_ > 0) {
    --*writes_left_;
  }
  was_full_ = was_full_ || *writes_left_ == 0;
  return *writes_left_ > 0;
}

void Disk::write(File& file, Write write) {
  apply(file.now, write);
  file.unsynced.push_back(std::move(write));
}

void Disk::apply(Bytes& octets, const Write& write) {
  if (write.truncates) {
    octets.resize(std::min<std::size_t>(octets.size(), write.offset));
    return;
  }
  const std::size_t end = write.offset + write.octets.size();
  if (octets.size() < end) {
    octets.resize(end, '\0');
  }
  std::copy(write.octets.begin(), write.octets.end(),
            octets.begin() + static_cast<std::ptrdiff_t>(write.offset));
}

void Disk::sync(File& file) {
  for (const Write& write : file.unsynced) {
    apply(file.synced, write);
  }
  file.unsynced.clear();
}

void Disk::start_again(Fate fate) {
  behave();
  stopped_ = false;
  if (fate == Fate::power_lost) {
    for (auto& [name, file] : deleted_) {
      if (files_.count(name) == 0 && draw(2) == 0) {
        files_[name] = file;
      }
    }
    for (auto& [name, file] : files_) {
      lose_power(*file);
    }
  }
  deleted_.clear();
}

void Disk::lose_power(File& file) {
  std::vector<Write> writes = std::move(file.unsynced);
  file.unsynced.clear();
  const std::uint64_t how = draw(4);  // all dropped, all kept, some, some in another order
  if (how == 3) {
    std::shuffle(writes.begin(), writes.end(), random_);
  }
  for (const Write& write : writes) {
    const std::uint64_t what = how == 0 ? 0 : how == 1 ? 1 : draw(3);
    if (what == 1) {
      apply(file.synced, write);
    } else if (what == 2) {
      tear(file.synced, write);
    }
  }
  file.now = file.synced;
}

// Some of its sectors were written, and some were not.
void Disk::tear(Bytes& octets, const Write& write) {
  if (write.truncates) {
    return;
  }
  for (std::size_t from = 0; from < write.octets.size();) {
    const std::size_t offset = write.offset + from;
    const std::size_t size =
        std::min(sector_octets - offset % sector_octets, write.octets.size() - from);
    if (draw(2) == 0) {
      apply(octets, {offset, write.octets.substr(from, size)});
    }
    from += size;
  }
}

Disk::Image Disk::image() const {
  Image image;
  for (const auto& [name, file] : files_) {
    image[name] = file->now;
  }
  return image;
}

void Disk::put_back(const Image& image) {
  files_.clear();
  deleted_.clear();
  for (const auto& [name, octets] : image) {
    files_[name] = std::make_shared<File>(File{octets, octets, {}, {}});
  }
}

}  // namespace homeward::sim
