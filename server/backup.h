// Backups of the server's database, and putting one back, while the server runs.
//
// A backup is one SQLite file, a copy as of one moment, proved by verify() before it gets
// its name. It holds children's records and the authority's keys: keep it as the database
// is kept.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "server/database.h"
#include "server/verify.h"

namespace homeward {

// Copies the database in `folder` to `file`, which must not be there yet (`refused`), and notes
// in the database what is in it, for tablets to be told (S4).
// `corrupt` where the copy is not what was written: the file is then not left.
Result<Verified> back_up(const std::string& folder, const std::string& file, Instant now);

// Of the database that was there: who was added since the backup stays, with their tablets, and
// what was taken away since stays taken away.
struct Carried {
  std::size_t accounts = 0;
  std::size_t devices = 0;
  std::size_t disabled = 0;   // accounts
  std::size_t withdrawn = 0;  // rights to a child or an episode
  std::size_t passwords = 0;  // set since
};

struct Restored {
  Instant made;               // when the backup was
  std::string kept;           // file with what was there before; empty where nothing was
  std::uint64_t missing = 0;  // changes received that the backup has not: tablets send them again
  std::uint64_t missing_imports = 0;  // likewise imported: nobody sends them again
  Carried carried;
};

// Who does it: an account of the database that is there, or of the backup where there is none.
using Doer = std::function<Result<UserId>(ServerDatabase&)>;

// Puts `file` back in `folder`, in one commit: whoever uses the database has the old state
// or the restored one. What was there is kept beside it. A new epoch begins, so that every
// tablet sends again what is missing (S5, P13, P14); keys in use and the knowledge of past
// epochs are carried over; imports are written under a new origin (S11). Rights
// are those of the backup, less what was taken away since; accounts and tablets added since
// stay; passwords are the newest, and everybody signs in again.
//
// `refused` where `file` is no backup or of another data set, `corrupt` where it, or what
// is there, is not what was written, `unavailable` where the database stays busy. What failed
// leaves the folder as it was. What is there and cannot be read is to be moved aside first.
Result<Restored> restore(const std::string& folder, const std::string& file, const Doer& doer,
                         Instant now);

}  // namespace homeward
