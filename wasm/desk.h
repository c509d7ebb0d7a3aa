// What every call of the client works with. All of it outlives the calls.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/form/library.h"
#include "sync/piece_client.h"
#include "wasm/caseload.h"
#include "wasm/identity.h"
#include "wasm/pack_shelf.h"

namespace homeward {

// When this tablet last learnt that the council's server was put back to an earlier copy,
// and sent again what that had lost (S5). Nothing where it never was.
Result<void> note_put_back(ClientStore& store, Instant at);
Result<std::optional<Instant>> put_back(const ClientStore& store);

// How far a long download has come.
struct Receiving {
  std::uint64_t done = 0;
  std::uint64_t total = 0;
};

// A draft that could not be numbered: it stays, and its author is told (S2, T1).
struct Stuck {
  RecordHeader record;
  FieldKey field;
  std::string why;

  bool operator==(const Stuck&) const = default;
};

struct Desk {
  ClientStore& store;
  const FormLibrary& forms;
  const Pack& pack;  // the own authority's
  const WorkingCalendar& calendar;
  std::function<Instant()> now;  // the device's clock
  Random& random;
  Identity identity;
  People people;
  PackShelf packs{pack, identity.policy};
  std::optional<Receiving> receiving = std::nullopt;
  std::vector<Stuck> stuck{};  // as of the last numbering of everything quiet
  Caseload caseload{};
  PieceClient files{store};
  std::size_t files_left_out = 0;  // of the rescue made last: they did not fit

  // "S. Example"; "You" is for the page to say.
  std::string name_of_person(const UserId& user) const {
    if (user == identity.user) {
      return identity.name;
    }
    const auto person = people.find(user);
    return person == people.end() ? "A colleague" : person->second;
  }
};

// `not_found`, in words, where no change of it is here.
Result<Record> load_record(const Desk& desk, const RecordId& id);

// The form a record opens with: the one it was begun with. Null where this program
// has none of its type.
const Form* form_of(const Desk& desk, const Record& record);

// The record with what is being typed taken in, as if it were numbered now.
Record with_drafts(const Desk& desk, const Record& record, const std::vector<Draft>& drafts);

}  // namespace homeward
