#include "sync/memory_store.h"
#include "sync/files_here.h"

namespace homeward {

template <class Side>
Result<void> MemoryLog<Side>::begin() {
  HW_ASSERT(!in_transaction_);
  before_ = tables_;
  in_transaction_ = true;
  return {};
}

template <class Side>
Result<void> MemoryLog<Side>::commit() {
  HW_ASSERT(in_transaction_);
  if (full_) {
    rollback();
    return Error{Code::full, "store: no space left"};
  }
  in_transaction_ = false;
  return {};
}

template <class Side>
void MemoryLog<Side>::rollback() {
  tables_ = before_;
  in_transaction_ = false;
}

template <class Side>
Result<Appended> MemoryLog<Side>::append(const SharedChange& change) {
  MemoryTables& tables = writing();
  const auto known = tables.positions.find({change->origin, change->number});
  if (known != tables.positions.end()) {
    return Appended{known->second, false};
  }
  const auto [record, is_first] = tables.records.try_emplace(change->record.id, change->record);
  if (!(record->second.header() == change->record)) {
    return Error{Code::bad_input, "change: its record is here with another type, child or episode"};
  }
  record->second.integrate(*change);
  tables.log.emplace(++tables.head, *change);
  tables.positions[{change->origin, change->number}] = tables.head;
  return Appended{tables.head, true};
}

template <class Side>
Result<OriginState> MemoryLog<Side>::origin_state(const Origin& origin) const {
  const auto links = tables_.links.find(origin);
  if (links == tables_.links.end()) {
    return OriginState{};
  }
  return OriginState{links->second.rbegin()->first, links->second.rbegin()->second};
}

template <class Side>
Result<std::optional<Digest>> MemoryLog<Side>::chain_at(const Origin& origin,
                                                        std::uint64_t number) const {
  if (number == 0) {
    return std::optional<Digest>(Digest{});
  }
  const auto links = tables_.links.find(origin);
  if (links == tables_.links.end() || links->second.count(number) == 0) {
    return std::optional<Digest>();
  }
  return std::optional<Digest>(links->second.at(number));
}

template <class Side>
Result<void> MemoryLog<Side>::extend_chain(const Origin& origin, std::uint64_t number,
                                           const Digest& chain) {
  HW_ASSERT(number == origin_state(origin).value().number + 1);
  writing().links[origin][number] = chain;
  return {};
}

template <class Side>
Result<std::optional<Bytes>> MemoryLog<Side>::change(const Origin& origin,
                                                     std::uint64_t number) const {
  const auto position = tables_.positions.find({origin, number});
  if (position == tables_.positions.end()) {
    return std::optional<Bytes>();
  }
  return std::optional<Bytes>(encode(tables_.log.at(position->second)));
}

template <class Side>
Result<std::optional<RecordId>> MemoryLog<Side>::record_of(const Origin& origin,
                                                           std::uint64_t number) const {
  const auto position = tables_.positions.find({origin, number});
  return position == tables_.positions.end()
             ? std::optional<RecordId>()
             : std::optional<RecordId>(tables_.log.at(position->second).record.id);
}

template <class Side>
Result<std::optional<PlacedChange>> MemoryLog<Side>::placed_change(const Origin& origin,
                                                                   std::uint64_t number) const {
  const auto position = tables_.positions.find({origin, number});
  if (position == tables_.positions.end()) {
    return std::optional<PlacedChange>();
  }
  return std::optional(PlacedChange{
      position->second, std::make_shared<const Change>(tables_.log.at(position->second))});
}

template <class Side>
Result<std::vector<Store::Numbered>> MemoryLog<Side>::changes_from(const Origin& origin,
                                                                   std::uint64_t first,
                                                                   std::size_t octets) const {
  std::vector<Numbered> found;
  std::size_t used = 0;
  for (auto at = tables_.positions.lower_bound({origin, first});
       at != tables_.positions.end() && at->first.first == origin; ++at) {
    Bytes change = encode(tables_.log.at(at->second));
    used += change.size();
    if (!found.empty() && used > octets) {
      break;
    }
    found.push_back({at->first.second, std::move(change)});
  }
  return found;
}

template <class Side>
Result<std::optional<Record>> MemoryLog<Side>::record(const RecordId& id) const {
  const auto at = tables_.records.find(id);
  return at == tables_.records.end() ? std::optional<Record>() : std::optional<Record>(at->second);
}

template <class Side>
Result<std::vector<Record>> MemoryLog<Side>::records_of_child(const RecordId& child) const {
  std::vector<Record> found;
  for (const auto& [id, record] : tables_.records) {
    if (record.header().child == child) {
      found.push_back(record);
    }
  }
  return found;
}

template <class Side>
Result<std::vector<Record>> MemoryLog<Side>::records_of_type(const std::string& type) const {
  std::vector<Record> found;
  for (const auto& [id, record] : tables_.records) {
    if (record.header().type == type) {
      found.push_back(record);
    }
  }
  return found;
}

template <class Side>
Result<std::vector<RecordHeader>> MemoryLog<Side>::headers_of_child(const RecordId& child) const {
  std::vector<RecordHeader> found;
  for (const auto& [id, record] : tables_.records) {
    if (record.header().child == child) {
      found.push_back(record.header());
    }
  }
  return found;
}

template <class Side>
Result<std::vector<Change>> MemoryLog<Side>::history(const RecordId& id) const {
  std::vector<Change> found;
  for (const auto& [position, change] : tables_.log) {
    if (change.record.id == id) {
      found.push_back(change);
    }
  }
  return found;
}

template <class Side>
Result<std::optional<Bytes>> MemoryLog<Side>::meta(const std::string& key) const {
  const auto at = tables_.meta.find(key);
  return at == tables_.meta.end() ? std::optional<Bytes>() : std::optional<Bytes>(at->second);
}

template <class Side>
Result<void> MemoryLog<Side>::put_meta(const std::string& key, BytesView octets) {
  writing().meta[key] = octets;
  return {};
}

template <class Side>
Result<void> MemoryLog<Side>::erase_meta(const std::string& key) {
  writing().meta.erase(key);
  return {};
}

template <class Side>
Result<void> MemoryLog<Side>::put_piece(const RecordId& attachment, BytesView octets) {
  writing().pieces[{attachment, piece_digest(octets)}] = octets;
  return {};
}

template <class Side>
Result<std::optional<Bytes>> MemoryLog<Side>::piece(const RecordId& attachment,
                                                    const Digest& name) const {
  const auto at = tables_.pieces.find({attachment, name});
  return at == tables_.pieces.end() ? Result<std::optional<Bytes>>(std::nullopt)
                                    : undamaged(at->second, name);
}

template <class Side>
Result<std::vector<Digest>> MemoryLog<Side>::pieces(const RecordId& attachment) const {
  std::vector<Digest> names;
  for (auto at = tables_.pieces.lower_bound({attachment, Digest()});
       at != tables_.pieces.end() && at->first.first == attachment; ++at) {
    names.push_back(at->first.second);
  }
  return names;
}

template <class Side>
Result<void> MemoryLog<Side>::erase_piece(const RecordId& attachment, const Digest& name) {
  writing().pieces.erase({attachment, name});
  return {};
}

template <class Side>
Result<std::vector<RecordId>> MemoryLog<Side>::attachments_with_pieces() const {
  std::vector<RecordId> found;
  for (const auto& [name, octets] : tables_.pieces) {
    if (found.empty() || found.back() != name.first) {
      found.push_back(name.first);
    }
  }
  return found;
}

template class MemoryLog<ClientStore>;
template class MemoryLog<ServerStore>;

}  // namespace homeward
