// A rule that can never arise is a mistake of who wrote it: its circumstances ask for
// what cannot be so at one time, or another rule always comes before it.
//
// Circumstances are tried out as a tableau: what must be so is taken apart into single
// facts, a choice into its branches, until one set of facts holds together or all fail.
#include <algorithm>

#include "core/policy/pack_reader.h"
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

class Checker {
 public:
  Checker(const Pack& pack, JsonMistakes& mistakes) : pack_(pack), mistakes_(mistakes) {}

  void duties();
  void cancellations();
  void contents();
  void guards();
  void routes();
  void readings();
  void moves();

 private:
  void triggers(const std::vector<Trigger>& on, const Circumstance& when,
                const Circumstance& unless, std::size_t rule);
  std::vector<Circumstance> told_by(const Trigger& trigger) const;
  void told_by_event(const Trigger& trigger, std::vector<Circumstance>& told) const;
  void told_by_clause(EventType type, const Clause& clause, std::vector<Circumstance>& told) const;
  Circumstance read_value(Key key, std::vector<Word> words, bool may_be_corrected) const;
  void who_cases(const Duty& duty);
  const std::string& id_of(std::size_t rule) const { return pack_.rules[rule].id; }

  const Pack& pack_;
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
  if (type == EventType::missing)
    told.push_back(yes_or_no(Kind::away, true));
  for (const Clause& clause : trigger.event.clauses)
    told_by_clause(type, clause, told);
}

// What is so whenever the trigger raises something.
std::vector<Circumstance> Checker::told_by(const Trigger& trigger) const {
  std::vector<Circumstance> told;
  if (trigger.kind == Trigger::Kind::event)
    told_by_event(trigger, told);
  if (trigger.kind == Trigger::Kind::becomes) {
    told.push_back(read_value(trigger.becomes, trigger.values, false));
    told.push_back(yes_or_no(Kind::away, true));
  }
  if (trigger.kind == Trigger::Kind::away) {
    told.push_back(read_value(Key::category, trigger.values, false));
    Circumstance away_for;
    away_for.kind = Kind::away_for;
    away_for.stretch = trigger.away;
    told.push_back(std::move(away_for));
  }
  if (trigger.kind == Trigger::Kind::count) {
    Circumstance count;
    count.kind = Kind::count;
    count.count = trigger.count;
    told.push_back(std::move(count));
  }
  return told;
}

void Checker::triggers(const std::vector<Trigger>& on, const Circumstance& when,
                       const Circumstance& unless, std::size_t rule) {
  for (std::size_t at = 0; at < on.size(); ++at) {
    std::vector<Circumstance> all = told_by(on[at]);
    all.insert(all.end(), {when, on[at].when, opposite(unless), opposite(on[at].unless)});
    if (!can_be(both(std::move(all)), std::nullopt))
      mistakes_.add(id_of(rule) + ".on[" + std::to_string(at) + "]", contradicts);
  }
}

void Checker::duties() {
  for (const Duty& duty : pack_.duties) {
    triggers(duty.on, duty.when, duty.unless, duty.rule);
    who_cases(duty);
  }
}

// The first case that holds is taken, so those before it do not.
void Checker::who_cases(const Duty& duty) {
  std::vector<Circumstance> all;
  for (std::size_t at = 0; at < duty.who.size(); ++at) {
    all.push_back(duty.who[at].when);
    if (!can_be(both(all), std::nullopt))
      mistakes_.add(id_of(duty.rule) + ".who[" + std::to_string(at) + "]",
                    "can never be the first that holds: those before it leave no case to it");
    all.back() = opposite(duty.who[at].when);
  }
}

void Checker::cancellations() {
  for (const Cancellation& one : pack_.cancellations)
    triggers(one.on, one.when, one.unless, one.rule);
}

void Checker::contents() {
  for (const Content& one : pack_.contents)
    triggers(one.on, one.when, one.unless, one.rule);
}

void Checker::guards() {
  for (const Guard& guard : pack_.guards) {
    std::vector<Circumstance> all{guard.when, opposite(guard.unless)};
    if (!can_be(both(all), guard.action)) {
      mistakes_.add(id_of(guard.rule) + ".when", contradicts);
      continue;
    }
    if (guard.needs)
      all.push_back(opposite(*guard.needs));
    if (!can_be(both(std::move(all)), guard.action))
      mistakes_.add(id_of(guard.rule) + ".requires",
                    "can never refuse: it always holds where the guard stands");
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
      mistakes_.add(rule.id, "can never arise: no rule names it under who");
    if (rule.kind == RuleKind::routing && !routes)
      mistakes_.add(rule.id, "can never arise: no route names it");
  }
}

}  // namespace

void check_can_arise(const Pack& pack, JsonMistakes& mistakes) {
  Checker checker(pack, mistakes);
  checker.duties();
  checker.cancellations();
  checker.contents();
  checker.guards();
  checker.routes();
  checker.readings();
  checker.moves();
}

}  // namespace homeward
