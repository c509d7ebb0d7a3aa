#include "sync/record_block.h"

#include <algorithm>
#include <limits>

#include "sync/squeeze.h"

namespace homeward {
namespace {

// Beyond either, a row's changes are worth sealing; half as much makes a block.
constexpr std::size_t open_changes_max = 48;
constexpr std::size_t open_octets_max = 256 * 1024;

bool is_much(const std::vector<SharedChange>& changes, std::size_t part) {
  std::size_t octets = 0;
  for (const SharedChange& change : changes) {
    for (const Version& version : change->versions) {
      octets += version.value.octets().size();
    }
  }
  return changes.size() > open_changes_max / part || octets > open_octets_max / part;
}

Error damaged(const Error& why) {
  return {Code::corrupt, "record as stored: " + why.detail};
}

// Each of them keeps all.
Result<std::vector<SharedChange>> unpacked(BytesView octets) {
  auto changes = unpack(octets, nullptr, std::numeric_limits<std::size_t>::max());
  if (!changes.ok()) {
    return damaged(changes.error());
  }
  if (!changes.value()) {
    return Error{Code::corrupt, "record as stored: it needs changes that are not in it"};
  }
  const auto all = std::make_shared<const std::vector<Change>>(*std::move(changes).value());
  std::vector<SharedChange> shared;
  shared.reserve(all->size());
  for (const Change& change : *all) {
    shared.emplace_back(all, &change);
  }
  return shared;
}

Bytes packed(const std::vector<SharedChange>& changes) {
  std::vector<const Change*> all;
  all.reserve(changes.size());
  for (const SharedChange& change : changes) {
    all.push_back(change.get());
  }
  return pack(all, &no_bases());
}

}  // namespace

const RecordHeader& RecordBlock::header() const {
  return changes_.empty() ? sealed_.header() : changes_.front()->record;
}

const Record& RecordBlock::record() const {
  if (!record_) {
    record_ = sealed_.integrated().empty() ? Record(header()) : sealed_;
    for (const SharedChange& change : changes_) {
      record_->integrate(*change);
    }
  }
  return *record_;
}

void RecordBlock::add(SharedChange change) {
  if (record_) {
    record_->integrate(*change);
  }
  changes_.push_back(std::move(change));
}

bool RecordBlock::holds_head(const Change& change) const {
  return std::any_of(change.versions.begin(), change.versions.end(), [&](const Version& version) {
    const std::vector<Head>& heads = record().heads(version.field);
    return std::any_of(heads.begin(), heads.end(), [&](const Head& head) {
      return head.origin == change.origin && head.number == change.number;
    });
  });
}

std::vector<SharedChange> RecordBlock::seal() {
  if (!is_much(changes_, 1)) {
    return {};
  }
  std::vector<SharedChange> kept = changes_;
  const auto old = std::stable_partition(
      kept.begin(), kept.end(), [&](const SharedChange& change) { return holds_head(*change); });
  std::vector<SharedChange> sealed(old, kept.end());
  if (!is_much(sealed, 2)) {
    return {};
  }
  kept.erase(old, kept.end());
  changes_ = std::move(kept);
  for (const SharedChange& change : sealed) {
    sealed_.integrate(*change);
  }
  sealed_.forget_heads();
  return sealed;
}

Bytes RecordBlock::stored() const {
  Writer writer;
  const bool has_sealed = !sealed_.integrated().empty();
  writer(has_sealed);
  if (has_sealed) {
    writer(sealed_);
  }
  writer.put_octets(packed(changes_));
  return squeezed(writer.take());
}

Result<RecordBlock> RecordBlock::from_stored(BytesView octets) {
  HW_TRY(whole, unsqueezed(octets));
  RecordBlock block;
  try {
    Reader reader(whole);
    bool has_sealed = false;
    reader(has_sealed);
    if (has_sealed) {
      reader(block.sealed_);
    }
    HW_TRY(changes, unpacked(reader.get_octets(reader.remaining())));
    block.changes_ = std::move(changes);
  } catch (const ArchiveError& caught) {
    return damaged(caught.error);
  }
  return block;
}

Bytes stored(const std::vector<SharedChange>& changes) {
  return squeezed(packed(changes));
}

Result<std::vector<SharedChange>> changes_from_stored(BytesView octets) {
  HW_TRY(whole, unsqueezed(octets));
  return unpacked(whole);
}

}  // namespace homeward
