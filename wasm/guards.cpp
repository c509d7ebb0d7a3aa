#include "wasm/guards.h"

#include <algorithm>

#include "wasm/duty_json.h"

namespace homeward {
namespace {

constexpr std::string_view not_held = "The interview may not be held yet";
constexpr std::string_view not_authorised = "The interview cannot be authorised yet";
constexpr std::string_view not_finalised = "This time away cannot be finalised yet";

Ask ask_about(Action action, const RecordId& episode) {
  Ask ask;
  ask.action = action;
  ask.episode = episode.is_zero() ? "" : episode.hex();
  return ask;
}

// As it would be with a supervisor's oversight, which authorising is.
Facts with_oversight(Facts facts, const RecordId& episode, Instant now) {
  Event oversight;
  oversight.at = now;
  oversight.type = EventType::oversight;
  oversight.episode = episode.hex();
  facts.events.push_back(std::move(oversight));
  return facts;
}

bool says(const std::vector<std::string>& codes, std::string_view code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

// What an interviewer has not declared that they are not.
std::vector<std::string_view> not_ruled_out(const Record& interview) {
  const Value* value = interview.value("before_we_start.independence");
  const auto declared = value == nullptr ? std::nullopt : value->as_codes();
  std::vector<std::string_view> left;
  if (!declared || declared->empty()) {
    return left;  // not asked yet
  }
  for (const auto& [code, who] :
       {std::pair("not_family", "family"), std::pair("not_placement", "placement"),
        std::pair("not_own_social_worker", "own_social_worker")}) {
    if (!says(*declared, code)) {
      left.push_back(who);
    }
  }
  return left;
}

bool is_childs_wish(const Record& interview) {
  const std::string wish = code_in(interview, "before_we_start.childs_wish");
  return wish == "own_social_worker" || wish == "someone_they_know";
}

void add_independence(boost::json::array& guards, const Judged& judged, const Record& interview) {
  for (const std::string_view who : not_ruled_out(interview)) {
    Ask ask = ask_about(Action::appoint_interviewer, interview.header().episode);
    ask.interviewer = word(who);
    ask.child_prefers = is_childs_wish(interview);
    const std::size_t before = guards.size();
    add_guard(guards, judged, ask, "This person may not hold the interview",
              "before_we_start.independence");
    if (guards.size() > before) {
      return;  // one is enough
    }
  }
}

// Whether the latest wish on record is for somebody the child knows.
bool wished_for_own_worker(const Facts& facts, std::string_view episode) {
  static const Word own_worker = word("own_worker");
  const Event* latest = nullptr;
  for (const Event& one : facts.events) {
    if (one.type == EventType::interviewer_chosen && one.episode == episode &&
        (latest == nullptr || one.at >= latest->at)) {
      latest = &one;
    }
  }
  return latest != nullptr && latest->word_under(Key::wants) == own_worker;
}

// Said before anybody sets out: whom the policy does not let hold it, the first of them.
void add_who_may_not(boost::json::array& guards, const Judged& judged, const RecordId& episode) {
  const std::size_t before = guards.size();
  for (const char* who : {"own_social_worker", "placement", "family"}) {
    Ask ask = ask_about(Action::appoint_interviewer, episode);
    ask.interviewer = word(who);
    ask.child_prefers = wished_for_own_worker(judged.facts, ask.episode);
    add_guard(guards, judged, ask, "Not everybody may hold the interview", nullptr);
    if (guards.size() > before) {
      return;
    }
  }
}

// What the policy leaves out, as by the police: said beside the role.
void add_no_interview_by(boost::json::array& guards, const Judged& judged, const Record& record,
                         const FieldKey& field, const FieldKey& when, std::string_view what) {
  const std::string role = code_in(record, field);
  if (!contains(roles(), role)) {
    return;
  }
  const Instant at = instant_in(record, when).value_or(judged.line.now());
  const int episode = judged.line.episode_called(record.header().episode.hex());
  if (const NoInterview* why =
          judged.line.why_no_interview(word(role), {at, episode, nowhere, at, nullptr})) {
    add_no_interview(guards, judged, *why, what, boost::json::value(field));
  }
}

// Of two in conflict, each.
void add_category(boost::json::array& guards, const Judged& judged, const Record& episode,
                  const FieldKey& field) {
  for (const Head& head : episode.heads(field)) {
    const std::string category = head.version.value.as_code().value_or("");
    if (!contains(categories(), category)) {
      continue;
    }
    Ask ask = ask_about(Action::set_category, episode.header().id);
    ask.category = word(category);
    add_guard(guards, judged, ask, "This category may not be used for this child",
              boost::json::value(field));
  }
}

void add_categories(boost::json::array& guards, const Judged& judged, const Record& episode) {
  add_category(guards, judged, episode, "absence.category");
  const std::string list = "absence.category_changes";
  for (const Row& row : episode.rows(list)) {
    add_category(guards, judged, episode, row_key(list, row.id, "to"));
  }
}

void add_media(boost::json::array& guards, const Judged& judged, const Record& record,
               const FieldKey& field) {
  if (code_in(record, field) == "media") {
    add_guard(guards, judged, ask_about(Action::publish_media, record.header().episode),
              "The media may not be used yet", boost::json::value(field));
  }
}

void add_finalising(boost::json::array& guards, const Desk& desk, const Judged& judged,
                    const RecordId& episode) {
  const Judged overseen(judged.line.pack(), desk.calendar,
                        with_oversight(judged.facts, episode, judged.line.now()),
                        judged.line.now());
  add_guard(guards, overseen, ask_about(Action::finalise_interview, episode), not_authorised,
            nullptr);
}

void add_for(boost::json::array& guards, const Desk& desk, const CaseFile& file,
             const Judged& judged, const Record& record) {
  const std::string& type = record.header().type;
  if (type == "interview") {
    const Stage stage = standing_in(file, record).stage;
    if (stage == Stage::draft) {
      add_guard(guards, judged, ask_about(Action::hold_interview, record.header().episode),
                not_held, nullptr);
    }
    add_independence(guards, judged, record);
    add_no_interview_by(guards, judged, record, "before_we_start.by_role",
                        "before_we_start.started", "This is not a return home interview");
    if (stage == Stage::submitted) {
      add_finalising(guards, desk, judged, record.header().episode);
    }
  }
  if (type == "offer") {
    add_no_interview_by(guards, judged, record, "offer.by_role", "offer.offered",
                        "This is not an offer of a return home interview");
  }
  if (type == "episode") {
    add_categories(guards, judged, record);
  }
  if (type == "consent") {
    add_media(guards, judged, record, "consent.what_for");
  }
  if (type == "step") {
    add_media(guards, judged, record, "step.approved");
  }
}

// "This time away cannot be finalised yet (LDN-20). Not everything is recorded: …"
std::string first_words(const boost::json::array& guards) {
  if (guards.empty()) {
    return "";
  }
  const boost::json::object& first = guards.front().as_object();
  return std::string(first.at("what").as_string()) + " (" +
         std::string(first.at("rule").as_string()) + "). " +
         std::string(first.at("because").as_string());
}

}  // namespace

boost::json::array episode_guards(const Judges& judges, const CaseFile& file,
                                  const Record& episode) {
  boost::json::array guards;
  const RecordId& id = episode.header().id;
  const bool is_back = instant_in(episode, "came_back.returned").has_value();
  for (const auto& judged : judges) {
    add_categories(guards, *judged, episode);
    if (is_back && interview_of(file, id) == nullptr) {
      add_guard(guards, *judged, ask_about(Action::hold_interview, id), not_held, nullptr);
      add_who_may_not(guards, *judged, id);
    }
    if (is_back) {
      add_guard(guards, *judged, ask_about(Action::finalise_episode, id), not_finalised, nullptr);
    }
  }
  return guards;
}

boost::json::array record_guards(const Desk& desk, const CaseFile& file, const Record& record) {
  boost::json::array guards;
  for (const auto& judged : judges_of(desk, facts_of(desk, file))) {
    add_for(guards, desk, file, *judged, record);
  }
  return guards;
}

std::string why_not_finalise(const Desk& desk, const CaseFile& file, const Record& interview) {
  boost::json::array guards;
  for (const auto& judged : judges_of(desk, facts_of(desk, file))) {
    add_finalising(guards, desk, *judged, interview.header().episode);
  }
  return first_words(guards);
}

std::string why_not_finalise_episode(const Desk& desk, const CaseFile& file,
                                     const Record& episode) {
  boost::json::array guards;
  for (const auto& judged : judges_of(desk, facts_of(desk, file))) {
    add_guard(guards, *judged, ask_about(Action::finalise_episode, episode.header().id),
              not_finalised, nullptr);
  }
  return first_words(guards);
}

}  // namespace homeward
