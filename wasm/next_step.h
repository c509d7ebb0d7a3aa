// What a child's episodes ask of the worker now, from the policies and from where
// each interview stands.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wasm/episode_clock.h"

namespace homeward {

// The most pressing interview clock of a child: one that is still owed, or one that may
// be and cannot be measured before somebody looks at its times. Nothing where none is.
std::optional<InterviewClock> pressing_clock(const Desk& desk, const Clocks& clocks);

// What it is sorted by. What cannot be measured may be due already: as if due now.
Instant pressing_at(const InterviewClock& clock, Instant now);

// The newest answer to an offer was yes, and no interview is begun.
bool waits_to_be_held(const CaseFile& file, const RecordId& episode);

// "Offer a return home interview", "Correct the interview that was returned", "Nothing owed".
std::string next_step(const Desk& desk, const CaseFile& file, const Clocks& clocks);

// What is left to do about an episode's interview itself, and what its times ask, in words.
// `at` is the episode's place in file.episodes.
std::vector<std::string> steps_of(const Desk& desk, const CaseFile& file, const Clocks& clocks,
                                  std::size_t at);

// Records of this child that were returned to this person.
std::vector<const Record*> returned_to(const CaseFile& file, const UserId& user);

// What `user` began of that which is a draft until it is submitted.
std::vector<const Record*> begun_by(const CaseFile& file, const UserId& user);

// Records of this child that wait for a supervisor.
std::vector<const Record*> awaiting_review(const CaseFile& file);

}  // namespace homeward
