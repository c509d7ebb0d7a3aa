#include "wasm/pack_shelf.h"

#include <algorithm>

#include "core/embedded.h"

namespace homeward {

PackShelf::PackShelf(const Pack& own) : own_(own) {
  for (const EmbeddedFile& file : embedded_packs()) {
    ids_.emplace_back(file.name);
  }
}

const Pack* PackShelf::called(const std::string& id) const {
  if (id == own_.id) {
    return &own_;
  }
  const auto found = read_.find(id);
  if (found != read_.end()) {
    return found->second.get();
  }
  if (std::find(ids_.begin(), ids_.end(), id) == ids_.end()) {
    return nullptr;
  }
  Result<Pack> pack = built_in_pack(id);
  HW_ASSERT(pack.ok());
  return (read_[id] = std::make_unique<Pack>(std::move(pack).value())).get();
}

}  // namespace homeward
