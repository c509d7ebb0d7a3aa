// Was it so? Circumstances judged on a timeline.
#include "core/policy/circumstance.h"

#include <algorithm>
#include <tuple>

#include "core/policy/timeline.h"

namespace homeward {

namespace {

using Kind = Circumstance::Kind;

class Judgement {
 public:
  Judgement(const Timeline& line, const Occasion& occasion) : line_(line), on_(occasion) {}

  bool holds(const Circumstance& one) const;

 private:
  const Child& child() const { return line_.facts().child; }
  const Episode* episode() const {
    return on_.episode == nowhere ? nullptr : &line_.episode(on_.episode);
  }
  Where where(bool ever) const { return {on_.episode, ever}; }
  int end() const { return line_.place_at(on_.at.plus_ms(1)); }
  bool is_trigger(int place) const {
    return on_.trigger != nowhere &&
           line_.happening(place).event == line_.happening(on_.trigger).event;
  }

  bool of_child(const Circumstance& one) const;
  bool of_episode(const Circumstance& one) const;
  bool of_record(const Circumstance& one) const;
  bool of_ask(const Circumstance& one) const;
  bool is_open() const;
  bool is_placed(const Circumstance& one) const;
  bool is_in(const std::vector<Since>& track, const Circumstance& one) const;
  bool was_in(const Circumstance& one) const;
  bool is_harm() const;
  bool is_out_of_hours() const;
  bool said_at_start(Key key) const;
  bool has_been_away(const Stretch& stretch) const;
  bool is_so_far_from_work(const Circumstance& one) const;
  int last(const Pattern& pattern, Where where) const;
  bool recorded(const Patterns& patterns, Where where) const;
  bool recorded_since(const Circumstance& one) const;
  bool latest(const Circumstance& one) const;

  const Timeline& line_;
  const Occasion& on_;
};

bool Judgement::is_open() const {
  static const Word social_care = word("social_care");
  static const Word none = word("none");
  return child().allocated_worker || child().legal_status != none ||
         is_one_of(social_care, child().open_to);
}

bool Judgement::is_placed(const Circumstance& one) const {
  const std::string& in = child().placed_in;
  const std::string place = in.empty() ? "not_said" : in == line_.pack().id ? "here" : "elsewhere";
  return std::find(one.texts.begin(), one.texts.end(), place) != one.texts.end();
}

bool Judgement::of_child(const Circumstance& one) const {
  const std::string& responsible = child().responsible_authority;
  switch (one.kind) {
    case Kind::legal_status:
      return is_one_of(child().legal_status, one.words);
    case Kind::placement:
      return is_one_of(child().placement, one.words);
    case Kind::exploitation_risk:
      return is_one_of(child().exploitation_risk, one.words);
    case Kind::care_basis:
      return child().care_basis && is_one_of(*child().care_basis, one.words);
    case Kind::area:
      return std::find(one.texts.begin(), one.texts.end(), child().area) != one.texts.end();
    case Kind::open_to:
      return std::any_of(child().open_to.begin(), child().open_to.end(),
                         [&](Word team) { return is_one_of(team, one.words); });
    case Kind::open:
      return is_open() == one.yes;
    case Kind::allocated:
      return child().allocated_worker == one.yes;
    case Kind::responsible:
      return (responsible.empty() || responsible == line_.pack().id) == one.yes;
    case Kind::placed:
      return is_placed(one);
    case Kind::under:
      return is_under(one.from.value_or(0), child().born, local(on_.event_at).date);
    case Kind::at_least:
      return !is_under(one.from.value_or(0), child().born, local(on_.event_at).date);
    default:
      return false;
  }
}

bool Judgement::is_in(const std::vector<Since>& track, const Circumstance& one) const {
  const auto word = Timeline::at_instant(track, on_.at);
  return word ? is_one_of(*word, one.words) : one.unrated;
}

bool Judgement::was_in(const Circumstance& one) const {
  const auto& track = episode()->category;
  return std::any_of(track.begin(), track.end(), [&](const Since& since) {
    return since.at <= on_.at && is_one_of(since.word, one.words);
  });
}

bool Judgement::said_at_start(Key key) const {
  if (episode() == nullptr || episode()->missing == nowhere)
    return false;
  const auto said = line_.happening(episode()->missing).event->word_under(key);
  return said && *said == word_of(true);
}

bool Judgement::is_harm() const {
  static const Pattern harm{{EventType::notification},
                            {{Key::harm, Clause::Mode::any, {word_of(true)}, {}}}};
  return said_at_start(Key::harm) || line_.first(harm, where(false), 0, end()) != nowhere;
}

bool Judgement::is_out_of_hours() const {
  if (on_.trigger != nowhere)
    return line_.is_out_of_hours(line_.happening(on_.trigger));
  if (episode() != nullptr && episode()->missing != nowhere)
    return line_.is_out_of_hours(line_.happening(episode()->missing));
  return line_.is_out_of_hours(on_.at);
}

bool Judgement::has_been_away(const Stretch& stretch) const {
  if (episode() == nullptr || !episode()->missing_at)
    return false;
  const Instant until = std::min(on_.at, episode()->returned_at.value_or(on_.at));
  return line_.calendar()
             .due(*episode()->missing_at, stretch.clock, stretch.amount, line_.pack().office)
             .at <= until;
}

bool Judgement::is_so_far_from_work(const Circumstance& one) const {
  const Instant opens =
      line_.calendar().due(on_.at, Clock::before_next_working_day, 1, line_.pack().office).at;
  const std::int64_t away_ms = opens.ms - on_.at.ms;
  return away_ms >= one.from.value_or(0) * hour_ms &&
         (!one.below || away_ms < *one.below * hour_ms);
}

bool Judgement::of_episode(const Circumstance& one) const {
  switch (one.kind) {
    case Kind::out_of_hours:
      return is_out_of_hours() == one.yes;
    case Kind::hours_to_working_day:
      return is_so_far_from_work(one);
    case Kind::away:
      return (on_.episode == nowhere ? line_.is_away_anywhere(on_.at)
                                     : line_.is_away(on_.episode, on_.at)) == one.yes;
    case Kind::with_others:
      return said_at_start(Key::with_others) == one.yes;
    case Kind::harm:
      return is_harm() == one.yes;
    case Kind::found_unauthorised:
      return (episode() != nullptr && episode()->found_unauthorised) == one.yes;
    default:
      break;
  }
  if (episode() == nullptr)
    return false;
  switch (one.kind) {
    case Kind::category:
      return is_in(episode()->category, one);
    case Kind::risk:
      return is_in(episode()->risk, one);
    case Kind::rag:
      return is_in(episode()->rag, one);
    case Kind::was_category:
      return was_in(one);
    default:
      return has_been_away(*one.stretch);
  }
}

// The last match, the occasion's own event apart.
int Judgement::last(const Pattern& pattern, Where where) const {
  int place = line_.last(pattern, where, 0, end());
  while (place != nowhere && is_trigger(place))
    place = line_.last(pattern, where, 0, place);
  return place;
}

bool Judgement::recorded(const Patterns& patterns, Where where) const {
  const auto is_recorded = [&](const Patterns& part) { return recorded(part, where); };
  switch (patterns.kind) {
    case Patterns::Kind::one:
      return last(patterns.pattern, where) != nowhere;
    case Patterns::Kind::any:
      return std::any_of(patterns.parts.begin(), patterns.parts.end(), is_recorded);
    case Patterns::Kind::all:
      return std::all_of(patterns.parts.begin(), patterns.parts.end(), is_recorded);
    case Patterns::Kind::away:
      return has_been_away(patterns.away);
    case Patterns::Kind::holds:
      return holds(patterns.holds.front());
    case Patterns::Kind::everyone_notified:
      break;  // load_pack refuses it here
  }
  HW_ASSERT(false);
}

bool Judgement::recorded_since(const Circumstance& one) const {
  const int place = last(one.patterns[0].pattern, where(one.ever));
  if (place == nowhere)
    return false;
  const Instant at = line_.happening(place).at;
  if (one.stretch &&
      line_.calendar().due(at, one.stretch->clock, one.stretch->amount, line_.pack().office).at <
          on_.at)
    return false;
  if (one.patterns.size() < 2)
    return true;
  const int after = line_.last(one.patterns[1].pattern, where(one.ever), 0, end());
  return after == nowhere || line_.happening(after).at <= at;
}

bool Judgement::latest(const Circumstance& one) const {
  const int place = last(one.patterns[0].pattern, where(one.ever));
  return place != nowhere && line_.matches(one.clauses, *line_.happening(place).event);
}

bool Judgement::of_record(const Circumstance& one) const {
  switch (one.kind) {
    case Kind::count:
      return line_.count(*one.count, on_.at) >= one.count->reaches;
    case Kind::recorded:
    case Kind::recorded_ever:
      return recorded(one.patterns[0], where(one.ever));
    case Kind::recorded_since:
      return recorded_since(one);
    default:
      return latest(one);
  }
}

bool Judgement::of_ask(const Circumstance& one) const {
  if (on_.ask == nullptr)
    return false;
  const auto is = [&](std::optional<Word> said) { return said && is_one_of(*said, one.words); };
  switch (one.kind) {
    case Kind::ask_category:
      return is(on_.ask->category);
    case Kind::ask_interviewer:
      return is(on_.ask->interviewer);
    case Kind::ask_by:
      return is(on_.ask->by);
    default:
      return on_.ask->child_prefers.value_or(false) == one.yes;
  }
}

bool Judgement::holds(const Circumstance& one) const {
  const auto is_so = [&](const Circumstance& part) { return holds(part); };
  switch (one.kind) {
    case Kind::all:
      return std::all_of(one.parts.begin(), one.parts.end(), is_so);
    case Kind::any:
      return std::any_of(one.parts.begin(), one.parts.end(), is_so);
    case Kind::opposite:
      return !holds(one.parts.front());
    default:
      break;
  }
  if (one.kind <= Kind::at_least)
    return of_child(one);
  if (one.kind <= Kind::found_unauthorised || one.kind == Kind::hours_to_working_day)
    return of_episode(one);
  return one.kind <= Kind::latest ? of_record(one) : of_ask(one);
}

}  // namespace

bool Patterns::operator==(const Patterns& other) const {
  return std::tie(kind, pattern, parts, away, holds) ==
         std::tie(other.kind, other.pattern, other.parts, other.away, other.holds);
}

bool Circumstance::operator==(const Circumstance& other) const {
  const auto all = [](const Circumstance& one) {
    return std::tie(one.kind, one.parts, one.words, one.texts, one.yes, one.ever, one.unrated,
                    one.from, one.below, one.stretch, one.count, one.patterns, one.clauses);
  };
  return all(*this) == all(other);
}

Circumstance Circumstance::never() {
  Circumstance none;
  none.kind = Kind::any;
  return none;
}

bool Timeline::holds(const Circumstance& circumstance, const Occasion& occasion) const {
  return Judgement(*this, occasion).holds(circumstance);
}

}  // namespace homeward
