// A forgotten passphrase loses nothing (T2): an administrator has the tablet's database
// key opened with the authority's recovery key and sealed again, to the key that the
// tablet made for this one request. Nobody sees it in between.
#pragma once

#include "server/authority.h"
#include "server/database.h"

namespace homeward {

// Inside the writer's transaction. `refused` where `administrator` is none, or it was
// approved already; `bad_input` where the slot was not sealed for this worker.
Result<void> approve_recovery(ServerDatabase& database, const Authority& authority,
                              const RecordId& request, const Account& administrator, Instant now);

}  // namespace homeward
