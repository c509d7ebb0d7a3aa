#include "core/policy/happened.h"

#include <algorithm>

namespace homeward {

namespace {

class Finder {
 public:
  Finder(const Timeline& line, const Arising& arising, const Search& search)
      : line_(line), arising_(arising), search_(search) {}

  std::optional<Happened> find(const Patterns& patterns) const;
  std::optional<Happened> find(const Pattern& pattern) const { return found(first(pattern)); }

 private:
  bool is_own(int place) const;
  int first(const Pattern& pattern) const;
  std::optional<Happened> found(int place) const;
  std::optional<Happened> any(const Patterns& patterns) const;
  std::optional<Happened> all(const Patterns& patterns) const;
  std::optional<Happened> away(const Stretch& stretch) const;
  std::optional<Happened> everyone_notified() const;
  std::optional<Happened> told(std::optional<Word> role) const;

  const Timeline& line_;
  const Arising& arising_;
  const Search& search_;
};

bool later(const Happened& a, const Happened& b) {
  return a.at != b.at ? a.at > b.at : a.place > b.place;
}

bool Finder::is_own(int place) const {
  if (search_.by_trigger || arising_.happening == nowhere)
    return false;
  const Happening& own = line_.happening(arising_.happening);
  const Happening& other = line_.happening(place);
  if (own.event == other.event)
    return true;
  return other.at == own.at && other.type == own.type && place < arising_.happening;
}

int Finder::first(const Pattern& pattern) const {
  int place = line_.first(pattern, search_.where, search_.from, search_.to);
  while (place != nowhere && is_own(place))
    place = line_.first(pattern, search_.where, place + 1, search_.to);
  return place;
}

std::optional<Happened> Finder::found(int place) const {
  if (place == nowhere)
    return std::nullopt;
  return Happened{line_.happening(place).at, place};
}

std::optional<Happened> Finder::any(const Patterns& patterns) const {
  std::optional<Happened> best;
  for (const Patterns& part : patterns.parts) {
    const auto one = find(part);
    if (one && (!best || later(*best, *one)))
      best = one;
  }
  return best;
}

std::optional<Happened> Finder::all(const Patterns& patterns) const {
  std::optional<Happened> last;
  for (const Patterns& part : patterns.parts) {
    const auto one = find(part);
    if (!one)
      return std::nullopt;
    if (!last || later(*one, *last))
      last = one;
  }
  return last;
}

std::optional<Happened> Finder::away(const Stretch& stretch) const {
  if (arising_.episode == nowhere || !line_.episode(arising_.episode).missing_at)
    return std::nullopt;
  const Episode& episode = line_.episode(arising_.episode);
  const Instant at =
      line_.calendar()
          .due(*episode.missing_at, stretch.clock, stretch.amount, line_.pack().office)
          .at;
  const bool passed = line_.has_come(at) && (!episode.returned_at || at <= *episode.returned_at);
  return passed ? std::optional(Happened{std::max(at, arising_.at), nowhere}) : std::nullopt;
}

// Someone of the role, or anyone, is told or informed.
std::optional<Happened> Finder::told(std::optional<Word> role) const {
  Pattern pattern{{EventType::notified, EventType::informed}, {}};
  if (role)
    pattern.clauses = {{Key::role, Clause::Mode::any, {*role}, {}}};
  return find(pattern);
}

std::optional<Happened> Finder::everyone_notified() const {
  std::vector<Word> roles;
  for (EventType type : {EventType::notified, EventType::informed}) {
    for (int place : line_.all_of(type)) {
      const Happening& one = line_.happening(place);
      const bool ours = one.episode == nowhere || one.episode == arising_.episode;
      if (!ours || one.at > arising_.at || place >= arising_.happening)
        continue;
      const auto role = one.event->word_under(type == EventType::notified ? Key::to : Key::who);
      if (role && !is_one_of(*role, roles))
        roles.push_back(*role);
    }
  }
  if (roles.empty())
    return told(std::nullopt);
  std::optional<Happened> last;
  for (Word role : roles) {
    const auto one = told(role);
    if (!one)
      return std::nullopt;
    if (!last || later(*one, *last))
      last = one;
  }
  return last;
}

std::optional<Happened> Finder::find(const Patterns& patterns) const {
  switch (patterns.kind) {
    case Patterns::Kind::one:
      return find(patterns.pattern);
    case Patterns::Kind::any:
      return any(patterns);
    case Patterns::Kind::all:
      return all(patterns);
    case Patterns::Kind::away:
      return away(patterns.away);
    case Patterns::Kind::everyone_notified:
      return everyone_notified();
    case Patterns::Kind::holds:
      if (line_.holds(patterns.holds.front(), arising_.occasion()))
        return Happened{arising_.at, nowhere};
      return std::nullopt;
  }
  HW_ASSERT(false);
}

}  // namespace

std::optional<Happened> happened(const Timeline& line, const Patterns& patterns,
                                 const Arising& arising, const Search& search) {
  return Finder(line, arising, search).find(patterns);
}

std::optional<Happened> happened(const Timeline& line, const Pattern& pattern,
                                 const Arising& arising, const Search& search) {
  return Finder(line, arising, search).find(pattern);
}

}  // namespace homeward
