// Every version one answer ever had (M6), and what two of them have in common.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "wasm/desk.h"

namespace homeward {

// A version with what its change says of it.
using NamedVersion = Head;

// In an order in which each stands after all it has seen; otherwise by instant.
std::vector<NamedVersion> versions_in(const std::vector<Change>& changes, const FieldKey& field);
Result<std::vector<NamedVersion>> versions_of(const Desk& desk, const RecordId& record,
                                              const FieldKey& field);

// How each of them stands to the others. Names are those of versions of this answer.
struct Kinship {
  std::vector<Name> apart;   // had not seen it when they were written, nor it them
  bool settles = false;      // it had seen several that differ (M4)
  std::optional<Name> kept;  // which of them it lets stand: first written, not settled again
};
std::vector<Kinship> kinship_of(const std::vector<NamedVersion>& versions);

// Null where it is not among them.
const NamedVersion* find_version(const std::vector<NamedVersion>& versions, const Name& name);

// What stood before `heads` were written apart: what all of them grew from and none of the
// others so found has replaced, oldest first. One as a rule; none where nothing had been
// written; several where the heads settle one conflict differently (M4).
std::vector<Head> stood_before(const std::vector<NamedVersion>& versions,
                               const std::vector<Head>& heads);

// Which of their tablets somebody wrote on, who wrote these versions on several: 1, 2 ... in
// the order of the versions. `own`, this tablet's, is not counted and not among them; nor is
// the one tablet of who has one.
std::map<Origin, std::size_t> tablets_of(const std::vector<NamedVersion>& versions,
                                         const Origin& own);

// True where `name` is each of `ancestors`, or grew from it.
bool grew_from_all(const std::vector<NamedVersion>& versions, const Name& name,
                   const std::vector<Name>& ancestors);

// What others wrote of this record, in one word: another wherever more of theirs has
// arrived, and the same whatever was written on this tablet.
std::string others_version(const Record& record, const Origin& own);

}  // namespace homeward
