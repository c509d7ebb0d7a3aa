#include "core/policy/because.h"

#include <algorithm>

#include "core/policy/answer.h"

namespace homeward {

namespace {

std::string spaced(std::string_view name) {
  std::string words(name);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string uncapital(std::string words) {
  if (!words.empty() && words[0] >= 'A' && words[0] <= 'Z')
    words[0] = static_cast<char>(words[0] - 'A' + 'a');
  return words;
}

std::string ordinal(int number) {
  const int tens = number % 100;
  const int ones = tens >= 11 && tens <= 13 ? 0 : number % 10;
  const char* end = ones == 1 ? "st" : ones == 2 ? "nd" : ones == 3 ? "rd" : "th";
  return std::to_string(number) + end;
}

class Teller {
 public:
  Teller(const Timeline& line, const Obligation& obligation)
      : line_(line), one_(obligation), trigger_(*obligation.arising.trigger) {}

  std::string arising() const { return arose() + due() + moved() + age(); }
  std::string ending() const;
  std::string who() const;

 private:
  std::string when(Instant at) const;
  std::string zone(Instant from, Instant to) const;
  std::string arose() const;
  std::string counted() const;
  std::string due() const;
  std::string clock() const;
  std::string runs_from() const;
  std::string age() const;
  std::string moved() const;
  std::string met() const;
  std::string event_words(int place) const;
  std::string cancelling_words() const;
  const WhoCase* who_case() const;

  const Timeline& line_;
  const Obligation& one_;
  const Trigger& trigger_;
};

std::string Teller::when(Instant at) const {
  return words(local(at), is_plausible(line_.now()) ? local(line_.now()).date.year : 0);
}

std::string Teller::zone(Instant from, Instant to) const {
  const bool matters = in_summer_time(from) != in_summer_time(to) || happens_twice(local(to));
  return matters ? std::string(" (") + zone_words(to) + ")" : "";
}

std::string Teller::event_words(int place) const {
  if (place == nowhere)
    return "As things stood";
  const Event& event = *line_.happening(place).event;
  std::string words = capital(spaced(name_of(line_.happening(place).type)));
  for (const Said& said : event.said) {
    if (said.key != Key::kind && said.key != Key::what && said.key != Key::to &&
        said.key != Key::who && said.key != Key::level && said.key != Key::answer)
      continue;
    for (Word word : said.words)
      words += ", " + spaced(name_of(word));
  }
  return words;
}

std::string Teller::counted() const {
  static const Word missing = word("missing");
  const Count& count = trigger_.count;
  const char* noun = is_one_of(missing, count.categories) ? " episode" : " absence";
  std::string said = ordinal(line_.count(count, one_.arising.at)) + noun;
  if (count.days)
    said += " in " + std::to_string(*count.days) + " days";
  return said + ", " + when(one_.arising.at) + ".";
}

std::string Teller::arose() const {
  const Arising& arising = one_.arising;
  if (arising.repeated)
    return "Again since " + when(arising.at) + ".";
  if (trigger_.kind == Trigger::Kind::count)
    return counted();
  if (trigger_.kind == Trigger::Kind::away) {
    return (trigger_.words.empty() ? "Missing since" : trigger_.words) + " " +
           when(arising.event_at) + ". " + words(trigger_.away.clock, trigger_.away.amount) +
           ": reached " + when(arising.at) + zone(arising.event_at, arising.at) + ".";
  }
  if (trigger_.kind == Trigger::Kind::becomes) {
    const std::string fallback =
        trigger_.becomes == Key::category ? "Missing" : capital(spaced(name_of(trigger_.becomes)));
    return (trigger_.words.empty() ? fallback : trigger_.words) + " " + when(arising.at) + ".";
  }
  const std::string event =
      trigger_.words.empty() ? event_words(arising.happening) : trigger_.words;
  if (!trigger_.after)
    return event + " " + when(arising.at) + ".";
  return event + " " + when(arising.event_at) + ". " +
         words(trigger_.after->clock, trigger_.after->amount) + ": reached " + when(arising.at) +
         zone(arising.event_at, arising.at) + ".";
}

// Said where the time is not counted from the arising itself.
std::string Teller::runs_from() const {
  const DueTime& due = one_.due;
  const Due& said = trigger_.due ? *trigger_.due : one_.duty->due;
  if (due.runs_from == one_.arising.at)
    return "";
  if (said.from == Due::From::event)
    return " from " + uncapital(event_words(due.from_event)) + " " + when(due.runs_from);
  return std::string(said.from == Due::From::missing ? " from going missing "
                                                     : " from the return ") +
         when(due.runs_from);
}

std::string Teller::clock() const {
  const DueTime& due = one_.due;
  std::string said =
      " " + capital(words(due.stretch.clock, due.stretch.amount)) + runs_from() + ": the clock ";
  if (due.starts > due.runs_from)
    said += "starts " + when(due.starts) + " and ";
  const Instant ends =
      line_.calendar()
          .due(due.runs_from, due.stretch.clock, due.stretch.amount, line_.pack().office)
          .at;
  said += "ends " + when(ends) + zone(due.runs_from, ends) + ".";
  if (due.beyond_calendar)
    said += " " + line_.calendar().beyond_words();
  return said;
}

std::string Teller::due() const {
  const DueTime& due = one_.due;
  const Due& said = trigger_.due ? *trigger_.due : one_.duty->due;
  if (!due.at && one_.ending.kind == Ending::Kind::met)
    return "";
  if (!due.at) {
    return said.kind == Due::Kind::none ? " No time is set: it is owed until it is done."
                                        : " It has no time yet.";
  }
  std::string words;
  if (said.kind == Due::Kind::after)
    words = clock();
  else if (said.kind == Due::Kind::at_once)
    words = " At once: by " + when(*due.at) + ".";
  else
    words = " Due before " + when(*due.at) + ".";
  if (due.extended_by != nowhere)
    words += " Longer was agreed: until " + when(*due.at) + zone(due.runs_from, *due.at) + ".";
  return words;
}

bool asks_age(const Circumstance& one) {
  return one.kind == Circumstance::Kind::under || one.kind == Circumstance::Kind::at_least ||
         std::any_of(one.parts.begin(), one.parts.end(), asks_age);
}

// Said where the rule asks an age and none is known (policies.md, Age).
std::string Teller::age() const {
  if (line_.facts().child.born)
    return "";
  const bool asked = asks_age(trigger_.when) || asks_age(trigger_.unless) ||
                     asks_age(one_.duty->when) || asks_age(one_.duty->unless);
  return asked ? " The birth date is not known: read as the younger side of the rule." : "";
}

std::string Teller::met() const {
  const std::string what = event_words(one_.ending.place);
  const std::string at = " " + when(one_.ending.at);
  if (!one_.due.at)
    return " Met: " + uncapital(what) + at + ".";
  return " " + what + at +
         (one_.state == DutyState::met ? ", in time." : ", after the time was over.");
}

// So long away, where that is one of what cancels.
const Stretch* away_among(const Patterns& patterns) {
  if (patterns.kind == Patterns::Kind::away)
    return &patterns.away;
  for (const Patterns& part : patterns.parts) {
    if (const Stretch* found = away_among(part))
      return found;
  }
  return nullptr;
}

std::string Teller::cancelling_words() const {
  const Stretch* away = away_among(one_.duty->cancelled_by);
  if (one_.ending.place != nowhere || away == nullptr)
    return uncapital(event_words(one_.ending.place));
  return "away for " + words(away->clock, away->amount) + ",";
}

std::string Teller::ending() const {
  const Ending& ending = one_.ending;
  switch (ending.kind) {
    case Ending::Kind::none:
      return "";
    case Ending::Kind::met:
      return met();
    case Ending::Kind::waived: {
      const Event& event = *line_.happening(ending.place).event;
      const auto by = event.word_under(Key::by);
      return " Waived " + when(line_.happening(ending.place).at) +
             (by ? " by " + spaced(name_of(*by)) : "") +
             (event.why.empty() ? "." : ": " + event.why + ".");
    }
    case Ending::Kind::returned:
      return " Cancelled: the child was found " + when(ending.at) +
             (one_.due.at ? ", before it was due." : ".");
    case Ending::Kind::event:
      return " Cancelled: " + cancelling_words() + " " + when(ending.at) + ".";
    case Ending::Kind::rule: {
      const Rule& rule = line_.pack().rules[ending.rule];
      return " Cancelled by " + rule.id + ": " + rule.what + ".";
    }
  }
  HW_ASSERT(false);
}

// None where no case holds.
const WhoCase* Teller::who_case() const {
  for (const WhoCase& one : one_.duty->who) {
    if (line_.holds(one.when, one_.arising.occasion()))
      return &one;
  }
  return nullptr;
}

// The rule that moves it to another person, if one does.
std::string Teller::moved() const {
  const WhoCase* one = who_case();
  if (one == nullptr || one->rule.empty())
    return "";
  return " " + line_.pack().rule_called(one->rule)->what + " (" + one->rule + ").";
}

std::string Teller::who() const {
  const WhoCase* one = who_case();
  if (one == nullptr)
    return "interviewer";
  if (one->role != "as_routed")
    return one->role;
  Ask ask;
  if (one_.arising.episode != nowhere)
    ask.episode = line_.episode(one_.arising.episode).id;
  const std::string route = answer(line_, ask).route;
  return route.empty() ? "interviewer" : route;
}

}  // namespace

std::string capital(std::string words) {
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z')
    words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words;
}

std::string arising_words(const Timeline& line, const Obligation& obligation) {
  return Teller(line, obligation).arising();
}

std::string because(const Timeline& line, const Obligation& obligation) {
  const Teller teller(line, obligation);
  return teller.arising() + teller.ending();
}

std::string who_owes(const Timeline& line, const Obligation& obligation) {
  return Teller(line, obligation).who();
}

}  // namespace homeward
