// What both client stores do alike, over their Store half.
#pragma once

#include "sync/store.h"

namespace homeward {

// Where a client store keeps its ClientState.
inline constexpr const char* state_key = "client_state";
Result<ClientState> read_state(const Store& store);
Result<void> write_state(Store& store, const ClientState& state);

// See ClientStore::append_own. Too large a change is refused here, where its
// author can still be told, since the server could never take it.
Result<void> append_own_to(ClientStore& store, const Change& change);

}  // namespace homeward
