#include "core/policy/together.h"

#include <algorithm>

namespace homeward {

namespace {

using Kind = Circumstance::Kind;

constexpr int steps_max = 100'000;
constexpr std::string_view nothing;  // where a fact says none of its words

// One circumstance that is so, or is not.
struct Wanted {
  const Circumstance* one = nullptr;
  bool so = true;
};

Circumstance composite(Kind kind, std::vector<Circumstance> parts) {
  Circumstance all;
  all.kind = kind;
  all.parts = std::move(parts);
  return all;
}

// ---- taking apart what one word says of several facts

Circumstance simple(const Circumstance& one);

// Of a child who is open to the council: Timeline::holds reads it so.
Circumstance opened(bool yes) {
  Circumstance allocated, none, team;
  allocated.kind = Kind::allocated;
  none.kind = Kind::legal_status;
  none.words = {word("none")};
  team.kind = Kind::open_to;
  team.words = {word("social_care")};
  Circumstance open = composite(Kind::any, {allocated, composite(Kind::opposite, {none}), team});
  return yes ? open : composite(Kind::opposite, {open});
}

Circumstance half_line(std::optional<int> from, std::optional<int> below) {
  Circumstance one;
  one.kind = Kind::hours_to_working_day;
  one.from = from;
  one.below = below;
  return one;
}

Circumstance recorded(const Circumstance& whole, const Patterns& patterns) {
  if (patterns.kind == Patterns::Kind::holds)
    return simple(patterns.holds.front());
  Circumstance one;
  if (patterns.kind == Patterns::Kind::away) {
    one.kind = Kind::away_for;
    one.stretch = patterns.away;
    return one;
  }
  if (patterns.kind == Patterns::Kind::any || patterns.kind == Patterns::Kind::all) {
    one.kind = patterns.kind == Patterns::Kind::any ? Kind::any : Kind::all;
    for (const Patterns& part : patterns.parts)
      one.parts.push_back(recorded(whole, part));
    return one;
  }
  one = whole;
  one.patterns = {patterns};
  return one;
}

Circumstance simple(const Circumstance& one) {
  if (one.kind == Kind::open)
    return opened(one.yes);
  if (one.kind == Kind::recorded || one.kind == Kind::recorded_ever)
    return recorded(one, one.patterns.front());
  if (one.kind == Kind::hours_to_working_day && one.from && one.below)
    return composite(Kind::all,
                     {half_line(one.from, std::nullopt), half_line(std::nullopt, one.below)});
  Circumstance copy = one;
  copy.parts.clear();
  for (const Circumstance& part : one.parts)
    copy.parts.push_back(simple(part));
  return copy;
}

// ---- facts that say one of some words

bool says_one_word(Kind kind) {
  switch (kind) {
    case Kind::legal_status:
    case Kind::placement:
    case Kind::exploitation_risk:
    case Kind::care_basis:
    case Kind::area:
    case Kind::placed:
    case Kind::category:
    case Kind::risk:
    case Kind::rag:
    case Kind::ask_category:
    case Kind::ask_interviewer:
    case Kind::ask_by:
      return true;
    default:
      return false;
  }
}

std::vector<std::string_view> words_of(const Circumstance& one) {
  std::vector<std::string_view> words(one.texts.begin(), one.texts.end());
  for (Word word : one.words)
    words.push_back(name_of(word));
  if (one.unrated)
    words.push_back("none");
  return words;
}

// All that a fact may say, where that is known.
std::vector<std::string_view> all_words(Kind kind) {
  const auto listed = [](Vocabulary known) {
    return std::vector<std::string_view>(known.begin(), known.end());
  };
  switch (kind) {
    case Kind::legal_status:
      return listed(legal_statuses());
    case Kind::placement:
      return listed(placements());
    case Kind::exploitation_risk:
      return listed(exploitation_risks());
    case Kind::placed:
      return {"elsewhere", "here", "not_said"};
    default:
      return {};
  }
}

bool is_word_for(std::string_view word, const Wanted& wanted) {
  const auto words = words_of(*wanted.one);
  return (std::find(words.begin(), words.end(), word) != words.end()) == wanted.so;
}

// Is there a word that all these allow? They speak of one fact.
bool leave_a_word(const std::vector<Wanted>& all) {
  std::vector<std::string_view> candidates = all_words(all.front().one->kind);
  if (candidates.empty()) {
    candidates.push_back(nothing);
    for (const Wanted& wanted : all) {
      const auto words = words_of(*wanted.one);
      candidates.insert(candidates.end(), words.begin(), words.end());
    }
  }
  return std::any_of(candidates.begin(), candidates.end(), [&](std::string_view word) {
    return std::all_of(all.begin(), all.end(),
                       [&](const Wanted& wanted) { return is_word_for(word, wanted); });
  });
}

// ---- facts of two values, and of numbers

bool is_yes_or_no(Kind kind) {
  switch (kind) {
    case Kind::allocated:
    case Kind::responsible:
    case Kind::with_others:
    case Kind::harm:
    case Kind::out_of_hours:
    case Kind::away:
    case Kind::found_unauthorised:
    case Kind::ask_prefers:
      return true;
    default:
      return false;
  }
}

// At least `least`, or below it.
struct Bound {
  int least = 0;
  bool above = true;
};

std::optional<Bound> bound_of(const Wanted& wanted) {
  const Circumstance& one = *wanted.one;
  if (one.kind == Kind::at_least)
    return Bound{one.from.value_or(0), wanted.so};
  if (one.kind == Kind::under)
    return Bound{one.from.value_or(0), !wanted.so};
  if (one.kind != Kind::hours_to_working_day)
    return std::nullopt;
  return one.from ? Bound{*one.from, wanted.so} : Bound{one.below.value_or(0), !wanted.so};
}

bool measure_the_same(Kind a, Kind b) {
  const auto is_age = [](Kind kind) { return kind == Kind::under || kind == Kind::at_least; };
  return a == b || (is_age(a) && is_age(b));
}

bool bounds_part(const Wanted& a, const Wanted& b) {
  const auto one = bound_of(a);
  const auto other = bound_of(b);
  if (!one || !other || !measure_the_same(a.one->kind, b.one->kind) || one->above == other->above)
    return false;
  return one->above ? other->least <= one->least : one->least <= other->least;
}

// ---- what follows from what

bool is_within(const std::vector<Word>& words, const std::vector<Word>& others) {
  return std::all_of(words.begin(), words.end(), [&](Word word) {
    return std::find(others.begin(), others.end(), word) != others.end();
  });
}

bool clause_implies(const Clause& one, const Clause& other) {
  const bool narrower = one.key == other.key && one.mode == Clause::Mode::any &&
                        other.mode == Clause::Mode::any && !one.words.empty() &&
                        is_within(one.words, other.words);
  return narrower || one == other;
}

// Every event that matches the one matches the other.
bool pattern_implies(const Pattern& one, const Pattern& other) {
  const bool types = std::all_of(one.types.begin(), one.types.end(), [&](EventType type) {
    return std::find(other.types.begin(), other.types.end(), type) != other.types.end();
  });
  return types && std::all_of(other.clauses.begin(), other.clauses.end(), [&](const Clause& want) {
           return std::any_of(one.clauses.begin(), one.clauses.end(),
                              [&](const Clause& has) { return clause_implies(has, want); });
         });
}

bool is_of_records(Kind kind) {
  return kind == Kind::recorded || kind == Kind::recorded_ever || kind == Kind::recorded_since ||
         kind == Kind::latest;
}

bool record_implies(const Circumstance& one, const Circumstance& other) {
  const bool is_plain = other.kind == Kind::recorded || other.kind == Kind::recorded_ever;
  return is_of_records(one.kind) && is_plain && (other.ever || !one.ever) &&
         pattern_implies(one.patterns[0].pattern, other.patterns[0].pattern);
}

bool count_implies(const Count& one, const Count& other) {
  const bool as_long = !other.days || (one.days && *one.days <= *other.days);
  return one.categories == other.categories && one.notifications == other.notifications &&
         as_long && one.reaches >= other.reaches;
}

// Hours of a clock that always elapses; none of another clock.
std::optional<std::int64_t> elapsed_hours(const Stretch& stretch) {
  const std::int64_t hours = stretch.clock == Clock::hours   ? 1
                             : stretch.clock == Clock::days  ? 24
                             : stretch.clock == Clock::weeks ? 24 * 7
                                                             : 0;
  return hours == 0 ? std::nullopt : std::optional(hours * stretch.amount);
}

bool is_as_long(const Stretch& one, const Stretch& other) {
  if (one.clock == other.clock)
    return one.amount >= other.amount;
  const auto hours = elapsed_hours(one);
  const auto wanted = elapsed_hours(other);
  return hours && wanted && *hours >= *wanted;
}

bool implies(const Circumstance& one, const Circumstance& other) {
  if (one == other || record_implies(one, other))
    return true;
  if (other.kind == Kind::was_category)
    return (one.kind == Kind::was_category || one.kind == Kind::category) &&
           is_within(one.words, other.words);
  if (one.kind != other.kind)
    return false;
  if (one.kind == Kind::open_to)
    return is_within(one.words, other.words);
  if (one.kind == Kind::count)
    return count_implies(*one.count, *other.count);
  return one.kind == Kind::away_for && is_as_long(*one.stretch, *other.stretch);
}

// Clauses that no one event of the types meets, as it says one word under a key.
bool clauses_part(const std::vector<EventType>& types, const std::vector<Clause>& one,
                  const std::vector<Clause>& other) {
  const auto says_one = [&](Key key) {
    return std::all_of(types.begin(), types.end(), [&](EventType type) {
      const auto forms = keys_of(type);
      return std::any_of(forms.begin(), forms.end(), [&](const KeyForm& form) {
        return form.key == key && form.as != SaidAs::words;
      });
    });
  };
  const auto part = [&](const Clause& a, const Clause& b) {
    return a.key == b.key && says_one(a.key) && a.mode == Clause::Mode::any &&
           b.mode == Clause::Mode::any && !a.words.empty() &&
           std::find_first_of(a.words.begin(), a.words.end(), b.words.begin(), b.words.end()) ==
               a.words.end();
  };
  return std::any_of(one.begin(), one.end(), [&](const Clause& a) {
    return std::any_of(other.begin(), other.end(), [&](const Clause& b) { return part(a, b); });
  });
}

bool latest_part(const Circumstance& one, const Circumstance& other) {
  return one.kind == Kind::latest && other.kind == Kind::latest && one.patterns == other.patterns &&
         one.ever == other.ever &&
         clauses_part(one.patterns[0].pattern.types, one.clauses, other.clauses);
}

// The latest event of a pattern, of which something is asked that the pattern rules out.
bool parts_itself(const Circumstance& one) {
  return one.kind == Kind::latest &&
         clauses_part(one.patterns[0].pattern.types, one.clauses, one.patterns[0].pattern.clauses);
}

bool contradict(const Wanted& a, const Wanted& b) {
  if (is_yes_or_no(a.one->kind))
    return a.one->kind == b.one->kind && (a.one->yes == a.so) != (b.one->yes == b.so);
  if (bounds_part(a, b))
    return true;
  if (a.so && b.so)
    return latest_part(*a.one, *b.one);
  if (a.so == b.so)
    return false;
  return a.so ? implies(*a.one, *b.one) : implies(*b.one, *a.one);
}

// ---- trying out

class Trial {
 public:
  explicit Trial(std::optional<Action> action) : action_(action) {}

  bool possible(std::vector<Wanted> pending, std::vector<Wanted> facts);

 private:
  bool is_asked(Kind kind) const;
  bool fits(const Wanted& fact, const std::vector<Wanted>& facts) const;
  bool any_possible(const Wanted& choice, const std::vector<Wanted>& pending,
                    const std::vector<Wanted>& facts);
  std::size_t branches(const Wanted& choice, const std::vector<Wanted>& facts);

  std::optional<Action> action_;
  int steps_ = 0;
};

// Does who asks for the action say this?
bool Trial::is_asked(Kind kind) const {
  switch (kind) {
    case Kind::ask_category:
      return action_ == Action::set_category;
    case Kind::ask_interviewer:
    case Kind::ask_prefers:
      return action_ == Action::appoint_interviewer;
    case Kind::ask_by:
      return action_ == Action::authorise_interview;
    default:
      return true;
  }
}

bool Trial::fits(const Wanted& fact, const std::vector<Wanted>& facts) const {
  if (!is_asked(fact.one->kind)) {
    const bool is_so = action_ && fact.one->kind == Kind::ask_prefers && !fact.one->yes;
    return fact.so == is_so;
  }
  if (fact.so && parts_itself(*fact.one))
    return false;
  std::vector<Wanted> alike{fact};
  for (const Wanted& other : facts) {
    if (contradict(fact, other))
      return false;
    if (other.one->kind == fact.one->kind)
      alike.push_back(other);
  }
  return !says_one_word(fact.one->kind) || leave_a_word(alike);
}

// Of a choice, those that the facts do not rule out at once.
std::size_t Trial::branches(const Wanted& choice, const std::vector<Wanted>& facts) {
  const auto& parts = choice.one->parts;
  return static_cast<std::size_t>(
      std::count_if(parts.begin(), parts.end(), [&](const Circumstance& part) {
        return possible({{&part, choice.so}}, facts);
      }));
}

bool Trial::any_possible(const Wanted& choice, const std::vector<Wanted>& pending,
                         const std::vector<Wanted>& facts) {
  return std::any_of(choice.one->parts.begin(), choice.one->parts.end(),
                     [&](const Circumstance& part) {
                       std::vector<Wanted> more = pending;
                       more.push_back({&part, choice.so});
                       return possible(std::move(more), facts);
                     });
}

bool Trial::possible(std::vector<Wanted> pending, std::vector<Wanted> facts) {
  std::vector<Wanted> choices;
  while (!pending.empty()) {
    if (++steps_ > steps_max)
      return true;
    const Wanted wanted = pending.back();
    pending.pop_back();
    const Kind kind = wanted.one->kind;
    if (kind == Kind::opposite) {
      pending.push_back({&wanted.one->parts.front(), !wanted.so});
    } else if (kind == (wanted.so ? Kind::all : Kind::any)) {
      for (const Circumstance& part : wanted.one->parts)
        pending.push_back({&part, wanted.so});
    } else if (kind == Kind::all || kind == Kind::any) {
      choices.push_back(wanted);
    } else if (!fits(wanted, facts)) {
      return false;
    } else {
      facts.push_back(wanted);
    }
  }
  if (choices.empty())
    return true;
  // The narrowest first: one without a branch ends it, one with one leaves nothing to try.
  std::vector<std::size_t> widths;
  for (const Wanted& one : choices)
    widths.push_back(choices.size() == 1 ? 1 : branches(one, facts));
  const auto narrowest = std::min_element(widths.begin(), widths.end()) - widths.begin();
  const Wanted choice = choices[static_cast<std::size_t>(narrowest)];
  choices.erase(choices.begin() + narrowest);
  return any_possible(choice, choices, facts);
}

}  // namespace

bool can_be(const Circumstance& circumstance, std::optional<Action> action) {
  const Circumstance whole = simple(circumstance);
  return Trial(action).possible({{&whole, true}}, {});
}

}  // namespace homeward
