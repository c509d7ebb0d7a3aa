// The council's server: the real store and the server's half of the exchange, on a disk
// that may stop between any two storage calls, and backups to be put back.
//
// It keeps count of what it signed for: after any start that must still be there (S4).
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sync/piece_messages.h"
#include "sync/server.h"
#include "sync/sqlite_store.h"
#include "tests/sim/dice.h"
#include "tests/sim/disk.h"
#include "tests/sim/worker.h"
#include "tests/sync/loopback.h"

namespace homeward::sim {

constexpr unsigned people_max = 8;

// The invented children of every history: each with one episode.
RecordHeader child_of(unsigned number);
RecordHeader episode_of(unsigned number);
RecordHeader interview_of(unsigned number);
RecordHeader safety_plan_of(unsigned number);   // begun, and all of it answered
RecordHeader trigger_plan_of(unsigned number);  // for a right to the whole child alone

// Who may see what: to compare the store's answers with.
class Rights {
 public:
  void grant(const UserId& user, const RecordId& child, const RecordId& episode) {
    held_.insert({user, child, episode});
  }
  void withdraw(const UserId& user, const RecordId& child, const RecordId& episode) {
    held_.erase({user, child, episode});
  }
  bool holds(const UserId& user, const RecordId& child, const RecordId& episode) const {
    return held_.count({user, child, episode}) > 0;
  }
  bool sees(const UserId& user, const RecordHeader& record) const;
  // Of a user and child, for a withdrawal.
  std::vector<RecordId> held(const UserId& user, const RecordId& child) const;

 private:
  std::set<std::tuple<UserId, RecordId, RecordId>> held_;
};

struct Posted {
  UserId user;
  Bytes octets;
};
// An answer, or why there is none.
struct Reply {
  Bytes octets;
  std::string what;
};

class Council {
 public:
  Council(std::uint64_t seed, const Weather& weather);

  // Requests that came together are committed together; where that fails, one by one,
  // as the writer does it (server/writer.cpp).
  std::vector<Reply> serve(const std::vector<Posted>& posted);

  // The same of a request about files (server/pieces.h).
  Reply serve_files(const Tablet::Owner& who, BytesView octets);

  void grant(const UserId& user, const RecordId& child, const RecordId& episode);
  void withdraw(const UserId& user, const RecordId& child, const RecordId& episode);
  // A supervisor admits one of the changes that this origin has in quarantine, or does not;
  // false where none waits (server/admission.h).
  bool decide_on_one(const Origin& origin);
  void back_up();
  bool has_backup() const { return !backup_.empty(); }
  // The newest backup, and a new epoch.
  void restore();
  void shelter() { weather_ = {}; }
  // Tablets are copied: one origin may be forked (S11).
  void expect_forks() { expects_forks_ = true; }

  SqliteServerStore& store() { return *store_; }
  const SqliteServerStore& store() const { return *store_; }
  const Rights& rights() const { return rights_; }
  const test::DigestSigner& signer() const { return signer_; }
  const std::string& failure() const { return failure_; }
  // All of the file of this attachment, whatever became of its record.
  bool has_file(const RecordId& attachment, BytesView file) const;
  // In the log, or in quarantine.
  bool has(const Change& change) const;

  Instant now{1'800'000'000'000};

 private:
  struct Served {
    Request request;
    Applied applied;
  };
  Result<void> commit(const std::vector<Posted>& posted, std::vector<Served>& served);
  Reply reply(const Posted& posted, const Served& served);
  void check_answer(const Posted& posted, const Bytes& octets);
  void check_files(const Tablet::Owner& who, const PiecesAnswer& answer);
  void note_begun();
  std::vector<Origin> origins();
  void carry_rights();
  void open();
  bool stopped_and_started();
  void arm();
  void fail(const std::string& why);

  Weather weather_;
  bool expects_forks_ = false;
  Dice dice_;
  std::size_t page_octets_ = 0;  // as if the tablets had asked for that much
  Disk disk_;
  std::unique_ptr<SqliteServerStore> store_;
  test::DigestSigner signer_;
  Rights rights_;
  std::map<Origin, std::uint64_t> signed_for_;
  std::map<RecordId, std::size_t> files_signed_for_;  // and of how many pieces each is
  std::map<RecordId, UserId> begun_;  // children in what was taken, perhaps not committed
  Disk::Image backup_;
  std::string failure_;
};

}  // namespace homeward::sim
