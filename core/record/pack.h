// Many changes in little room, for the wire and for the store: what repeats is said
// once, like stands beside like, and a text that was edited is written as what was
// cut out of an earlier version and what was put in its place.
//
// A pack is a wrapping, as gzip is: digests, chains and pins cover the changes in it,
// whole and in their canonical form (M9). Packed in another way they are the same
// changes. The rules are numbered in docs/merge.md.
#pragma once

#include <optional>
#include <vector>

#include "core/record/change.h"

namespace homeward {

// Changes of which a pack says no more than their names, since both sides have them.
class Bases {
 public:
  virtual ~Bases() = default;
  // The change of this name; nothing where it is not here or, in packing, where the
  // other side may not have it when it unpacks `change`. Of `change`, origin and number
  // are there. What is found stays as long as this.
  virtual const Change* find(const Change& change, const Origin& origin, std::uint64_t number) = 0;
};

// There are none: all that a pack needs is in it.
Bases& no_bases();

// Without `bases` every text is written whole.
Bytes pack(const std::vector<Change>& changes, Bases* bases);
Bytes pack(const std::vector<const Change*>& changes, Bases* bases);

// What changes from outside, unpacked at once, may take in memory, about.
constexpr std::size_t unpacked_octets_max = 48 * 1024 * 1024;

// The changes, in canonical form and not checked further (check()). Nothing where one
// that the pack only names is not here, or is not what was named: the pack must be asked
// for whole. `bad_input` where it is no pack, `too_large` beyond `octets_max`.
using Unpacked = std::optional<std::vector<Change>>;
Result<Unpacked> unpack(BytesView packed, Bases* bases, std::size_t octets_max);

}  // namespace homeward
