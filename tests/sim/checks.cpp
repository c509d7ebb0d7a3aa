// What must be true once the world has healed.
#include <algorithm>
#include <set>
#include <tuple>

#include "tests/sim/oracle.h"
#include "tests/sim/world.h"

namespace homeward::sim {
namespace {

std::string name(std::size_t worker) {
  return "worker " + std::to_string(worker);
}

Record folded(const RecordHeader& header, const std::vector<Change>& changes) {
  Record record(header);
  for (const Change& change : changes) {
    record.integrate(change);
  }
  return record;
}

}  // namespace

void World::check() {
  const std::vector<RecordHeader> records = all_records();
  std::set<RecordId> known;
  for (const RecordHeader& record : records) {
    known.insert(record.id);
    check_merge(record);
  }
  for (const Bytes& octets : acknowledged_) {
    if (!council_.has(decode_change(octets).value())) {
      fail("S4: what a tablet was signed for before it was put back is lost");
    }
  }
  for (const RecordId& id : held_files_) {
    if (!council_.has_file(id, former_files_.at(id).file)) {
      fail("S4: a file that a tablet was signed for before it was put back is lost");
    }
  }
  for (std::size_t i = 0; i < workers_.size() && failure_.empty(); ++i) {
    check_saved(i);
    check_told(i);
    check_pins(i);
    check_nothing_else(i, known);
    check_files(i);
    for (const RecordHeader& record : records) {
      check_replica(i, record);
    }
  }
}

// The records that somebody may have written to.
std::vector<RecordHeader> World::all_records() const {
  std::map<RecordId, RecordHeader> found;
  for (const RecordHeader& header : records_) {
    found[header.id] = header;
  }
  std::vector<Bytes> changes = acknowledged_;
  for (const auto& worker : workers_) {
    for (const std::vector<Bytes>& own : {worker->own_changes(), worker->acknowledged()}) {
      changes.insert(changes.end(), own.begin(), own.end());
    }
  }
  for (const Bytes& octets : changes) {
    const RecordHeader header = decode_change(octets).value().record;
    found[header.id] = header;
  }
  std::vector<RecordHeader> all;
  for (const auto& [id, header] : found) {
    all.push_back(header);
  }
  return all;
}

// M2, M3, M5: what the council shows is what its changes come to, in whatever order.
void World::check_merge(const RecordHeader& header) {
  std::vector<Change> history = council_.store().history(header.id).value();
  const auto here = council_.store().record(header.id).value();
  if (!here) {
    if (!history.empty()) {
      fail("M2: the council has changes of a record and not the record");
    }
    return;
  }
  const std::string differs = difference(*here, history);
  if (!differs.empty()) {
    return fail("M2: the council's " + header.type + " shows " + differs);
  }
  for (std::size_t i = history.size(); i > 1; --i) {
    std::swap(history[i - 1], history[dice_.draw(i)]);
  }
  if (encode(folded(header, history)) != encode(*here)) {
    fail("M2: another order of delivery makes another " + header.type);
  }
}

void World::check_saved(std::size_t index) {
  const Worker& worker = *workers_[index];
  for (const std::vector<Bytes>& own : {worker.own_changes(), worker.acknowledged()}) {
    for (const Bytes& octets : own) {
      const Change change = decode_change(octets).value();
      if (!council_.has(change)) {
        fail("S4: change " + std::to_string(change.number) + " of " + name(index) + " is lost");
      }
    }
  }
  if (!next_to_seal(worker.tablet().store()).value().empty()) {
    fail("S7: " + name(index) + " can read what a purge took");
  }
  if (worker.has_drafts()) {
    fail("T1: what " + name(index) + " typed was not numbered");
  }
  const ClientState state = worker.tablet().store().state().value();
  if (state.confirmed_number() != worker.own_changes().size()) {
    fail("S3: " + name(index) + " holds no receipt for all it made");
  }
  const OriginState there = council_.store().origin_state(worker.owner().origin).value();
  if (state.confirmed && state.confirmed->receipt.chain != there.chain) {
    fail("S3: the receipt of " + name(index) + " is for another chain");
  }
}

// Of all its origins, and of those only what it made.
std::vector<Quarantined> World::quarantined_of(std::size_t index) const {
  const Worker& worker = *workers_[index];
  std::vector<Quarantined> all =
      council_.store().quarantined_of_origin(worker.owner().origin, 0).value();
  for (const Worker::Former& former : worker.former()) {
    for (const Quarantined& one :
         council_.store().quarantined_of_origin(former.origin, 0).value()) {
      if (one.notice.number <= former.changes.size()) {
        all.push_back(one);
      }
    }
  }
  std::sort(all.begin(), all.end(), [](const Quarantined& a, const Quarantined& b) {
    return std::tie(a.origin, a.notice.number) < std::tie(b.origin, b.notice.number);
  });
  return all;
}

bool World::was_admitted(const Quarantined& one) const {
  const auto ruling = council_.store().ruling(one.origin, one.notice.number).value();
  return ruling && ruling->admitted;
}

void World::check_told(std::size_t index) {
  const ClientStore& store = workers_[index]->tablet().store();
  std::vector<HeldNotice> expected;
  for (const Quarantined& one : quarantined_of(index)) {
    const auto ruling = council_.store().ruling(one.origin, one.notice.number).value();
    expected.push_back({one.origin, one.notice, ruling});
  }
  if (store.notices().value() != expected) {
    fail("S2: " + name(index) + " was not told what was quarantined");
  }
  if (!store.aside().value().empty()) {
    fail("S2: " + name(index) + " set aside what it can read");
  }
}

bool World::is_set_aside(const Change& change) const {
  const auto aside =
      council_.store().quarantined_of_origin(change.origin, change.number - 1).value();
  return !aside.empty() && aside.front().change == encode(change) && !was_admitted(aside.front());
}

void World::check_replica(std::size_t index, const RecordHeader& header) {
  const Worker& worker = *workers_[index];
  const ClientStore& store = worker.tablet().store();
  const auto here = store.record(header.id).value();
  const std::vector<Change> history = store.history(header.id).value();
  const UserId& user = worker.owner().user;
  const bool sees_it = council_.rights().sees(user, header);
  if (!sees_it && council_.rights().held(user, header.child).empty()) {
    if (here || !history.empty()) {
      fail("S7: " + name(index) + " holds a " + header.type + " it may not see");
    }
    return;
  }
  // Beside what the council shows them, their own work that it quarantined (S2).
  std::vector<Change> expected;
  if (sees_it) {
    expected = council_.store().history(header.id).value();
  }
  for (const Quarantined& one : quarantined_of(index)) {
    const bool is_here = store.change(one.origin, one.notice.number).value().has_value();
    if (one.record == header && is_here && !(sees_it && was_admitted(one))) {
      expected.push_back(decode_change(one.change).value());
    }
  }
  // What a council that was put back set aside, since its author has lost the right meanwhile,
  // stays where it had been received before.
  for (const Change& change : history) {
    if (restores_ && rights_change_ && sees_it && is_set_aside(change) &&
        std::find(expected.begin(), expected.end(), change) == expected.end()) {
      expected.push_back(change);
    }
  }
  if (expected.empty() != !here || history.size() != expected.size()) {
    return fail("M2: " + name(index) + " has other changes of a " + header.type);
  }
  if (here && encode(*here) != encode(folded(header, expected))) {
    fail("M2: " + name(index) + " shows another " + header.type + " than the council");
  }
}

// S7, of records nobody here knows of.
void World::check_nothing_else(std::size_t index, const std::set<RecordId>& known) {
  const Worker& worker = *workers_[index];
  for (const RecordHeader& subject : records_) {
    for (const Record& record : worker.tablet().store().records_of_child(subject.child).value()) {
      const bool is_known = known.count(record.header().id) > 0;
      if (!is_known && !council_.rights().sees(worker.owner().user, record.header())) {
        fail("S7: " + name(index) + " holds a " + record.header().type + " it may not see");
      }
    }
  }
}

// M7: the council, and the tablet where it may, rebuilds what was submitted.
void World::check_pins(std::size_t index) {
  for (const Pinned& pinned : workers_[index]->pinned()) {
    std::vector<Change> changes = council_.store().history(pinned.subject.id).value();
    std::set<std::pair<Origin, std::uint64_t>> taken;  // copies have some of them both
    for (std::size_t i = 0; i < workers_.size(); ++i) {
      for (const Quarantined& one : quarantined_of(i)) {
        if (one.record == pinned.subject && !was_admitted(one) &&
            taken.emplace(one.origin, one.notice.number).second) {
          changes.push_back(decode_change(one.change).value());
        }
      }
    }
    const auto rebuilt = pinned_record(pinned.pin, changes);
    if (!rebuilt.ok()) {
      return fail("M7: what was submitted cannot be rebuilt: " + rebuilt.error().detail);
    }
    std::map<Name, Version> versions;
    for (const auto& [field, heads] : rebuilt.value().fields()) {
      for (const Head& head : heads) {
        versions[head.name()] = head.version;
      }
    }
    if (versions != pinned.versions) {
      fail("M7: what was submitted is not what it was");
    }
  }
}

}  // namespace homeward::sim
