// What the page reads: each view is one value of api.ts, already judged and in words.
#pragma once

#include "wasm/acts.h"

namespace homeward {

CallResult home_view(Desk& desk, Arguments& args);
CallResult work_view(Desk& desk, Arguments& args);
CallResult alike_view(Desk& desk, Arguments& args);
CallResult child_view(Desk& desk, Arguments& args);
CallResult record_view(Desk& desk, Arguments& args);
CallResult review_view(Desk& desk, Arguments& args);
CallResult history_view(Desk& desk, Arguments& args);
CallResult sync_state_view(Desk& desk, Arguments& args);
CallResult set_aside_view(Desk& desk, Arguments& args);
CallResult helplines_view(Desk& desk, Arguments& args);

}  // namespace homeward
