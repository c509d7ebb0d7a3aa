// Documents beside what people write: added on a tablet, sent in pieces, asked for elsewhere.
//
//   told "saved"           every piece of it is on the tablet (T1)
//   held by the council    every piece of it is on the council's disk (S3, S4)
//   asked for              it comes whole, or stays asked for
//   not to be seen         it goes with its record, once it is delivered (S7)
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "sync/files_here.h"
#include "tests/sim/world.h"

namespace homeward::sim {
namespace {

constexpr std::uint64_t settled_within = 400;  // exchanges

std::string number(std::uint64_t value) {
  return std::to_string(value);
}

Result<Bytes> file_at(const Store& store, const Worker::Added& added) {
  return read_file(store, added.record.id, manifest_of("text/plain", added.file));
}

// Mostly of one piece; some of several, the last a short one.
Bytes some_document(Dice& dice, const std::string& by) {
  Bytes file = "A document of " + by + ", " + number(dice.next()) + ".\n";
  if (dice.chance(4)) {
    const std::size_t octets = piece_octets_max * (1 + dice.draw(5)) + dice.draw(300);
    while (file.size() < octets) {
      file += "Line " + number(file.size()) + " of what was agreed, in words that differ.\n";
    }
  }
  return file;
}

}  // namespace

std::string Worker::attach(const RecordHeader& record) {
  const RecordId about = record.episode.is_zero() ? record.child : record.episode;
  if (!tablet_.store().record(about).value()) {
    return "attach to nothing";
  }
  const Json episode = record.episode.is_zero() ? Json(nullptr) : Json(record.episode.hex());
  const JsonArgs args{{"child", record.child.hex()},
                      {"episode", episode},
                      {"kind", "document"},
                      {"title", "As invented"},
                      {"media_type", "text/plain"}};
  const Bytes file = some_document(dice_, owner().origin.hex());
  Act act;
  act.makes = attachment_type;
  arm();
  finish(boost::json::parse(tablet_.client().attach(boost::json::serialize(args), file)), act);
  observe(act);
  if (made_) {
    const Added added{made_->record, file};
    if (const auto here = file_at(tablet_.store(), added); !here.ok() || here.value() != file) {
      fail("T1: a file that was added is not whole on the tablet");
    }
    added_.emplace(made_->record.id, added);
  }
  return said("attach", act) + " " + number(file.size());
}

std::string Worker::want_file() {
  std::vector<RecordId> elsewhere;
  for (const Record& record :
       tablet_.store().records_of_type(std::string(attachment_type)).value()) {
    if (tablet_.store().pieces(record.header().id).value().empty()) {
      elsewhere.push_back(record.header().id);
    }
  }
  if (elsewhere.empty()) {
    return "want no file";
  }
  const RecordId& wanted = dice_.one_of(elsewhere);
  Act act;
  ask("get_file", {{"record", wanted.hex()}}, act);
  observe(act);
  if (act.came == Came::through) {
    wished_.insert(wanted);
  }
  return said("want a file", act);
}

std::optional<Json> Worker::take_files(BytesView answer) {
  arm();
  const auto taken = tablet_.client().take_pieces(answer);
  Act act;
  act.came = disarm(taken.ok());
  observe(act);
  return act.came == Came::through ? std::optional(boost::json::parse(taken.value()))
                                   : std::nullopt;
}

bool Worker::confirm_files() {
  arm();
  const auto confirmed = tablet_.client().confirm_pieces();
  const bool was_full = tablet_.disk().was_full();
  Act act;
  act.came = disarm(confirmed.ok());
  if (act.came == Came::refused && !was_full) {
    fail("S3: a good word for a file was refused: " + confirmed.error().detail);
  }
  observe(act);
  return act.came == Came::through;
}

// ---- in the world

// One request, its answer and what follows from it. False where that was the last, or where
// it was cut off.
bool World::exchange_files(std::size_t index, bool mishaps) {
  Worker& worker = *workers_[index];
  auto request = worker.request_files();
  if (!request.ok()) {
    fail("request about files: " + request.error().detail);
    return false;
  }
  Bytes octets = std::move(request).value();
  if (octets.empty() || (mishaps && dice_.chance(10))) {
    return false;
  }
  if (mishaps && cuts_ && dice_.chance(15)) {
    octets.resize(dice_.draw(octets.size()));
  }
  Reply reply = council_.serve_files(worker.owner(), octets);
  say(number(index) + " files: " + reply.what);
  if (mishaps && cuts_ && dice_.chance(15)) {
    reply.octets.resize(dice_.draw(reply.octets.size() + 1));
  }
  if (reply.octets.empty() || (mishaps && dice_.chance(10))) {
    return false;
  }
  const auto report = worker.take_files(reply.octets);
  return report && verify_held(index, *report);
}

bool World::verify_held(std::size_t index, const Json& report) {
  for (const Json& held : report.at("to_verify").as_array()) {
    const auto octets = from_hex(held.at("octets").as_string());
    const auto signature = from_hex(held.at("signature").as_string());
    if (!council_.signer().is_ours(octets, signature)) {
      fail("S3: a word for a file that the council did not sign");
    }
  }
  return workers_[index]->confirm_files();
}

// As somebody might who has the session and not this program: any piece, by its name (S7).
void World::pry(std::size_t index) {
  for (const auto& [id, added] : all_files()) {
    const PiecesRequest request{{id}, {}, {{id, piece_digest(piece_at(added.file, 0))}}, {}};
    council_.serve_files(workers_[index]->owner(), frame(request));
  }
}

void World::send_files(std::size_t index) {
  if (is_parted_[index]) {
    return;
  }
  if (dice_.chance(10)) {
    pry(index);
  }
  workers_[index]->begin_files();
  while (failure_.empty() && exchange_files(index, true)) {
  }
}

// A disk goes with what only it had; what the council signed for does not.
void World::note_former_files(std::size_t index) {
  const Worker& worker = *workers_[index];
  for (const auto& [id, added] : worker.added()) {
    former_files_.emplace(id, added);
    if (holding_of(worker.tablet().store(), id).value()) {
      held_files_.insert(id);
    }
  }
}

std::map<RecordId, Worker::Added> World::all_files() const {
  std::map<RecordId, Worker::Added> all = former_files_;
  for (const auto& worker : workers_) {
    all.insert(worker->added().begin(), worker->added().end());
  }
  return all;
}

void World::heal_files() {
  for (std::size_t i = 0; i < workers_.size() && failure_.empty(); ++i) {
    workers_[i]->begin_files();
    std::uint64_t exchanges = 0;
    while (failure_.empty() && exchange_files(i, false)) {
      if (++exchanges > settled_within) {
        fail("worker " + number(i) + " does not come to an end with files");
      }
    }
    note_failures();
  }
}

void World::check_files(std::size_t index) {
  const Worker& worker = *workers_[index];
  const ClientStore& store = worker.tablet().store();
  const std::map<RecordId, Worker::Added> all = all_files();
  for (const auto& [id, added] : worker.added()) {
    if (!council_.has_file(id, added.file)) {
      fail("S4: a file that worker " + number(index) + " added is lost");
    }
  }
  for (const RecordId& id : store.attachments_with_pieces().value()) {
    const Worker::Added& added = all.at(id);
    const bool is_theirs = worker.added().count(id) > 0;
    if (!is_theirs && !council_.rights().sees(worker.owner().user, added.record)) {
      fail("S7: worker " + number(index) + " holds a file they may not see");
    }
  }
  if (!unsent_files(store).value().empty()) {
    fail("S3: worker " + number(index) + " holds no word for a file");
  }
  for (const RecordId& id : worker.wished()) {
    const Worker::Added& added = all.at(id);
    const auto here = file_at(store, added);
    // A purge ends a wish; and a tablet that was put back has what it never sent no more.
    const bool can_be_had = !rights_change_ && council_.has_file(id, added.file);
    if (can_be_had && (!here.ok() || here.value() != added.file)) {
      fail("P32: worker " + number(index) + " was not given a file they asked for");
    }
    if (is_wanted_file(store, id).value() && here.ok()) {
      fail("P32: worker " + number(index) + " has what they still ask for");
    }
  }
}

}  // namespace homeward::sim
