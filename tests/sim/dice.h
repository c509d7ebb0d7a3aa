// The seed's numbers: cheap to begin and to draw, the same everywhere (splitmix64).
#pragma once

#include <cstdint>

#include "core/base/id.h"

namespace homeward::sim {

class Dice : public Random {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t mixed = (state_ += 0x9E3779B97F4A7C15u);
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
    return mixed ^ (mixed >> 31);
  }
  std::uint64_t draw(std::uint64_t below) { return next() % below; }
  // Most often a few, now and then hundreds: in which storage call a machine stops.
  unsigned calls() { return 1 + static_cast<unsigned>(draw(std::uint64_t{4} << (2 * draw(4)))); }
  bool chance(unsigned in_hundred) { return draw(100) < in_hundred; }
  template <class List>
  const auto& one_of(const List& list) {
    return list[draw(std::size(list))];
  }

  Bytes octets(std::size_t count) override {
    Bytes made(count, '\0');
    for (char& octet : made) {
      octet = static_cast<char>(next() >> 32);
    }
    return made;
  }

 private:
  std::uint64_t state_;
};

}  // namespace homeward::sim
