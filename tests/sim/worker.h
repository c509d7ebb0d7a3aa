// A worker at their tablet, and what they saw: the other side of every promise.
//
// Each act is made through the client, as a screen makes it, on a disk that may stop or
// fill up in the middle. Afterwards, and after every start, what stands on the tablet is
// compared with what the worker saw (observe):
//
//   told "saved"       it is there: as a draft, or as a numbered version (T1, S1)
//   told of a problem  nothing of it is there
//   told nothing       the machine stopped: it is there or it is not, and nothing else is
//   anything else      nobody wrote it
//
// A version has seen what stood on the screen when its author began to type (M1, M4).
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/record/pin.h"
#include "tests/sim/oracle.h"
#include "tests/sim/tablet.h"

namespace homeward::sim {

// What can go wrong in this history, in hundredths of acts.
struct Weather {
  unsigned stops = 0;  // the machine stops in the middle
  unsigned full = 0;   // the disk is full
};

// Exactly which versions someone submitted.
struct Pinned {
  RecordHeader subject;
  Pin pin;
  std::map<Name, Version> versions;
};

class Worker {
 public:
  Worker(const Tablet::Owner& owner, bool encrypted, std::uint64_t seed, const Instant& true_time,
         const Weather& weather);

  // Each says in a few words what came of it.
  std::string begin(const RecordHeader& record);
  std::string type(const RecordHeader& record);
  std::string leave(const RecordHeader& record);
  std::string tick();
  std::string add_row(const RecordHeader& record);
  std::string remove_row(const RecordHeader& record);
  std::string settle(const RecordHeader& record);
  std::string submit(const RecordHeader& record);
  std::string decide(const RecordHeader& record);
  // A child whom nobody knew of; what was begun is begun().
  std::string begin_child();
  // As a program of tomorrow on this tablet: an answer of a kind, in a field and beside
  // octets, that the program of today does not know (M8).
  std::string write_as_newer(const RecordHeader& record);
  // A document beside this record's time away, or the child.
  std::string attach(const RecordHeader& record);
  // Some file that is not here is to be got.
  std::string want_file();
  // Everything typed is numbered, as before locking.
  std::string number_all();
  std::string lock_and_unlock();

  Result<Bytes> request() { return tablet_.client().next_request(); }
  // The report, in JSON; nothing where the answer was not taken.
  // What is sent while this answer is taken; empty where nothing is (P43).
  Result<Bytes> request_ahead(BytesView answer) { return tablet_.client().request_ahead(answer); }
  std::optional<Json> take(BytesView answer);
  // False where it was not: the machine stopped, or its disk was full.
  bool confirm();

  // One round of the conversation about files; empty where nothing is left to send or get.
  void begin_files() { tablet_.client().begin_pieces(); }
  Result<Bytes> request_files() { return tablet_.client().next_pieces(); }
  // The answer's signed words, in JSON; nothing where it was not taken.
  std::optional<Json> take_files(BytesView answer);
  bool confirm_files();

  // Another tablet with the same disk, whose worker saw the same (S11).
  std::unique_ptr<Worker> copy(std::uint64_t seed) const;

  // The weather clears for good.
  void shelter() { weather_ = {}; }
  // The tablet's clock is that much ahead.
  void set_clock(std::int64_t ahead_ms) { clock_ahead_ms_ = ahead_ms; }

  const std::string& failure() const { return failure_; }
  const Tablet& tablet() const { return tablet_; }
  Tablet& tablet() { return tablet_; }
  const Tablet::Owner& owner() const { return tablet_.owner(); }
  const std::vector<Bytes>& own_changes() const { return own_; }
  // What it made under an origin it has left, and the council signed for.
  struct Former {
    Origin origin;
    std::vector<Bytes> changes;
  };
  const std::vector<Former>& former() const { return former_; }
  // What was added here and the worker saw as saved, by the attachment.
  struct Added {
    RecordHeader record;
    Bytes file;
  };
  const std::map<RecordId, Added>& added() const { return added_; }
  // Files that were asked for here.
  const std::set<RecordId>& wished() const { return wished_; }
  // The child that the last act began.
  std::optional<RecordHeader> begun() const;
  // Every own change that a receipt covers.
  std::vector<Bytes> acknowledged() const;
  const std::vector<Pinned>& pinned() const { return pinned_; }
  bool has_drafts() const { return !drafts_.empty(); }

 private:
  enum class Came { through, refused, unknown };
  enum class Numbers { none, of_record, quiet, all };
  struct Act {
    Came came = Came::refused;
    RecordHeader record;
    Numbers numbers = Numbers::none;
    std::vector<Version> writes;  // beside drafts that it numbers
    std::string makes;            // a whole record of this type
    std::string adds_row_to;
  };
  struct Typed {
    RecordHeader record;
    Version version;
    Instant at;
    std::vector<Version> or_else;  // while it is not known what the machine kept
    bool or_nothing = false;
  };
  using Place = std::pair<RecordId, FieldKey>;

  bool seal_what_left();
  Json ask(std::string_view name, const JsonArgs& args, Act& act);
  Json finish(Json answer, Act& act);
  void arm();
  Came disarm(bool is_ok);
  void restart(Disk::Fate fate);
  bool leaves(const RecordHeader& record);
  std::string said(const char* what, const Act& act) const;
  void fail(const std::string& why);

  void note_typed(const RecordHeader& record, Version version, Came came);
  std::vector<Name> shown_when_typing(const RecordHeader& record, const FieldKey& field) const;
  Value some_value(const FieldKey& field);
  std::optional<FieldKey> some_field(const RecordHeader& record);
  void settle_field(const Record& record, const FieldKey& field, Act& act);
  void note_pin(const RecordHeader& subject, const std::vector<Change>& history);

  // copies.cpp
  void follow_origin();
  template <class Renames>
  void follow_change(const Change& before, const Change& now, const Renames& renamed);
  template <class Renames>
  void follow_pin(const Pin& before, const Pin& now, const Renames& renamed);

  // observe.cpp
  void observe(Act& act);
  void observe_own(Act& act);
  void take_own(Act& act, const Change& change);
  bool is_expected(Act& act, const Change& change, const Version& version);
  bool numbers_draft(const Act& act, const Change& change, const Version& version);
  void observe_drafts(const Act& act);
  void compare_draft(Typed& typed, const Draft& stored);
  bool may_be_gone(const Act& act, const Typed& typed) const;
  bool may_number(const Act& act, const Typed& typed) const;
  bool says_nothing(const Typed& typed) const;

  const Instant& true_time_;
  std::int64_t clock_ahead_ms_ = 0;
  Weather weather_;
  Dice dice_;
  Tablet tablet_;
  std::map<Place, Typed> drafts_;
  std::vector<Bytes> own_;  // canonical octets of own changes 1, 2, 3, ...
  std::vector<Former> former_;
  Digest chain_;  // of them
  std::optional<Change> made_;
  std::vector<Pinned> pinned_;
  std::map<RecordId, Added> added_;
  std::set<RecordId> wished_;
  std::uint64_t words_ = 0;
  std::string failure_;
};

}  // namespace homeward::sim
