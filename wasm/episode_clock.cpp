#include "wasm/episode_clock.h"

#include "wasm/child_words.h"

namespace homeward {
namespace {

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

InterviewClock clock_of(const Told& own, const Record& episode) {
  InterviewClock clock = interview_clock(own.judged.line, own.verdict, episode.header().id.hex());
  const std::string doubt = doubt_of(own.desk, own.file, episode);
  if (!doubt.empty() && clock.state != DutyState::cancelled) {
    clock.state = DutyState::not_measurable;
    clock.timeliness = Timeliness::not_measurable;
    clock.arose = clock.due = clock.offered = clock.answered = clock.held = std::nullopt;
    clock.because = clock.timeliness_because = doubt;
    clock.questions = {doubt};
  }
  for (const Obligation& one : own.verdict.obligations) {
    if (clock.held && is_owed(clock.state) && one.duty->what == clock.what) {
      clock.what = what_words(own, one);
    }
  }
  return clock;
}

Clocks clocks_of(const Told& own) {
  Clocks clocks;
  for (const Record& episode : own.file.episodes) {
    clocks.push_back(clock_of(own, episode));
  }
  return clocks;
}

}  // namespace homeward
