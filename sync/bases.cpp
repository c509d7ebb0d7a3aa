#include "sync/bases.h"

namespace homeward {

const PlacedChange* StoreBases::known(const Origin& origin, std::uint64_t number) {
  const auto [at, is_new] = known_.try_emplace({origin, number});
  if (!is_new) {
    return at->second ? &*at->second : nullptr;
  }
  if (!snapshot_) {
    can_read_ = snapshot_.emplace(store_).begin().ok();
  }
  if (!can_read_) {
    return nullptr;
  }
  auto placed = store_.placed_change(origin, number);
  if (placed.ok()) {
    at->second = std::move(placed).value();
  }
  return at->second ? &*at->second : nullptr;
}

const Change* StoreBases::find(const Change&, const Origin& origin, std::uint64_t number) {
  const PlacedChange* found = known(origin, number);
  return found == nullptr ? nullptr : found->change.get();
}

const Change* VisibleBases::find(const Change& change, const Origin& origin, std::uint64_t number) {
  const Change* base = StoreBases::find(change, origin, number);
  if (base == nullptr) {
    return nullptr;
  }
  const auto [at, is_new] = visible_.try_emplace(base->record.id, false);
  if (is_new) {
    const auto sees = server_.may_see(user_, base->record);
    at->second = sees.ok() && sees.value();
  }
  return at->second ? base : nullptr;
}

const Change* HeldBases::find(const Change& change, const Origin& origin, std::uint64_t number) {
  return origin == own_ && number > confirmed_ ? nullptr : StoreBases::find(change, origin, number);
}

const Change* SentBases::find(const Change& change, const Origin& origin, std::uint64_t number) {
  const PlacedChange* base = known(origin, number);
  const PlacedChange* itself = base == nullptr ? nullptr : known(change.origin, change.number);
  return itself == nullptr || base->position >= itself->position ||
                 base->change->record != itself->change->record
             ? nullptr
             : base->change.get();
}

}  // namespace homeward
