#include <algorithm>
#include <boost/json/array.hpp>
#include <tuple>

#include "core/base/sorting.h"
#include "wasm/child_words.h"
#include "wasm/clock_json.h"
#include "wasm/next_step.h"
#include "wasm/record_json.h"
#include "wasm/remarks.h"
#include "wasm/unsent.h"
#include "wasm/views.h"
#include "wasm/writing.h"

namespace homeward {
namespace {

// A card and what it is sorted by.
struct Card {
  std::int64_t due_ms = INT64_MAX;  // or the instant of submission
  std::string name;
  boost::json::object json;

  bool operator<(const Card& other) const {
    return std::tie(due_ms, name) < std::tie(other.due_ms, other.name);
  }
};

boost::json::array sorted(std::vector<Card> cards) {
  sort_stably(cards);
  boost::json::array list;
  for (Card& card : cards) {
    list.push_back(std::move(card.json));
  }
  return list;
}

std::size_t unsent_of(const Unsent& unsent, const RecordId& child) {
  const auto found = unsent.by_child.find(child);
  return found == unsent.by_child.end() ? 0 : found->second;
}

boost::json::value clock_now(const std::optional<InterviewClock>& clock, Instant now) {
  return clock ? clock_json(*clock, now) : boost::json::value(nullptr);
}

// A child who is missing now stands before all that is due.
std::int64_t urgency(const HomeLines& lines, Instant now) {
  return lines.away ? INT64_MIN : lines.clock ? pressing_at(*lines.clock, now).ms : INT64_MAX;
}

Card child_card(const Desk& desk, const HomeLines& lines, std::size_t unsent) {
  const Instant now = desk.now();
  Card card{urgency(lines, now), lines.name, lines.json};
  card.json["away"] = lines.away ? away_words(desk, *lines.away) : "";
  card.json["due"] = clock_now(lines.clock, now);
  card.json["unsent"] = unsent;
  return card;
}

// Each with how far this person's comments about it have come.
Result<void> add_reviews(std::vector<Card>& cards, const Desk& desk, const std::string& name,
                         const std::vector<HomeLines::Review>& reviews) {
  for (const HomeLines::Review& review : reviews) {
    HW_TRY(remarks, remarks_about(desk, review.record));
    Card card{review.submitted.ms, name, review.json};
    card.json["comments_begun"] = remarks ? remarks->comments.size() + !remarks->reason.empty() : 0;
    card.json["clock"] = clock_now(review.clock, desk.now());
    cards.push_back(std::move(card));
  }
  return {};
}

}  // namespace

CallResult home_view(Desk& desk, Arguments& args) {
  const bool signed_in = args.yes_no_or("signed_in", true);
  HW_CHECK(args.done());
  HW_TRY(unsent, unsent_work(desk));
  HW_CHECK(desk.caseload.bring_up(desk));
  std::vector<Card> cards, to_review, returned;
  for (const auto& [child, lines] : desk.caseload.lines()) {
    const HomeLines& home = lines.home;
    cards.push_back(child_card(desk, home, unsent_of(unsent, child)));
    HW_CHECK(add_reviews(to_review, desk, home.name, home.to_review));
    HW_CHECK(add_reviews(returned, desk, home.name, home.returned));
  }
  return boost::json::value{{"me", me_json(desk.identity, signed_in)},
                            {"can_add_child", check_may_write(desk, "child").ok()},
                            {"children", sorted(std::move(cards))},
                            {"to_review", sorted(std::move(to_review))},
                            {"returned", sorted(std::move(returned))}};
}

}  // namespace homeward
