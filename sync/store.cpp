#include "sync/store.h"

#include <algorithm>

#include "core/base/sorting.h"

namespace homeward {
namespace {

constexpr std::size_t read_octets = 1024 * 1024;  // of changes, at a time

}  // namespace

Result<void> Snapshot::begin() {
  HW_ASSERT(!has_begun_);
  HW_CHECK(store_.begin_snapshot());
  has_begun_ = true;
  return {};
}

Snapshot::~Snapshot() {
  if (has_begun_) {
    store_.end_snapshot();
  }
}

Result<Transaction> Transaction::begin(Store& store) {
  HW_CHECK(store.begin());
  return Transaction(store);
}

Transaction::~Transaction() {
  if (store_ != nullptr) {
    store_->rollback();
  }
}

Result<void> Transaction::commit() {
  HW_ASSERT(store_ != nullptr);
  Store* store = store_;
  store_ = nullptr;
  return store->commit();
}

RecordType::Reach reach_of(const RecordHeader& record) {
  const RecordType* type = record_type(record.type);
  return type == nullptr ? RecordType::Reach::episode : type->reach;
}

bool shows(const RecordId& episode, const RecordHeader& record) {
  switch (reach_of(record)) {
    case RecordType::Reach::common:
      return record.episode.is_zero();
    case RecordType::Reach::episode:
      return episode == record.episode;
    case RecordType::Reach::authority:
      return false;
  }
  HW_ASSERT(false);
}

bool covers(const Scope& scope, const RecordHeader& record) {
  return !scope.withdrawn_at && scope.child == record.child &&
         (scope.episode.is_zero() || shows(scope.episode, record));
}

bool is_kept(const Withdrawal& withdrawal, const RecordHeader& record) {
  const std::vector<RecordId>& kept = withdrawal.episodes_kept;
  return record.child != withdrawal.child ||
         std::any_of(kept.begin(), kept.end(),
                     [&](const RecordId& episode) { return shows(episode, record); });
}

std::vector<Withdrawal> withdrawals(const std::set<RecordId>& children,
                                    const std::vector<Scope>& scopes) {
  std::vector<Withdrawal> found;
  for (const RecordId& child : children) {
    Withdrawal withdrawal{child, {}};
    bool sees_all = false;
    for (const Scope& scope : scopes) {
      if (scope.child == child) {
        sees_all |= scope.episode.is_zero();
        withdrawal.episodes_kept.push_back(scope.episode);
      }
    }
    sort_stably(withdrawal.episodes_kept);
    if (!sees_all) {
      found.push_back(std::move(withdrawal));
    }
  }
  return found;
}

Result<std::vector<Change>> changes_after(const Store& store, const Origin& origin,
                                          std::uint64_t number) {
  std::vector<Change> found;
  for (;;) {
    const std::uint64_t next = (found.empty() ? number : found.back().number) + 1;
    HW_TRY(page, store.changes_from(origin, next, read_octets));
    if (page.empty()) {
      return found;
    }
    for (const Store::Numbered& one : page) {
      HW_TRY(change, one.change.read());
      found.push_back(*change);
    }
  }
}

}  // namespace homeward
