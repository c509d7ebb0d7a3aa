#include "core/policy/interview_clock.h"

#include <algorithm>
#include <array>

#include "core/policy/because.h"

namespace homeward {

namespace {

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

class View {
 public:
  View(const Timeline& line, const Verdict& verdict, const std::string& episode)
      : line_(line),
        verdict_(verdict),
        id_(episode),
        place_(line.episode_called(episode)),
        year_now_(is_plausible(line.now()) ? local(line.now()).date.year : 0) {}

  InterviewClock run();

 private:
  bool is_usable(Instant at, const std::string& what);
  void collect();
  void collect(const Event& event);
  void collect_offer(const Event& offer);
  const Obligation* obligation() const;
  bool is_clock(const Obligation& one) const;
  void describe_as_if_returned();
  void describe(const Duty& duty);
  void say_why_none();
  void judge(const Obligation& obligation);
  void judge_met(const Obligation& obligation);
  void judge_unmet(const Obligation& obligation);
  void doubt_a_miss(const Obligation& obligation);
  void cancel(std::string why);
  void ask();
  void not_measurable(std::string why);

  std::optional<Instant> returned() const {
    return place_ == nowhere ? std::nullopt : line_.episode(place_).returned_at;
  }
  bool is_duplicate() const { return place_ != nowhere && line_.episode(place_).id != id_; }
  std::string when(Instant at) const { return words(local(at), year_now_); }
  std::string moment_words(const Happening& moment) const;
  std::string attempts_words() const;

  const Timeline& line_;
  const Verdict& verdict_;
  const std::string& id_;
  const int place_;
  const int year_now_;

  std::optional<Instant> missing_, returned_;  // as recorded, whether or not they fit
  InterviewClock clock_;
};

// False, with a question, of an instant that cannot have happened yet, or at all.
bool View::is_usable(Instant at, const std::string& what) {
  if (is_plausible(at) && line_.has_come(at))
    return true;
  clock_.questions.push_back(
      is_plausible(at) ? what + " is recorded for " + when(at) + ", later than now. Check the time."
                       : what + " is recorded with a time that cannot be right. Check the time.");
  return false;
}

void View::collect_offer(const Event& offer) {
  if (!is_usable(offer.at, "An offer of an interview"))
    return;
  const auto answer = offer.word_under(Key::answer);
  if (answer != word("accepted") && answer != word("declined")) {
    ++clock_.attempts;
    return;
  }
  clock_.offered = std::min(offer.at, clock_.offered.value_or(offer.at));
  clock_.answered = std::max(offer.at, clock_.answered.value_or(offer.at));
}

void View::collect(const Event& event) {
  if (!line_.counts(event))
    return;
  switch (event.type) {
    case EventType::missing:
      missing_ = missing_.value_or(event.at);
      return;
    case EventType::returned:
      returned_ = returned_.value_or(event.at);
      return;
    case EventType::interview_held:
      if (is_usable(event.at, "The interview"))
        clock_.held = std::min(event.at, clock_.held.value_or(event.at));
      return;
    case EventType::interview_offered:
      return collect_offer(event);
    default:
      return;
  }
}

void View::collect() {
  for (const Event& event : line_.facts().events) {
    if (event.episode == id_)
      collect(event);
  }
}

bool View::is_clock(const Obligation& one) const {
  const auto& duties = line_.pack().interview_clock;
  const auto duty = static_cast<std::size_t>(one.duty - line_.pack().duties.data());
  return one.arising.episode == place_ &&
         std::find(duties.begin(), duties.end(), duty) != duties.end();
}

// Null where none has arisen.
const Obligation* View::obligation() const {
  const auto& all = verdict_.obligations;
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Obligation& one) { return is_clock(one); });
  return place_ == nowhere || found == all.end() ? nullptr : &*found;
}

// The rule that a return at this moment would raise, of a child who is reported missing.
void View::describe_as_if_returned() {
  const Instant at = is_plausible(line_.now()) ? line_.now() : Instant{};
  Facts facts{line_.facts().child, {}};
  for (const EventType type : {EventType::missing, EventType::returned}) {
    Event event;
    event.at = at;
    event.type = type;
    event.episode = id_;
    if (type == EventType::missing)
      event.say(Key::category, word("missing"));
    facts.events.push_back(std::move(event));
  }
  const Timeline returned(line_.pack(), line_.calendar(), facts, at);
  const auto raised = obligations_of(returned, line_.pack().interview_clock);
  if (!raised.empty())
    describe(*raised.front().duty);
}

void View::not_measurable(std::string why) {
  clock_.state = DutyState::not_measurable;
  clock_.timeliness = Timeliness::not_measurable;
  clock_.timeliness_because = why;
  clock_.because = std::move(why);
}

void View::say_why_none() {
  if (!returned_)
    return not_measurable(
        "The child's return is not recorded, so the time for the interview has not begun.");
  if (!is_usable(*returned_, "The return"))
    return not_measurable(clock_.questions.back());
  if (missing_ && !is_usable(*missing_, "Going missing"))
    return not_measurable(clock_.questions.back());
  if (missing_ && *missing_ > *returned_) {
    clock_.questions.push_back(
        "The return is recorded for a time before the child went missing. One of the two times is "
        "wrong.");
    return not_measurable(clock_.questions.back());
  }
  if (!missing_) {
    clock_.questions.push_back(
        "The return is recorded, and no time at which the child went missing. Record it, then the "
        "time can be measured.");
    return not_measurable(clock_.questions.back());
  }
  cancel("No return home interview is asked for after this time away.");
}

void View::describe(const Duty& duty) {
  const Rule& rule = line_.pack().rules[duty.rule];
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
  if (moment.type == EventType::done)
    return "Recorded as done " + when(moment.at);
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
void View::judge_met(const Obligation& obligation) {
  const bool in_time = obligation.state == DutyState::met;
  if (obligation.ending.place == nowhere)
    return not_measurable(because(line_, obligation));
  const Happening* said = &line_.happening(obligation.ending.place);
  bool better = false;
  for (int place = 0; place < line_.end() && !better; ++place) {
    const Happening& one = line_.happening(place);
    better = one.episode == place_ && one.at >= *clock_.arose &&
             one.at <= clock_.due.value_or(one.at) &&
             meets(line_, obligation.duty->met_by, place) &&
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
  clock_.timeliness_because += " " + line_.calendar().beyond_words();
}

// Where everything that would meet the duty is before the return, one of the times is
// wrong, and nothing can be said.
void View::judge(const Obligation& obligation) {
  describe(*obligation.duty);
  clock_.arose = obligation.arising.at;
  clock_.due = obligation.due.at;
  clock_.because = arising_words(line_, obligation);
  clock_.state = obligation.state;
  if (obligation.ending.kind == Ending::Kind::met)
    return judge_met(obligation);
  if (obligation.ending.kind != Ending::Kind::none) {
    clock_.because = clock_.timeliness_because = because(line_, obligation);
    return;
  }
  const Instant back = returned().value_or(*clock_.arose);
  for (int place = line_.place_at(back) - 1; place >= 0; --place) {
    if (line_.happening(place).episode == place_ && meets(line_, obligation.duty->met_by, place)) {
      return not_measurable(moment_words(line_.happening(place)) + ", before the return on " +
                            when(back) + ". One of the two times is wrong.");
    }
  }
  judge_unmet(obligation);
}

void View::cancel(std::string why) {
  clock_.state = DutyState::cancelled;
  clock_.timeliness_because = why;
  clock_.because = std::move(why);
}

void View::ask() {
  const auto is_early = [&](std::optional<Instant> at) {
    return at && returned() && *at < *returned();
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
  const Obligation* owed = obligation();
  if (is_duplicate() || owed == nullptr)
    describe_as_if_returned();
  if (is_duplicate()) {
    cancel("This episode is a duplicate of another, which has the interview.");
  } else if (owed == nullptr) {
    say_why_none();
  } else {
    judge(*owed);
    doubt_a_miss(*owed);
  }
  ask();
  return std::move(clock_);
}

}  // namespace

const char* words(Timeliness timeliness) {
  constexpr std::array<const char*, 4> all{"met", "missed", "offered in time and declined",
                                           "not measurable"};
  return all[static_cast<std::size_t>(timeliness)];
}

InterviewClock interview_clock(const Timeline& line, const Verdict& verdict,
                               const std::string& episode) {
  return View(line, verdict, episode).run();
}

}  // namespace homeward
