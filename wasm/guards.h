// Guards where they bite: what the policies refuse, said on the screen where it would be
// done, before a journey is wasted. Nothing that was recorded is undone by one: what was
// written in good faith stays, and is marked by the same words.
#pragma once

#include <boost/json/array.hpp>

#include "wasm/judging.h"

namespace homeward {

// Before an interview of this episode: may it be held, and may the time away be finalised?
boost::json::array episode_guards(const Judges& judges, const CaseFile& file,
                                  const Record& episode);

// Of what one record says or is about to say.
boost::json::array record_guards(const Desk& desk, const CaseFile& file, const Record& record);

// Why the policies would not let this interview be authorised now, a supervisor's
// authorising it being the oversight that they ask for; empty where they would.
std::string why_not_finalise(const Desk& desk, const CaseFile& file, const Record& interview);

// Why they would not let this time away be finalised, which submitting its record does
// (LDN-16, LDN-18, LDN-20); empty where they would.
std::string why_not_finalise_episode(const Desk& desk, const CaseFile& file, const Record& episode);

}  // namespace homeward
