// The policy packs a tablet can judge by: its own authority's, and those of the others
// that a child may be placed by, each read when it is first asked for.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/policy/pack.h"

namespace homeward {

class PackShelf {
 public:
  // The program's own packs; `own` judges, and outlives it.
  explicit PackShelf(const Pack& own);

  const Pack& own() const { return own_; }
  const std::vector<std::string>& ids() const { return ids_; }
  // Null where there is none of that id.
  const Pack* called(const std::string& id) const;

 private:
  const Pack& own_;
  std::vector<std::string> ids_;
  mutable std::map<std::string, std::unique_ptr<Pack>> read_;  // so far
};

}  // namespace homeward
