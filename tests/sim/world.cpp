#include "tests/sim/world.h"

namespace homeward::sim {
namespace {

using namespace test;

constexpr unsigned children = 2;
constexpr int steps_min = 40;
constexpr std::uint64_t settled_within = 200;  // exchanges

const char* const fields[] = {"what_happened.why", "what_happened.where", "risk.words"};

std::string number(std::uint64_t value) {
  return std::to_string(value);
}

}  // namespace

World::World(std::uint64_t seed) : random_(seed) {
  rights_change_ = chance(40);
  restores_ = !rights_change_ && chance(50);
  for (unsigned child = 1; child <= children; ++child) {
    records_.push_back(child_record(child));
    records_.push_back(interview(child, child, child));
  }
  const unsigned count = 2 + static_cast<unsigned>(draw(3));
  for (unsigned device = 1; device <= count; ++device) {
    devices_.push_back(std::make_unique<Device>(device));
    devices_.back()->machine.clock_ahead_ms =
        static_cast<std::int64_t>(draw(10 * 3'600'000)) - 5 * 3'600'000;
    for (unsigned child = 1; child <= children; ++child) {
      server_.grant(user(device), record_id(child));
    }
  }
}

std::uint64_t World::draw(std::uint64_t below) {
  return random_() % below;
}

void World::fail(const std::string& why) {
  if (failure_.empty()) {
    failure_ = why;
    say("FAILED: " + why);
  }
}

std::string World::run() {
  const int steps = steps_min + static_cast<int>(draw(120));
  for (int i = 0; i < steps && failure_.empty(); ++i) {
    step();
  }
  if (failure_.empty()) {
    heal();
  }
  return failure_;
}

void World::step() {
  server_.now.ms += static_cast<std::int64_t>(draw(5000));
  const std::size_t device = draw(devices_.size());
  const std::uint64_t what = draw(100);
  if (what < 30) {
    write(device);
  } else if (what < 55) {
    ask(device);
  } else if (what < 90) {
    deliver();
  } else if (what < 94) {
    restart(device);
  } else {
    rights_change_ ? change_rights() : copy_or_restore();
  }
}

void World::write(std::size_t device) {
  TestDevice& machine = devices_[device]->machine;
  machine.store.set_full(chance(5));
  const std::string text = chance(10) ? "forbidden" : "words " + number(draw(4));
  auto written = machine.write(records_[draw(records_.size())], fields[draw(3)], text);
  machine.store.set_full(false);
  if (written.ok()) {
    devices_[device]->saved.push_back(written.value());
  }
  say("write " + number(device) + (written.ok() ? " saved" : " not saved"));
}

void World::ask(std::size_t device) {
  TestDevice& machine = devices_[device]->machine;
  auto octets = machine.ask(server_.now);
  if (!octets.ok()) {
    return fail("request: " + octets.error().detail);
  }
  say("ask " + number(device) + " " + number(octets.value().size()));
  network_.push_back({false, device, server_.now.plus_ms(machine.clock_ahead_ms), octets.value()});
}

// Any message, in any order; some are lost, some come again.
void World::deliver() {
  if (network_.empty()) {
    return;
  }
  const auto at = network_.begin() + static_cast<std::ptrdiff_t>(draw(network_.size()));
  const Message message = *at;
  if (!chance(15)) {
    network_.erase(at);
  }
  if (chance(15)) {
    return say("dropped");
  }
  message.is_answer ? at_device(message) : at_server(message);
}

void World::at_server(const Message& message) {
  auto request = read_request(message.octets);
  if (!request.ok()) {
    return fail("server cannot read: " + request.error().detail);
  }
  const UserId user = devices_[message.device]->machine.user;
  server_.store.set_full(chance(10));
  auto applied = server_.commit(request.value(), user);
  server_.store.set_full(false);
  if (!applied.ok() || chance(10)) {
    return say("server crashed " + std::string(applied.ok() ? "after" : "before") + " its commit");
  }
  if (applied.value().standing == Standing::forked) {
    return fail("a fork where no device was copied");
  }
  auto octets = answer(server_.store, message.octets, request.value(), applied.value(), user,
                       server_.signer, server_.now);
  if (!octets.ok()) {
    return fail("answer: " + octets.error().detail);
  }
  say("served " + number(message.device) + " " + number(octets.value().size()));
  network_.push_back({true, message.device, message.sent, octets.value()});
}

void World::at_device(const Message& message) {
  TestDevice& machine = devices_[message.device]->machine;
  const Instant received = server_.now.plus_ms(machine.clock_ahead_ms);
  machine.store.set_full(chance(10));
  auto taken = machine.client->take(message.octets, message.sent, received);
  machine.store.set_full(false);
  if (!taken.ok()) {
    return say("not taken: " + taken.error().detail);
  }
  say("taken " + number(taken.value().taken) + ", " + number(taken.value().remaining) + " remain");
  if (taken.value().set_aside > 0) {
    fail("a change was set aside");
  }
  if (chance(10)) {
    return restart(message.device);
  }
  if (taken.value().to_verify) {
    confirm(message.device, *taken.value().to_verify);
  }
}

void World::confirm(std::size_t device, const SignedReceipt& receipt) {
  auto confirmed = devices_[device]->machine.client->confirm(receipt);
  if (!confirmed.ok()) {
    return fail("receipt: " + confirmed.error().detail);
  }
  say("confirmed " + number(device) + " up to " + number(receipt.receipt.number));
  // A receipt of before a restore speaks of a server that is no more (S5).
  const bool is_of_now = receipt.receipt.epoch == dataset_state(server_.store).value()->epoch;
  for (const Change& change : devices_[device]->saved) {
    if (is_of_now && change.number <= receipt.receipt.number && !is_at_server(change)) {
      fail("S3: confirmed, but not at the server: change " + number(change.number));
    }
  }
}

void World::restart(std::size_t device) {
  devices_[device]->machine.start(chance(50) ? 400 : page_octets_max);
  say("restart " + number(device));
}

void World::change_rights() {
  const UserId user = devices_[draw(devices_.size())]->machine.user;
  const RecordId child = record_id(1 + static_cast<unsigned>(draw(children)));
  if (chance(50)) {
    server_.withdraw(user, child);
    return say("withdrawn");
  }
  server_.grant(user, child, chance(30) ? record_id(101) : RecordId());
  say("granted");
}

void World::copy_or_restore() {
  if (!restores_) {
    return;
  }
  if (!has_copy_ || chance(50)) {
    copy_ = server_.store.tables();
    has_copy_ = true;
    return say("copied");
  }
  server_.store.restore(copy_);
  auto transaction = Transaction::begin(server_.store);
  auto dataset = dataset_state(server_.store).value();
  HW_ASSERT(begin_epoch(server_.store, *dataset, server_.now).ok());
  HW_ASSERT(transaction.value().commit().ok());
  say("restored");
}

void World::heal() {
  network_.clear();
  for (const auto& device : devices_) {
    for (unsigned child = 1; child <= children; ++child) {
      server_.grant(device->machine.user, record_id(child));
    }
  }
  // Twice: what the last device sends, the first must still hear of.
  for (int round = 0; round < 2; ++round) {
    for (std::size_t device = 0; device < devices_.size() && failure_.empty(); ++device) {
      settle(device);
    }
  }
  for (std::size_t device = 0; device < devices_.size() && failure_.empty(); ++device) {
    check_replica(device);
    check_nothing_lost(device);
  }
}

void World::settle(std::size_t device) {
  for (std::uint64_t exchange = 0; exchange < settled_within; ++exchange) {
    auto taken = devices_[device]->machine.exchange(server_);
    if (!taken.ok()) {
      return fail("exchange: " + taken.error().detail);
    }
    if (!taken.value().more) {
      return;
    }
  }
  fail("device " + number(device) + " does not settle");
}

void World::check_replica(std::size_t device) {
  const TestDevice& machine = devices_[device]->machine;
  for (const RecordHeader& header : records_) {
    Record expected(header);
    const auto history = server_.store.history(header.id).value();
    for (const Change& change : history) {
      expected.integrate(change);
    }
    const auto quarantined = server_.store.quarantined_of_origin(machine.origin, 0).value();
    for (const Quarantined& one : quarantined) {
      const bool still_here =
          machine.store.change(machine.origin, one.notice.number).value().has_value();
      if (one.record == header && still_here) {
        expected.integrate(decode_change(one.change).value());
      }
    }
    const Record here = machine.store.record(header.id).value().value_or(Record(header));
    if (encode(here) != encode(expected)) {
      fail("M2: device " + number(device) + " differs from the server on " + header.type);
    }
  }
}

void World::check_nothing_lost(std::size_t device) {
  const TestDevice& machine = devices_[device]->machine;
  const auto notices = machine.store.notices().value();
  const auto quarantined = server_.store.quarantined_of_origin(machine.origin, 0).value();
  if (notices.size() != quarantined.size()) {
    fail("S2: device " + number(device) + " was not told of its quarantined changes");
  }
  for (const Change& change : devices_[device]->saved) {
    if (!is_at_server(change)) {
      fail("S4: change " + number(change.number) + " of device " + number(device) + " is lost");
    }
  }
  if (machine.state().confirmed_number() != devices_[device]->saved.size()) {
    fail("S3: device " + number(device) + " holds no receipt for all it made");
  }
}

bool World::is_at_server(const Change& change) const {
  if (server_.store.change(change.origin, change.number).value() == encode(change)) {
    return true;
  }
  const auto quarantined =
      server_.store.quarantined_of_origin(change.origin, change.number - 1).value();
  for (const Quarantined& one : quarantined) {
    if (one.notice.number == change.number) {
      return one.change == encode(change);
    }
  }
  return false;
}

}  // namespace homeward::sim
