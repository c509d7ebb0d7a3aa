#include <algorithm>
#include <boost/json/array.hpp>
#include <set>
#include <tuple>

#include "wasm/child_words.h"
#include "wasm/clock_json.h"
#include "wasm/next_step.h"
#include "wasm/record_json.h"
#include "wasm/remarks.h"
#include "wasm/standing.h"
#include "wasm/unsent.h"
#include "wasm/views.h"
#include "wasm/words.h"

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
  std::stable_sort(cards.begin(), cards.end());
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

Card child_card(const Desk& desk, const CaseFile& file, const Unsent& unsent) {
  const RecordId& id = file.child.header().id;
  const auto clock = pressing_clock(desk, file);
  Card card;
  card.name = child_name(file.child);
  card.due_ms = clock ? pressing_at(*clock, desk.now()).ms : INT64_MAX;
  card.json = {{"id", id.hex()},
               {"name", card.name},
               {"age_words", age_words(desk, file.child)},
               {"placement_words", answer_words(desk, file.child, "where_they_live.placement")},
               {"due", clock ? clock_json(*clock, desk.now()) : boost::json::value(nullptr)},
               {"next_step", next_step(desk, file)},
               {"unsent", unsent_of(unsent, id)},
               {"conflicts", file.conflicts},
               {"returned_to_you", returned_to(file, desk.identity.user).size()}};
  return card;
}

// How many answers differ from those last returned.
std::size_t changed_count(const InterviewStanding& standing) {
  const Submission* returned = last_returned(standing);
  const Submission* current = current_submission(standing);
  if (returned == nullptr || current == nullptr || returned == current) {
    return 0;
  }
  std::set<FieldKey> changed;
  const auto& was = returned->pin.heads;
  const auto& is = current->pin.heads;
  for (const Name& name : is) {
    if (!std::binary_search(was.begin(), was.end(), name)) {
      changed.insert(name.field);
    }
  }
  return changed.size();
}

Result<Card> review_card(const Desk& desk, const CaseFile& file, const Record& record) {
  HW_TRY(remarks, remarks_about(desk, record.header().id));
  const InterviewStanding standing = standing_in(file, record);
  const Submission* current = current_submission(standing);
  const Submission& submission = current == nullptr ? standing.submissions.back() : *current;
  const Record* episode = episode_of(file, record);
  const Form* form = form_of(desk, record);
  Card card;
  card.due_ms = submission.at.ms;
  card.json = {
      {"interview", record.header().id.hex()},
      {"type", record.header().type},
      {"title", form == nullptr ? record.header().type : form->title},
      {"child", record.header().child.hex()},
      {"child_name", child_name(file.child)},
      {"interviewer", desk.name_of_person(submission.author)},
      {"submitted", moment_json(submission.at, desk.now())},
      {"stage_words",
       (form == nullptr ? record.header().type : form->title) + ". " + stage_words(desk, standing)},
      {"changed_since_return", changed_count(standing)},
      {"comments_begun", remarks ? remarks->comments.size() + !remarks->reason.empty() : 0},
      {"conflict",
       standing.decision_conflict || standing.rival_submissions || !record.conflicts().empty()},
      {"mine", why_own(desk, record.header().id, submission).has_value()},
      {"clock", episode == nullptr || record.header().type != "interview"
                    ? boost::json::value(nullptr)
                    : clock_json(clock_of(desk, file, *episode), desk.now())}};
  return card;
}

Result<void> add_cards(std::vector<Card>& cards, const Desk& desk, const CaseFile& file,
                       const std::vector<const Record*>& records) {
  for (const Record* record : records) {
    HW_TRY(card, review_card(desk, file, *record));
    cards.push_back(std::move(card));
  }
  return {};
}

}  // namespace

CallResult home_view(Desk& desk, Arguments& args) {
  const bool signed_in = args.yes_no_or("signed_in", true);
  HW_CHECK(args.done());
  HW_TRY(children, desk.store.records_of_type("child"));
  HW_TRY(unsent, unsent_work(desk));
  std::vector<Card> cards, to_review, returned;
  for (const Record& child : children) {
    HW_TRY(file, load_case_file(desk, child.header().id));
    cards.push_back(child_card(desk, file, unsent));
    if (permitted(desk.identity.actor(), Act::write, "oversight")) {
      HW_CHECK(add_cards(to_review, desk, file, awaiting_review(file)));
    }
    HW_CHECK(add_cards(returned, desk, file, returned_to(file, desk.identity.user)));
  }
  return boost::json::value{{"me", me_json(desk.identity, signed_in)},
                            {"children", sorted(std::move(cards))},
                            {"to_review", sorted(std::move(to_review))},
                            {"returned", sorted(std::move(returned))}};
}

}  // namespace homeward
