// A form: what a record of one type asks, as data with a version.
//
//   Form "return_home_interview" 2, for records of type "interview"
//     Section "what_happened"
//       Question "why"             its answers live in field "what_happened.why"
//     Section "staying_safe"
//       Question "safe_people"     a row's presence: "staying_safe.safe_people/<32 hex>"
//         column "name"            its answers: "staying_safe.safe_people/<32 hex>/name"
//
// A section may be bare: its fields are named by the question alone. Records the
// program writes about others (submission, oversight) are so (core/record/lifecycle.h).
//
// A form only ever describes: a field it does not know is kept and shown as an
// "other answer" (M8), and a draft opens with the version it was made with.
// Every default is resolved when the form is read, so each question says all.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/form/condition.h"

namespace homeward {

enum class QuestionKind {
  text_line,     // one line
  narrative,     // several paragraphs
  code,          // one of the options
  codes,         // any of the options
  whole_number,  // from `least` to `most`
  yes_no,
  date,
  instant,
  scale,       // a whole number from `least` to `most`, its ends in words
  reference,   // another record, or a person (an id)
  references,  // several of them, kept as a set of their hexadecimal ids
  pin,         // the versions a decision was about (M7); made by the program
  answer_key,  // names an answer of another record; made by the program
  rows,        // a list whose items have `columns`
};

// One word for each kind, as the JSON has it.
const char* name_of(QuestionKind kind);
std::optional<QuestionKind> question_kind(std::string_view name);

// The words an answer may carry for who said it, and, from the least to the
// most widely shared, how far it may go.
const std::vector<std::string>& who_said_it_words();  // child, parent_or_carer, observed, ...
const std::vector<std::string>& sharing_words();      // case_file, police, parents
const std::vector<std::string>& absence_words();      // not_asked, would_not_say, nothing_to_tell

struct Option {
  std::string code;
  std::string label;
  std::string hint;
  bool withdrawn = false;  // offered no more; here so that who chose it reads its name

  bool operator==(const Option&) const = default;
  template <class Archive>
  void serialize(Archive& archive) {
    archive(code, label, hint, withdrawn);
  }
};

// What must be answered before the record may be submitted.
struct Required {
  enum class When {
    never,
    always,           // without it the record means nothing; asked for from the start
    at_submission,    // where the question is relevant
    unless_declined,  // likewise, but not where the form's outcome says "declined"
    when_condition,   // likewise, where `condition` holds
  };
  When when = When::never;
  Condition condition;

  bool operator==(const Required&) const = default;
};

// Whether an answer is asked about when the child is interviewed again: core/form/last_time.h.
enum class AskAgain {
  no,
  still_true,  // of how things are: what is said of it now answers the question
  this_time,   // people and places of one time away: the question is asked of this time too
};

struct Question {
  std::string id;   // within its section, or within its rows
  std::string key;  // "section.id", or "id" in a bare section; of a column: the rows' key, "/", id
  QuestionKind kind = QuestionKind::text_line;
  std::string label;
  std::string hint;

  std::vector<Option> options;              // code, codes
  std::string refers_to;                    // reference: a person chooses from records of this type
  std::string options_from;                 // a deployment's list these were taken from, or empty
  std::optional<std::int64_t> least, most;  // whole_number, scale
  std::string least_label, most_label;      // scale
  std::size_t length_max = 0;               // text_line, narrative: in characters

  std::vector<std::string> who_said_it;  // who may have; never empty
  std::string who_said_it_first;         // chosen until the worker says otherwise
  std::string sharing;                   // how far it goes until the worker says otherwise
  bool childs_own_words = false;         // never merged by machine (M4)

  Condition relevant;  // its section's condition included
  Required required;
  std::vector<std::string> absences;  // answers in place of a value; "not_asked" needs a why

  AskAgain ask_again = AskAgain::no;
  std::string told_with;  // key of the question these words belong to, and are brought in with

  std::vector<Question> columns;  // rows
  std::size_t rows_min = 0, rows_max = 0;
  std::string row_noun;  // "safe person": what "Add another ..." adds

  bool operator==(const Question&) const = default;
  const Option* option(std::string_view code) const;
  // False of what the program alone writes: pins, names of answers, the instrument, and links
  // to other records but those a person chooses.
  bool is_for_people() const;
  bool allows_absence(std::string_view word) const;
};

struct Section {
  std::string id;
  std::string title;
  std::string intro;
  std::string audience;  // who it is asked of: child, parent_or_carer, worker
  bool bare = false;
  std::vector<Question> questions;

  bool operator==(const Section&) const = default;
};

struct Form {
  std::string id;
  std::int64_t version = 0;
  std::string record_type;
  std::string title;
  std::string begin;                 // what its button says: "Make the trigger plan"; may be empty
  std::vector<std::string> summary;  // keys of the answers that tell one from another in a list
  std::string outcome;               // key of the question that may say "declined", or empty
  std::string last_time;             // key of the rows of core/form/last_time.h, or empty
  std::vector<Section> sections;

  bool operator==(const Form&) const = default;
  const Section* section(std::string_view id) const;
  // The question a field belongs to: a plain key, a row's presence field or a
  // cell of a row. Nothing where the form does not know the field.
  const Question* question_of(std::string_view field) const;
};

// Holds the version of the form a record was begun with, so that it opens with it.
constexpr std::string_view form_version_field = "form.version";

// Holds what an exploitation assessment was made with (core/form/instrument.h).
constexpr std::string_view instrument_field = "assessment.instrument";

// No answer is longer than this many characters, whatever a form says.
constexpr std::size_t narrative_length_max = 20'000;
constexpr std::size_t text_line_length_max = 400;

}  // namespace homeward
