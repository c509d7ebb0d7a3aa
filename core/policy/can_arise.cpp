// A rule that can never arise is a mistake of who wrote it: its circumstances ask for
// what cannot be so at one time, or another rule always comes before it.
//
// Circumstances are tried out as a tableau: what must be so is taken apart into single
// facts, a choice into its branches, until one set of facts holds together or all fail.
#include <algorithm>
#include <map>

#include "core/policy/pack_reader.h"
#include "core/policy/timeline.h"
#include "core/policy/together.h"

namespace homeward {

namespace {

using Kind = Circumstance::Kind;

constexpr const char* contradicts = "can never arise: its conditions contradict each other";

Circumstance opposite(const Circumstance& one) {
  Circumstance other;
  other.kind = Kind::opposite;
  other.parts = {one};
  return other;
}

Circumstance both(std::vector<Circumstance> parts) {
  Circumstance all;
  all.parts = std::move(parts);
  return all;
}

Circumstance yes_or_no(Kind kind, bool yes) {
  Circumstance one;
  one.kind = kind;
  one.yes = yes;
  return one;
}

Circumstance one_of(Kind kind, std::vector<Word> words) {
  Circumstance one;
  one.kind = kind;
  one.words = std::move(words);
  return one;
}

Pattern event_of(EventType type) {
  return {{type}, {}};
}

Circumstance recorded_in_episode(EventType type) {
  Circumstance one;
  one.kind = Kind::recorded;
  Patterns patterns;
  patterns.kind = Patterns::Kind::one;
  patterns.pattern = event_of(type);
  one.patterns = {std::move(patterns)};
  return one;
}

Circumstance away_for(const Stretch& stretch) {
  Circumstance one;
  one.kind = Kind::away_for;
  one.stretch = stretch;
  return one;
}

Circumstance counted(const Count& count) {
  Circumstance one;
  one.kind = Kind::count;
  one.count = count;
  return one;
}

// What an event of the type may say under a key; made events have but some of an offer's answers.
std::vector<std::string_view> may_say(EventType type, const KeyForm& form) {
  if (is_made(type) && form.key == Key::answer) {
    return type == EventType::final_decline ? std::vector<std::string_view>{"declined"}
                                            : std::vector<std::string_view>{"accepted", "declined"};
  }
  return {form.vocabulary.begin(), form.vocabulary.end()};
}

bool can_say(EventType type, const Clause& clause) {
  if (clause.words.empty())
    return true;
  const Key key = clause.key != Key::role       ? clause.key
                  : type == EventType::notified ? Key::to
                                                : Key::who;
  const auto forms = keys_of(type);
  const auto form =
      std::find_if(forms.begin(), forms.end(), [&](const KeyForm& one) { return one.key == key; });
  if (form == forms.end() || form->as == SaidAs::words)
    return form != forms.end();
  const auto words = may_say(type, *form);
  const auto is_said = [&](std::string_view word) {
    return std::any_of(clause.words.begin(), clause.words.end(),
                       [&](Word one) { return name_of(one) == word; });
  };
  if (clause.mode == Clause::Mode::all)
    return clause.words.size() == 1 && std::any_of(words.begin(), words.end(), is_said);
  if (clause.mode == Clause::Mode::any)
    return std::any_of(words.begin(), words.end(), is_said);
  const bool may_be_silent = !form->must && form->otherwise.empty() && !is_made(type);
  return may_be_silent || !std::all_of(words.begin(), words.end(), is_said);
}

bool can_happen(const Pattern& pattern) {
  return std::any_of(pattern.types.begin(), pattern.types.end(), [&](EventType type) {
    return std::all_of(pattern.clauses.begin(), pattern.clauses.end(),
                       [&](const Clause& clause) { return can_say(type, clause); });
  });
}

class Checker {
 public:
  Checker(const Pack& pack, const Places& places, JsonMistakes& mistakes)
      : pack_(pack), places_(places), mistakes_(mistakes) {}

  void duties();
  void cancellations();
  void contents();
  void guards();
  void routes();
  void readings();
  void moves();

 private:
  void triggers(const std::vector<Trigger>& on, const Circumstance& when,
                const Circumstance& unless, const std::string& place);
  void names_rules(const Pattern& pattern, const std::string& path);
  std::vector<Circumstance> told_by(const Trigger& trigger) const;
  void told_by_event(const Trigger& trigger, std::vector<Circumstance>& told) const;
  void told_by_clause(EventType type, const Clause& clause, std::vector<Circumstance>& told) const;
  Circumstance read_value(Key key, std::vector<Word> words, bool may_be_corrected) const;
  void told_by_becoming(const Trigger& trigger, std::vector<Circumstance>& told) const;
  void who_cases(const Duty& duty, const std::string& place);

  const Pack& pack_;
  const Places& places_;
  JsonMistakes& mistakes_;
};

// What is known of the category, the risk or the rating from one recorded. A pack's readings
// may put another in its place, as may the return of a child who was not missing.
Circumstance Checker::read_value(Key key, std::vector<Word> words, bool may_be_corrected) const {
  static const Word absent = word("absent");
  if (may_be_corrected && key == Key::category)
    words.push_back(absent);
  for (const Reading& reading : pack_.read_as) {
    const auto& read = key == Key::category ? reading.category : reading.risk;
    if (may_be_corrected && key != Key::rag && read)
      words.push_back(*read);
  }
  return one_of(key == Key::category ? Kind::category
                : key == Key::risk   ? Kind::risk
                                     : Kind::rag,
                std::move(words));
}

void Checker::told_by_clause(EventType type, const Clause& clause,
                             std::vector<Circumstance>& told) const {
  if (clause.mode != Clause::Mode::any || clause.words.empty())
    return;
  const bool yes = clause.words.front() == word_of(true);
  if (clause.key == Key::category || clause.key == Key::risk || clause.key == Key::rag)
    told.push_back(read_value(clause.key, clause.words, true));
  if (clause.key == Key::with_others)
    told.push_back(yes_or_no(Kind::with_others, yes));
  if (clause.key == Key::harm && yes)
    told.push_back(yes_or_no(Kind::harm, true));
  if (clause.key == Key::out_of_hours)
    told.push_back(yes_or_no(Kind::out_of_hours, yes));
  if (clause.key == Key::category_found && type == EventType::returned)
    told.push_back(yes_or_no(Kind::found_unauthorised, true));
}

void Checker::told_by_event(const Trigger& trigger, std::vector<Circumstance>& told) const {
  if (trigger.event.types.size() != 1)
    return;
  const EventType type = trigger.event.types.front();
  if (type == EventType::returned)
    told.push_back(yes_or_no(Kind::away, false));
  if (trigger.after)
    return;
  if (type == EventType::missing) {
    told.push_back(yes_or_no(Kind::away, true));
    told.push_back(opposite(recorded_in_episode(EventType::missing)));
    told.push_back(opposite(recorded_in_episode(EventType::returned)));
    for (Clock clock : {Clock::hours, Clock::working_hours, Clock::working_days})
      told.push_back(opposite(away_for({clock, 1})));
  }
  for (const Clause& clause : trigger.event.clauses)
    told_by_clause(type, clause, told);
}

// What is so whenever the trigger raises something.
std::vector<Circumstance> Checker::told_by(const Trigger& trigger) const {
  std::vector<Circumstance> told;
  if (trigger.kind == Trigger::Kind::event)
    told_by_event(trigger, told);
  if (trigger.kind == Trigger::Kind::becomes)
    told_by_becoming(trigger, told);
  if (trigger.kind == Trigger::Kind::away) {
    told.push_back(read_value(Key::category, trigger.values, false));
    told.push_back(away_for(trigger.away));
    if (trigger.over)
      told.push_back(yes_or_no(Kind::away, true));
  }
  if (trigger.kind == Trigger::Kind::count)
    told.push_back(counted(trigger.count));
  return told;
}

// A value that it comes into while the child is away; the episode itself counts by then.
void Checker::told_by_becoming(const Trigger& trigger, std::vector<Circumstance>& told) const {
  static const Word absent = word("absent");
  told.push_back(read_value(trigger.becomes, trigger.values, false));
  told.push_back(yes_or_no(Kind::away, true));
  told.push_back(opposite(recorded_in_episode(EventType::returned)));
  if (trigger.becomes != Key::category)
    return;
  Count itself;
  itself.days = 1;
  itself.categories = trigger.values;
  told.push_back(counted(itself));
  const bool may_be_absent = is_one_of(absent, trigger.values) || !pack_.read_as.empty();
  if (!may_be_absent)
    told.push_back(yes_or_no(Kind::found_unauthorised, false));
}

void Checker::names_rules(const Pattern& pattern, const std::string& path) {
  for (const Clause& clause : pattern.clauses) {
    for (const std::string& id : clause.texts) {
      if (clause.key == Key::rule && clause.mode != Clause::Mode::none &&
          pack_.rule_called(id) == nullptr)
        mistakes_.add(path + ".rule", "\"" + id + "\" is no rule of this pack");
    }
  }
}

void Checker::triggers(const std::vector<Trigger>& on, const Circumstance& when,
                       const Circumstance& unless, const std::string& place) {
  for (std::size_t at = 0; at < on.size(); ++at) {
    const std::string path = place + ".on[" + std::to_string(at) + "]";
    if (on[at].kind == Trigger::Kind::event) {
      names_rules(on[at].event, path);
      if (!can_happen(on[at].event)) {
        mistakes_.add(path, "can never arise: no such event says that");
        continue;
      }
    }
    std::vector<Circumstance> all = told_by(on[at]);
    all.insert(all.end(), {when, on[at].when, opposite(unless), opposite(on[at].unless)});
    if (!can_be(both(std::move(all)), std::nullopt))
      mistakes_.add(path, contradicts);
  }
}

void Checker::duties() {
  for (std::size_t at = 0; at < pack_.duties.size(); ++at) {
    const Duty& duty = pack_.duties[at];
    triggers(duty.on, duty.when, duty.unless, places_.duties[at]);
    who_cases(duty, places_.duties[at]);
  }
}

// The first case that holds is taken, so those before it do not.
void Checker::who_cases(const Duty& duty, const std::string& place) {
  std::vector<Circumstance> all;
  for (std::size_t at = 0; at < duty.who.size(); ++at) {
    all.push_back(duty.who[at].when);
    if (!can_be(both(all), std::nullopt))
      mistakes_.add(place + ".who[" + std::to_string(at) + "]",
                    "can never be the first that holds: those before it leave no case to it");
    all.back() = opposite(duty.who[at].when);
  }
}

void Checker::cancellations() {
  for (std::size_t at = 0; at < pack_.cancellations.size(); ++at) {
    const Cancellation& one = pack_.cancellations[at];
    triggers(one.on, one.when, one.unless, places_.cancellations[at]);
  }
}

void Checker::contents() {
  for (std::size_t at = 0; at < pack_.contents.size(); ++at) {
    const Content& one = pack_.contents[at];
    triggers(one.on, one.when, one.unless, places_.contents[at]);
  }
}

void Checker::guards() {
  std::map<Action, std::vector<Circumstance>> let_through;  // by those before it
  for (std::size_t at = 0; at < pack_.guards.size(); ++at) {
    const Guard& guard = pack_.guards[at];
    const std::string& place = places_.guards[at];
    std::vector<Circumstance> all{guard.when, opposite(guard.unless)};
    if (!can_be(both(all), guard.action)) {
      mistakes_.add(place + ".when", contradicts);
      continue;
    }
    if (guard.needs)
      all.push_back(opposite(*guard.needs));
    const Circumstance refuses = both(std::move(all));
    std::vector<Circumstance>& before = let_through[guard.action];
    if (!can_be(refuses, guard.action)) {
      mistakes_.add(place + ".requires",
                    "can never refuse: it always holds where the guard stands");
      continue;
    }
    before.push_back(refuses);
    if (!can_be(both(before), guard.action))
      mistakes_.add(place, "can never refuse: the guards before it refuse all that it would");
    before.back() = opposite(refuses);
  }
}

void Checker::routes() {
  std::vector<Circumstance> all;
  for (std::size_t at = 0; at < pack_.routing.size(); ++at) {
    const RouteCase& route = pack_.routing[at];
    const std::string path = "routing[" + std::to_string(at) + "]";
    all.push_back(route.when);
    if (!can_be(route.when, Action::route_interview))
      mistakes_.add(path + ".when", contradicts);
    else if (!can_be(both(all), Action::route_interview))
      mistakes_.add(path, "can never arise: the routes before it leave no child to it");
    all.back() = opposite(route.when);
  }
}

void Checker::readings() {
  for (std::size_t at = 0; at < pack_.read_as.size(); ++at) {
    if (!can_be(pack_.read_as[at].when, std::nullopt))
      mistakes_.add("read_as[" + std::to_string(at) + "].when", contradicts);
  }
  for (std::size_t at = 0; at < pack_.no_interview.size(); ++at) {
    if (!can_be(opposite(pack_.no_interview[at].unless), std::nullopt))
      mistakes_.add("no_interview[" + std::to_string(at) + "].unless",
                    "always holds, so that nothing is left out");
  }
  if (pack_.decline_not_final && !can_be(*pack_.decline_not_final, std::nullopt))
    mistakes_.add("decline_not_final.when", contradicts);
}

// A rule that moves duties to others, or says who interviews, is named where it does so.
void Checker::moves() {
  for (std::size_t at = 0; at < pack_.rules.size(); ++at) {
    const Rule& rule = pack_.rules[at];
    const bool moves = std::any_of(pack_.duties.begin(), pack_.duties.end(), [&](const Duty& duty) {
      return std::any_of(duty.who.begin(), duty.who.end(),
                         [&](const WhoCase& one) { return one.rule == rule.id; });
    });
    const bool routes = std::any_of(pack_.routing.begin(), pack_.routing.end(),
                                    [&](const RouteCase& one) { return one.rule == at; });
    if (rule.kind == RuleKind::assignment && !moves)
      mistakes_.add(places_.rules[at], "can never arise: no duty names it under who");
    if (rule.kind == RuleKind::routing && !routes)
      mistakes_.add(places_.rules[at], "can never arise: no route names it");
  }
}

}  // namespace

void check_can_arise(const Pack& pack, const Places& places, JsonMistakes& mistakes) {
  Checker checker(pack, places, mistakes);
  checker.duties();
  checker.cancellations();
  checker.contents();
  checker.guards();
  checker.routes();
  checker.readings();
  checker.moves();
}

}  // namespace homeward
