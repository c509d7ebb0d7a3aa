#include "core/policy/interview_clock.h"

#include <algorithm>
#include <array>

#include "core/policy/because.h"

namespace homeward {

namespace {

constexpr const char* the_episode = "e";

bool is_answered(const InterviewOffer& offer) {
  return offer.answer == OfferAnswer::accepted || offer.answer == OfferAnswer::declined;
}

Event event_of(Instant at, EventType type) {
  Event event;
  event.at = at;
  event.type = type;
  event.episode = the_episode;
  return event;
}

// True where the event is one of those that meet the duty.
bool meets(const Timeline& line, const Patterns& patterns, int place) {
  if (patterns.kind == Patterns::Kind::one)
    return line.matches(patterns.pattern, place) &&
           std::count(patterns.pattern.types.begin(), patterns.pattern.types.end(),
                      line.happening(place).type) > 0;
  return std::any_of(patterns.parts.begin(), patterns.parts.end(),
                     [&](const Patterns& part) { return meets(line, part, place); });
}

bool names(const Patterns& patterns, EventType type) {
  const auto& types = patterns.pattern.types;
  return std::find(types.begin(), types.end(), type) != types.end() ||
         std::any_of(patterns.parts.begin(), patterns.parts.end(),
                     [&](const Patterns& part) { return names(part, type); });
}

// One evaluation: what it reads, and what it fills in.
class View {
 public:
  View(const Pack& pack, const WorkingCalendar& calendar, const InterviewFacts& facts, Instant now)
      : pack_(pack),
        calendar_(calendar),
        facts_(facts),
        now_(now),
        year_now_(is_plausible(now) ? local(now).date.year : 0) {}

  InterviewClock run();

 private:
  bool usable(Instant at, const std::string& what);
  void stands_until(std::optional<Instant> at);
  void collect();
  void collect_offers();
  void begin_at(Instant returned);
  bool begin();
  void describe(const Duty& duty);
  void judge(const Timeline& line, const Obligation& obligation);
  void judge_met(const Timeline& line, const Obligation& obligation);
  void judge_unmet(const Obligation& obligation);
  void doubt_a_miss(const Obligation& obligation);
  void cancel();
  void ask();
  void not_measurable(std::string why);

  std::string when(Instant at) const { return words(local(at), year_now_); }
  std::string moment_words(const Happening& moment) const;
  std::string attempts_words() const;

  const Pack& pack_;
  const WorkingCalendar& calendar_;
  const InterviewFacts& facts_;
  const Instant now_;
  const int year_now_;

  Facts told_;
  InterviewClock clock_;
};

// False, with a question, of an instant that cannot have happened yet, or at all.
bool View::usable(Instant at, const std::string& what) {
  if (is_plausible(at) && at <= now_)
    return true;
  if (is_plausible(at))
    stands_until(at);
  clock_.questions.push_back(
      is_plausible(at) ? what + " is recorded for " + when(at) + ", later than now. Check the time."
                       : what + " is recorded with a time that cannot be right. Check the time.");
  return false;
}

void View::stands_until(std::optional<Instant> at) {
  auto& until = clock_.stands_until;
  if (at && (!until || *at < *until))
    until = at;
}

void View::collect_offers() {
  for (const InterviewOffer& offer : facts_.offers) {
    if (!usable(offer.at, "An offer of an interview"))
      continue;
    if (!is_answered(offer)) {
      ++clock_.attempts;
      continue;
    }
    clock_.offered = std::min(offer.at, clock_.offered.value_or(offer.at));
    clock_.answered = std::max(offer.at, clock_.answered.value_or(offer.at));
    Event event = event_of(offer.at, EventType::interview_offered);
    const bool declined = offer.answer == OfferAnswer::declined;
    event.say(Key::answer, word(declined ? "declined" : "accepted"));
    event.last_word = offer.final;
    told_.events.push_back(event);
  }
}

void View::collect() {
  if (facts_.held_at && usable(*facts_.held_at, "The interview")) {
    clock_.held = facts_.held_at;
    told_.events.push_back(event_of(*facts_.held_at, EventType::interview_held));
  }
  collect_offers();
  told_.child.allocated_worker = facts_.allocated;
}

// The episode itself, as it began and ended.
void View::begin_at(Instant returned) {
  Event missing =
      event_of(std::min(facts_.missing_at.value_or(returned), returned), EventType::missing);
  missing.say(Key::category, word("missing"));
  if (facts_.rag) {
    constexpr std::array<std::string_view, 3> ratings{"green", "amber", "red"};
    missing.say(Key::rag, word(ratings[static_cast<std::size_t>(*facts_.rag)]));
  }
  if (!is_plausible(missing.at))
    missing.at = returned;
  told_.events.insert(told_.events.begin(), {missing, event_of(returned, EventType::returned)});
}

void View::not_measurable(std::string why) {
  clock_.state = DutyState::not_measurable;
  clock_.timeliness = Timeliness::not_measurable;
  clock_.timeliness_because = why;
  clock_.because = std::move(why);
}

// False where the clock cannot be started.
bool View::begin() {
  if (!facts_.returned_at) {
    not_measurable(
        "The child's return is not recorded, so the time for the interview has not begun.");
    return false;
  }
  if (!usable(*facts_.returned_at, "The return")) {
    not_measurable(clock_.questions.back());
    return false;
  }
  if (facts_.missing_at && *facts_.missing_at > *facts_.returned_at) {
    not_measurable(
        "The return is recorded for a time before the child went missing. One of the "
        "two times is wrong.");
    clock_.questions.push_back(clock_.because);
    return false;
  }
  return true;
}

void View::describe(const Duty& duty) {
  const Rule& rule = pack_.rules[duty.rule];
  clock_.rule = rule.id;
  clock_.what = duty.what;
  clock_.who = rule.who == "as_routed" ? "interviewer" : rule.who;
  clock_.source = rule.source;
  clock_.note = rule.note;
}

std::string View::moment_words(const Happening& moment) const {
  if (moment.type == EventType::interview_held)
    return "Held " + when(moment.at);
  if (moment.type == EventType::final_decline)
    return "Offered and finally declined " + when(moment.at);
  const bool declined = moment.event->word_under(Key::answer) == word("declined");
  return (declined ? "Offered and declined " : "Offered and accepted ") + when(moment.at);
}

std::string View::attempts_words() const {
  if (clock_.attempts == 0)
    return "";
  if (clock_.attempts == 1)
    return " One attempt without an answer is recorded.";
  return " " + std::to_string(clock_.attempts) + " attempts without an answer are recorded.";
}

void View::judge_unmet(const Obligation& obligation) {
  if (obligation.state != DutyState::overdue) {
    clock_.timeliness_because = "There is still time." + attempts_words();
    return;
  }
  const bool to_offer = names(obligation.duty->met_by, EventType::offer_made) ||
                        names(obligation.duty->met_by, EventType::interview_offered);
  clock_.timeliness = Timeliness::missed;
  clock_.timeliness_because =
      std::string(to_offer ? "No offer was accepted or declined by " : "Not held by ") +
      when(*clock_.due) + "." + attempts_words();
}

// In time, being held or accepted counts for more than having declined.
void View::judge_met(const Timeline& line, const Obligation& obligation) {
  const bool in_time = obligation.state == DutyState::met;
  const Happening* said = &line.happening(obligation.ending.place);
  bool better = false;
  for (int place = 0; place < line.end() && !better; ++place) {
    const Happening& one = line.happening(place);
    better = one.at >= *clock_.arose && one.at <= *clock_.due &&
             meets(line, obligation.duty->met_by, place) &&
             (one.type == EventType::interview_held ||
              one.event->word_under(Key::answer) == word("accepted"));
    said = better ? &one : said;
  }
  clock_.timeliness = !in_time ? Timeliness::missed
                      : better ? Timeliness::met
                               : Timeliness::offered_in_time_and_declined;
  clock_.timeliness_because =
      moment_words(*said) + (in_time ? ", in time." : ", after the time was over.");
}

// Whether it was missed cannot be said of a deadline that may really lie later.
void View::doubt_a_miss(const Obligation& obligation) {
  if (!obligation.due.beyond_calendar || clock_.timeliness != Timeliness::missed)
    return;
  clock_.timeliness = Timeliness::not_measurable;
  clock_.timeliness_because += " " + calendar_.beyond_words();
}

// Where everything that would meet the duty is before the return, one of the times is
// wrong, and nothing can be said.
void View::judge(const Timeline& line, const Obligation& obligation) {
  clock_.arose = obligation.arising.at;
  clock_.due = obligation.due.at;
  clock_.because = arising_words(line, obligation);
  clock_.state = obligation.state;
  if (obligation.ending.kind == Ending::Kind::met)
    return judge_met(line, obligation);
  for (int place = line.place_at(*clock_.arose) - 1; place >= 0; --place) {
    if (meets(line, obligation.duty->met_by, place)) {
      return not_measurable(moment_words(line.happening(place)) + ", before the return on " +
                            when(*clock_.arose) + ". One of the two times is wrong.");
    }
  }
  judge_unmet(obligation);
}

// A duplicate is read as if it had been known from the start.
void View::cancel() {
  clock_.state = DutyState::cancelled;
  clock_.because = "This episode is a duplicate of another, which has the interview.";
  clock_.timeliness_because = clock_.because;
}

void View::ask() {
  const auto is_early = [&](std::optional<Instant> at) {
    return at && clock_.arose && *at < *clock_.arose;
  };
  if (is_early(clock_.offered)) {
    clock_.questions.push_back(
        "An offer is recorded for a time before the return. Check the times.");
  }
  if (is_early(clock_.held)) {
    clock_.questions.push_back(
        "The interview is recorded as held before the return. Check the times.");
  }
  if (clock_.held && !clock_.offered) {
    clock_.questions.push_back(
        "The interview is recorded as held, and no offer of it. Record when it was offered.");
  }
}

InterviewClock View::run() {
  collect();
  const bool begun = !facts_.duplicate && begin();
  // Where nothing has begun, the rule that a return would raise is described.
  const Instant anyhow = is_plausible(now_) ? now_ : Instant{};
  begin_at(begun ? *facts_.returned_at : anyhow);
  const Timeline line(pack_, calendar_, told_, begun ? now_ : anyhow);
  const auto obligations = obligations_of(line, pack_.interview_clock);
  if (!obligations.empty())
    describe(*obligations.front().duty);
  if (begun && !obligations.empty()) {
    judge(line, obligations.front());
    doubt_a_miss(obligations.front());
  }
  if (facts_.duplicate)
    cancel();
  if (begun)
    stands_until(line.stands_until());
  ask();
  return std::move(clock_);
}

}  // namespace

std::optional<Rag> rag_named(std::string_view name) {
  if (name == "green")
    return Rag::green;
  if (name == "amber")
    return Rag::amber;
  if (name == "red")
    return Rag::red;
  return std::nullopt;
}

const char* words(Timeliness timeliness) {
  constexpr std::array<const char*, 4> all{"met", "missed", "offered in time and declined",
                                           "not measurable"};
  return all[static_cast<std::size_t>(timeliness)];
}

InterviewClock interview_clock(const Pack& pack, const WorkingCalendar& calendar,
                               const InterviewFacts& facts, Instant now) {
  return View(pack, calendar, facts, now).run();
}

}  // namespace homeward
