// A tablet's disk is copied, or put back from an older image (S11): what its worker saw then
// is what the copy has to have, and when it takes a new origin, all of it goes on under that.
#include <algorithm>

#include "sync/reissue.h"
#include "tests/sim/world.h"

namespace homeward::sim {
namespace {

constexpr std::size_t tablets_max = 8;

// The changes of one origin after `kept`, under the names they have as those of the next.
class Renamed {
 public:
  Renamed(const Origin& old, const Origin& fresh, std::uint64_t kept)
      : old_(old), fresh_(fresh), kept_(kept) {}

  Name name(Name name) const {
    if (name.origin == old_ && name.number > kept_) {
      name.origin = fresh_;
      name.number -= kept_;
    }
    return name;
  }
  std::vector<Name> names(std::vector<Name> names) const {
    for (Name& one : names) {
      one = name(one);
    }
    std::sort(names.begin(), names.end());
    return names;
  }
  Version version(Version version) const {
    version.seen = names(version.seen);
    return version;
  }

 private:
  Origin old_, fresh_;
  std::uint64_t kept_;
};

std::optional<Pin> pin_in(const Version& version) {
  const auto octets = version.value.as_octets_of(ValueKind::pin);
  return octets ? std::optional(decode<Pin>(*octets).value()) : std::nullopt;
}

}  // namespace

std::unique_ptr<Worker> Worker::copy(std::uint64_t seed) const {
  auto copied =
      std::make_unique<Worker>(owner(), tablet_.is_encrypted(), seed, true_time_, weather_);
  HW_ASSERT(copied->tablet_.become(tablet_.disk().image()).ok());
  copied->clock_ahead_ms_ = clock_ahead_ms_;
  copied->drafts_ = drafts_;
  copied->own_ = own_;
  copied->chain_ = chain_;
  copied->former_ = former_;
  copied->pinned_ = pinned_;
  copied->added_ = added_;
  copied->wished_ = wished_;
  copied->words_ = words_ + 1000;
  return copied;
}

std::vector<Bytes> Worker::acknowledged() const {
  std::vector<Bytes> all;
  for (const Former& before : former_) {
    all.insert(all.end(), before.changes.begin(), before.changes.end());
  }
  const std::uint64_t confirmed = tablet_.store().state().value().confirmed_number();
  all.insert(all.end(), own_.begin(), own_.begin() + static_cast<std::ptrdiff_t>(confirmed));
  return all;
}

// S11: nothing that the worker saw as saved is another thing now, but for its names.
void Worker::follow_origin() {
  const ClientStore& store = tablet_.store();
  const Origin old = owner().origin;
  const Origin fresh = store.state().value().origin;
  const auto former = former_origins(store).value();
  if (former.size() != former_.size() + 1 || former.back().origin != old ||
      former.back().receipt.receipt.number > own_.size()) {
    return fail("S11: the database has another origin");
  }
  const std::uint64_t kept = former.back().receipt.receipt.number;
  const Renamed renamed(old, fresh, kept);
  const std::vector<Bytes> before(own_.begin() + static_cast<std::ptrdiff_t>(kept), own_.end());
  own_.resize(kept);
  former_.push_back({old, std::move(own_)});
  own_.clear();
  chain_ = {};
  for (const Bytes& octets : before) {
    const auto anew = store.change(fresh, own_.size() + 1).value();
    if (!anew) {
      return fail("S11: an own change was lost with the origin");
    }
    follow_change(decode_change(octets).value(), decode_change(*anew).value(), renamed);
    chain_ = chain(chain_, change_digest(decode_change(*anew).value()));
    own_.push_back(*anew);
  }
  for (auto& [place, typed] : drafts_) {
    typed.version = renamed.version(typed.version);
    for (Version& other : typed.or_else) {
      other = renamed.version(other);
    }
  }
  tablet_.set_origin(fresh);
}

template <class Renames>
void Worker::follow_change(const Change& before, const Change& now, const Renames& renamed) {
  const bool is_same = before.author == now.author && before.at == now.at &&
                       before.record == now.record && before.versions.size() == now.versions.size();
  if (!is_same) {
    return fail("S11: an own change is another under its new origin");
  }
  for (std::size_t i = 0; i < before.versions.size(); ++i) {
    Version expected = renamed.version(before.versions[i]);
    const auto pin = pin_in(before.versions[i]);
    const auto anew = pin_in(now.versions[i]);
    if (pin && anew && anew->heads == renamed.names(pin->heads)) {
      follow_pin(*pin, *anew, renamed);
      expected.value = now.versions[i].value;
    }
    if (expected != now.versions[i]) {
      return fail("S11: a version is another under its new origin");
    }
  }
}

template <class Renames>
void Worker::follow_pin(const Pin& before, const Pin& now, const Renames& renamed) {
  for (Pinned& pinned : pinned_) {
    if (!(pinned.pin == before)) {
      continue;
    }
    pinned.pin = now;
    std::map<Name, Version> versions;
    for (const auto& [name, version] : pinned.versions) {
      versions[renamed.name(name)] = renamed.version(version);
    }
    pinned.versions = std::move(versions);
  }
}

// ---- in the world

void World::copy_tablet() {
  const std::size_t worker = dice_.draw(workers_.size());
  if (image_ && dice_.chance(50)) {
    return put_image_back();
  }
  if (dice_.chance(50)) {
    image_ = workers_[worker]->copy(dice_.next());
    image_of_ = worker;
    return say(std::to_string(worker) + " is kept as an image");
  }
  if (workers_.size() < tablets_max) {
    workers_.push_back(workers_[worker]->copy(dice_.next()));
    is_parted_.push_back(false);
    is_older_.push_back(is_older_[worker]);
    say(std::to_string(worker) + " is copied");
  }
}

// What was typed since is gone with the disk; what the council signed for is not.
void World::put_image_back() {
  const std::vector<Bytes> signed_for = workers_[image_of_]->acknowledged();
  acknowledged_.insert(acknowledged_.end(), signed_for.begin(), signed_for.end());
  note_former_files(image_of_);
  workers_[image_of_] = std::move(image_);
  say(std::to_string(image_of_) + " is put back from its image");
}

}  // namespace homeward::sim
