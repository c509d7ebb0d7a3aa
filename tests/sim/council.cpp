#include "tests/sim/council.h"

#include <algorithm>

#include "core/form/answers.h"
#include "server/pieces.h"
#include "server/statements.h"
#include "sync/files_here.h"

namespace homeward::sim {
namespace {

constexpr const char* file_name = "homeward.db";
constexpr int checkpoint_pages = 60;
constexpr unsigned children = 2;
const UserId front_door = test::user(999);

// As the server's own: what the author may see and write, or a child of whom nothing is here,
// and no text that says "forbidden", so that some work is quarantined.
class SimGate : public Gate {
 public:
  explicit SimGate(UserId user) : user_(user) {}
  std::optional<Refusal> refuses(const Change& change, const ServerStore& store) override {
    const auto may_see = store.may_see(user_, change.record);
    if (!may_see.ok()) {
      return Refusal{"unavailable", may_see.error().detail};
    }
    if (!may_see.value() && !is_new(change.record, store)) {
      return Refusal{"not_allocated", "This child is not, or no longer, allocated to you."};
    }
    for (const Version& version : change.versions) {
      if (version.value.as_text() == "forbidden") {
        return Refusal{"refused", "A forbidden word."};
      }
    }
    return std::nullopt;
  }
  // Children that were new in what it did not refuse.
  const std::set<RecordId>& added() const { return added_; }

 private:
  bool is_new(const RecordHeader& record, const ServerStore& store) {
    const bool begins =
        record.type == "child" && store.headers_of_child(record.child).value().empty();
    if (begins) {
      added_.insert(record.child);
    }
    return begins || added_.count(record.child) > 0;
  }

  UserId user_;
  std::set<RecordId> added_;
};

Change filled_plan(unsigned child) {
  const std::string names[] = {
      "noticing.warning_signs",   "sign", "noticing.what_helps",           "help",
      "doing.my_actions",         "what", "people_and_places.safe_people", "name",
      "people_and_places.places", "name"};
  test::ChangeBuilder change(test::origin(999), child, safety_plan_of(child));
  change.by(front_door);
  change.writes(FieldKey(form_version_field), Value::whole_number(2));
  for (std::size_t i = 0; i < std::size(names); i += 2) {
    const std::string row = to_hex(test::record_id(500).view());
    change.writes(row_key(names[i], row), Value::present());
    change.writes(row_key(names[i], row, names[i + 1]), Value::text("As invented."));
  }
  change.writes("doing.professionals_actions", Value::absence({"nothing_to_tell", ""}));
  change.writes("people_and_places.named_person", Value::text("Somebody invented"));
  change.writes("our_agreement.helplines_given",
                Value::codes({embedded_form_library()
                                  .latest("safety_plan")
                                  ->question_of("our_agreement.helplines_given")
                                  ->options.front()
                                  .code}));
  change.writes("our_agreement.agrees", Value::code("yes"));
  change.writes("our_agreement.review_due", Value::date("2027-02-01"));
  return change;
}

Change begun(const RecordHeader& record, std::uint64_t number) {
  return test::ChangeBuilder(test::origin(999), number, record)
      .by(front_door)
      .writes(FieldKey(form_version_field), Value::whole_number(1));
}

void found(SqliteServerStore& store) {
  auto transaction = Transaction::begin(store);
  HW_ASSERT(put_dataset_state(store, {test::id<DatasetId>(9), test::id<Epoch>(1), {}}).ok());
  HW_ASSERT(store.put_owner(test::origin(999), front_door).ok());
  std::vector<Change> changes;
  for (unsigned child = 1; child <= children; ++child) {
    changes.push_back(filled_plan(child));
  }
  for (unsigned child = 1; child <= children; ++child) {
    changes.push_back(begun(child_of(child), changes.size() + 1));
    changes.push_back(begun(episode_of(child), changes.size() + 1));
  }
  Digest link;
  for (const Change& change : changes) {
    HW_ASSERT(check(change).ok() && store.append(change).ok());
    link = chain(link, change_digest(change));
    HW_ASSERT(store.extend_chain(change.origin, change.number, link).ok());
  }
  HW_ASSERT(transaction.value().commit().ok());
}

const Disk::Image& founded() {
  static const Disk::Image image = [] {
    Disk disk(1);
    auto database = Database::open(disk.path(file_name), Database::Access::write);
    HW_ASSERT(database.ok());
    auto store = SqliteServerStore::open(std::move(database).value());
    HW_ASSERT(store.ok());
    found(*store.value());
    store.value().reset();
    return disk.image();
  }();
  return image;
}

}  // namespace

RecordHeader child_of(unsigned number) {
  return test::child_record(number);
}
RecordHeader episode_of(unsigned number) {
  const RecordId id = test::record_id(100 + number);
  return {id, "episode", test::record_id(number), id};
}
RecordHeader interview_of(unsigned number) {
  const RecordId episode = episode_of(number).id;
  return {derived_id("interview", episode), "interview", test::record_id(number), episode};
}
RecordHeader safety_plan_of(unsigned number) {
  const RecordId child = test::record_id(number);
  return {derived_id("safety_plan", child), "safety_plan", child, {}};
}
RecordHeader trigger_plan_of(unsigned number) {
  const RecordId child = test::record_id(number);
  return {derived_id("trigger_plan", child), "trigger_plan", child, {}};
}

bool Rights::sees(const UserId& user, const RecordHeader& record) const {
  const bool is_common = record.type == "child" || record.type == "safety_plan";
  return std::any_of(held_.begin(), held_.end(), [&](const auto& right) {
    const auto& [who, child, episode] = right;
    const bool is_whole = episode.is_zero();
    return who == user && child == record.child &&
           (is_whole || is_common || (record.type != "trigger_plan" && record.episode == episode));
  });
}

std::vector<RecordId> Rights::held(const UserId& user, const RecordId& child) const {
  std::vector<RecordId> episodes;
  for (const auto& [who, of_child, episode] : held_) {
    if (who == user && of_child == child) {
      episodes.push_back(episode);
    }
  }
  return episodes;
}

Council::Council(std::uint64_t seed, const Weather& weather)
    : weather_(weather), dice_(seed), disk_(seed) {
  const std::size_t pages[] = {400, 2000, page_octets_usual};
  page_octets_ = dice_.one_of(pages);
  disk_.put_back(founded());
  open();
}

void Council::fail(const std::string& why) {
  if (failure_.empty()) {
    failure_ = why;
  }
}

void Council::open() {
  auto database = Database::open(disk_.path(file_name), Database::Access::write);
  if (!database.ok()) {
    return fail("V2: the server's database does not open: " + database.error().detail);
  }
  sqlite3_wal_autocheckpoint(database.value()->connection(), checkpoint_pages);
  auto store = SqliteServerStore::open(std::move(database).value());
  HW_ASSERT(store.ok());
  store_ = std::move(store).value();
  for (const auto& [origin, number] : signed_for_) {
    if (store_->origin_state(origin).value().number < number) {
      fail("S4: a receipt was given for change " + std::to_string(number) + ", which is gone");
    }
  }
  for (const auto& [attachment, pieces] : files_signed_for_) {
    if (store_->pieces(attachment).value().size() < pieces) {
      fail("S4: a file was said to be held, and part of it is gone");
    }
  }
  note_begun();
}

void Council::arm() {
  if (dice_.chance(weather_.stops)) {
    disk_.stop_after(dice_.calls());
  } else if (dice_.chance(weather_.full)) {
    disk_.fill_after(1 + static_cast<unsigned>(dice_.draw(6)));
  }
}

bool Council::stopped_and_started() {
  if (!disk_.is_stopped()) {
    disk_.behave();
    return false;
  }
  store_.reset();
  disk_.start_again(dice_.chance(70) ? Disk::Fate::power_lost : Disk::Fate::program_died);
  open();
  return true;
}

Result<void> Council::commit(const std::vector<Posted>& posted, std::vector<Served>& served) {
  HW_TRY(transaction, Transaction::begin(*store_));
  for (const Posted& one : posted) {
    VisibleBases bases(*store_, one.user);
    HW_TRY(request, read_request(one.octets, &bases));
    test::open_for_test(request);
    request.page_octets = page_octets_;
    SimGate gate(one.user);
    HW_TRY(applied, apply(*store_, request, one.user, gate, signer_, now));
    for (const RecordId& child : gate.added()) {
      begun_[child] = one.user;
      HW_CHECK(store_->grant(one.user, child, RecordId()));
    }
    served.push_back({std::move(request), std::move(applied)});
  }
  return transaction.commit();
}

// Whoever began a child sees them, from the commit that took the child in.
void Council::note_begun() {
  std::erase_if(begun_, [&](const auto& begun) {
    const bool is_here = store_->record(begun.first).value().has_value();
    if (is_here) {
      rights_.grant(begun.second, begun.first, RecordId());
    }
    return is_here;
  });
}

std::vector<Reply> Council::serve(const std::vector<Posted>& posted) {
  std::vector<Reply> replies;
  arm();
  std::vector<Served> served;
  const auto committed = commit(posted, served);
  if (stopped_and_started()) {
    return {};  // all were lost, or all but their answers
  }
  if (!committed.ok() && posted.size() > 1) {
    for (const Posted& one : posted) {
      const auto alone = serve({one});
      replies.insert(replies.end(), alone.begin(), alone.end());
    }
    return replies;
  }
  if (!committed.ok()) {
    const bool is_cut = committed.error().code == Code::bad_input;
    return {{Bytes(), std::string(is_cut ? "cut" : "not taken: ") +
                          (is_cut ? "" : committed.error().detail)}};
  }
  note_begun();
  for (std::size_t i = 0; i < posted.size(); ++i) {
    replies.push_back(reply(posted[i], served[i]));
  }
  return replies;
}

Reply Council::reply(const Posted& posted, const Served& served) {
  const Applied& applied = served.applied;
  if (applied.standing == Standing::forked && !expects_forks_) {
    fail("S11: a fork where no tablet was copied");
  }
  auto answered =
      answer(*store_, posted.octets, served.request, applied, posted.user, signer_, now);
  if (!answered.ok()) {
    fail("S9: no answer: " + answered.error().detail);
    return {};
  }
  const Bytes& octets = answered.value().octets;
  check_answer(posted, octets);
  return {octets, "served " + std::to_string(applied.accepted) + " new, " +
                      std::to_string(applied.quarantined.size()) + " aside"};
}

// S7: nobody is sent what they may not see.
void Council::check_answer(const Posted& posted, const Bytes& octets) {
  StoreBases bases(*store_);
  const Answer sent = read_answer(octets, &bases).value();
  for (const PageChange& change : sent.page) {
    if (!rights_.sees(posted.user, change.change.read().value()->record)) {
      fail("S7: a change was sent to one who may not see it");
    }
  }
  if (sent.receipt) {
    std::uint64_t& number = signed_for_[sent.receipt->receipt.origin];
    number = std::max(number, sent.receipt->receipt.number);
  }
}

Reply Council::serve_files(const Tablet::Owner& who, BytesView octets) {
  const auto request = read_pieces_request(octets);
  if (!request.ok()) {
    return {{}, "cut"};
  }
  Account account;
  account.id = who.user;
  account.role = who.role;
  arm();
  const auto kept = [&]() -> Result<void> {
    HW_TRY(transaction, Transaction::begin(*store_));
    HW_CHECK(keep_pieces(*store_, account, request.value()));
    return transaction.commit();
  }();
  if (stopped_and_started()) {
    return {{}, "stopped"};
  }
  if (!kept.ok()) {
    return {{}, "not taken: " + kept.error().detail};
  }
  const auto given = answer_pieces(*store_, account, request.value(), signer_, now);
  if (!given.ok()) {
    fail("P29: no answer about files: " + given.error().detail);
    return {};
  }
  const PiecesAnswer& answer = given.value().answer;
  check_files(who, answer);
  return {frame(answer), "served " + std::to_string(request.value().sent.size()) + " pieces, " +
                             std::to_string(answer.pieces.size()) + " back"};
}

void Council::check_files(const Tablet::Owner& who, const PiecesAnswer& answer) {
  for (const Piece& piece : answer.pieces) {
    const auto record = store_->record(piece.attachment).value();
    if (!record || !rights_.sees(who.user, record->header())) {
      fail("S7: part of a file was sent to one who may not see it");
    }
  }
  for (const SignedHolding& held : answer.held) {
    const RecordId& attachment = held.holding.attachment;
    files_signed_for_[attachment] = store_->pieces(attachment).value().size();
  }
}

bool Council::has_file(const RecordId& attachment, BytesView file) const {
  const auto here = read_file(*store_, attachment, manifest_of("text/plain", file));
  return here.ok() && here.value() == file;
}

void Council::grant(const UserId& user, const RecordId& child, const RecordId& episode) {
  auto transaction = Transaction::begin(*store_);
  HW_ASSERT(store_->grant(user, child, episode).ok() && transaction.value().commit().ok());
  rights_.grant(user, child, episode);
}

void Council::withdraw(const UserId& user, const RecordId& child, const RecordId& episode) {
  auto transaction = Transaction::begin(*store_);
  HW_ASSERT(store_->withdraw(user, child, episode).ok() && transaction.value().commit().ok());
  rights_.withdraw(user, child, episode);
}

bool Council::decide_on_one(const Origin& origin) {
  std::vector<Quarantined> waiting = store_->quarantined_of_origin(origin, 0).value();
  std::erase_if(waiting, [&](const Quarantined& one) {
    return store_->ruling(origin, one.notice.number).value().has_value();
  });
  if (waiting.empty()) {
    return false;
  }
  const Quarantined& one = dice_.one_of(waiting);
  auto transaction = Transaction::begin(*store_);
  const bool admits = !one.change.empty() && dice_.chance(60);
  if (admits) {
    HW_ASSERT(store_->append(decode_change(one.change).value()).value().was_new);
  }
  const HeldDecision ruling{origin, one.notice.number, admits, front_door, now, "A reason."};
  HW_ASSERT(store_->put_ruling(ruling).value() && transaction.value().commit().ok());
  return true;
}

// As SQLite hands out a copy while the server runs; then it is told what is in it (S4).
void Council::back_up() {
  sqlite3_int64 size = 0;
  unsigned char* octets = sqlite3_serialize(store_->database().connection(), "main", &size, 0);
  HW_ASSERT(octets != nullptr);
  backup_ = {{file_name, Bytes(reinterpret_cast<char*>(octets), static_cast<std::size_t>(size))}};
  sqlite3_free(octets);
  auto transaction = Transaction::begin(*store_);
  for (const Origin& origin : origins()) {
    const std::uint64_t reached = store_->origin_state(origin).value().number;
    HW_ASSERT(note_backed_up(*store_, origin, reached).ok());
  }
  for (const RecordId& attachment : store_->attachments_with_pieces().value()) {
    const std::size_t pieces = store_->pieces(attachment).value().size();
    HW_ASSERT(note_pieces_backed_up(*store_, attachment, pieces).ok());
  }
  HW_ASSERT(transaction.value().commit().ok());
}

std::vector<Origin> Council::origins() {
  std::vector<Origin> found;
  Query query(store_->database(), server_sql::origins);
  while (query.next().value()) {
    found.push_back(Origin::of(query.octets(0)));
  }
  return found;
}

void Council::restore() {
  store_.reset();
  disk_.put_back(backup_);
  signed_for_.clear();
  files_signed_for_.clear();
  open();
  auto transaction = Transaction::begin(*store_);
  auto dataset = dataset_state(*store_).value();
  HW_ASSERT(begin_epoch(*store_, *dataset, now).ok());
  carry_rights();
  HW_ASSERT(transaction.value().commit().ok());
}

// As server/backup.h has it: rights are those of the backup, less what was taken away since.
void Council::carry_rights() {
  Rights carried;
  for (unsigned person = 1; person <= people_max; ++person) {
    for (const Scope& scope : store_->scopes(test::user(person)).value()) {
      if (rights_.holds(scope.user, scope.child, scope.episode)) {
        carried.grant(scope.user, scope.child, scope.episode);
      } else {
        HW_ASSERT(store_->withdraw(scope.user, scope.child, scope.episode).ok());
      }
    }
  }
  rights_ = carried;
}

bool Council::has(const Change& change) const {
  if (store_->change(change.origin, change.number).value() == encode(change)) {
    return true;
  }
  const auto aside = store_->quarantined_of_origin(change.origin, change.number - 1).value();
  return !aside.empty() && aside.front().notice.number == change.number &&
         aside.front().change == encode(change);
}

}  // namespace homeward::sim
