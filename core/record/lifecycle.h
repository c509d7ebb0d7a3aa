// Where an interview stands: derived from its submission and decision records,
// each naming a pin (M7); nothing stores a state.
//
//   draft -> submitted -> (returned -> submitted)* -> authorised
//
// - A `submission` record: subject, pin, after (the submissions it replaces).
// - An `oversight` record: subject, submission, pin_hash, decision, reason, and
//   rows of comments {key, text}.
// - Whatever was written after the pin is the addendum; it changes no state.
// - Returning and authorising one pin at once is a conflict, shown as one, though two
//   submissions carry the pin.
// - Two submissions of different pins, made unaware, rival: no clock picks between them,
//   and nothing is decided until it is submitted again.
// - Rule ALL-01: nobody authorises an interview they held.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/record/pin.h"

namespace homeward {

enum class Stage { draft, submitted, returned, authorised };

const char* name_of(Stage stage);

struct Comment {
  FieldKey key;  // the answer it is about
  std::string text;
  UserId author;
  Instant at;
};

struct Decision {
  RecordId id;
  bool authorises = false;  // else returns
  std::string reason;
  std::vector<Comment> comments;
  UserId author;
  Instant at;
};

struct Submission {
  RecordId id;
  Pin pin;
  UserId author;
  Instant at;
  std::vector<RecordId> after;
  std::vector<Decision> decisions;  // by instant
};

struct InterviewStanding {
  Stage stage = Stage::draft;
  bool decision_conflict = false;       // returned and authorised at once
  bool rival_submissions = false;       // two devices submitted different versions unaware
  std::vector<Submission> submissions;  // oldest first
  std::optional<std::size_t> current;   // the one its stage is about; none of rivals
  std::vector<FieldKey> addendum;       // written after the current pin
};

// `submissions` and `oversights` may be those of any records; those about
// `interview` are used. Records that do not hold together (no pin, no subject)
// are passed over: they stand for nothing.
InterviewStanding standing_of(const Record& interview, const std::vector<Record>& submissions,
                              const std::vector<Record>& oversights);

// The fields of a submission of `record` as it is shown now.
std::vector<Version> submission_fields(const Record& record, const std::vector<RecordId>& after);

struct CommentText {
  FieldKey key;
  std::string text;
};

// What an authorisation agrees is to happen next, in the form's codes (NSC-3.2o, LDN-16).
struct Outcomes {
  std::vector<std::string> codes;
  std::string consent;  // to referrals; empty where it was not asked
};

// The fields of a decision about `submission`. Row ids for comments come from `random`.
std::vector<Version> decision_fields(const RecordId& subject, const Submission& submission,
                                     bool authorises, const std::string& reason,
                                     const std::vector<CommentText>& comments, Random& random,
                                     const Outcomes& outcomes = {});

// ALL-01: why `user` may not decide on this submission; nothing where they may.
// Whoever submitted it or wrote any version it pins held or wrote the interview.
std::optional<std::string> why_not_decide(const Submission& submission, const Record& interview,
                                          const UserId& user);

}  // namespace homeward
