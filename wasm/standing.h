// What may be done with a record that is submitted and authorised, and how its
// stage is told (M7, ALL-01).
#pragma once

#include <optional>
#include <string>

#include "wasm/case_file.h"

namespace homeward {

// Why this person cannot submit it now; nothing where they can.
std::optional<std::string> why_not_submit(const Desk& desk, const CaseFile& file,
                                          const Record& record, const InterviewStanding& standing);

// Why this person cannot return or authorise it now; nothing where they can.
std::optional<std::string> why_not_decide_now(const Desk& desk, const Record& record,
                                              const InterviewStanding& standing);

// ALL-01, asked as the council's server asks it: of the versions that were submitted, so
// that nobody who wrote one is forgotten when it is replaced.
std::optional<std::string> why_own(const Desk& desk, const RecordId& record,
                                   const Submission& submission);

// The record as it was submitted; `refused`, in words, where not all of it is here.
Result<Record> submitted_record(const Desk& desk, const RecordId& record,
                                const Submission& submission);

// Null where it was never submitted, or two submissions rival.
const Submission* current_submission(const InterviewStanding& standing);
// The newest submission that was returned: what its comments and "what changed" are
// about. Null where none was.
const Submission* last_returned(const InterviewStanding& standing);
const Decision* returning_decision(const Submission& submission);

// Submissions that no other replaces: what the next one comes after.
std::vector<RecordId> standing_submissions(const InterviewStanding& standing);

// "draft" ... "authorised"; "plain" of what stands as it is written and was never submitted.
const char* stage_name(const Record& record, const InterviewStanding& standing);

// "Returned by S. Example on Monday 30 March 10:12"; empty of what is plain.
std::string stage_words(const Desk& desk, const Record& record, const InterviewStanding& standing);

// The same of one decision.
std::string decision_words(const Desk& desk, const Decision& decision);

// True where `user` submitted it, or wrote any of what is in view.
bool is_by(const Record& record, const InterviewStanding& standing, const UserId& user);

}  // namespace homeward
