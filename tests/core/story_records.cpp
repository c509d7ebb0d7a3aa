#include "tests/core/story_records.h"

#include <algorithm>
#include <set>

#include "core/base/digest.h"
#include "core/form/library.h"
#include "core/form/validate.h"

namespace homeward::test {
namespace {

using Type = EventType;

RecordId id_of(std::string_view purpose, std::size_t number) {
  return RecordId::of(digest(purpose, {std::to_string(number)}).view().substr(0, 16));
}

class Teller {
 public:
  explicit Teller(const Facts& facts) : facts_(facts) {}

  ToldStory tell();

 private:
  using Answers = std::vector<std::pair<std::string, Value>>;

  void name_episodes();
  void child();
  void event(const Event& event);
  void interview_event(const Event& event);
  void work_event(const Event& event);
  void episode_event(const Event& event);

  Record& begun(const std::string& type, const RecordId& id, const RecordId& episode);
  Record& fresh(const std::string& type, const Event& event);
  Record* episode_record(const Event& event);
  Record* only(const std::string& type, const Event& event);
  void write(Record& record, const Answers& answers, Instant at);
  void write_once(Record* record, const Answers& answers, Instant at);
  void write_row(Record* record, const std::string& list, const Answers& columns, Instant at);
  void decide(const std::string& type, const Event& event, bool authorises);
  void document(const Event& event, const std::string& kind);
  void living_plan(const Event& event, const std::string& kind);
  void follow_up(const Event& event);
  void briefing(const Event& event);
  void meeting(const Event& event);
  void step(const Event& event, const std::string& kind, Answers answers);
  void cannot(const std::string& why) {
    told_.why_not = told_.why_not.empty() ? why : told_.why_not;
  }

  RecordId episode_id(const Event& event) const {
    return event.episode.empty() ? RecordId{} : ids_.at(event.episode);
  }

  const Facts& facts_;
  ToldStory told_;
  std::map<std::string, RecordId> ids_;
  std::map<RecordId, Record> records_;
  std::set<std::pair<RecordId, std::string>> written_;
  std::map<std::string, RecordId> matrices_;  // the last of each episode
  std::uint64_t number_ = 0;
};

const RecordId the_child = id_of("story child", 0);

std::string said(const Event& event, Key key, const char* otherwise = "") {
  const auto word = event.word_under(key);
  return word ? std::string(name_of(*word)) : otherwise;
}

std::vector<std::string> all_said(const Event& event, Key key) {
  std::vector<std::string> words;
  for (const Said& one : event.said) {
    for (const Word word : one.words) {
      if (one.key == key)
        words.emplace_back(name_of(word));
    }
  }
  return words;
}

// ---- records and their fields

Record& Teller::begun(const std::string& type, const RecordId& id, const RecordId& episode) {
  const RecordHeader header{id, type, the_child, episode};
  return records_.try_emplace(id, Record(header)).first->second;
}

Record& Teller::fresh(const std::string& type, const Event& event) {
  return begun(type, id_of("story record", ++number_), episode_id(event));
}

// Null, and the story cannot be told, where the event names no episode.
Record* Teller::episode_record(const Event& event) {
  if (event.episode.empty()) {
    cannot("the episode's record tells of it, and the story names no episode");
    return nullptr;
  }
  return &begun("episode", episode_id(event), episode_id(event));
}

Record* Teller::only(const std::string& type, const Event& event) {
  if (event.episode.empty()) {
    cannot("a record that each episode has one of tells of it, and the story names no episode");
    return nullptr;
  }
  return &begun(type, derived_id(type, episode_id(event)), episode_id(event));
}

// Empty where the question that asks for it is there, and takes the answer.
std::string mistake_in(const Record& record, const FieldKey& field, const Value& value) {
  const std::string& type = record.header().type;
  const Form* form = embedded_form_library().latest(type);
  const Question* question = form == nullptr ? nullptr : form->question_of(field);
  if (question == nullptr)
    return type + ": no question asks for " + field;
  const auto valid = validate_value(*question, value);
  return valid.ok() ? "" : type + ": " + valid.error().detail;
}

void Teller::write(Record& record, const Answers& answers, Instant at) {
  Change change;
  change.origin = Origin::of(digest("story origin", {}).view().substr(0, 16));
  change.number = ++number_;
  change.at = at;
  change.record = record.header();
  for (const auto& [field, value] : answers) {
    const bool is_presence = value == Value::present();
    const std::string& type = record.header().type;
    if (!is_presence && type != "submission" && type != "oversight") {
      const std::string mistake = mistake_in(record, field, value);
      if (!mistake.empty())
        cannot(mistake);
    }
    change.versions.push_back({field, value, SaidBy::unsaid, Sharing::case_file, {}});
  }
  std::sort(change.versions.begin(), change.versions.end(),
            [](const Version& a, const Version& b) { return a.field < b.field; });
  record.integrate(change);
}

// What a record says once.
void Teller::write_once(Record* record, const Answers& answers, Instant at) {
  if (record == nullptr)
    return;
  if (!written_.emplace(record->header().id, answers.front().first).second)
    return cannot("told twice of what a record says once");
  write(*record, answers, at);
}

void Teller::write_row(Record* record, const std::string& list, const Answers& columns,
                       Instant at) {
  if (record == nullptr)
    return;
  const std::string row = id_of("story row", ++number_).hex();
  Answers answers{{row_key(list, row), Value::present()}};
  for (const auto& [column, value] : columns)
    answers.emplace_back(row_key(list, row, column), value);
  write(*record, answers, at);
}

// ---- the child

void Teller::child() {
  const Child& child = facts_.child;
  Answers answers{{"status.legal_status", Value::code(name_of(child.legal_status))},
                  {"where_they_live.placement", Value::code(name_of(child.placement))},
                  {"risks.exploitation_risk", Value::code(name_of(child.exploitation_risk))}};
  if (child.born)
    answers.emplace_back("identity.birth_date", Value::date(to_string(*child.born)));
  if (child.allocated_worker)
    answers.emplace_back("who_is_responsible.allocated_worker", Value::text("An invented worker"));
  const std::pair<const char*, const std::string*> texts[] = {
      {"status.responsible_authority", &child.responsible_authority},
      {"status.host_authority", &child.placed_in},
      {"where_they_live.area", &child.area}};
  for (const auto& [field, text] : texts) {
    if (!text->empty())
      answers.emplace_back(field, Value::text(*text));
  }
  std::vector<std::string> teams;
  for (const Word team : child.open_to)
    teams.emplace_back(name_of(team));
  if (!teams.empty())
    answers.emplace_back("status.open_to", Value::codes(teams));
  if (child.care_basis)
    answers.emplace_back("status.care_basis", Value::code(name_of(*child.care_basis)));
  write(begun("child", the_child, {}), answers, Instant{});
}

// ---- the episode

void Teller::episode_event(const Event& event) {
  Record* record = episode_record(event);
  const Value at = Value::instant(event.at);
  const auto is = [&](Key key) { return Value::yes_no(said(event, key) == "true"); };
  switch (event.type) {
    case Type::missing: {
      Answers answers{{"absence.began", at},
                      {"absence.category", Value::code(said(event, Key::category))},
                      {"absence.risk_rating", Value::code(said(event, Key::risk))},
                      {"absence.with_others", is(Key::with_others)},
                      {"absence.harm", is(Key::harm)}};
      if (event.word_under(Key::rag))
        answers.emplace_back("absence.rag", Value::code(said(event, Key::rag)));
      if (event.word_under(Key::out_of_hours))
        answers.emplace_back("absence.out_of_hours", is(Key::out_of_hours));
      return write_once(record, answers, event.at);
    }
    case Type::category_changed:
    case Type::risk_changed:
    case Type::rag_changed: {
      const Key key = event.type == Type::category_changed ? Key::category
                      : event.type == Type::risk_changed   ? Key::risk
                                                           : Key::rag;
      const std::string list = "absence." + std::string(name_of(key)) + "_changes";
      return write_row(record, list, {{"at", at}, {"to", Value::code(said(event, key))}}, event.at);
    }
    case Type::contact:
      return write_row(record, "absence.contacts",
                       {{"at", at}, {"seen", is(Key::seen)}, {"spoken", is(Key::spoken)}},
                       event.at);
    case Type::returned: {
      Answers answers{{"came_back.returned", at}};
      if (event.word_under(Key::category_found))
        answers.emplace_back("came_back.category_found",
                             Value::code(said(event, Key::category_found)));
      return write_once(record, answers, event.at);
    }
    case Type::police_check: {
      const std::string kind = "came_back." + said(event, Key::kind);
      return write_once(record, {{kind, Value::yes_no(true)}, {kind + "_at", at}}, event.at);
    }
    case Type::notification:
      return write_row(record, "notifications.received", {{"at", at}, {"harm", is(Key::harm)}},
                       event.at);
    case Type::interview_requested: {
      Answers columns{{"at", at}};
      if (event.planned_for)
        columns.emplace_back("planned_for", Value::instant(*event.planned_for));
      return write_row(record, "requests.requests", columns, event.at);
    }
    case Type::interview_response:
      return write_row(record, "requests.requests", {{"answered", at}}, event.at);
    default: {
      const auto of = ids_.find(event.of);
      if (of == ids_.end())
        return cannot("marked a duplicate of an episode that nothing else tells of");
      return write_row(&begun("episode", of->second, of->second), "links.duplicates",
                       {{"episode", Value::id(episode_id(event).view())}}, event.at);
    }
  }
}

// ---- the interview, from its offer to a supervisor's decision

void Teller::decide(const std::string& type, const Event& event, bool authorises) {
  const Record* subject = only(type, event);
  if (subject == nullptr)
    return;
  const RecordId id = subject->header().id;
  Answers answers{{"decision", Value::code(authorises ? "authorise" : "return")},
                  {"subject", Value::id(id.view())}};
  const std::vector<std::string> outcomes = all_said(event, Key::outcomes);
  if (!outcomes.empty())
    answers.emplace_back("outcomes", Value::codes(outcomes));
  write(fresh("oversight", event), answers, event.at);
}

void Teller::interview_event(const Event& event) {
  const Value at = Value::instant(event.at);
  const auto say_yes = [&](const char* field) {
    write_once(only("interview", event), {{field, Value::yes_no(true)}}, event.at);
  };
  switch (event.type) {
    case Type::interview_offered: {
      Answers answers{{"offer.offered", at},
                      {"answer.answer", Value::code(said(event, Key::answer))}};
      if (event.word_under(Key::by))
        answers.emplace_back("offer.by_role", Value::code(said(event, Key::by)));
      if (event.word_under(Key::out_of_hours))
        answers.emplace_back("offer.out_of_hours",
                             Value::yes_no(said(event, Key::out_of_hours) == "true"));
      return write(fresh("offer", event), answers, event.at);
    }
    case Type::interviewer_chosen:
      return write(
          fresh("offer", event),
          {{"answer.wants", Value::code(said(event, Key::wants))}, {"answer.wants_at", at}},
          event.at);
    case Type::interview_held: {
      Answers answers{{"before_we_start.started", at},
                      {"before_we_start.outcome", Value::code("held")},
                      {"before_we_start.mode", Value::code(said(event, Key::mode))}};
      if (event.word_under(Key::by))
        answers.emplace_back("before_we_start.by_role", Value::code(said(event, Key::by)));
      return write_once(only("interview", event), answers, event.at);
    }
    case Type::interview_submitted: {
      const Record* interview = only("interview", event);
      if (interview == nullptr)
        return;
      const RecordId id = interview->header().id;
      return write(fresh("submission", event), {{"subject", Value::id(id.view())}}, event.at);
    }
    case Type::interview_authorised:
    case Type::oversight:
      return decide("interview", event, event.type == Type::interview_authorised);
    case Type::parents_spoken:
      return write_once(
          only("interview", event),
          {{"parents_or_carers.spoken_with", Value::yes_no(true)}, {"parents_or_carers.when", at}},
          event.at);
    case Type::helplines_given: {
      const Form* form = embedded_form_library().latest("interview");
      const Question* helplines = form->question_of("staying_safe.helplines_given");
      return write_once(only("interview", event),
                        {{helplines->key, Value::codes({helplines->options.front().code})}},
                        event.at);
    }
    case Type::read_back:
      return say_yes("read_back.read_to_child");
    case Type::sharing_explained:
      return say_yes("before_we_start.sharing_explained");
    default:
      return say_yes("interviewers_view.safeguarding_concern");
  }
}

// ---- plans, meetings, messages and steps

void Teller::living_plan(const Event& event, const std::string& kind) {
  if (!event.episode.empty())
    return cannot("a living plan is the child's, and the story tells of it in one episode");
  Record& record = begun(kind, derived_id(kind, the_child), {});
  const std::string section = kind == "grab_pack" ? "pack." : "plan.";
  const Value at = Value::instant(event.at);
  if (written_.emplace(record.header().id, section).second)
    write(record, {{section + "completed", at}}, event.at);
  else
    write_row(&record, section + "reviews", {{"at", at}}, event.at);
}

void Teller::document(const Event& event, const std::string& kind) {
  if (kind == "grab_pack" || kind == "trigger_plan")
    return living_plan(event, kind);
  if (kind == "safety_plan") {
    if (!event.episode.empty())
      return cannot("a living plan is the child's, and the story tells of it in one episode");
    const RecordId id = derived_id(kind, the_child);
    begun(kind, id, {});
    return write(fresh("submission", event), {{"subject", Value::id(id.view())}}, event.at);
  }
  write(fresh("notification", event),
        {{"notification.kind", Value::code(kind == "appendix_d" ? "hours_24" : kind)},
         {"sending.completed", Value::instant(event.at)}},
        event.at);
}

// Recorded by its day; the story may tell the hour.
void Teller::follow_up(const Event& event) {
  const auto matrix = matrices_.find(event.episode);
  if (matrix == matrices_.end())
    return cannot("a follow-up of a matrix that the story does not tell of");
  write_once(
      &records_.at(matrix->second),
      {{"follow_up." + said(event, Key::item), Value::date(to_string(local(event.at).date))}},
      event.at);
}

// A briefing is approved on the notification that it is; the director's decision about the
// lead member stands on one too.
void Teller::briefing(const Event& event) {
  const Value at = Value::instant(event.at);
  Record& record = fresh("notification", event);
  if (event.type == Type::considered)
    return write(record,
                 {{"lead_member.decided", at},
                  {"lead_member.decision", Value::code(said(event, Key::decision))}},
                 event.at);
  Answers answers{{"notification.kind", Value::code("briefing")}, {"signing.approved", at}};
  if (event.word_under(Key::by))
    answers.emplace_back("signing.approved_by", Value::code(said(event, Key::by)));
  write(record, answers, event.at);
}

void Teller::meeting(const Event& event) {
  const Value at = Value::instant(event.at);
  const bool held = event.type == Type::meeting_held;
  Record& record = fresh("meeting", event);
  Answers answers{{"meeting.kind", Value::code(said(event, Key::kind))}};
  if (held) {
    answers.emplace_back("held.happened", Value::yes_no(true));
    answers.emplace_back("held.at", at);
    answers.emplace_back("people.police_intelligence",
                         Value::yes_no(said(event, Key::police_intelligence) == "true"));
    if (event.word_under(Key::decision))
      answers.emplace_back("outcome.decision", Value::code(said(event, Key::decision)));
  } else {
    answers.emplace_back("meeting.called", at);
  }
  write(record, answers, event.at);
  const std::vector<std::string> attended = all_said(event, Key::attended);
  std::vector<std::string> invited = all_said(event, Key::invited);
  for (const std::string& role : attended) {
    if (std::find(invited.begin(), invited.end(), role) == invited.end())
      invited.push_back(role);
  }
  for (const std::string& role : invited) {
    const bool came = std::find(attended.begin(), attended.end(), role) != attended.end();
    write_row(&record, "people.invited",
              {{"role", Value::code(role)}, {"came", Value::code(came ? "attended" : "apologies")}},
              event.at);
  }
}

void Teller::step(const Event& event, const std::string& kind, Answers answers) {
  answers.emplace_back("step.kind", Value::code(kind));
  answers.emplace_back("step.at", Value::instant(event.at));
  if (event.word_under(Key::by))
    answers.emplace_back("step.by_role", Value::code(said(event, Key::by)));
  if (!event.rule.empty())
    answers.emplace_back("step.rule", Value::text(event.rule));
  if (!event.why.empty())
    answers.emplace_back("step.why", Value::text(event.why));
  write(fresh("step", event), answers, event.at);
}

void Teller::work_event(const Event& event) {
  const Value at = Value::instant(event.at);
  const auto code = [&](Key key) { return Value::code(said(event, key)); };
  switch (event.type) {
    case Type::consent:
      return write(fresh("consent", event),
                   {{"consent.what_for", code(Key::for_what)},
                    {"consent.capacity", code(Key::from)},
                    {"consent.decision",
                     Value::code(said(event, Key::given) == "true" ? "given" : "refused")},
                    {"consent.when", at}},
                   event.at);
    case Type::task_received:
      return write_once(only("action_plan", event), {{"plan.received", at}}, event.at);
    case Type::action_plan_completed:
      return write_once(only("action_plan", event), {{"plan.completed", at}}, event.at);
    case Type::action_plan_authorised:
      return decide("action_plan", event, true);
    case Type::meeting_called:
    case Type::meeting_held:
      return meeting(event);
    case Type::considered:
      if (said(event, Key::what) == "lead_member")
        return briefing(event);
      return step(event, "considered",
                  {{"step.considered", code(Key::what)}, {"step.decision", code(Key::decision)}});
    case Type::matrix: {
      Record& record = fresh("risk_matrix", event);
      matrices_[event.episode] = record.header().id;
      return write(record, {{"matrix.when", at}, {"matrix.level", code(Key::level)}}, event.at);
    }
    case Type::followed_up:
      return follow_up(event);
    case Type::assessed: {
      Answers answers{{"assessment.when", at},
                      {"assessment.what", code(Key::what)},
                      {"judgement.concern", Value::yes_no(said(event, Key::concern) == "true")}};
      if (event.word_under(Key::by))
        answers.emplace_back("assessment.by_role", code(Key::by));
      return write(fresh("exploitation_assessment", event), answers, event.at);
    }
    case Type::document:
      return document(event, said(event, Key::kind));
    case Type::notified:
      return write_row(&fresh("notification", event), "sending.recipients",
                       {{"role", code(Key::to)}, {"sent", at}}, event.at);
    case Type::informed:
      return step(event, "informed", {{"step.informed", code(Key::who)}});
    case Type::referred:
      return write(fresh("referral", event),
                   {{"referral.sent", at}, {"referral.to", code(Key::to)}}, event.at);
    case Type::shared:
      return write(fresh("share", event), {{"share.when", at}, {"share.with", code(Key::with)}},
                   event.at);
    case Type::extension_agreed: {
      Answers answers{{"extension.agreed_at", at},
                      {"extension.rule", Value::text(event.rule)},
                      {"extension.until", Value::instant(*event.until)}};
      if (event.word_under(Key::by))
        answers.emplace_back("extension.agreed_by", code(Key::by));
      return write(fresh("meeting", event), answers, event.at);
    }
    case Type::waived: {
      Answers answers{{"waiver.when", at},
                      {"waiver.rule", Value::text(event.rule)},
                      {"waiver.why", Value::text(event.why)}};
      if (event.word_under(Key::by))
        answers.emplace_back("waiver.by_role", code(Key::by));
      if (event.until)
        answers.emplace_back("waiver.until", Value::instant(*event.until));
      return write(fresh("waiver", event), answers, event.at);
    }
    case Type::approved:
      if (said(event, Key::what) == "briefing")
        return briefing(event);
      return step(event, "approved", {{"step.approved", code(Key::what)}});
    case Type::panel_set:
    case Type::group_set:
      return step(event, "date_set",
                  {{"step.date_of", Value::code(event.type == Type::panel_set ? "panel" : "group")},
                   {"step.date", Value::date(to_string(*event.date))}});
    case Type::checked:
      return step(event, "checked", {});
    case Type::report_requested:
      return step(
          event, "report_requested",
          event.until ? Answers{{"step.wanted_by", Value::instant(*event.until)}} : Answers{});
    default:
      return step(event, "done", {});
  }
}

void Teller::event(const Event& event) {
  switch (event.type) {
    case Type::missing:
    case Type::category_changed:
    case Type::risk_changed:
    case Type::rag_changed:
    case Type::contact:
    case Type::returned:
    case Type::police_check:
    case Type::notification:
    case Type::interview_requested:
    case Type::interview_response:
    case Type::duplicate:
      return episode_event(event);
    case Type::interview_offered:
    case Type::interviewer_chosen:
    case Type::interview_held:
    case Type::interview_submitted:
    case Type::interview_authorised:
    case Type::oversight:
    case Type::parents_spoken:
    case Type::helplines_given:
    case Type::read_back:
    case Type::sharing_explained:
    case Type::disclosure:
      return interview_event(event);
    default:
      return work_event(event);
  }
}

// In the order of their names, which ids of equal instants are sorted by.
void Teller::name_episodes() {
  std::set<std::string> names;
  for (const Event& one : facts_.events) {
    if (!one.episode.empty())
      names.insert(one.episode);
  }
  std::size_t place = 0;
  for (const std::string& name : names) {
    RecordId id = id_of("story episode", 0);
    id.octets[0] = static_cast<std::uint8_t>(place / 256);
    id.octets[1] = static_cast<std::uint8_t>(place++ % 256);
    ids_[name] = id;
    told_.names[id.hex()] = name;
  }
}

ToldStory Teller::tell() {
  name_episodes();
  child();
  for (const Event& one : facts_.events)
    event(one);
  for (auto& [id, record] : records_)
    told_.records.push_back(std::move(record));
  return std::move(told_);
}

}  // namespace

ToldStory records_of(const Facts& facts) {
  return Teller(facts).tell();
}

}  // namespace homeward::test
