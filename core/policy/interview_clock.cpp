#include "core/policy/interview_clock.h"

#include <algorithm>
#include <array>

namespace homeward {

namespace {

// Something that meets the duty.
struct Moment {
  Instant at;
  Satisfier how = Satisfier::interview_held;
};

bool earlier(const Moment& a, const Moment& b) {
  return a.at != b.at ? a.at < b.at : a.how < b.how;
}

bool is_answered(const InterviewOffer& offer) {
  return offer.answer == OfferAnswer::accepted || offer.answer == OfferAnswer::declined;
}

// One evaluation: what it reads, and what it fills in.
class Evaluation {
 public:
  Evaluation(const Pack& pack, const WorkingCalendar& calendar, const InterviewFacts& facts,
             Instant now)
      : office_(pack.office),
        calendar_(calendar),
        facts_(facts),
        rule_(pack.interview_rule(facts.rag, facts.allocated)),
        now_(now),
        year_now_(is_plausible(now) ? local(now).date.year : 0) {}

  InterviewClock run();

 private:
  bool usable(Instant at, const std::string& what);
  void collect();
  void add(Instant at, Satisfier how);
  void collect_offer(const InterviewOffer& offer);
  bool begin();
  void set_deadline();
  void judge();
  void judge_unmet();
  void judge_met(const Moment& first);
  void doubt_a_miss();
  void cancel();
  void ask();
  void not_measurable(std::string why);

  bool duty_to_offer() const { return rule_.satisfied_by_any(Satisfier::offer_accepted); }
  std::string when(Instant at) const { return words(local(at), year_now_); }
  std::string deadline_words() const;
  std::string moment_words(const Moment& moment) const;
  std::string attempts_words() const;

  const OfficeHours office_;
  const WorkingCalendar& calendar_;
  const InterviewFacts& facts_;
  const DeadlineRule& rule_;
  const Instant now_;
  const int year_now_;

  InterviewClock clock_;
  Deadline deadline_;
  std::vector<Moment> moments_;  // those that meet the duty, in order of time
};

// False, with a question, of an instant that cannot have happened yet, or at all.
bool Evaluation::usable(Instant at, const std::string& what) {
  if (is_plausible(at) && at <= now_)
    return true;
  clock_.questions.push_back(
      is_plausible(at) ? what + " is recorded for " + when(at) + ", later than now. Check the time."
                       : what + " is recorded with a time that cannot be right. Check the time.");
  return false;
}

void Evaluation::add(Instant at, Satisfier how) {
  if (rule_.satisfied_by_any(how))
    moments_.push_back({at, how});
}

void Evaluation::collect_offer(const InterviewOffer& offer) {
  if (!usable(offer.at, "An offer of an interview"))
    return;
  if (!is_answered(offer)) {
    ++clock_.attempts;
    return;
  }
  clock_.offered = std::min(offer.at, clock_.offered.value_or(offer.at));
  clock_.answered = std::max(offer.at, clock_.answered.value_or(offer.at));
  const bool declined = offer.answer == OfferAnswer::declined;
  add(offer.at, declined ? Satisfier::offer_declined : Satisfier::offer_accepted);
  if (declined && offer.final)
    add(offer.at, Satisfier::final_decline);
}

void Evaluation::collect() {
  for (const InterviewOffer& offer : facts_.offers)
    collect_offer(offer);
  if (facts_.held_at && usable(*facts_.held_at, "The interview")) {
    clock_.held = facts_.held_at;
    add(*facts_.held_at, Satisfier::interview_held);
  }
  std::sort(moments_.begin(), moments_.end(), earlier);
}

void Evaluation::not_measurable(std::string why) {
  clock_.state = DutyState::not_measurable;
  clock_.timeliness = Timeliness::not_measurable;
  clock_.timeliness_because = why;
  clock_.because = std::move(why);
}

// False where the clock cannot be started.
bool Evaluation::begin() {
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

std::string Evaluation::deadline_words() const {
  const Instant start = *clock_.arose;
  const bool waits = deadline_.starts > start;
  const bool zone_matters =
      in_summer_time(start) != in_summer_time(deadline_.at) || happens_twice(local(deadline_.at));
  std::string said = rule_.trigger_words + " " + when(start) + ". ";
  said += words(rule_.clock, rule_.amount) + ": the clock ";
  if (waits)
    said += "starts " + when(deadline_.starts) + " and ";
  said += "ends " + when(deadline_.at);
  if (zone_matters)
    said += std::string(" (") + zone_words(deadline_.at) + ")";
  said += ".";
  if (deadline_.beyond_calendar)
    said += " " + calendar_.beyond_words();
  return said;
}

// Whether it was missed cannot be said of a deadline that may really lie later.
void Evaluation::doubt_a_miss() {
  if (!deadline_.beyond_calendar || clock_.timeliness != Timeliness::missed)
    return;
  clock_.timeliness = Timeliness::not_measurable;
  clock_.timeliness_because += " " + calendar_.beyond_words();
}

void Evaluation::set_deadline() {
  clock_.arose = facts_.returned_at;
  deadline_ = calendar_.due(*clock_.arose, rule_.clock, rule_.amount, office_);
  clock_.due = deadline_.at;
  clock_.because = deadline_words();
}

std::string Evaluation::moment_words(const Moment& moment) const {
  switch (moment.how) {
    case Satisfier::interview_held:
      return "Held " + when(moment.at);
    case Satisfier::final_decline:
      return "Offered and finally declined " + when(moment.at);
    case Satisfier::offer_accepted:
      return "Offered and accepted " + when(moment.at);
    case Satisfier::offer_declined:
      return "Offered and declined " + when(moment.at);
  }
  HW_ASSERT(false);
}

std::string Evaluation::attempts_words() const {
  if (clock_.attempts == 0)
    return "";
  if (clock_.attempts == 1)
    return " One attempt without an answer is recorded.";
  return " " + std::to_string(clock_.attempts) + " attempts without an answer are recorded.";
}

void Evaluation::judge_unmet() {
  if (now_ > deadline_.at) {
    clock_.state = DutyState::overdue;
    clock_.timeliness = Timeliness::missed;
    clock_.timeliness_because =
        std::string(duty_to_offer() ? "No offer was accepted or declined by " : "Not held by ") +
        when(deadline_.at) + "." + attempts_words();
    return;
  }
  const Progress progress = calendar_.progress(*clock_.arose, deadline_.at, rule_.clock, now_);
  clock_.state = progress.in_last_quarter() ? DutyState::due_soon : DutyState::open;
  clock_.timeliness_because = "There is still time." + attempts_words();
}

// In time, being held or accepted counts for more than having declined.
void Evaluation::judge_met(const Moment& first) {
  const auto is_better = [&](const Moment& one) {
    return one.at >= *clock_.arose && one.at <= deadline_.at &&
           (one.how == Satisfier::interview_held || one.how == Satisfier::offer_accepted);
  };
  const bool in_time = first.at <= deadline_.at;
  const auto better = std::find_if(moments_.begin(), moments_.end(), is_better);
  clock_.state = in_time ? DutyState::met : DutyState::met_late;
  clock_.timeliness = !in_time                   ? Timeliness::missed
                      : better != moments_.end() ? Timeliness::met
                                                 : Timeliness::offered_in_time_and_declined;
  clock_.timeliness_because = moment_words(better == moments_.end() ? first : *better) +
                              (in_time ? ", in time." : ", after the time was over.");
}

// The first of the moments since the return decides. Where all are before it, one
// of the times is wrong, and nothing can be said.
void Evaluation::judge() {
  const auto first = std::find_if(moments_.begin(), moments_.end(),
                                  [&](const Moment& one) { return one.at >= *clock_.arose; });
  if (first != moments_.end())
    return judge_met(*first);
  if (moments_.empty())
    return judge_unmet();
  not_measurable(moment_words(moments_.back()) + ", before the return on " + when(*clock_.arose) +
                 ". One of the two times is wrong.");
}

// A duplicate is read as if it had been known from the start.
void Evaluation::cancel() {
  clock_.state = DutyState::cancelled;
  clock_.because = "This episode is a duplicate of another, which has the interview.";
  clock_.timeliness_because = clock_.because;
}

void Evaluation::ask() {
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

InterviewClock Evaluation::run() {
  clock_.rule = rule_.id;
  clock_.what = rule_.what;
  clock_.who = rule_.who;
  clock_.source = rule_.source;
  clock_.note = rule_.note;
  collect();
  if (facts_.duplicate) {
    cancel();
  } else if (begin()) {
    set_deadline();
    judge();
    doubt_a_miss();
  }
  ask();
  return std::move(clock_);
}

}  // namespace

const char* name_of(DutyState state) {
  constexpr std::array<const char*, 7> names{"open",     "due-soon",  "overdue",       "met",
                                             "met-late", "cancelled", "not-measurable"};
  return names[static_cast<std::size_t>(state)];
}

const char* words(Timeliness timeliness) {
  constexpr std::array<const char*, 4> all{"met", "missed", "offered in time and declined",
                                           "not measurable"};
  return all[static_cast<std::size_t>(timeliness)];
}

InterviewClock interview_clock(const Pack& pack, const WorkingCalendar& calendar,
                               const InterviewFacts& facts, Instant now) {
  return Evaluation(pack, calendar, facts, now).run();
}

}  // namespace homeward
