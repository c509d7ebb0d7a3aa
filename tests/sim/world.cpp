#include "tests/sim/world.h"

#include <algorithm>

namespace homeward::sim {
namespace {

constexpr unsigned children = 2;
constexpr std::uint64_t settled_within = 400;  // exchanges
constexpr std::int64_t day_ms = 24 * hour_ms;

Weather some_weather(Dice& dice) {
  const unsigned stops[] = {0, 0, 4, 12};
  const unsigned full[] = {0, 0, 3, 10};
  return {dice.one_of(stops), dice.one_of(full)};
}

// Mostly few: that is where most is met in the least time.
std::size_t how_many(Dice& dice) {
  const std::size_t counts[] = {2, 2, 2, 2, 2, 3, 3, 3, 4, 4, 5, 6, 8};
  return dice.one_of(counts);
}

std::string number(std::uint64_t value) {
  return std::to_string(value);
}

}  // namespace

Bytes from_hex(std::string_view hex) {
  Bytes octets;
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    octets += static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1]));
  }
  return octets;
}

World::World(std::uint64_t seed)
    : dice_(seed),
      rights_change_(dice_.chance(40)),
      restores_(dice_.chance(40)),
      copies_(!restores_ && dice_.chance(25)),
      cuts_(dice_.chance(30)),
      weather_(some_weather(dice_)),
      council_(dice_.next(), some_weather(dice_)) {
  for (unsigned child = 1; child <= children; ++child) {
    records_.push_back(safety_plan_of(child));
    records_.push_back(interview_of(child));
    records_.push_back(trigger_plan_of(child));
  }
  // Where everybody writes in the same few places, most of it meets.
  in_use_ = dice_.chance(70) ? 1 + dice_.draw(2) : records_.size();
  const bool encrypted = dice_.chance(10);
  const std::size_t count = how_many(dice_);
  for (unsigned i = 1; i <= count; ++i) {
    // Some people have two tablets.
    const unsigned person = i > 1 && dice_.chance(15) ? 1 : i;
    const Tablet::Owner owner{test::user(person), test::origin(i),
                              person == 2 ? Role::supervisor : Role::interviewer};
    workers_.push_back(
        std::make_unique<Worker>(owner, encrypted, dice_.next(), council_.now, weather_));
    for (unsigned child = 1; child <= children; ++child) {
      council_.grant(owner.user, test::record_id(child), {});
    }
    is_older_.push_back(dice_.chance(20));
  }
  is_parted_.resize(count, false);
  if (copies_) {
    council_.expect_forks();
  }
}

void World::say(const std::string& line) {
  trace_ += line + "\n";
}

void World::fail(const std::string& why) {
  if (failure_.empty()) {
    failure_ = why;
    say("FAILED: " + why);
  }
}

void World::note_failures() {
  if (!council_.failure().empty()) {
    fail("council: " + council_.failure());
  }
  for (std::size_t i = 0; i < workers_.size(); ++i) {
    if (!workers_[i]->failure().empty()) {
      fail("worker " + number(i) + ": " + workers_[i]->failure());
    }
  }
}

std::string World::run() {
  settle_in();
  const std::uint64_t steps = 20 + dice_.draw(dice_.chance(10) ? 200 : 60);
  for (std::uint64_t i = 0; i < steps && failure_.empty(); ++i) {
    step();
    note_failures();
  }
  if (failure_.empty()) {
    heal();
  }
  if (failure_.empty()) {
    check();
  }
  return failure_;
}

// Most begin with what the council has; clocks are off by hours or days.
void World::settle_in() {
  for (std::size_t i = 0; i < workers_.size(); ++i) {
    const auto off = static_cast<std::int64_t>(dice_.draw(6 * day_ms)) - 3 * day_ms;
    workers_[i]->set_clock(dice_.chance(50) ? off : 0);
    if (dice_.chance(85)) {
      exchange(i);
    }
  }
  note_failures();
}

void World::step() {
  council_.now.ms += static_cast<std::int64_t>(dice_.draw(5000));
  const std::size_t worker = dice_.draw(workers_.size());
  const std::uint64_t what = dice_.draw(100);
  if (what < 50) {
    work(worker);
  } else if (what < 60) {
    ask(worker);
  } else if (what < 76) {
    deliver();
  } else if (what < 80) {
    send_files(worker);
  } else if (what < 92) {
    meet(worker);
  } else if (what < 94) {
    part_or_join();
  } else if (what < 95) {
    turn_clocks();
  } else if (copies_ && dice_.chance(40)) {
    copy_tablet();
  } else if (!restores_ && dice_.chance(25)) {
    decide();
  } else {
    rights_change_ && (!restores_ || dice_.chance(70)) ? change_rights() : copy_or_restore();
  }
}

// Or the plan of a child whom somebody began, where this tablet has the child.
RecordHeader World::some_record(std::size_t worker) {
  if (!begun_.empty() && dice_.chance(15)) {
    const RecordHeader& plan = dice_.one_of(begun_);
    if (workers_[worker]->tablet().store().record(plan.child).value()) {
      return plan;
    }
  }
  return records_[dice_.draw(in_use_)];
}

void World::begin_child(std::size_t index) {
  say(number(index) + " " + workers_[index]->begin_child());
  if (const auto child = workers_[index]->begun()) {
    begun_.push_back({derived_id("safety_plan", child->id), "safety_plan", child->id, {}});
  }
}

void World::work(std::size_t index) {
  Worker& worker = *workers_[index];
  if (dice_.chance(1)) {
    return begin_child(index);
  }
  const RecordHeader record = some_record(index);
  const ClientStore& store = worker.tablet().store();
  if (!store.record(record.id).value()) {
    // Before the first exchange there is no child to begin it for.
    const bool has_child = store.record(record.child).value().has_value();
    return has_child ? say(number(index) + " " + worker.begin(record)) : meet(index);
  }
  if (dice_.chance(40) && !store.record(record.id).value()->conflicts().empty()) {
    return say(number(index) + " " + worker.settle(record));
  }
  const std::uint64_t what = dice_.draw(100);
  std::string came;
  if (what < 32) {
    came = worker.type(record);
    came += dice_.chance(50) ? ", " + worker.leave(record) : "";
  } else if (what < 38) {
    came = worker.attach(record);
  } else if (what < 42) {
    came = worker.want_file();
  } else if (what < 44) {
    came = worker.write_as_newer(record);
  } else if (what < 50) {
    came = worker.leave(record);
  } else if (what < 59) {
    came = worker.tick();
  } else if (what < 66) {
    came = worker.add_row(record);
  } else if (what < 71) {
    came = worker.remove_row(record);
  } else if (what < 76) {
    came = worker.settle(record);
  } else if (what < 86) {
    came = worker.submit(record.type == "safety_plan" ? record : safety_plan_of(1));
  } else if (what < 93) {
    came = worker.decide(safety_plan_of(1));
  } else {
    came = worker.lock_and_unlock();
  }
  say(number(index) + " " + came);
}

void World::ask(std::size_t worker) {
  auto octets = workers_[worker]->request();
  if (!octets.ok()) {
    return fail("request: " + octets.error().detail);
  }
  say(number(worker) + " asks " + number(octets.value().size()));
  network_.push_back({false, worker, octets.value()});
}

// An exchange without a delay, as when the network is good, and mostly those asked for ahead.
void World::meet(std::size_t worker) {
  if (is_parted_[worker]) {
    return;
  }
  const std::size_t before = network_.size();
  ask(worker);
  while (network_.size() > before && failure_.empty()) {
    const Message asked = network_.back();
    network_.pop_back();
    at_council({asked});
    if (network_.size() == before) {
      return;
    }
    const Message answer = network_.back();
    network_.pop_back();
    at_tablet(answer);
    if (dice_.chance(20)) {
      return;
    }
  }
}

// Any message, in any order; some are lost, some come again, some are cut.
void World::deliver() {
  std::vector<Message> together;
  const std::size_t count = dice_.chance(15) ? 3 : 1;
  for (std::size_t i = 0; i < count && !network_.empty(); ++i) {
    const std::size_t at = dice_.draw(network_.size());
    Message message = network_[at];
    if (is_parted_[message.worker]) {
      continue;  // it waits
    }
    if (!dice_.chance(15)) {
      network_.erase(network_.begin() + static_cast<std::ptrdiff_t>(at));
    }
    if (dice_.chance(12)) {
      say("dropped");
      continue;
    }
    if (cuts_ && dice_.chance(15)) {
      message.octets.resize(dice_.draw(message.octets.size()));
    }
    if (message.is_answer) {
      at_tablet(message);
    } else {
      together.push_back(std::move(message));
    }
  }
  if (!together.empty()) {
    at_council(together);
  }
}

void World::at_council(const std::vector<Message>& messages) {
  std::vector<Posted> posted;
  for (const Message& message : messages) {
    posted.push_back({workers_[message.worker]->owner().user, message.octets});
  }
  const std::vector<Reply> replies = council_.serve(posted);
  if (replies.size() < messages.size()) {
    say("the council's server stopped");
  }
  for (std::size_t i = 0; i < replies.size() && replies.size() == messages.size(); ++i) {
    say(number(messages[i].worker) + " " + replies[i].what);
    if (!replies[i].octets.empty()) {
      network_.push_back({true, messages[i].worker, replies[i].octets});
    }
  }
}

void World::at_tablet(const Message& message) {
  ask_ahead(message);
  const auto report = workers_[message.worker]->take(message.octets);
  if (!report) {
    return say(number(message.worker) + " takes nothing");
  }
  say(number(message.worker) + " takes " + number(report->at("taken").to_number<std::uint64_t>()) +
      ", " + number(report->at("remaining").to_number<std::uint64_t>()) + " remain");
  if (!report->at("receipt").is_null() && !dice_.chance(10)) {
    confirm(message.worker, report->at("receipt"));
  }
}

// Whatever becomes of the answer it follows.
void World::ask_ahead(const Message& message) {
  if (is_older_[message.worker]) {
    return;
  }
  auto octets = workers_[message.worker]->request_ahead(message.octets);
  if (!octets.ok()) {
    return fail("request ahead: " + octets.error().detail);
  }
  if (!octets.value().empty()) {
    say(number(message.worker) + " asks ahead");
    network_.push_back({false, message.worker, std::move(octets).value()});
  }
}

void World::confirm(std::size_t worker, const Json& receipt) {
  const Bytes octets = from_hex(receipt.at("octets").as_string());
  const Bytes signature = from_hex(receipt.at("signature").as_string());
  if (!council_.signer().is_ours(octets, signature)) {
    return fail("S3: a receipt that the council did not sign");
  }
  if (!workers_[worker]->confirm()) {
    return say(number(worker) + " confirms nothing");
  }
  const ClientState state = workers_[worker]->tablet().store().state().value();
  if (!state.confirmed) {
    return say(number(worker) + " took a new origin");
  }
  const Receipt& held = state.confirmed->receipt;
  say(number(worker) + " holds a receipt up to " + number(held.number));
  // A receipt of before a restore speaks of a server that is no more (S5).
  const bool is_of_now = held.epoch == dataset_state(council_.store()).value()->epoch;
  const auto& own = workers_[worker]->own_changes();
  for (std::uint64_t i = 0; is_of_now && i < held.number; ++i) {
    if (i >= own.size() || !council_.has(decode_change(own[i]).value())) {
      fail("S3: confirmed, but not at the council: change " + number(i + 1));
    }
  }
}

void World::part_or_join() {
  const std::size_t worker = dice_.draw(workers_.size());
  is_parted_[worker] = !is_parted_[worker];
  say(number(worker) + (is_parted_[worker] ? " is parted" : " is back"));
}

// Of one tablet, or the council's: days off, and backwards too.
void World::turn_clocks() {
  const auto by = static_cast<std::int64_t>(dice_.draw(8 * day_ms)) - 4 * day_ms;
  if (dice_.chance(30)) {
    council_.now.ms += by / 100;
  } else {
    workers_[dice_.draw(workers_.size())]->set_clock(by);
  }
  say("a clock is turned");
}

void World::change_rights() {
  const UserId& user = workers_[dice_.draw(workers_.size())]->owner().user;
  if (!begun_.empty() && dice_.chance(20)) {
    council_.grant(user, dice_.one_of(begun_).child, {});
    return say("granted a child whom somebody began");
  }
  const auto child_number = 1 + static_cast<unsigned>(dice_.draw(children));
  const RecordId child = test::record_id(child_number);
  const auto held = council_.rights().held(user, child);
  if (!held.empty() && dice_.chance(60)) {
    council_.withdraw(user, child, dice_.one_of(held));
    return say("withdrawn");
  }
  const bool is_of_episode = dice_.chance(35);
  council_.grant(user, child, is_of_episode ? episode_of(child_number).id : RecordId());
  say(is_of_episode ? "granted an episode" : "granted");
}

// S2. In no world with restores: what a council put back has forgotten is decided anew.
void World::decide() {
  const bool any = council_.decide_on_one(workers_[dice_.draw(workers_.size())]->owner().origin);
  say(any ? "decided on what was set aside" : "nothing to decide on");
}

void World::copy_or_restore() {
  if (!restores_) {
    return;
  }
  if (!council_.has_backup() || dice_.chance(50)) {
    council_.back_up();
    return say("backed up");
  }
  council_.restore();
  say("restored");
}

// ---- healing

void World::heal() {
  say("heals");
  council_.shelter();
  std::fill(is_parted_.begin(), is_parted_.end(), false);
  for (const auto& worker : workers_) {
    worker->shelter();
  }
  // What is still on its way comes late, or never.
  for (int i = 0; i < 20 && !network_.empty() && dice_.chance(80); ++i) {
    deliver();
  }
  network_.clear();
  for (std::size_t i = 0; i < workers_.size(); ++i) {
    say(number(i) + " " + workers_[i]->number_all());
  }
  note_failures();
  // Again: what the last sends, the first must still hear of.
  exchange_all();
  exchange_all();
  // Likewise: what the last sends, the first asked for.
  heal_files();
  heal_files();
}

void World::exchange_all() {
  for (std::size_t i = 0; i < workers_.size() && failure_.empty(); ++i) {
    exchange(i);
    note_failures();
  }
}

void World::exchange(std::size_t worker) {
  for (std::uint64_t i = 0; i < settled_within && failure_.empty(); ++i) {
    auto octets = workers_[worker]->request();
    if (!octets.ok()) {
      return fail("request: " + octets.error().detail);
    }
    const auto replies =
        council_.serve({{workers_[worker]->owner().user, std::move(octets).value()}});
    if (replies.size() != 1 || replies.front().octets.empty()) {
      continue;
    }
    const auto report = workers_[worker]->take(replies.front().octets);
    if (!report) {
      continue;
    }
    if (!report->at("receipt").is_null()) {
      confirm(worker, report->at("receipt"));
    }
    const bool is_forked =
        workers_[worker]->tablet().store().state().value().standing == Standing::forked;
    if (!report->at("more").as_bool() && !is_forked) {
      return;
    }
    note_failures();
  }
  fail("worker " + number(worker) + " does not come to an end");
}

}  // namespace homeward::sim
