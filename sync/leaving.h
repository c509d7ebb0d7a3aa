// Own work that a purge took and that the council has, until it reports it inside a verified
// backup (S4, S7; docs/decisions/0020): the change as it was, then sealed to the council, so
// that nobody reads it on this tablet. Where the council is put back to before it came, it is
// pushed in the place of the digest that the purge left (P44).
//
// Kept in the store's meta, so that it is in the transaction of the purge. All but `next_to_seal`
// and `left_of` write, inside a transaction.
#pragma once

#include <limits>
#include <optional>
#include <vector>

#include "sync/store.h"

namespace homeward {

struct Left {
  bool is_sealed = false;
  Bytes octets;  // the change in its canonical form, or the seal of it

  bool operator==(const Left&) const = default;
};

// Each is kept once: what is sealed already stays as it is.
Result<void> keep_leaving(ClientStore& store, const std::vector<Change>& changes);
// Nothing where no change of that number is kept.
Result<std::optional<Left>> left_of(const ClientStore& store, std::uint64_t number);

// Of one change, by its number.
struct Leaving {
  std::uint64_t number = 0;
  Bytes octets;
};
// The first that are not sealed yet, ascending: a few at once, and none where all are.
Result<std::vector<Leaving>> next_to_seal(const ClientStore& store);
// Their seals; of a change that has gone meanwhile nothing is kept.
Result<void> keep_sealed(ClientStore& store, const std::vector<Leaving>& seals);

// How many are kept, of those after one number and up to another.
Result<std::size_t> count_leaving(const ClientStore& store, std::uint64_t after = 0,
                                  std::uint64_t up_to = std::numeric_limits<std::uint64_t>::max());

// Those up to `number` are in a verified backup.
Result<void> forget_leaving(ClientStore& store, std::uint64_t number);

}  // namespace homeward
