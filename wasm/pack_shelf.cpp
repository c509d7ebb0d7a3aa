#include "wasm/pack_shelf.h"

namespace homeward {

PackShelf::PackShelf(const Pack& own, OwnPolicy policy)
    : own_(own),
      policy_(std::move(policy)),
      ids_(pack_ids(policy_)),
      unreadable_(unreadable_in(policy_)) {}

const Pack* PackShelf::called(const std::string& id) const {
  if (id == own_.id) {
    return &own_;
  }
  const auto found = read_.find(id);
  if (found != read_.end()) {
    return found->second.get();
  }
  Result<Pack> pack = readable_pack(policy_, id);
  if (!pack.ok()) {
    return nullptr;
  }
  return (read_[id] = std::make_unique<Pack>(std::move(pack).value())).get();
}

Result<Pack> readable_pack(const OwnPolicy& policy, const std::string& id) {
  Result<Pack> pack = pack_called(policy, id);
  if (!pack.ok()) {
    pack = built_in_pack(id);
  }
  if (!pack.ok() && policy.packs.count(id) != 0) {
    Pack silent;
    silent.id = silent.title = id;
    return silent;
  }
  return pack;
}

}  // namespace homeward
