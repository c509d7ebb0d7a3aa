// What of a form is asked, answered and still owed, given the answers so far.
//
// Pure: the same on the tablet, on the server and in the tests. Nothing here
// stops a worker from typing; it only tells what is left before submitting.
#pragma once

#include <string>
#include <vector>

#include "core/form/answers.h"
#include "core/form/form.h"

namespace homeward {

// True where `question` is to be asked now. An answer in conflict counts each
// way it might turn out, so that a conflict hides no question. An answer to a
// question that is itself not asked counts for nothing.
bool is_relevant(const Form& form, const Question& question, const Answers& answers);

// True where `question`, if it is asked, must be answered before submitting.
bool is_required(const Form& form, const Question& question, const Answers& answers);

enum class Lack {
  not_answered,
  no_reason,     // "not asked" without saying why
  in_conflict,   // two answers: one is to be settled on
  does_not_fit,  // an answer this question cannot have
  too_few_rows,
};
const char* name_of(Lack lack);

struct Missing {
  std::string key;      // the field to answer
  std::string section;  // its section's id
  std::string label;
  Lack why = Lack::not_answered;

  bool operator==(const Missing&) const = default;
};

// In the form's order; empty where the record may be submitted. What a declined
// interview owes is told by the form's outcome question. What is answered as last time
// (core/form/last_time.h) is not owed.
std::vector<Missing> missing_at_submission(const Form& form, const Answers& answers);

enum class SectionState {
  not_started,
  in_progress,
  done,             // nothing owed is missing
  needs_attention,  // a conflict, or an answer that does not fit
  not_needed,       // none of its questions is asked now
};
const char* name_of(SectionState state);

struct SectionProgress {
  SectionState state = SectionState::not_started;
  std::size_t asked = 0;      // questions relevant now
  std::size_t answered = 0;   // of those
  std::size_t owed = 0;       // required answers still missing
  std::size_t conflicts = 0;  // fields with two answers
};
// `waiting`: things said last time that nothing was said of yet.
SectionProgress section_progress(const Form& form, const Section& section, const Answers& answers,
                                 std::size_t waiting = 0);

// Answers the form has no place for now: shown in a list of their own, never hidden.
struct OtherAnswer {
  enum class Why { not_in_this_form, not_asked_now };
  std::string field;
  Why why = Why::not_in_this_form;

  bool operator==(const OtherAnswer&) const = default;
};
std::vector<OtherAnswer> other_answers(const Form& form, const Answers& answers);

}  // namespace homeward
