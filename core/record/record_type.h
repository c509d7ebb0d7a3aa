// The types of record there are: what each belongs to, how many there may be, and
// how each is reviewed (M7). docs/DOMAIN.md says what each is for.
//
// One table, so that beginning, permission, scope and the child's page agree. A type
// that is not here is of a newer program and is kept and passed on (M8).
#pragma once

#include <span>
#include <string_view>

#include "core/record/change.h"

namespace homeward {

struct RecordType {
  enum class Belongs {
    child,    // names no episode
    episode,  // always names one
    either,
  };
  // Who of those with a right to an episode alone sees it. Stored: numbers never change.
  enum class Reach {
    episode,    // whoever has a right to its episode
    common,     // whoever has a right to any episode of the child
    authority,  // nobody: it needs a right to the whole child
  };
  // How a person comes by one.
  enum class Begun {
    never,     // it is the program's own, or comes with a file
    anywhere,  // by a button of its own
    shelf,     // under "Plans, assessments and meetings" of a child or an episode
  };

  // Who looks at what was written (M7).
  enum class Reviewed {
    never,
    if_asked,  // stands as it is written; whoever writes it may submit it for review
    always,    // a draft until it is submitted; then returned or authorised
  };

  std::string_view name;
  Belongs belongs = Belongs::either;
  bool only_one = false;  // of what it belongs to: its id is derived from that, or is that
  Reviewed reviewed = Reviewed::never;
  Reach reach = Reach::episode;
  Begun begun = Begun::never;
};

// In the order in which they are shown.
std::span<const RecordType> record_types();

// Null where this program does not know it.
const RecordType* record_type(std::string_view name);

// True of the types that may be submitted and decided on.
bool is_submitted_type(std::string_view name);

// True of those that are a draft until then.
bool is_draft_until_submitted(std::string_view name);

// The id a new record of this type has: derived where there is only one of it, so that two
// devices which begin it offline write the same record. A new child or episode is another one.
RecordId id_for(const RecordType& type, const RecordId& child, const RecordId& episode,
                Random& random);

// Of a record that says something of `subject`: a submission of it, a decision on it.
// Whoever may not see the subject does not see that either.
RecordHeader header_about(const RecordHeader& subject, std::string_view type, const RecordId& id);

// False where the header cannot be of its type: an episode it may not name, or lacks,
// or another id than the derived one. Of an unknown type nothing is known.
bool is_well_placed(const RecordHeader& record);

}  // namespace homeward
