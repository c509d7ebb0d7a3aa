#include "sync/reissue.h"

#include <algorithm>
#include <map>

#include "core/base/sorting.h"
#include "core/record/pin.h"

namespace homeward {
namespace {

constexpr const char* former_key = "former_origins";

// Old names to new ones.
class Names {
 public:
  Names(const Origin& old, const Origin& fresh) : old_(old), fresh_(fresh) {}

  void add(std::uint64_t number) { numbers_.emplace(number, numbers_.size() + 1); }
  std::uint64_t count() const { return numbers_.size(); }

  // Whether any of them is another now.
  bool rename(std::vector<Name>& names) const {
    bool any = false;
    for (Name& name : names) {
      const auto at = name.origin == old_ ? numbers_.find(name.number) : numbers_.end();
      if (at != numbers_.end()) {
        name.origin = fresh_;
        name.number = at->second;
        any = true;
      }
    }
    if (any) {
      sort_stably(names);
    }
    return any;
  }

 private:
  Origin old_, fresh_;
  std::map<std::uint64_t, std::uint64_t> numbers_;
};

// A pin names versions and covers their digests, which cover what they have seen: where one
// of them has another name now, it is pinned anew. What it pins stands in `store` already.
Result<void> pin_anew(const ClientStore& store, const Names& names, Version& version) {
  const auto octets = version.value.as_octets_of(ValueKind::pin);
  if (!octets) {
    return {};
  }
  const auto pin = decode<Pin>(*octets);
  if (!pin.ok()) {
    return {};  // a newer program's: passed on as it is (M8)
  }
  std::vector<Name> heads = pin.value().heads;
  if (!names.rename(heads)) {
    return {};
  }
  HW_TRY(record, store.record_of(heads.front().origin, heads.front().number));
  if (!record) {
    return {};
  }
  HW_TRY(history, store.history(*record));
  const auto anew = pin_of(std::move(heads), history);
  if (anew.ok()) {
    version.value = Value::pin(encode(anew.value()));
  }
  return anew.ok() || anew.error().code == Code::corrupt ? Result<void>() : anew.error();
}

Result<void> append_anew(ClientStore& store, const Names& names, const Origin& fresh,
                         std::uint64_t number, Change change) {
  change.origin = fresh;
  change.number = number;
  for (Version& version : change.versions) {
    names.rename(version.seen);
    HW_CHECK(pin_anew(store, names, version));
  }
  return store.append_own(change);
}

Result<void> rename_drafts(ClientStore& store, const Names& names) {
  HW_TRY(drafts, store.drafts());
  for (Draft& draft : drafts) {
    if (names.rename(draft.version.seen)) {
      HW_CHECK(store.put_draft(draft));
    }
  }
  return {};
}

}  // namespace

Result<std::vector<FormerOrigin>> former_origins(const ClientStore& store) {
  HW_TRY(octets, store.meta(former_key));
  return octets ? decode<std::vector<FormerOrigin>>(*octets)
                : Result<std::vector<FormerOrigin>>(std::vector<FormerOrigin>());
}

Result<void> reissue(ClientStore& store, const SignedReceipt& agreed, const Origin& fresh) {
  HW_TRY(state, store.state());
  HW_ASSERT(agreed.receipt.origin == state.origin && fresh != state.origin);
  HW_TRY(changes, changes_after(store, state.origin, agreed.receipt.number));
  Names names(state.origin, fresh);
  for (const Change& change : changes) {
    names.add(change.number);
  }
  HW_CHECK(store.erase_notices_after(state.origin, agreed.receipt.number));
  HW_CHECK(store.take_out_after(agreed.receipt.number));
  HW_TRY(former, former_origins(store));
  former.push_back({state.origin, agreed, names.count()});
  HW_CHECK(store.put_meta(former_key, encode(former)));
  state.origin = fresh;
  state.confirmed.reset();
  state.cursor = {};
  state.standing = Standing::ok;
  HW_CHECK(store.put_state(state));
  std::uint64_t number = 0;
  for (Change& change : changes) {
    HW_CHECK(append_anew(store, names, fresh, ++number, std::move(change)));
  }
  return rename_drafts(store, names);
}

}  // namespace homeward
