// Writes changes at the server itself: what is imported, and the demonstration.
//
// The clerk is a device like any other: an origin with numbers and a chain (S1). The
// origin belongs to nobody's account, so no tablet can speak for it. Inside the
// writer's transaction, or the command line's.
#pragma once

#include <utility>
#include <vector>

#include "core/base/id.h"
#include "core/record/fields.h"
#include "sync/store.h"

namespace homeward {

class Clerk {
 public:
  // `origin` is this clerk's own, `former` those it had before; `author` is whose name the
  // changes carry.
  Clerk(ServerStore& store, Random& random, const Origin& origin, const UserId& author,
        std::vector<Origin> former = {})
      : store_(store),
        random_(random),
        origin_(origin),
        author_(author),
        former_(std::move(former)) {}

  // One numbered change. `versions` in any order; what each has seen is set here:
  // the heads in view that this clerk wrote, so that another's words become a
  // conflict to be settled, and are never replaced behind their back.
  Result<void> write(const RecordHeader& record, std::vector<Version> versions, Instant at);

 private:
  bool is_own(const Origin& origin) const;

  ServerStore& store_;
  Random& random_;
  Origin origin_;
  UserId author_;
  std::vector<Origin> former_;
};

}  // namespace homeward
