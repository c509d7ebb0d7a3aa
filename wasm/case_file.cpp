#include "wasm/case_file.h"

#include <algorithm>

#include "core/base/sorting.h"
#include "core/record/fields.h"
#include "wasm/child_words.h"

namespace homeward {
namespace {

std::vector<Record>& shelf_for(CaseFile& file, std::string_view type) {
  if (type == "episode") {
    return file.episodes;
  }
  if (type == "offer") {
    return file.offers;
  }
  if (type == "interview") {
    return file.interviews;
  }
  if (type == "safety_plan") {
    return file.safety_plans;
  }
  if (type == "note") {
    return file.notes;
  }
  if (type == "submission") {
    return file.submissions;
  }
  return type == "oversight" ? file.oversights : file.others;
}

void put_in(CaseFile& file, Record record) {
  file.conflicts += record.conflicts().size();
  if (record.header().type == "child") {
    file.child = std::move(record);
  } else {
    shelf_for(file, record.header().type).push_back(std::move(record));
  }
}

// An episode whose beginning is not known comes last: it may be the newest.
void sort_episodes(CaseFile& file) {
  const auto began = [](const Record& episode) {
    return instant_in(episode, "absence.began").value_or(Instant{INT64_MAX});
  };
  sort_stably(file.episodes, [&](const Record& a, const Record& b) { return began(a) < began(b); });
}

std::optional<OfferAnswer> offer_answer(const Record& offer) {
  const std::string code = code_in(offer, "answer.answer");
  if (code == "accepted") {
    return OfferAnswer::accepted;
  }
  if (code == "declined") {
    return OfferAnswer::declined;
  }
  if (code == "deferred") {
    return OfferAnswer::deferred;
  }
  return code == "no_answer" ? std::optional(OfferAnswer::no_answer) : std::nullopt;
}

bool is_yes(const Record& record, const FieldKey& field) {
  const Value* value = record.value(field);
  return value != nullptr && value->as_yes_no().value_or(false);
}

void add_offer(InterviewFacts& facts, const Record& offer) {
  const auto at = instant_in(offer, "offer.offered");
  const auto answer = offer_answer(offer);
  if (at && answer) {
    facts.offers.push_back({*at, *answer, is_yes(offer, "answer.final")});
  }
}

// Another episode of the child says that this one is a duplicate of it.
bool is_duplicate(const CaseFile& file, const RecordId& id) {
  for (const Record& episode : file.episodes) {
    for (const Row& row : episode.rows("links.duplicates")) {
      const Value* value = episode.value(row_key("links.duplicates", row.id, "episode"));
      if (value != nullptr && value->as_octets_of(ValueKind::id) == id.view()) {
        return true;
      }
    }
  }
  return false;
}

std::optional<Instant> held_at(const CaseFile& file, const RecordId& episode) {
  const Record* interview = interview_of(file, episode);
  if (interview == nullptr || code_in(*interview, "before_we_start.outcome") == "declined") {
    return std::nullopt;
  }
  return instant_in(*interview, "before_we_start.started");
}

InterviewFacts facts_of(const CaseFile& file, const Record& episode) {
  const RecordId& id = episode.header().id;
  InterviewFacts facts;
  facts.missing_at = instant_in(episode, "absence.began");
  facts.returned_at = instant_in(episode, "came_back.returned");
  for (const Record* offer : offers_of(file, id)) {
    add_offer(facts, *offer);
  }
  facts.held_at = held_at(file, id);
  facts.rag = rag_named(code_in(episode, "absence.rag"));
  facts.allocated = !text_in(file.child, "who_is_responsible.allocated_worker").empty();
  facts.duplicate = is_duplicate(file, id);
  return facts;
}

// The answers a clock goes by, by type of record.
const std::vector<FieldKey>& clock_fields(std::string_view type) {
  static const std::vector<FieldKey> episode{"absence.began", "absence.rag", "came_back.returned"};
  static const std::vector<FieldKey> offer{"answer.answer", "answer.final", "offer.offered"};
  static const std::vector<FieldKey> interview{"before_we_start.outcome",
                                               "before_we_start.started"};
  return type == "episode" ? episode : type == "offer" ? offer : interview;
}

// "Two answers stand to “Returned or found”: ..."; empty where none are in conflict.
std::string conflict_words(const Desk& desk, const Record& record) {
  for (const FieldKey& field : clock_fields(record.header().type)) {
    if (record.in_conflict(field)) {
      const Form* form = form_of(desk, record);
      const Question* question = form == nullptr ? nullptr : form->question_of(field);
      return "Two answers stand to “" + (question == nullptr ? field : question->label) +
             "”: " + answer_words(desk, record, field) +
             ". Settle which is right, then the time can be measured.";
    }
  }
  return "";
}

std::string interview_contradiction(const Record& interview) {
  const auto started = instant_in(interview, "before_we_start.started");
  const auto ended = instant_in(interview, "before_we_start.ended");
  return started && ended && *ended < *started
             ? "The interview is recorded as finished before it started. One of the two times is "
               "wrong."
             : "";
}

// Why nothing can be measured; empty where it can.
std::string doubt_of(const Desk& desk, const CaseFile& file, const Record& episode) {
  std::vector<const Record*> asked = offers_of(file, episode.header().id);
  asked.insert(asked.begin(), &episode);
  const Record* interview = interview_of(file, episode.header().id);
  if (interview != nullptr) {
    asked.push_back(interview);
  }
  for (const Record* record : asked) {
    std::string words = conflict_words(desk, *record);
    if (!words.empty()) {
      return words;
    }
  }
  return interview == nullptr ? "" : interview_contradiction(*interview);
}

}  // namespace

Result<CaseFile> load_case_file(const Desk& desk, const RecordId& child) {
  HW_TRY(records, desk.store.records_of_child(child));
  CaseFile file;
  for (Record& record : records) {
    put_in(file, std::move(record));
  }
  if (file.child.header().id != child) {
    return Error{Code::not_found, "This child's record is not on this tablet."};
  }
  sort_episodes(file);
  return file;
}

const Record* interview_of(const CaseFile& file, const RecordId& episode) {
  const auto found =
      std::find_if(file.interviews.begin(), file.interviews.end(),
                   [&](const Record& record) { return record.header().episode == episode; });
  return found == file.interviews.end() ? nullptr : &*found;
}

std::vector<const Record*> offers_of(const CaseFile& file, const RecordId& episode) {
  std::vector<const Record*> offers;
  for (const Record& offer : file.offers) {
    if (offer.header().episode == episode) {
      offers.push_back(&offer);
    }
  }
  return offers;
}

InterviewStanding standing_in(const CaseFile& file, const Record& record) {
  return standing_of(record, file.submissions, file.oversights);
}

InterviewClock clock_of(const Desk& desk, const CaseFile& file, const Record& episode) {
  InterviewClock clock =
      interview_clock(desk.pack, desk.calendar, facts_of(file, episode), desk.now());
  const std::string doubt = doubt_of(desk, file, episode);
  if (!doubt.empty() && clock.state != DutyState::cancelled) {
    clock.state = DutyState::not_measurable;
    clock.timeliness = Timeliness::not_measurable;
    clock.arose = clock.due = clock.offered = clock.answered = clock.held = std::nullopt;
    clock.because = clock.timeliness_because = doubt;
    clock.questions = {doubt};
  }
  return clock;
}

Clocks clocks_of(const Desk& desk, const CaseFile& file) {
  Clocks clocks;
  for (const Record& episode : file.episodes) {
    clocks.push_back(clock_of(desk, file, episode));
  }
  return clocks;
}

std::optional<Instant> instant_in(const Record& record, const FieldKey& field) {
  std::optional<Instant> earliest;
  for (const Head& head : record.heads(field)) {
    const auto at = head.version.value.as_instant();
    if (at && (!earliest || *at < *earliest)) {
      earliest = at;
    }
  }
  return earliest;
}

std::string code_in(const Record& record, const FieldKey& field) {
  const Value* value = record.value(field);
  return value == nullptr ? "" : value->as_code().value_or("");
}

std::string child_name(const Record& child) {
  const std::string known_as = text_in(child, "identity.known_as");
  const std::string given = known_as.empty() ? text_in(child, "identity.given_name") : known_as;
  const std::string family = text_in(child, "identity.family_name");
  const std::string name = given + (given.empty() || family.empty() ? "" : " ") + family;
  return name.empty() ? "Name not recorded" : name;
}

}  // namespace homeward
