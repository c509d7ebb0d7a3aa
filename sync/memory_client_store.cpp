#include <limits>
#include <set>

#include "sync/append_own.h"
#include "sync/files_here.h"
#include "sync/leaving.h"
#include "sync/memory_store.h"

namespace homeward {

Result<Appended> MemoryClientStore::append(const SharedChange& change) {
  touch(change->record.child);
  return MemoryLog::append(change);
}

Result<ClientState> MemoryClientStore::state() const {
  return read_state(*this);
}

Result<void> MemoryClientStore::put_state(const ClientState& state) {
  return write_state(*this, state);
}

Result<void> MemoryClientStore::append_own(const Change& change) {
  return append_own_to(*this, change);
}

Result<void> MemoryClientStore::put_draft(const Draft& draft) {
  writing().drafts[{draft.record.id, draft.version.field}] = draft;
  return {};
}

Result<void> MemoryClientStore::erase_draft(const RecordId& record, const FieldKey& field) {
  writing().drafts.erase({record, field});
  return {};
}

Result<std::vector<Draft>> MemoryClientStore::drafts(const RecordId& record) const {
  std::vector<Draft> found;
  for (auto at = tables_.drafts.lower_bound({record, FieldKey()});
       at != tables_.drafts.end() && at->first.first == record; ++at) {
    found.push_back(at->second);
  }
  return found;
}

Result<std::vector<Draft>> MemoryClientStore::drafts() const {
  std::vector<Draft> found;
  for (const auto& [key, draft] : tables_.drafts) {
    found.push_back(draft);
  }
  return found;
}

Result<void> MemoryClientStore::put_notice(const Origin& origin, const QuarantineNotice& notice) {
  writing().notices[{origin, notice.number}] = notice;
  return {};
}

Result<void> MemoryClientStore::erase_notices_after(const Origin& origin, std::uint64_t number) {
  std::erase_if(writing().notices, [&](const auto& one) {
    return one.first.first == origin && one.first.second > number;
  });
  return {};
}

Result<void> MemoryClientStore::put_ruling(const HeldDecision& ruling) {
  writing().rulings_heard[{ruling.origin, ruling.number}] = ruling;
  return {};
}

Result<void> MemoryClientStore::erase_rulings() {
  writing().rulings_heard.clear();
  return {};
}

Result<std::vector<HeldNotice>> MemoryClientStore::notices() const {
  std::vector<HeldNotice> found;
  for (const auto& [name, notice] : tables_.notices) {
    const auto heard = tables_.rulings_heard.find(name);
    found.push_back(
        {name.first, notice,
         heard == tables_.rulings_heard.end() ? std::nullopt : std::optional(heard->second)});
  }
  return found;
}

Result<void> MemoryClientStore::replace_chain(std::uint64_t number,
                                              const std::vector<Digest>& links) {
  HW_TRY(state, this->state());
  for (const Digest& link : links) {
    writing().links[state.origin][number++] = link;
  }
  return {};
}

Result<void> MemoryClientStore::put_aside(const SetAside& aside) {
  writing().aside[aside.position] = aside;
  return {};
}

Result<void> MemoryClientStore::erase_aside(std::uint64_t position) {
  writing().aside.erase(position);
  return {};
}

Result<std::vector<SetAside>> MemoryClientStore::aside() const {
  std::vector<SetAside> found;
  for (const auto& [position, aside] : tables_.aside) {
    found.push_back(aside);
  }
  return found;
}

Result<std::optional<Digest>> MemoryClientStore::purged_digest(std::uint64_t number) const {
  const auto at = tables_.purged.find(number);
  return at == tables_.purged.end() ? std::optional<Digest>() : std::optional<Digest>(at->second);
}

Result<void> MemoryClientStore::take_out_after(std::uint64_t number) {
  HW_TRY(state, this->state());
  MemoryTables& tables = writing();
  std::set<RecordId> changed;
  std::erase_if(tables.log, [&](const auto& placed) {
    const Change& change = placed.second;
    const bool goes = change.origin == state.origin && change.number > number;
    if (goes) {
      touch(change.record.child);
      changed.insert(change.record.id);
      tables.records.erase(change.record.id);
      tables.positions.erase({change.origin, change.number});
    }
    return goes;
  });
  for (const auto& [position, change] : tables.log) {
    if (changed.count(change.record.id) > 0) {
      tables.records.try_emplace(change.record.id, change.record).first->second.integrate(change);
    }
  }
  auto& links = tables.links[state.origin];
  links.erase(links.upper_bound(number), links.end());
  if (links.empty()) {
    tables.links.erase(state.origin);
  }
  tables.purged.clear();
  return forget_leaving(*this, std::numeric_limits<std::uint64_t>::max());
}

Result<bool> MemoryClientStore::purge(const Withdrawal& withdrawal, const HeldThere& held) {
  touch(withdrawal.child);
  HW_TRY(state, this->state());
  MemoryTables& tables = writing();
  std::map<RecordId, Record> left;
  std::map<RecordId, RecordHeader> gone;
  std::vector<Change> leaving;
  for (auto at = tables.log.begin(); at != tables.log.end();) {
    const Change& change = at->second;
    const bool own = change.origin == state.origin;
    if (is_kept(withdrawal, change.record)) {
      ++at;
    } else if (own && change.number > held.received) {
      left.try_emplace(change.record.id, change.record).first->second.integrate(change);
      ++at;
    } else {
      if (own) {
        tables.purged[change.number] = change_digest(change);
      }
      if (own && change.number > held.backed_up) {
        leaving.push_back(change);
      }
      gone[change.record.id] = change.record;
      tables.records.erase(change.record.id);
      tables.positions.erase({change.origin, change.number});
      at = tables.log.erase(at);
    }
  }
  HW_CHECK(keep_leaving(*this, leaving));
  for (const auto& [id, header] : gone) {
    if (left.count(id) == 0) {
      HW_CHECK(purge_file(*this, header));
    }
  }
  const bool nothing_left = left.empty();
  for (auto& [id, record] : left) {
    tables.records[id] = std::move(record);
  }
  return nothing_left;
}

Result<std::vector<RecordId>> MemoryClientStore::children() const {
  std::set<RecordId> found;
  for (const auto& [id, record] : tables_.records) {
    found.insert(record.header().child);
  }
  return std::vector<RecordId>(found.begin(), found.end());
}

Result<void> MemoryClientStore::rebuild(const RecordHeader& record,
                                        const std::vector<Change>& changes) {
  MemoryTables& tables = writing();
  for (auto at = tables.log.begin(); at != tables.log.end();) {
    const Change& change = at->second;
    if (change.record.id == record.id) {
      tables.positions.erase({change.origin, change.number});
      at = tables.log.erase(at);
    } else {
      ++at;
    }
  }
  tables.records.erase(record.id);
  for (const Change& change : changes) {
    HW_CHECK(append(change));
  }
  return {};
}

}  // namespace homeward
