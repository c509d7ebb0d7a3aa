#include "core/policy/arise.h"

#include <algorithm>

#include "core/base/sorting.h"
#include "core/policy/happened.h"

namespace homeward {

namespace {

// So many repeats of one duty are listed, and no more: a child missing for a decade.
constexpr int repeats_max = 4000;
constexpr std::int64_t repeated_amount_max = 10'000'000;

class Raiser {
 public:
  explicit Raiser(const Timeline& line) : line_(line) {}

  void run(const std::vector<Trigger>& on, const Circumstance& when, const Circumstance& unless);
  void repeat(const Duty& duty);
  void settle(bool about_child, Duty::Once once);
  Arisings take() { return std::move(found_); }

 private:
  void run(const Trigger& trigger);
  void events(const Trigger& trigger);
  void delayed(const Trigger& trigger, int place);
  void becoming(const Trigger& trigger);
  void away(const Trigger& trigger);
  void counts(const Trigger& trigger);
  std::vector<std::pair<int, Instant>> counted(const Count& count) const;
  void add(const Arising& arising);
  void repeat(const Duty& duty, const Arising& first);
  std::optional<Instant> repeats_end(const Duty& duty, const Arising& first) const;
  Instant after(Instant start, const Stretch& stretch, int times = 1) const;
  int place_in(int episode, Instant at, EventType changed) const;

  const Timeline& line_;
  const Circumstance* when_ = nullptr;
  const Circumstance* unless_ = nullptr;
  Arisings found_;
};

bool earlier(const Arising& a, const Arising& b) {
  return a.at != b.at ? a.at < b.at : a.episode < b.episode;
}

Instant Raiser::after(Instant start, const Stretch& stretch, int times) const {
  return line_.calendar().due(start, stretch.clock, stretch.amount * times, line_.pack().office).at;
}

void Raiser::add(const Arising& arising) {
  const Occasion occasion = arising.occasion();
  const Trigger& trigger = *arising.trigger;
  const bool holds = line_.holds(trigger.when, occasion) &&
                     !line_.holds(trigger.unless, occasion) && line_.holds(*when_, occasion) &&
                     !line_.holds(*unless_, occasion);
  if (holds)
    (line_.has_come(arising.at) ? found_.now : found_.later).push_back(arising);
}

// ---- triggers

void Raiser::delayed(const Trigger& trigger, int place) {
  const Happening& event = line_.happening(place);
  if (trigger.after_planned && !event.event->planned_for)
    return;
  const Instant start = trigger.after_planned ? *event.event->planned_for : event.at;
  if (!is_plausible(start))
    return;
  const Instant at = after(start, *trigger.after);
  Arising arising{std::max(at, event.at), event.episode, place, event.at, &trigger, false};
  // What happens at that very instant is still in time.
  const Search search{{event.episode, false}, place + 1, line_.place_at(at.plus_ms(1)), false};
  if (!happened(line_, trigger.unless_by_then, arising, search))
    add(arising);
}

void Raiser::events(const Trigger& trigger) {
  for (EventType type : trigger.event.types) {
    for (int place : line_.all_of(type)) {
      if (!line_.matches(trigger.event, place))
        continue;
      const Happening& event = line_.happening(place);
      if (trigger.after)
        delayed(trigger, place);
      else
        add({event.at, event.episode, place, event.at, &trigger, false});
    }
  }
}

// The event at which a value of the episode became what it is: its start, or a change.
int Raiser::place_in(int episode, Instant at, EventType changed) const {
  const Episode& one = line_.episode(episode);
  if (one.missing_at == at)
    return one.missing;
  const Pattern change{{changed}, {}};
  return line_.first(change, {episode, false}, line_.place_at(at), line_.end());
}

void Raiser::becoming(const Trigger& trigger) {
  for (std::size_t at = 0; at < line_.episodes().size(); ++at) {
    const Episode& episode = line_.episodes()[at];
    const auto& track = trigger.becomes == Key::category ? episode.category
                        : trigger.becomes == Key::risk   ? episode.risk
                                                         : episode.rag;
    const EventType changed = trigger.becomes == Key::category ? EventType::category_changed
                              : trigger.becomes == Key::risk   ? EventType::risk_changed
                                                               : EventType::rag_changed;
    const int number = static_cast<int>(at);
    for (const Span& span : line_.spans(episode, track, trigger.values)) {
      add({span.from, number, place_in(number, span.from, changed), span.from, &trigger, false});
    }
  }
}

void Raiser::away(const Trigger& trigger) {
  for (std::size_t at = 0; at < line_.episodes().size(); ++at) {
    const Episode& episode = line_.episodes()[at];
    const int number = static_cast<int>(at);
    for (const Span& span : line_.spans(episode, episode.category, trigger.values)) {
      const Instant reached = after(span.from, trigger.away);
      const bool crossed = !span.to || *span.to > reached || (*span.to == reached && !trigger.over);
      if (!crossed)
        continue;
      const int place = place_in(number, span.from, EventType::category_changed);
      add({reached, number, place, span.from, &trigger, false});
    }
  }
}

// Each thing that adds to the count, in order of time: its happening, and when.
std::vector<std::pair<int, Instant>> Raiser::counted(const Count& count) const {
  std::vector<std::pair<int, Instant>> points;
  for (std::size_t at = 0; at < line_.episodes().size(); ++at) {
    const Episode& episode = line_.episodes()[at];
    const auto first =
        std::find_if(episode.category.begin(), episode.category.end(),
                     [&](const Since& one) { return is_one_of(one.word, count.categories); });
    if (!episode.missing_at || first == episode.category.end())
      continue;
    points.emplace_back(place_in(static_cast<int>(at), first->at, EventType::category_changed),
                        first->at);
  }
  if (count.notifications) {
    for (int place : line_.all_of(EventType::notification))
      points.emplace_back(place, line_.happening(place).at);
  }
  sort_stably(points, [](const auto& a, const auto& b) { return a.second < b.second; });
  return points;
}

// Reaching the number raises it; so does reaching it again after a count below it.
void Raiser::counts(const Trigger& trigger) {
  bool was_reached = false;
  for (const auto& [place, at] : counted(trigger.count)) {
    const bool reached = line_.count(trigger.count, at) >= trigger.count.reaches;
    if (reached && (trigger.each || !was_reached))
      add({at, line_.happening(place).episode, place, at, &trigger, false});
    was_reached = reached;
  }
}

void Raiser::run(const Trigger& trigger) {
  switch (trigger.kind) {
    case Trigger::Kind::event:
      return events(trigger);
    case Trigger::Kind::becomes:
      return becoming(trigger);
    case Trigger::Kind::away:
      return away(trigger);
    case Trigger::Kind::count:
      return counts(trigger);
  }
}

void Raiser::run(const std::vector<Trigger>& on, const Circumstance& when,
                 const Circumstance& unless) {
  when_ = &when;
  unless_ = &unless;
  for (const Trigger& trigger : on)
    run(trigger);
}

// ---- repeating

std::optional<Instant> Raiser::repeats_end(const Duty& duty, const Arising& first) const {
  std::optional<Instant> end;
  if (!duty.about_child && first.episode != nowhere)
    end = line_.episode(first.episode).returned_at;
  const Search search{{first.episode, duty.about_child},
                      std::max(first.happening + 1, line_.place_at(first.at)),
                      line_.end(),
                      false};
  if (const auto until = happened(line_, duty.until, first, search))
    end = std::min(until->at, end.value_or(until->at));
  return end;
}

void Raiser::repeat(const Duty& duty, const Arising& first) {
  const auto end = repeats_end(duty, first);
  for (int times = 1; times <= repeats_max; ++times) {
    Arising again = first;
    again.repeated = true;
    if (times * static_cast<std::int64_t>(duty.repeat->amount) > repeated_amount_max)
      return;
    again.at = after(first.at, *duty.repeat, times);
    if ((end && again.at >= *end) || !is_plausible(again.at))
      return;
    add(again);
    if (!line_.has_come(again.at))
      return;
  }
}

void Raiser::repeat(const Duty& duty) {
  if (!duty.repeat)
    return;
  const std::vector<Arising> firsts = found_.now;
  for (const Arising& first : firsts)
    repeat(duty, first);
}

// ---- order, and once

void Raiser::settle(bool about_child, Duty::Once once) {
  const auto same = [&](const Arising& a, const Arising& b) {
    const bool one_place = about_child || a.episode == b.episode;
    if (once == Duty::Once::child)
      return true;
    return once == Duty::Once::episode ? a.episode == b.episode : one_place && a.at == b.at;
  };
  if (found_.now.empty() && found_.later.empty())
    return;
  std::vector<Arising> all = std::move(found_.now);
  if (!std::is_sorted(all.begin(), all.end(), earlier))
    sort_stably(all, earlier);
  found_.now.clear();
  found_.now.reserve(all.size());
  std::vector<bool> seen(line_.episodes().size() + 1, false);
  for (const Arising& one : all) {
    const std::size_t episode = static_cast<std::size_t>(one.episode) + 1;
    const bool again = once == Duty::Once::episode
                           ? seen[episode]
                           : !found_.now.empty() && same(found_.now.back(), one);
    if (again)
      continue;
    seen[episode] = true;
    found_.now.push_back(one);
  }
  sort_stably(found_.later, earlier);
  if (once == Duty::Once::no)
    return;
  const auto is_over = [&](const Arising& one) {
    return once == Duty::Once::child ? !found_.now.empty()
                                     : seen[static_cast<std::size_t>(one.episode) + 1];
  };
  found_.later.erase(std::remove_if(found_.later.begin(), found_.later.end(), is_over),
                     found_.later.end());
}

}  // namespace

Arisings arisings_of(const Timeline& line, const Duty& duty) {
  Raiser raiser(line);
  raiser.run(duty.on, duty.when, duty.unless);
  raiser.settle(duty.about_child, duty.once);
  raiser.repeat(duty);
  if (duty.repeat)
    raiser.settle(duty.about_child, Duty::Once::no);
  return raiser.take();
}

Arisings arisings_of(const Timeline& line, const Cancellation& cancellation) {
  Raiser raiser(line);
  raiser.run(cancellation.on, cancellation.when, cancellation.unless);
  raiser.settle(false, Duty::Once::no);
  return raiser.take();
}

Arisings arisings_of(const Timeline& line, const Content& content) {
  Raiser raiser(line);
  raiser.run(content.on, content.when, content.unless);
  raiser.settle(false, Duty::Once::no);
  return raiser.take();
}

}  // namespace homeward
