#include "core/policy/event_order.h"

#include <algorithm>
#include <tuple>

namespace homeward {

namespace {

bool says_less(const Said& a, const Said& b) {
  return std::tie(a.key, a.words) < std::tie(b.key, b.words);
}

// At one instant a final decline stands before what was accepted, and that before a decline
// after which more is offered.
int rank_of_offer(const Event& event) {
  static const Word accepted = word("accepted");
  static const Word declined = word("declined");
  const auto answer = event.word_under(Key::answer);
  return answer == declined && event.last_word ? 0 : answer == accepted ? 1 : 2;
}

// What is said under the keys of words; of two categories, `missing` is the later one.
bool says_before(const Event& a, const Event& b) {
  const bool graver_first = a.type == EventType::category_changed;
  const auto& one = graver_first ? b.said : a.said;
  const auto& other = graver_first ? a.said : b.said;
  return std::lexicographical_compare(one.begin(), one.end(), other.begin(), other.end(),
                                      says_less);
}

}  // namespace

bool stands_before(const Event& a, const Event& b) {
  if (a.at != b.at)
    return a.at < b.at;
  if (a.type != b.type)
    return a.type < b.type;
  if (a.episode != b.episode)
    return a.episode < b.episode;
  if (a.type == EventType::interview_offered && rank_of_offer(a) != rank_of_offer(b))
    return rank_of_offer(a) < rank_of_offer(b);
  if (says_before(a, b) || says_before(b, a))
    return says_before(a, b);
  return std::tie(a.rule, a.of, a.why, a.until, a.planned_for, a.date) <
         std::tie(b.rule, b.of, b.why, b.until, b.planned_for, b.date);
}

}  // namespace homeward
