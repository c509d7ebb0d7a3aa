// The policy packs a tablet can judge by: its own authority's, and those of the others
// that a child may be placed by, each read when it is first asked for. What the council put
// in place of the program's packs, or beside them, came with the identity.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/policy/own_policy.h"

namespace homeward {

class PackShelf {
 public:
  // `own` judges, and outlives it.
  PackShelf(const Pack& own, OwnPolicy policy);

  const Pack& own() const { return own_; }
  const std::vector<std::string>& ids() const { return ids_; }
  // Null where there is none of that id.
  const Pack* called(const std::string& id) const;
  // What the council set that this program cannot read: the program's own judges instead.
  const std::vector<std::string>& unreadable() const { return unreadable_; }

 private:
  const Pack& own_;
  OwnPolicy policy_;
  std::vector<std::string> ids_;
  std::vector<std::string> unreadable_;
  mutable std::map<std::string, std::unique_ptr<Pack>> read_;  // so far
};

// The pack of that id by which this tablet judges: the council's, or the program's where this
// program is too old to read that one, or, where the program has none of that id, one that asks
// nothing: the records can be written and read all the same. `not_found` where the council has
// no such pack either.
Result<Pack> readable_pack(const OwnPolicy& policy, const std::string& id);

}  // namespace homeward
