#include "core/policy/timeline.h"

#include <algorithm>

#include "core/policy/timeline_build.h"

namespace homeward {

namespace {

bool says(const Said& said, const Clause& clause) {
  return std::any_of(said.words.begin(), said.words.end(),
                     [&](Word one) { return is_one_of(one, clause.words); });
}

bool says_all(const Said& said, const Clause& clause) {
  return std::all_of(clause.words.begin(), clause.words.end(),
                     [&](Word one) { return is_one_of(one, said.words); });
}

// `role` stands for the one key of the event that says a role.
Key key_in(const Event& event, Key key) {
  if (key != Key::role)
    return key;
  return event.type == EventType::notified ? Key::to : Key::who;
}

bool matches_words(const Event& event, const Clause& clause) {
  const Key key = key_in(event, clause.key);
  const auto said = std::find_if(event.said.begin(), event.said.end(),
                                 [&](const Said& one) { return one.key == key; });
  if (said == event.said.end())
    return clause.mode == Clause::Mode::none;
  switch (clause.mode) {
    case Clause::Mode::any:
      return says(*said, clause);
    case Clause::Mode::all:
      return says_all(*said, clause);
    case Clause::Mode::none:
      return !says(*said, clause);
  }
  HW_ASSERT(false);
}

bool matches_text(const std::string& text, const Clause& clause) {
  const bool found =
      std::find(clause.texts.begin(), clause.texts.end(), text) != clause.texts.end();
  return found == (clause.mode != Clause::Mode::none);
}

bool matches_clause(const Clause& clause, const Event& event) {
  if (clause.key == Key::rule)
    return matches_text(event.rule, clause);
  if (clause.key == Key::of || clause.key == Key::why)
    return matches_text(clause.key == Key::of ? event.of : event.why, clause);
  return matches_words(event, clause);
}

}  // namespace

bool is_one_of(Word word, const std::vector<Word>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool gives_longer(const Happening& agreed) {
  const auto& until = agreed.event->until;
  return until && is_plausible(*until) && *until > agreed.at;
}

Timeline::Timeline(const Pack& pack, const WorkingCalendar& calendar, const Facts& facts,
                   Instant now)
    : pack_(pack), calendar_(calendar), facts_(facts), now_(now) {
  TimelineBuilder(*this).build();
}

bool Timeline::has_come(Instant at) const {
  if (at <= now_)
    return true;
  if (!stands_until_ || at < *stands_until_)
    stands_until_ = at;
  return false;
}

int Timeline::episode_called(std::string_view id) const {
  const auto found =
      std::lower_bound(called_.begin(), called_.end(), id,
                       [](const auto& one, std::string_view wanted) { return one.first < wanted; });
  return found == called_.end() || found->first != id ? nowhere : found->second;
}

// ---- looking for events

int Timeline::place_at(Instant instant) const {
  const auto found =
      std::lower_bound(happenings_.begin(), happenings_.end(), instant,
                       [](const Happening& one, Instant wanted) { return one.at < wanted; });
  return static_cast<int>(found - happenings_.begin());
}

bool Timeline::matches(const std::vector<Clause>& clauses, const Event& event) {
  return std::all_of(clauses.begin(), clauses.end(),
                     [&](const Clause& clause) { return matches_clause(clause, event); });
}

bool Timeline::matches(const Pattern& pattern, int at) const {
  const Happening& one = happening(at);
  if (!one.counts)
    return false;
  return std::all_of(pattern.clauses.begin(), pattern.clauses.end(), [&](const Clause& clause) {
    if (clause.key != Key::out_of_hours)
      return matches_clause(clause, *one.event);
    const bool found = is_one_of(word_of(is_out_of_hours(one)), clause.words);
    return found != (clause.mode == Clause::Mode::none);
  });
}

std::span<const int> Timeline::among(const Index& index, EventType type) const {
  const std::size_t at = static_cast<std::size_t>(type);
  return std::span(index.places).subspan(index.starts[at], index.starts[at + 1] - index.starts[at]);
}

int Timeline::first_among(const Index& index, const Pattern& pattern, int from, int to) const {
  int best = nowhere;
  for (EventType type : pattern.types) {
    const auto places = among(index, type);
    for (auto at = std::lower_bound(places.begin(), places.end(), from);
         at != places.end() && *at < to; ++at) {
      if (!matches(pattern, *at))
        continue;
      best = best == nowhere ? *at : std::min(best, *at);
      break;
    }
  }
  return best;
}

int Timeline::last_among(const Index& index, const Pattern& pattern, int from, int to) const {
  int best = nowhere;
  for (EventType type : pattern.types) {
    const auto places = among(index, type);
    for (auto at = std::lower_bound(places.begin(), places.end(), to);
         at != places.begin() && *(at - 1) >= from; --at) {
      if (!matches(pattern, *(at - 1)))
        continue;
      best = std::max(best, *(at - 1));
      break;
    }
  }
  return best;
}

int Timeline::first(const Pattern& pattern, Where where, int from, int to) const {
  if (where.everywhere || where.episode == nowhere)
    return first_among(everything_, pattern, from, to);
  const int own =
      first_among(of_episode_[static_cast<std::size_t>(where.episode)], pattern, from, to);
  const int none = first_among(of_none_, pattern, from, own == nowhere ? to : own);
  return none == nowhere ? own : none;
}

int Timeline::last(const Pattern& pattern, Where where, int from, int to) const {
  if (where.everywhere || where.episode == nowhere)
    return last_among(everything_, pattern, from, to);
  const int own =
      last_among(of_episode_[static_cast<std::size_t>(where.episode)], pattern, from, to);
  return std::max(own, last_among(of_none_, pattern, from, to));
}

// ---- what was so

std::optional<Word> Timeline::at_instant(const std::vector<Since>& track, Instant at) {
  std::optional<Word> word;
  for (const Since& one : track) {
    if (one.at > at)
      break;
    word = one.word;
  }
  return word;
}

std::vector<Span> Timeline::spans(const Episode& episode, const std::vector<Since>& track,
                                  const std::vector<Word>& values) const {
  std::vector<Span> spans;
  for (const Since& one : track) {
    if (episode.returned_at && one.at >= *episode.returned_at)
      break;
    const bool inside = is_one_of(one.word, values);
    const bool was_inside = !spans.empty() && !spans.back().to;
    if (inside && !was_inside)
      spans.push_back({one.at, std::nullopt});
    if (!inside && was_inside)
      spans.back().to = one.at;
  }
  if (!spans.empty() && !spans.back().to)
    spans.back().to = episode.returned_at;
  return spans;
}

bool Timeline::is_away(int at, Instant instant) const {
  const Episode& one = episode(at);
  return one.missing_at && *one.missing_at <= instant &&
         (!one.returned_at || instant < *one.returned_at);
}

bool Timeline::is_away_anywhere(Instant instant) const {
  for (std::size_t at = 0; at < episodes_.size(); ++at) {
    if (is_away(static_cast<int>(at), instant))
      return true;
  }
  return false;
}

// Opening and closing time themselves are within hours.
bool Timeline::is_out_of_hours(Instant at) const {
  const LocalDateTime when = local(at);
  return !calendar_.is_working_day(when.date) || when.time < pack_.office.opens ||
         when.time > pack_.office.closes;
}

bool Timeline::is_out_of_hours(const Happening& event) const {
  const auto said = event.event->word_under(Key::out_of_hours);
  return said ? *said == word_of(true) : is_out_of_hours(event.at);
}

const NoInterview* Timeline::why_no_interview(Word by, const Occasion& occasion) const {
  const auto& all = pack_.no_interview;
  const auto found = std::find_if(all.begin(), all.end(), [&](const NoInterview& one) {
    return is_one_of(by, one.by) && !holds(one.unless, occasion);
  });
  return found == all.end() ? nullptr : &*found;
}

bool Timeline::counts(const Event& event) const {
  for (int place = place_at(event.at); place < end() && happening(place).at == event.at; ++place) {
    const Happening& one = happening(place);
    if (one.event == &event && one.type == event.type)
      return one.counts;
  }
  return true;
}

int Timeline::count(const Count& count, Instant at) const {
  std::vector<std::int64_t> days;
  for (const Episode& episode : episodes_) {
    if (!episode.missing_at || *episode.missing_at > at)
      continue;
    const auto category = at_instant(episode.category, at);
    if (category && is_one_of(*category, count.categories))
      days.push_back(episode.start_day);
  }
  if (count.notifications) {
    for (int place : all_of(EventType::notification)) {
      if (happening(place).at <= at)
        days.push_back(day_number(local(happening(place).at).date));
    }
  }
  if (days.empty() || !count.days)
    return static_cast<int>(days.size());
  const std::int64_t newest = *std::max_element(days.begin(), days.end());
  return static_cast<int>(std::count_if(
      days.begin(), days.end(), [&](std::int64_t day) { return day > newest - *count.days; }));
}

}  // namespace homeward
