// Sorting, by one piece of code for lists of every kind. std::sort and std::stable_sort
// are made anew for each, 2 to 5 kB a time, and the tablet's module is weighed.
//
//   sort_stably(cards, [](const Card& a, const Card& b) { return a.due < b.due; });
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace homeward {

// Does what is at place `a` come before what is at place `b`? Borrows the function it is
// made of, for one call of places_in_order().
class ComesBefore {
 public:
  template <class Function>
  explicit ComesBefore(const Function& function)
      : function_(&function), ask_([](const void* asked, std::uint32_t a, std::uint32_t b) {
          return (*static_cast<const Function*>(asked))(a, b);
        }) {}

  bool operator()(std::uint32_t a, std::uint32_t b) const { return ask_(function_, a, b); }

 private:
  const void* function_;
  bool (*ask_)(const void*, std::uint32_t, std::uint32_t);
};

// 0 to `count` - 1 in order; of equal ones the lesser place first. `before` is a strict weak
// ordering.
std::vector<std::uint32_t> places_in_order(std::size_t count, const ComesBefore& before);

// Equal ones keep their order.
template <class T, class Less>
void sort_stably(std::vector<T>& all, const Less& less) {
  const auto before = [&](std::uint32_t a, std::uint32_t b) { return less(all[a], all[b]); };
  std::vector<std::uint32_t> places = places_in_order(all.size(), ComesBefore(before));
  // Along each ring of those that change places.
  for (std::uint32_t start = 0; start < places.size(); ++start) {
    if (places[start] == start) {
      continue;
    }
    T kept = std::move(all[start]);
    std::uint32_t at = start;
    for (std::uint32_t from = places[at]; from != start; from = places[at]) {
      all[at] = std::move(all[from]);
      places[at] = at;
      at = from;
    }
    all[at] = std::move(kept);
    places[at] = at;
  }
}

template <class T>
void sort_stably(std::vector<T>& all) {
  sort_stably(all, [](const T& a, const T& b) { return a < b; });
}

}  // namespace homeward
