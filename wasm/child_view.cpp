#include <algorithm>
#include <boost/json/array.hpp>

#include "core/base/sorting.h"
#include "core/record/fields.h"
#include "wasm/attachments.h"
#include "wasm/child_words.h"
#include "wasm/clock_json.h"
#include "wasm/duty_json.h"
#include "wasm/guards.h"
#include "wasm/next_step.h"
#include "wasm/record_json.h"
#include "wasm/shelves.h"
#include "wasm/standing.h"
#include "wasm/times_away.h"
#include "wasm/views.h"
#include "wasm/words.h"
#include "wasm/writing.h"

namespace homeward {
namespace {

std::string author_of(const Desk& desk, const Record& record) {
  const Head* head = first_head(record);
  return head == nullptr ? "" : desk.name_of_person(head->author);
}

// "Added by S. Example on Monday 30 March, 10:12": on a tablet, or by an import.
std::string added_words(const Desk& desk, const Record& child) {
  const Head* head = first_head(child);
  return head == nullptr
             ? ""
             : "Added by " + author_of(desk, child) + " on " + when_words(head->at, desk.now());
}

// When it says it was, else when it was first written.
Instant when_of(const Record& record, const FieldKey& field) {
  const Head* head = first_head(record);
  return instant_in(record, field).value_or(head == nullptr ? Instant{} : head->at);
}

boost::json::array facts_json(const Desk& desk, const Record& child) {
  boost::json::array facts;
  const Form* form = form_of(desk, child);
  if (form == nullptr) {
    return facts;
  }
  for (const Section& section : form->sections) {
    for (const Question& question : section.questions) {
      const std::string words = answer_words(desk, child, question.key);
      if (!words.empty() && question.kind != QuestionKind::reference) {
        facts.push_back({{"label", question.label}, {"words", words}});
      }
    }
  }
  return facts;
}

boost::json::array offers_json(const Desk& desk, const CaseFile& file, const RecordId& episode) {
  std::vector<const Record*> offers = offers_of(file, episode);
  sort_stably(offers, [](const Record* a, const Record* b) {
    return when_of(*a, "offer.offered") < when_of(*b, "offer.offered");
  });
  boost::json::array list;
  for (const Record* offer : offers) {
    const std::string answer = answer_words(desk, *offer, "answer.answer");
    const std::string by = text_in(*offer, "offer.by_whom");
    list.push_back({{"id", offer->header().id.hex()},
                    {"at", moment_json(when_of(*offer, "offer.offered"), desk.now())},
                    {"words", answer.empty() ? "Answer not recorded yet" : answer},
                    {"stage_words", stage_words(desk, *offer, standing_in(file, *offer))},
                    {"by", by.empty() ? author_of(desk, *offer) : by}});
  }
  return list;
}

boost::json::value interview_json(const Desk& desk, const CaseFile& file, const RecordId& episode) {
  const Record* interview = interview_of(file, episode);
  if (interview == nullptr) {
    return nullptr;
  }
  const InterviewStanding standing = standing_in(file, *interview);
  return {{"id", interview->header().id.hex()},
          {"stage_words", stage_words(desk, *interview, standing)},
          {"stage", stage_name(*interview, standing)},
          {"can_decide", !why_not_decide_now(desk, *interview, standing)},
          {"declined", is_declined(desk, *interview)}};
}

boost::json::array steps_json(const Desk& desk, const CaseFile& file, const Clocks& clocks,
                              std::size_t at) {
  boost::json::array list;
  for (const std::string& words : steps_of(desk, file, clocks, at)) {
    list.emplace_back(words);
  }
  return list;
}

// What the policies say of this child, asked once for all of the page.
struct Policies {
  Judges judges;
  std::vector<Told> told;
  Clocks clocks;
};

Policies policies_of(const Desk& desk, const CaseFile& file) {
  Policies policies{judges_of(desk, facts_of(desk, file)), {}, {}};
  policies.told = all_told(desk, file, policies.judges);
  policies.clocks = clocks_of(own_of(policies.told));
  return policies;
}

boost::json::array duties_of(const Policies& policies, const RecordId& episode) {
  DutyList list = duties_json(policies.told, episode);
  for (boost::json::value& ended : list.ended) {
    list.owed.push_back(std::move(ended));
  }
  return std::move(list.owed);
}

// Both, where two stand.
boost::json::value time_json(const Desk& desk, const Record& record, const FieldKey& field) {
  boost::json::value json = moment_json(instant_in(record, field), desk.now());
  if (record.in_conflict(field)) {
    json.as_object()["words"] = answer_words(desk, record, field) + " (to be settled)";
  }
  return json;
}

Result<boost::json::object> episode_json(const HeadContext& context, const CaseFile& file,
                                         const Policies& policies, std::size_t index) {
  const Desk& desk = context.desk;
  const Record& episode = file.episodes[index];
  const RecordId& id = episode.header().id;
  const Instant now = desk.now();
  HW_TRY(attachments, attachments_json(context, file, id));
  return boost::json::object{
      {"id", id.hex()},
      {"number", index + 1},
      {"missing_from", time_json(desk, episode, "absence.began")},
      {"away", away_words(desk, episode)},
      {"returned", time_json(desk, episode, "came_back.returned")},
      {"category_words",
       latest_words(desk, episode, "absence.category", "absence.category_changes")},
      {"risk_words", latest_words(desk, episode, "absence.risk_rating", "absence.risk_changes")},
      {"summary", answer_words(desk, episode, "absence.circumstances")},
      {"clock", clock_json(policies.clocks[index], now)},
      {"offers", offers_json(desk, file, id)},
      {"interview", interview_json(desk, file, id)},
      {"duties", duties_of(policies, id)},
      {"upcoming", upcoming_json(policies.told, id)},
      {"guards", episode_guards(policies.judges, file, episode)},
      {"routes", routes_json(file, policies.judges, id)},
      {"steps", steps_json(desk, file, policies.clocks, index)},
      {"stage_words", stage_words(desk, episode, standing_in(file, episode))},
      {"shelves", shelves_json(desk, file, id)},
      {"attachments", std::move(attachments)},
      {"can_attach", may_attach(desk, id)}};
}

Result<boost::json::array> episodes_json(const HeadContext& context, const CaseFile& file,
                                         const Policies& policies) {
  boost::json::array list;
  for (std::size_t index = file.episodes.size(); index-- > 0;) {
    HW_TRY(episode, episode_json(context, file, policies, index));
    list.push_back(std::move(episode));
  }
  return list;
}

boost::json::value safety_plan_json(const Desk& desk, const CaseFile& file) {
  if (file.safety_plans.empty()) {
    return nullptr;
  }
  const Record& plan = file.safety_plans.front();
  const std::string review = answer_words(desk, plan, "our_agreement.review_due");
  const std::string due = review.empty() ? "" : ". Review due " + review;
  return {{"id", plan.header().id.hex()},
          {"words", stage_words(desk, plan, standing_in(file, plan)) + due}};
}

boost::json::array notes_json(const Desk& desk, const CaseFile& file) {
  std::vector<const Record*> notes;
  for (const Record& note : file.notes) {
    notes.push_back(&note);
  }
  sort_stably(notes, [](const Record* a, const Record* b) {
    return when_of(*b, "note.at") < when_of(*a, "note.at");
  });
  boost::json::array list;
  for (const Record* note : notes) {
    list.push_back({{"id", note->header().id.hex()},
                    {"at", moment_json(when_of(*note, "note.at"), desk.now())},
                    {"author", author_of(desk, *note)},
                    {"stage_words", stage_words(desk, *note, standing_in(file, *note))},
                    {"text", answer_words(desk, *note, "note.text")}});
  }
  return list;
}

}  // namespace

CallResult child_view(Desk& desk, Arguments& args) {
  const RecordId id = args.record_id("child");
  HW_CHECK(args.done());
  HW_TRY(file, load_case_file(desk, id));
  const Policies policies = policies_of(desk, file);
  HW_TRY(context, head_context(desk));
  HW_TRY(episodes, episodes_json(context, file, policies));
  HW_TRY(attachments, attachments_json(context, file, RecordId{}));
  return boost::json::value{
      {"id", id.hex()},
      {"name", child_name(file.child)},
      {"called", child_called(file.child)},
      {"age_words", age_words(desk, file.child)},
      {"away", file.episodes.empty() ? "" : away_words(desk, file.episodes.back())},
      {"stage_words", stage_words(desk, file.child, standing_in(file, file.child))},
      {"added", added_words(desk, file.child)},
      {"facts", facts_json(desk, file.child)},
      {"duties", duties_of(policies, RecordId{})},
      {"upcoming", upcoming_json(policies.told, RecordId{})},
      {"questions", questions_json(file, policies.judges)},
      {"timeline", times_away_json(file, *policies.judges.front())},
      {"episodes", std::move(episodes)},
      {"can_add_episode", check_may_write(desk, "episode").ok()},
      {"safety_plan", safety_plan_json(desk, file)},
      {"notes", notes_json(desk, file)},
      {"shelves", shelves_json(desk, file, RecordId{})},
      {"attachments", std::move(attachments)},
      {"can_attach", may_attach(desk, RecordId{})}};
}

}  // namespace homeward
