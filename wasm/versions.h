// Every version one answer ever had (M6), and what two of them have in common.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wasm/desk.h"

namespace homeward {

// A version with what its change says of it.
using NamedVersion = Head;

// In an order in which each stands after all it has seen; otherwise by instant.
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

// True where `name` is each of `ancestors`, or grew from it.
bool grew_from_all(const std::vector<NamedVersion>& versions, const Name& name,
                   const std::vector<Name>& ancestors);

// The newest version that both grew from; null where there is none.
const NamedVersion* common_ancestor(const std::vector<NamedVersion>& versions, const Head& one,
                                    const Head& other);

// What others wrote of this record, in one word: another wherever more of theirs has
// arrived, and the same whatever was written on this tablet.
std::string others_version(const Record& record, const Origin& own);

}  // namespace homeward
