// A repeat interview starts from the last one: what was said then is asked about as
// "still true", "changed" or "no longer", and not asked anew where that answers it.
//
// Which answers those are is the form's to say ("ask_again", "told_with"), and where it
// is written what became of each ("last_time"): rows, one for each thing said. A row's id
// is a digest of the earlier interview, what the thing is about and the pin of the exact
// versions that were read, so that
// - M5: two devices that speak of one thing unaware write one row;
// - M7: what is written in the earlier interview later changes nothing that was shown;
// - M1: nothing is copied. The earlier words stay where they were said, by whom and when.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/form/answers.h"
#include "core/form/form.h"
#include "core/record/pin.h"

namespace homeward {

namespace last_time {
// The columns of those rows, and what the first of them says.
constexpr const char* still = "still";
constexpr const char* words = "words";          // what has changed
constexpr const char* about = "about";          // Thing::about
constexpr const char* interview = "interview";  // the earlier one: its id
constexpr const char* versions = "versions";    // Thing::versions
constexpr const char* still_true = "still_true";
constexpr const char* changed = "changed";
constexpr const char* no_longer = "no_longer";

FieldKey cell(const Form& form, std::string_view row, std::string_view column);
}  // namespace last_time

// One thing said in an earlier interview.
struct Thing {
  std::string row;            // the id of the row that says what became of it
  FieldKey about;             // a question's key; of codes and of rows, "/" and which of them
  std::set<FieldKey> fields;  // where the earlier interview says it, with what was told with it
  Pin versions;               // of those fields

  bool operator==(const Thing&) const = default;
};

// What `form` asks about again of what `earlier` says, in the form's order. Of yes and no,
// only a yes; nothing of absences. What `earlier` in its turn found still true or changed
// is carried on.
std::vector<Thing> things_said(const Form& form, const Record& earlier);

// The fields of a new row that speaks of `thing`, before anything is said of it.
std::vector<Version> row_fields(const Form& form, const Thing& thing, const RecordId& earlier);

// The question `Thing::about` names; null where the form has none.
const Question* question_about(const Form& form, std::string_view about);

// Keys of the questions that need no answer of their own: they are of how things are, and
// of each thing said of them last time it is said that it is still true, or what changed,
// or that it is no longer so, and something of it stands.
std::set<FieldKey> answered_as_last_time(const Form& form, const Answers& answers);

}  // namespace homeward
