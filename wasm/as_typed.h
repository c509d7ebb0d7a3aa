// What was typed and is no answer yet: half a date, the 31st of February, a word where a
// number goes; and a text that is begun to settle two answers, until its author settles on it.
//
// T1, T6: it is kept as a draft, as it was typed, and comes back as it was typed. It never
// becomes a version while its record is here, so that nobody takes it for an answer: it is
// named wherever the record is seen and before the record is submitted. Where the record was
// withdrawn nobody can finish it here: it is numbered and sent like other words, for the
// council to set aside with the reason (S2, S7).
//
//   a date      day, month, year         "31\n2\n2026"
//   an instant  day, month, year, time   "28\n3\n2026\n06:40"
//   a number    its figures              "3"
//
// M4: a text that is begun to settle an answer is a draft beside it, under a field of its own,
// so that typing settles nothing. It outlives the conflict where somebody else settles that.
// Numbered, of a withdrawn record, it is one more answer of its author's.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "wasm/desk.h"

namespace homeward {

// True of dates, instants and numbers: their answers are sent here as they are typed.
bool is_typed_in_parts(const Question& question);

// The answer that `text` is, blank where nothing was typed, or else the text itself.
Value value_as_typed(const Question& question, const std::string& text);

// What is to be done to it, in words; nothing where it is an answer.
std::optional<std::string> why_unfinished(const Question& question, const Value& value);

// The draft's field of what is begun to settle `field`; and which answer a draft is of.
FieldKey settling_field(const FieldKey& field);
bool is_settling(const FieldKey& draft);
FieldKey answer_field(const FieldKey& draft);

// What is to be done to such a text, in words; nothing where it is empty.
std::optional<std::string> why_not_settled_on(const Value& value);

struct Unfinished {
  FieldKey key;         // the answer's
  std::string section;  // its section's id
  std::string label;
  std::string why;
};

// In the form's order.
std::vector<Unfinished> unfinished_in(const Form& form, const std::map<FieldKey, Draft>& drafts);

// True of one that can still be finished on this tablet.
Result<bool> waits_to_be_finished(const Desk& desk, const Draft& draft);

}  // namespace homeward
