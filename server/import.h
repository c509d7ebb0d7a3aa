// Children and episodes from the council's case system, as one JSON file:
//
//   {"children": [
//     {"case_id": "T-1001", "team": "north",
//      "answers": {"identity.given_name": "Aspen", "identity.birth_date": "2011-03-02", ...},
//      "episodes": [{"ref": "M-1", "answers": {"absence.category": "missing",
//                                              "absence.began": "2026-03-27T21:15:00Z", ...}}]}]}
//
// Keys and codes are those of the forms `child` and `episode`. The whole file is
// checked first, every mistake named by its path, and nothing is written unless all
// of it is right. Importing twice is the same as once: ids come from `case_id` and
// `ref`, and an answer is written again only where the case system now says something
// else than it said last. A worker's answer is never replaced: the two are a conflict
// (M3), and once it is settled the same old answer does not open it again.
//
// A child who was added on a tablet before the case system told of them is met by their number:
// where a child here has `case_id` for an answer, what is imported is written in that record,
// and in the episode of theirs that has the same police reference, where one was begun on a
// tablet. Where that is not certain, it is a mistake that names the records.
#pragma once

#include <string>
#include <vector>

#include "core/form/library.h"
#include "server/accounts.h"

namespace homeward {

struct ImportedRecord {
  RecordHeader header;
  std::string number;  // `case_id` or `ref`
  std::string place;   // "children[0]", "children[0].episodes[1]"
  std::vector<Version> answers;
};

struct ImportedChild {
  ImportedRecord child;
  std::string team;
  std::vector<ImportedRecord> episodes;
};

// `name` is said in mistakes. Nothing that it tells of may lie after `now`.
Result<std::vector<ImportedChild>> read_import(std::string_view json, std::string_view name,
                                               const FormLibrary& forms, Instant now);
// Names each child whose team is not here.
Result<void> check_teams(const std::vector<ImportedChild>& children, std::string_view name,
                         Accounts& accounts);

// Turns each record to the one that is here already, if any. `bad_input`, with each place and
// the ids of the records here, where two children have a number or two episodes a reference,
// where a number or reference is in conflict, and where two entries are one record.
Result<void> meet_records(std::vector<ImportedChild>& children, std::string_view name,
                          const ServerStore& store);

struct ImportCount {
  std::size_t records = 0;  // new or with something new
  std::size_t unchanged = 0;
  std::size_t moved = 0;  // children, from another team
};

// Inside a transaction, of records that were met. `author` is whose name the changes carry. All
// imports of a data set are the work of its clerk, whatever origin that had at the time. A child
// goes to the team that is told where that is another than theirs; where it is not, who sees
// them stays as it is.
Result<ImportCount> import_children(const std::vector<ImportedChild>& children, ServerStore& store,
                                    Accounts& accounts, const UserId& author, Random& random,
                                    Instant now);

// Of children and episodes that the case system told of first.
RecordId child_id(std::string_view case_id);
RecordId episode_id(const RecordId& child, std::string_view ref);

// Under which origins imports are written.
struct ImportClerk {
  Origin present;              // zero until the next import takes one
  std::vector<Origin> former;  // left with a database that was put back

  bool wrote(const Origin& origin) const;
};
Result<ImportClerk> import_clerk(const ServerStore& store);

// Into a database that was put back: numbers of its clerk's origin may be used beyond what is
// here, so that the next import takes another (S11). `elsewhere` is the clerk of the database
// that was there before.
Result<void> retire_import_clerk(ServerStore& restored, const ImportClerk& elsewhere);

// The children here who have this number, by id: the one it made, and those with that answer.
Result<std::vector<RecordId>> children_numbered(const ServerStore& store, std::string_view case_id);

}  // namespace homeward
