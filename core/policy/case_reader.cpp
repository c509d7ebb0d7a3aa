#include "core/policy/case_reader.h"

#include <algorithm>

namespace homeward {
namespace {

using Type = EventType;

// What an interview must hold before it is submitted: its form asks for all of it, each
// answered or with why it was not asked, and is not submitted without.
constexpr const char* content_rules[] = {"NEW-16.2", "NEW-16.6"};

}  // namespace

std::vector<Event> CaseReader::read() {
  for (const Record* record : records_) {
    read(*record);
  }
  return facts_.done();
}

void CaseReader::read(const Record& record) {
  using Read = void (CaseReader::*)(const Record&);
  static const std::pair<std::string_view, Read> readers[] = {
      {"action_plan", &CaseReader::action_plan},
      {"consent", &CaseReader::consent},
      {"episode", &CaseReader::episode},
      {"exploitation_assessment", &CaseReader::assessment},
      {"grab_pack", &CaseReader::living_plan},
      {"interview", &CaseReader::interview},
      {"meeting", &CaseReader::meeting},
      {"notification", &CaseReader::notification},
      {"offer", &CaseReader::offer},
      {"oversight", &CaseReader::oversight},
      {"referral", &CaseReader::referral},
      {"risk_matrix", &CaseReader::matrix},
      {"share", &CaseReader::share},
      {"step", &CaseReader::step},
      {"submission", &CaseReader::submission},
      {"trigger_plan", &CaseReader::living_plan},
      {"waiver", &CaseReader::waiver}};
  for (const auto& [type, reader] : readers) {
    if (type == record.header().type) {
      (this->*reader)(record);
    }
  }
}

void CaseReader::document(std::optional<Instant> at, const RecordId& episode,
                          std::string_view kind) {
  if (Event* event = facts_.add(Type::document, at, episode)) {
    facts_.say(*event, Key::kind, kind);
  }
}

// ---- the episode

void CaseReader::episode(const Record& record) {
  const Answered absence(record, "absence.");
  const auto began = absence.earliest("began");
  if (Event* event = facts_.add(Type::missing, began, record.header().id)) {
    facts_.say(*event, Key::category,
               absence.gravest("category", {"absent", "away_without_authorisation", "missing"}));
    facts_.say(*event, Key::risk,
               absence.gravest("risk_rating", {"none", "low", "medium", "high"}));
    facts_.say(*event, Key::rag, absence.gravest("rag", {"green", "amber", "red"}));
    facts_.say_whether(*event, Key::with_others, absence.yes("with_others"));
    facts_.say_whether(*event, Key::harm, absence.yes("harm"));
    if (const auto out_of_hours = absence.yes_or_no("out_of_hours")) {
      facts_.say_whether(*event, Key::out_of_hours, *out_of_hours);
    }
  }
  while_away(absence);
  came_back(Answered(record, "came_back."));
  notices(record);
  requests(record);
  duplicates(record);
}

void CaseReader::changes(const Answered& absence, std::string_view list, Type type, Key key) {
  for (const Answered& row : absence.rows(list)) {
    if (Event* event = facts_.add(type, row.earliest("at"), absence.record().header().id)) {
      facts_.say(*event, key, row.code("to"));
    }
  }
}

void CaseReader::while_away(const Answered& absence) {
  changes(absence, "category_changes", Type::category_changed, Key::category);
  changes(absence, "risk_changes", Type::risk_changed, Key::risk);
  changes(absence, "rag_changes", Type::rag_changed, Key::rag);
  for (const Answered& row : absence.rows("contacts")) {
    if (Event* event = facts_.add(Type::contact, row.instant("at"), absence.record().header().id)) {
      facts_.say_whether(*event, Key::spoken, row.yes("spoken"));
      facts_.say_whether(*event, Key::seen, row.yes("seen"));
    }
  }
}

void CaseReader::came_back(const Answered& back) {
  const RecordId& id = back.record().header().id;
  if (Event* event = facts_.add(Type::returned, back.earliest("returned"), id)) {
    facts_.say(*event, Key::category_found, back.code("category_found"));
  }
  for (const char* kind : {"safe_and_well", "prevention"}) {
    if (!back.yes(kind)) {
      continue;
    }
    const auto when = back.instant(std::string(kind) + "_at");
    if (Event* event = facts_.add(Type::police_check, when ? when : back.written(kind), id)) {
      facts_.say(*event, Key::kind, kind);
    }
  }
}

void CaseReader::notices(const Record& record) {
  const Answered notifications(record, "notifications.");
  for (const Answered& row : notifications.rows("received")) {
    if (Event* event = facts_.add(Type::notification, row.earliest("at"), record.header().id)) {
      facts_.say_whether(*event, Key::harm, row.yes("harm"));
    }
  }
  for (const Answered& row : notifications.rows("sent")) {
    if (Event* event = facts_.add(Type::notified, row.instant("at"), record.header().id)) {
      facts_.say(*event, Key::to, row.code("role"));
    }
  }
}

void CaseReader::requests(const Record& record) {
  for (const Answered& row : Answered(record, "requests.").rows("requests")) {
    const RecordId& id = record.header().id;
    if (Event* event = facts_.add(Type::interview_requested, row.earliest("at"), id)) {
      event->planned_for = row.instant("planned_for");
    }
    facts_.add(Type::interview_response, row.instant("answered"), id);
  }
}

// The record names the episodes that are duplicates of it.
void CaseReader::duplicates(const Record& record) {
  for (const Answered& row : Answered(record, "links.").rows("duplicates")) {
    const auto other = row.id("episode");
    const auto parsed = other ? RecordId::parse(*other) : Result<RecordId>(RecordId{});
    if (!other || !parsed.ok()) {
      continue;
    }
    if (Event* event = facts_.add(Type::duplicate, row.written("episode"), parsed.value())) {
      event->of = record.header().id.hex();
    }
  }
}

// ---- the interview, from its offer to a supervisor's decision

void CaseReader::offer(const Record& record) {
  const Answered offer(record, "offer.");
  const Answered answer(record, "answer.");
  const auto offered = offer.instant("offered");
  if (Event* event = facts_.add(Type::interview_offered, offered, record.header().episode)) {
    facts_.say(*event, Key::answer, answer.code("answer"));
    facts_.say(*event, Key::by, offer.code("by_role"));
    if (const auto out_of_hours = offer.yes_or_no("out_of_hours")) {
      facts_.say_whether(*event, Key::out_of_hours, *out_of_hours);
    }
    event->last_word = answer.yes_or_no("final").value_or(true);
  }
  const auto wished = answer.instant("wants_at");
  if (Event* event = facts_.add(Type::interviewer_chosen, wished ? wished : offered,
                                record.header().episode)) {
    facts_.say(*event, Key::wants, answer.code("wants"));
  }
}

void CaseReader::consent(const Record& record) {
  const Answered consent(record, "consent.");
  const std::string decision = consent.code("decision");
  const std::string capacity = consent.code("capacity");
  const bool decided = decision == "given" || decision == "refused";
  // Of sharing no rule asks.
  if (!decided || !contains(keys_of(Type::consent)[2].vocabulary, consent.code("what_for"))) {
    return;
  }
  if (Event* event = facts_.add(Type::consent, consent.instant("when"), record.header().episode)) {
    facts_.say(*event, Key::from, capacity == "child_under_16" ? "child" : capacity);
    facts_.say_whether(*event, Key::given, decision == "given");
    facts_.say(*event, Key::for_what, consent.code("what_for"));
    event->why = consent.text("reason");
  }
}

void CaseReader::interview(const Record& record) {
  const RecordId& episode = record.header().episode;
  const Answered before(record, "before_we_start.");
  if (before.code("outcome") != "declined") {
    if (Event* event = facts_.add(Type::interview_held, before.instant("started"), episode)) {
      facts_.say(*event, Key::mode, before.code("mode"));
      facts_.say(*event, Key::by, before.code("by_role"));
    }
  }
  if (before.yes("sharing_explained")) {
    facts_.add(Type::sharing_explained, before.written("sharing_explained"), episode);
  }
  const Answered staying_safe(record, "staying_safe.");
  if (!staying_safe.codes("helplines_given").empty()) {
    facts_.add(Type::helplines_given, staying_safe.written("helplines_given"), episode);
  }
  if (Answered(record, "read_back.").yes("read_to_child")) {
    facts_.add(Type::read_back, Answered(record, "read_back.").written("read_to_child"), episode);
  }
  const Answered view(record, "interviewers_view.");
  if (view.yes("safeguarding_concern")) {
    facts_.add(Type::disclosure, view.written("safeguarding_concern"), episode);
  }
  parents(record);
}

void CaseReader::parents(const Record& record) {
  const Answered parents(record, "parents_or_carers.");
  if (parents.yes("spoken_with")) {
    const auto when = parents.instant("when");
    facts_.add(Type::parents_spoken, when ? when : parents.written("spoken_with"),
               record.header().episode);
  }
}

const Record* CaseReader::subject_of(const Record& record) const {
  const auto id = Answered(record, "").id("subject");
  const auto found = std::find_if(records_.begin(), records_.end(), [&](const Record* one) {
    return id && one->header().id.hex() == *id;
  });
  return found == records_.end() ? nullptr : *found;
}

void CaseReader::submission(const Record& record) {
  const Record* subject = subject_of(record);
  if (subject == nullptr) {
    return;
  }
  if (subject->header().type == "safety_plan") {
    return document(first_written(record), subject->header().episode, "safety_plan");
  }
  if (subject->header().type != "interview") {
    return;
  }
  if (Event* event =
          facts_.add(Type::interview_submitted, first_written(record), subject->header().episode)) {
    facts_.say(*event, Key::mode, Answered(*subject, "before_we_start.").code("mode"));
  }
  for (const char* rule : content_rules) {
    if (Event* event = facts_.add(Type::done, first_written(record), subject->header().episode)) {
      event->rule = rule;
    }
  }
}

// A return is a manager's oversight as much as an authorisation is.
void CaseReader::oversight(const Record& record) {
  const Record* subject = subject_of(record);
  const std::string decision = Answered(record, "").code("decision");
  if (subject == nullptr || decision.empty()) {
    return;
  }
  const RecordId& episode = subject->header().episode;
  const bool authorises = decision == "authorise";
  if (subject->header().type == "action_plan") {
    facts_.add(Type::action_plan_authorised, authorises ? first_written(record) : std::nullopt,
               episode);
  }
  if (subject->header().type != "interview") {
    return;
  }
  facts_.add(Type::oversight, first_written(record), episode);
  if (!authorises) {
    return;
  }
  if (Event* event = facts_.add(Type::interview_authorised, first_written(record), episode)) {
    facts_.say(*event, Key::outcomes, Answered(record, "").codes("outcomes"));
  }
}

}  // namespace homeward
