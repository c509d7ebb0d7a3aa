#include "server/clerk.h"

#include <algorithm>

namespace homeward {

bool Clerk::is_own(const Origin& origin) const {
  return origin == origin_ || std::find(former_.begin(), former_.end(), origin) != former_.end();
}

Result<void> Clerk::write(const RecordHeader& header, std::vector<Version> versions, Instant at) {
  HW_TRY(record, store_.record(header.id));
  for (Version& version : versions) {
    if (!record) {
      break;
    }
    for (const Head& head : record->heads(version.field)) {
      if (is_own(head.origin)) {
        version.seen.push_back(head.name());
      }
    }
  }
  std::sort(versions.begin(), versions.end(),
            [](const Version& a, const Version& b) { return a.field < b.field; });
  HW_TRY(state, store_.origin_state(origin_));
  Change change;
  change.origin = origin_;
  change.number = state.number + 1;
  change.author = author_;
  change.at = at;
  change.record = header;
  const Bytes salt = random_.octets(change.salt.size());
  std::copy(salt.begin(), salt.end(), reinterpret_cast<char*>(change.salt.data()));
  change.versions = std::move(versions);
  HW_CHECK(check(change));
  HW_CHECK(store_.put_owner(origin_, UserId{}));
  HW_TRY(appended, store_.append(change));
  HW_ASSERT(appended.was_new);
  return store_.extend_chain(origin_, change.number, chain(state.chain, change_digest(change)));
}

}  // namespace homeward
