// The clock of the return interview is one rule for each child, whatever its rating,
// whoever works with it: none would leave a child without, two would show two times.
#include "core/policy/arise.h"
#include "core/policy/pack_reader.h"

namespace homeward {

namespace {

constexpr Instant in_hours{1'772'532'000'000};                   // Tuesday 3 March 2026 10:00
constexpr Instant out_of_hours{in_hours.ms + 4 * 24 * hour_ms};  // Saturday

// A child that was missing for an hour, and how a mistake calls it.
struct Case {
  Facts facts;
  std::string words;
};

Event event_of(Instant at, EventType type) {
  Event event;
  event.at = at;
  event.type = type;
  event.episode = "e";
  return event;
}

Case case_of(Instant at, std::optional<Word> rag, bool allocated, Word legal_status) {
  Case one;
  one.facts.child.allocated_worker = allocated;
  one.facts.child.legal_status = legal_status;
  Event missing = event_of(at, EventType::missing);
  missing.say(Key::category, word("missing"));
  missing.say(Key::risk, word("none"));
  if (rag)
    missing.say(Key::rag, *rag);
  one.facts.events = {missing, event_of(at.plus_ms(hour_ms), EventType::returned)};
  one.words = std::string("a child ") +
              (rag ? "rated " + std::string(name_of(*rag)) : "not rated") + ", legal status " +
              std::string(name_of(legal_status)) +
              (allocated ? ", with an allocated worker" : ", with no allocated worker") +
              (at == in_hours ? ", in hours" : ", out of hours");
  return one;
}

std::vector<Case> cases() {
  std::vector<std::optional<Word>> rags{std::nullopt};
  for (std::string_view rag : ratings())
    rags.emplace_back(word(rag));
  std::vector<Case> all;
  for (const auto& rag : rags) {
    for (std::string_view status : legal_statuses()) {
      for (bool allocated : {false, true}) {
        for (Instant at : {in_hours, out_of_hours})
          all.push_back(case_of(at, rag, allocated, word(status)));
      }
    }
  }
  return all;
}

// Places in the list of the clocks that arise.
std::vector<std::size_t> clocks_of(const Pack& pack, const WorkingCalendar& calendar,
                                   const Facts& facts) {
  const Timeline line(pack, calendar, facts, facts.events.back().at);
  std::vector<std::size_t> clocks;
  for (std::size_t at = 0; at < pack.interview_clock.size(); ++at) {
    if (!arisings_of(line, pack.duties[pack.interview_clock[at]]).now.empty())
      clocks.push_back(at);
  }
  return clocks;
}

std::string path_of(std::size_t at) {
  return "interview_clock[" + std::to_string(at) + "]";
}

}  // namespace

Result<void> check_interview_clock(const Pack& pack, JsonMistakes& mistakes) {
  HW_TRY(calendar, england_and_wales());
  for (const Case& one : cases()) {
    const auto clocks = clocks_of(pack, calendar, one.facts);
    if (clocks.size() == 1)
      continue;
    if (clocks.empty())
      mistakes.add("interview_clock", "none of these arises on the return of " + one.words);
    else
      mistakes.add(path_of(clocks[1]), "arises beside " + path_of(clocks[0]) + " for " + one.words);
    return {};
  }
  return {};
}

}  // namespace homeward
