#include "sync/append_own.h"

namespace homeward {
Result<ClientState> read_state(const Store& store) {
  HW_TRY(octets, store.meta(state_key));
  if (!octets) {
    return ClientState{};
  }
  auto state = decode<ClientState>(*octets);
  if (!state.ok()) {
    return Error{Code::corrupt, "client state: " + state.error().detail};
  }
  return state;
}

Result<void> write_state(Store& store, const ClientState& state) {
  return store.put_meta(state_key, encode(state));
}

Result<void> append_own_to(ClientStore& store, const Change& change) {
  HW_CHECK(check(change));
  HW_TRY(state, store.state());
  HW_ASSERT(change.origin == state.origin);
  HW_TRY(newest, store.origin_state(change.origin));
  HW_ASSERT(change.number == newest.number + 1);
  if (encode(change).size() > change_octets_max) {
    return Error{Code::too_large, "change: over 512 KiB"};
  }
  HW_TRY(appended, store.append(change));
  HW_ASSERT(appended.was_new);
  return store.extend_chain(change.origin, change.number,
                            chain(newest.chain, change_digest(change)));
}

}  // namespace homeward
