#include "core/base/sorting.h"

#include <algorithm>

namespace homeward {
namespace {

constexpr std::size_t short_run = 8;

// Each run of so many, by insertion.
void sort_runs(std::vector<std::uint32_t>& places, const ComesBefore& before) {
  for (std::size_t from = 0; from < places.size(); from += short_run) {
    const std::size_t end = std::min(from + short_run, places.size());
    for (std::size_t at = from + 1; at < end; ++at) {
      const std::uint32_t one = places[at];
      std::size_t to = at;
      for (; to > from && before(one, places[to - 1]); --to) {
        places[to] = places[to - 1];
      }
      places[to] = one;
    }
  }
}

// [from, middle) and [middle, end), each in order, into `merged` at the same places.
void merge(const std::vector<std::uint32_t>& places, std::size_t from, std::size_t middle,
           std::size_t end, std::vector<std::uint32_t>& merged, const ComesBefore& before) {
  std::size_t left = from, right = middle;
  for (std::size_t at = from; at < end; ++at) {
    const bool takes_right = left == middle || (right < end && before(places[right], places[left]));
    merged[at] = takes_right ? places[right++] : places[left++];
  }
}

}  // namespace

std::vector<std::uint32_t> places_in_order(std::size_t count, const ComesBefore& before) {
  std::vector<std::uint32_t> places(count), merged(count > short_run ? count : 0);
  for (std::size_t at = 0; at < count; ++at) {
    places[at] = static_cast<std::uint32_t>(at);
  }
  sort_runs(places, before);
  for (std::size_t run = short_run; run < count; run *= 2) {
    for (std::size_t from = 0; from < count; from += 2 * run) {
      merge(places, from, std::min(from + run, count), std::min(from + 2 * run, count), merged,
            before);
    }
    places.swap(merged);
  }
  return places;
}

}  // namespace homeward
