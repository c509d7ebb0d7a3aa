// What a person does: each reads its arguments, and answers once the database has it.
#pragma once

#include "wasm/arguments.h"
#include "wasm/desk.h"

namespace homeward {

using CallResult = Result<boost::json::value>;

// begin.cpp
CallResult begin_record(Desk& desk, Arguments& args);

// typing.cpp: T1
CallResult type_answer(Desk& desk, Arguments& args);
CallResult leave(Desk& desk, Arguments& args);
CallResult tick(Desk& desk, Arguments& args);
CallResult number_all(Desk& desk, Arguments& args);  // before locking

// keepsakes.cpp: the worker's own, kept in the same database
CallResult keep(Desk& desk, Arguments& args);
CallResult kept(Desk& desk, Arguments& args);
CallResult meet_people(Desk& desk, Arguments& args);
CallResult this_tablet(Desk& desk, Arguments& args);
CallResult to_seal(Desk& desk, Arguments& args);
CallResult keep_sealed(Desk& desk, Arguments& args);

// rows.cpp: M5
CallResult add_row(Desk& desk, Arguments& args);
CallResult remove_row(Desk& desk, Arguments& args);

// settle.cpp: M4
CallResult settle(Desk& desk, Arguments& args);
CallResult suggest(Desk& desk, Arguments& args);

// remarks.cpp: T1, of a review
CallResult remark(Desk& desk, Arguments& args);

// submit.cpp, decide.cpp: M7
CallResult submit(Desk& desk, Arguments& args);
CallResult return_interview(Desk& desk, Arguments& args);
CallResult authorise(Desk& desk, Arguments& args);

}  // namespace homeward
