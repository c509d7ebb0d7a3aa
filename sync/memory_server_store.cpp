#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include "sync/memory_store.h"

#include "core/base/sorting.h"

namespace homeward {
namespace {

// One change in the order of delivery.
struct Visible {
  std::uint64_t record = 0;  // record by record: the position of its first change; then none
  Cursor at;
  const Change* change = nullptr;

  auto order() const { return std::tuple(!at.is_by_record(), record, at); }
};

// Where the earliest right that covers `change` puts it; nothing where none does.
std::optional<Cursor> place(const std::vector<Scope>& scopes, const UserId& user,
                            std::uint64_t position, const Change& change) {
  std::optional<Cursor> first;
  for (const Scope& scope : scopes) {
    if (scope.user == user && covers(scope, change.record)) {
      const Cursor at{std::max(position, scope.granted_at), position};
      first = first ? std::min(*first, at) : at;
    }
  }
  return first;
}

template <class Keep>
std::vector<Quarantined> select(const MemoryTables& tables, Keep keep) {
  std::vector<Quarantined> found;
  for (const auto& [name, quarantined] : tables.quarantine) {
    if (keep(quarantined)) {
      found.push_back(quarantined);
    }
  }
  return found;
}

template <class Scopes>
auto find_active(Scopes& scopes, const UserId& user, const RecordId& child,
                 const RecordId& episode) {
  return std::find_if(scopes.begin(), scopes.end(), [&](const Scope& scope) {
    return scope.user == user && scope.child == child && scope.episode == episode &&
           !scope.withdrawn_at;
  });
}

}  // namespace

Result<std::optional<UserId>> MemoryServerStore::owner(const Origin& origin) const {
  const auto at = tables_.owners.find(origin);
  return at == tables_.owners.end() ? std::optional<UserId>() : std::optional<UserId>(at->second);
}

Result<void> MemoryServerStore::put_owner(const Origin& origin, const UserId& user) {
  HW_ASSERT(writing().owners.emplace(origin, user).second);
  return {};
}

Result<void> MemoryServerStore::put_quarantined(const Quarantined& quarantined) {
  writing().quarantine[{quarantined.origin, quarantined.notice.number}] = quarantined;
  return {};
}

Result<std::vector<Quarantined>> MemoryServerStore::quarantined_of_origin(
    const Origin& origin, std::uint64_t after) const {
  return select(tables_, [&](const Quarantined& quarantined) {
    return quarantined.origin == origin && quarantined.notice.number > after;
  });
}

Result<std::vector<Quarantined>> MemoryServerStore::quarantined_of_user(const UserId& user) const {
  return select(tables_, [&](const Quarantined& quarantined) { return quarantined.user == user; });
}

Result<std::vector<Quarantined>> MemoryServerStore::quarantined_of_child(
    const RecordId& child) const {
  return select(tables_,
                [&](const Quarantined& quarantined) { return quarantined.record.child == child; });
}

Result<bool> MemoryServerStore::put_ruling(const HeldDecision& ruling) {
  MemoryTables& tables = writing();
  const auto [at, is_first] =
      tables.rulings.try_emplace({ruling.origin, ruling.number}, PlacedDecision{0, ruling});
  if (is_first) {
    at->second.position = ++tables.head;
  }
  return is_first;
}

Result<std::optional<HeldDecision>> MemoryServerStore::ruling(const Origin& origin,
                                                              std::uint64_t number) const {
  const auto at = tables_.rulings.find({origin, number});
  return at == tables_.rulings.end() ? std::optional<HeldDecision>()
                                     : std::optional<HeldDecision>(at->second.ruling);
}

Result<std::vector<PlacedDecision>> MemoryServerStore::rulings_since(const UserId& user,
                                                                     std::uint64_t position,
                                                                     std::size_t count) const {
  std::vector<PlacedDecision> found;
  for (const auto& [name, placed] : tables_.rulings) {
    if (placed.position > position && tables_.quarantine.at(name).user == user) {
      found.push_back(placed);
    }
  }
  sort_stably(found, [](const PlacedDecision& a, const PlacedDecision& b) {
    return a.position < b.position;
  });
  found.resize(std::min(found.size(), count));
  return found;
}

Result<void> MemoryServerStore::grant(const UserId& user, const RecordId& child,
                                      const RecordId& episode) {
  MemoryTables& tables = writing();
  if (find_active(tables.scopes, user, child, episode) == tables.scopes.end()) {
    tables.scopes.push_back({user, child, episode, ++tables.head, std::nullopt});
  }
  return {};
}

Result<void> MemoryServerStore::withdraw(const UserId& user, const RecordId& child,
                                         const RecordId& episode) {
  MemoryTables& tables = writing();
  const auto at = find_active(tables.scopes, user, child, episode);
  if (at != tables.scopes.end()) {
    at->withdrawn_at = ++tables.head;
  }
  return {};
}

Result<std::vector<Scope>> MemoryServerStore::scopes(const UserId& user) const {
  std::vector<Scope> found;
  for (const Scope& scope : tables_.scopes) {
    if (scope.user == user && !scope.withdrawn_at) {
      found.push_back(scope);
    }
  }
  sort_stably(found, [](const Scope& a, const Scope& b) {
    return std::tie(a.child, a.episode) < std::tie(b.child, b.episode);
  });
  return found;
}

Result<std::vector<UserId>> MemoryServerStore::users_who_see(const RecordHeader& record) const {
  std::set<UserId> found;
  for (const Scope& scope : tables_.scopes) {
    if (covers(scope, record)) {
      found.insert(scope.user);
    }
  }
  return std::vector<UserId>(found.begin(), found.end());
}

Result<bool> MemoryServerStore::may_see(const UserId& user, const RecordHeader& record) const {
  return std::any_of(tables_.scopes.begin(), tables_.scopes.end(), [&](const Scope& scope) {
    return scope.user == user && covers(scope, record);
  });
}

Result<Page> MemoryServerStore::page(const UserId& user, const Origin& reader, const Cursor& cursor,
                                     std::size_t octets) const {
  const Cursor from = cursor == Cursor{} ? Cursor::by_record(tables_.head) : cursor;
  std::map<RecordId, std::uint64_t> first;
  Visible told{0, from, nullptr};
  std::vector<Visible> all;
  for (const auto& [position, change] : tables_.log) {
    const std::uint64_t record = first.emplace(change.record.id, position).first->second;
    const bool was_admitted = tables_.rulings.count({change.origin, change.number}) > 0;
    const auto at = place(tables_.scopes, user, position, change);
    // Made by the reader, who has had it ever since.
    const bool is_had = change.origin == reader && at && at->effective == position && !was_admitted;
    const bool comes_by_record = from.is_by_record() && at && at->effective <= from.since();
    if (position == from.position && from.is_by_record()) {
      told.record = record;
    }
    if (comes_by_record) {
      all.push_back({record, {from.effective, position}, &change});
    } else if (at && !is_had) {
      all.push_back({0, *at, &change});
    }
  }
  std::vector<Visible> visible;
  std::copy_if(all.begin(), all.end(), std::back_inserter(visible),
               [&](const Visible& one) { return told.order() < one.order(); });
  sort_stably(visible, [](const Visible& a, const Visible& b) { return a.order() < b.order(); });
  Page page;
  page.next = from;
  std::size_t used = 0;
  for (const Visible& next : visible) {
    Bytes change = encode(*next.change);
    used += change.size();
    if (page.changes.size() == pushed_changes_max || (!page.changes.empty() && used > octets)) {
      break;
    }
    page.changes.push_back({next.at.position, std::move(change)});
    page.next = next.at;
  }
  page.remaining = visible.size() - page.changes.size();
  if (page.remaining == 0) {
    page.next = {tables_.head, tables_.head};
  }
  return page;
}

Result<std::vector<Withdrawal>> MemoryServerStore::withdrawn_since(
    const UserId& user, std::uint64_t position, const std::vector<RecordId>& asked) const {
  std::set<RecordId> children(asked.begin(), asked.end());
  for (const Scope& scope : tables_.scopes) {
    if (scope.user == user && scope.withdrawn_at.value_or(0) > position) {
      children.insert(scope.child);
    }
  }
  HW_TRY(now, scopes(user));
  return withdrawals(children, now);
}

}  // namespace homeward
