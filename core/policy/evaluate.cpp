#include "core/policy/evaluate.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "core/base/sorting.h"

namespace homeward {

namespace {

// What one cancellation ended, and from when.
struct Cancelled {
  const Cancellation* by = nullptr;
  Arising arising;
};

std::vector<Cancelled> cancellations_of(const Timeline& line) {
  std::vector<Cancelled> all;
  for (const Cancellation& one : line.pack().cancellations) {
    for (const Arising& arising : arisings_of(line, one).now)
      all.push_back({&one, arising});
  }
  return all;
}

// One obligation: when it is due, and what became of it.
class Judge {
 public:
  Judge(const Timeline& line, const std::vector<Cancelled>& cancelled, const Duty& duty,
        const Arising& arising)
      : line_(line),
        cancelled_(cancelled),
        duty_(duty),
        arising_(arising),
        place_(line.place_at(arising.at)) {}

  Obligation judge();

 private:
  const std::string& rule_id() const { return line_.pack().rules[duty_.rule].id; }
  bool is_about(const Happening& event) const;
  bool names_rule(const Happening& event) const;
  Search search(int from) const;
  DueTime due() const;
  DueTime from_clock(const Due& due) const;
  DueTime clocked(Instant start, Stretch stretch) const;
  DueTime before(const Due& due) const;
  DueTime before_date(const Due& due) const;
  void extend(DueTime& due) const;
  std::optional<Happened> met() const;
  std::optional<Happened> done() const;
  Ending waived() const;
  Ending cancelled() const;
  Ending by_return() const;
  Ending by_rule() const;
  bool is_in_time(Instant at) const { return !due_.at || at <= *due_.at; }
  void settle(Obligation& obligation) const;
  DutyState unmet() const;

  const Timeline& line_;
  const std::vector<Cancelled>& cancelled_;
  const Duty& duty_;
  const Arising& arising_;
  const int place_;  // the first at or after the arising
  DueTime due_;
};

// Of the obligation's episode, or of none; a duty about the child takes any.
bool Judge::is_about(const Happening& event) const {
  return duty_.about_child || event.episode == nowhere || arising_.episode == nowhere ||
         event.episode == arising_.episode;
}

bool Judge::names_rule(const Happening& event) const {
  return event.event->rule == rule_id() && is_about(event);
}

Search Judge::search(int from) const {
  const int at = duty_.met_by_trigger && arising_.happening != nowhere && !arising_.repeated
                     ? std::min(arising_.happening, from)
                     : from;
  return {{arising_.episode, duty_.met_by_child}, at, line_.end(), duty_.met_by_trigger};
}

// ---- due

DueTime Judge::clocked(Instant start, Stretch stretch) const {
  const Deadline deadline =
      line_.calendar().due(start, stretch.clock, stretch.amount, line_.pack().office);
  return {deadline.at, stretch, start, deadline.starts, deadline.beyond_calendar, nowhere, nowhere};
}

DueTime Judge::from_clock(const Due& due) const {
  std::optional<Instant> start = arising_.at;
  const bool known = arising_.episode != nowhere;
  if (due.from == Due::From::missing) {
    start = known ? line_.episode(arising_.episode).missing_at : std::nullopt;
  } else if (due.from == Due::From::returned) {
    start = known ? line_.episode(arising_.episode).returned_at : std::nullopt;
  } else if (due.from == Due::From::event) {
    Search from = search(place_);
    from.by_trigger = true;
    const auto event = happened(line_, *due.event, arising_, from);
    if (!event)
      return {};
    DueTime time = clocked(event->at, due.stretch);
    time.from_event = event->place;
    return time;
  }
  return start ? clocked(*start, due.stretch) : DueTime{};
}

DueTime Judge::before(const Due& due) const {
  const auto event = happened(line_, *due.event, arising_, search(place_));
  if (!event)
    return {};
  DueTime time;
  time.at = event->at;
  time.runs_from = time.starts = arising_.at;
  return time;
}

// The beginning of the first such day that is later than the day of arising; where the
// arising's own event sets one, that day.
DueTime Judge::before_date(const Due& due) const {
  std::optional<LocalDate> date;
  const LocalDate arose = local(arising_.at).date;
  for (EventType type : due.event->types) {
    for (int place : line_.all_of(type)) {
      const LocalDate set = *line_.happening(place).event->date;
      if (place == arising_.happening) {
        date = set;
        break;
      }
      if (set > arose && (!date || set < *date))
        date = set;
    }
  }
  if (!date)
    return {};
  DueTime time;
  time.at = instant_of({*date, {}});
  time.runs_from = time.starts = arising_.at;
  return time;
}

DueTime Judge::due() const {
  const Due& due = arising_.trigger->due ? *arising_.trigger->due : duty_.due;
  switch (due.kind) {
    case Due::Kind::none:
      return {};
    case Due::Kind::at_once: {
      DueTime time;
      time.at = arising_.at.plus_ms(line_.pack().at_once_minutes * minute_ms);
      time.runs_from = time.starts = arising_.at;
      return time;
    }
    case Due::Kind::after:
      return from_clock(due);
    case Due::Kind::before:
      return before(due);
    case Due::Kind::before_date:
      return before_date(due);
  }
  HW_ASSERT(false);
}

// The last agreement by one who may agree, where it gives longer.
void Judge::extend(DueTime& due) const {
  if (!due.at || duty_.extension_by.empty())
    return;
  for (int place : line_.all_of(EventType::extension_agreed)) {
    const Happening& agreed = line_.happening(place);
    const auto by = agreed.event->word_under(Key::by);
    if (!names_rule(agreed) || agreed.at < arising_.at || !by ||
        !is_one_of(*by, duty_.extension_by) || !gives_longer(agreed) ||
        *agreed.event->until <= *due.at)
      continue;
    due.at = agreed.event->until;
    due.extended_by = place;
  }
}

// ---- what became of it

std::optional<Happened> Judge::done() const {
  for (int place : line_.all_of(EventType::done)) {
    const Happening& one = line_.happening(place);
    // A review that raises the next one (NEW-02) does not meet it.
    const bool is_trigger = place == arising_.happening && !duty_.met_by_trigger;
    if (one.at >= arising_.at && names_rule(one) && !is_trigger)
      return Happened{one.at, place};
  }
  return std::nullopt;
}

std::optional<Happened> Judge::met() const {
  int from = place_;
  if (duty_.met_early) {
    from = 0;
    if (!duty_.about_child && arising_.episode != nowhere)
      from = line_.place_at(line_.episode(arising_.episode).missing_at.value_or(arising_.at));
  }
  const auto natural = happened(line_, duty_.met_by, arising_, search(from));
  const auto told = done();
  if (!natural || !told)
    return natural ? natural : told;
  return told->at < natural->at ? told : natural;
}

Ending Judge::waived() const {
  Ending ending;
  for (int place : line_.all_of(EventType::waived)) {
    const Happening& one = line_.happening(place);
    const auto& until = one.event->until;
    const bool over = until && line_.has_come(*until);
    if (!names_rule(one) || over || ending.kind != Ending::Kind::none)
      continue;
    // One made before the duty arose stands where it is of this episode, or runs on.
    const bool reaches = one.at >= arising_.at || until ||
                         (one.episode != nowhere && one.episode == arising_.episode);
    if (reaches)
      ending = {Ending::Kind::waived, std::max(one.at, arising_.at), place, 0};
  }
  return ending;
}

Ending Judge::by_return() const {
  const bool cancels = arising_.trigger->return_cancels.value_or(duty_.return_cancels);
  if (!cancels || arising_.episode == nowhere)
    return {};
  const Episode& episode = line_.episode(arising_.episode);
  if (!episode.returned_at || *episode.returned_at < arising_.at ||
      episode.returned == arising_.happening)
    return {};
  return {Ending::Kind::returned, *episode.returned_at, episode.returned, 0};
}

Ending Judge::by_rule() const {
  Ending first;
  for (const Cancelled& one : cancelled_) {
    const auto& rules = one.by->cancels;
    const bool ours = std::find(rules.begin(), rules.end(), duty_.rule) != rules.end() &&
                      (duty_.about_child || one.arising.episode == arising_.episode);
    const bool reaches = one.arising.at >= arising_.at || one.by->later_too;
    if (!ours || !reaches)
      continue;
    const Instant at = std::max(one.arising.at, arising_.at);
    if (first.kind == Ending::Kind::none || at < first.at)
      first = {Ending::Kind::rule, at, one.arising.happening, one.by->rule};
  }
  return first;
}

Ending Judge::cancelled() const {
  Ending first;
  const auto take = [&](const Ending& one) {
    if (one.kind == Ending::Kind::none || !is_in_time(one.at))
      return;
    if (first.kind == Ending::Kind::none || one.at < first.at)
      first = one;
  };
  take(by_return());
  Search own = search(place_);
  own.by_trigger = false;
  if (const auto event = happened(line_, duty_.cancelled_by, arising_, own))
    take({Ending::Kind::event, event->at, event->place, 0});
  take(by_rule());
  return first;
}

DutyState Judge::unmet() const {
  if (!due_.at)
    return DutyState::open;
  if (line_.has_come(due_.at->plus_ms(1)))
    return DutyState::overdue;
  const Clock clock = due_.stretch.clock;
  const Instant now = line_.now();
  const Progress progress = line_.calendar().progress(due_.runs_from, *due_.at, clock, now);
  // No clock runs faster than time.
  return line_.has_come(now.plus_ms(progress.to_last_quarter_ms())) ? DutyState::due_soon
                                                                    : DutyState::open;
}

// Whichever came first. What was done after it was waived counts where it was in time.
void Judge::settle(Obligation& obligation) const {
  const auto met = this->met();
  const Ending cancelled = this->cancelled();
  const Ending waived = this->waived();
  const bool is_cancelled = cancelled.kind != Ending::Kind::none;
  const bool is_waived = waived.kind != Ending::Kind::none;
  if (met && (!is_cancelled || met->at <= cancelled.at) &&
      (is_in_time(met->at) || !is_waived || met->at <= waived.at)) {
    obligation.state = is_in_time(met->at) ? DutyState::met : DutyState::met_late;
    obligation.ending = {Ending::Kind::met, met->at, met->place, 0};
  } else if (is_waived && (!is_cancelled || waived.at <= cancelled.at)) {
    obligation.state = DutyState::waived;
    obligation.ending = waived;
  } else if (is_cancelled) {
    obligation.state = DutyState::cancelled;
    obligation.ending = cancelled;
  } else {
    obligation.state = unmet();
  }
}

Obligation Judge::judge() {
  due_ = due();
  extend(due_);
  Obligation obligation{&duty_, arising_, due_, DutyState::open, {}};
  settle(obligation);
  return obligation;
}

bool is_unsettled(const Obligation& one, Instant at) {
  return one.ending.kind == Ending::Kind::none || one.ending.at > at;
}

// One duty: its obligations are added to these; where it will arise next is handed back.
std::vector<Arising> judge(const Timeline& line, const std::vector<Cancelled>& cancelled,
                           const Duty& duty, std::vector<Obligation>& obligations) {
  Arisings arisings = arisings_of(line, duty);
  const auto first = static_cast<std::ptrdiff_t>(obligations.size());
  const auto forestalled = [&](const Arising& arising) {
    return duty.one_at_a_time &&
           std::any_of(obligations.begin() + first, obligations.end(), [&](const Obligation& one) {
             return (duty.about_child || one.arising.episode == arising.episode) &&
                    is_unsettled(one, arising.at);
           });
  };
  for (const Arising& arising : arisings.now) {
    if (!forestalled(arising))
      obligations.push_back(Judge(line, cancelled, duty, arising).judge());
  }
  auto& later = arisings.later;
  later.erase(std::remove_if(later.begin(), later.end(), forestalled), later.end());
  return std::move(later);
}

// ---- order

std::string_view rule_id(const Timeline& line, const Duty& duty) {
  return line.pack().rules[duty.rule].id;
}

std::string_view episode_id(const Timeline& line, const Duty& duty, const Arising& arising) {
  return duty.about_child || arising.episode == nowhere ? std::string_view()
                                                        : line.episode(arising.episode).id;
}

bool stands_before(const Timeline& line, const Obligation& a, const Obligation& b) {
  if (a.due.at != b.due.at)
    return a.due.at && (!b.due.at || *a.due.at < *b.due.at);
  const auto one = rule_id(line, *a.duty), other = rule_id(line, *b.duty);
  if (one != other)
    return one < other;
  const auto in = episode_id(line, *a.duty, a.arising),
             other_in = episode_id(line, *b.duty, b.arising);
  return in != other_in ? in < other_in : a.arising.at < b.arising.at;
}

// Their places are sorted, since each is large; by std::stable_sort, whose size is worth its
// speed here alone.
std::vector<Obligation> sorted(const Timeline& line, const std::vector<Obligation>& obligations) {
  std::vector<std::uint32_t> places(obligations.size());
  std::iota(places.begin(), places.end(), 0u);
  std::stable_sort(places.begin(), places.end(), [&](std::uint32_t a, std::uint32_t b) {
    return stands_before(line, obligations[a], obligations[b]);
  });
  std::vector<Obligation> in_order;
  in_order.reserve(obligations.size());
  for (std::uint32_t place : places)
    in_order.push_back(obligations[place]);
  return in_order;
}

void add_upcoming(const Duty& duty, const std::vector<Arising>& later,
                  std::vector<Upcoming>& upcoming) {
  if (later.empty())
    return;
  const Upcoming next{&duty, duty.about_child ? nowhere : later.front().episode, later.front().at};
  for (Upcoming& one : upcoming) {
    if (one.duty->rule != duty.rule)
      continue;
    if (next.at < one.at)
      one = next;
    return;
  }
  upcoming.push_back(next);
}

}  // namespace

std::string_view name_of(DutyState state) {
  constexpr std::array<std::string_view, 8> names{
      "open", "due-soon", "overdue", "met", "met-late", "waived", "cancelled", "not-measurable"};
  return names[static_cast<std::size_t>(state)];
}

Verdict evaluate(const Timeline& line) {
  Verdict verdict;
  verdict.obligations.reserve(line.happenings().size());
  const auto cancelled = cancellations_of(line);
  for (const Duty& duty : line.pack().duties) {
    const std::vector<Arising> later = judge(line, cancelled, duty, verdict.obligations);
    add_upcoming(duty, later, verdict.upcoming);
  }
  verdict.obligations = sorted(line, verdict.obligations);
  sort_stably(verdict.upcoming, [&](const Upcoming& a, const Upcoming& b) {
    return a.at != b.at ? a.at < b.at : rule_id(line, *a.duty) < rule_id(line, *b.duty);
  });
  return verdict;
}

std::vector<Obligation> obligations_of(const Timeline& line, std::span<const std::size_t> duties) {
  std::vector<Obligation> obligations;
  const auto cancelled = cancellations_of(line);
  for (std::size_t at : duties)
    judge(line, cancelled, line.pack().duties[at], obligations);
  return obligations;
}

}  // namespace homeward
