#include "core/policy/explain.h"

#include <algorithm>
#include <array>

#include "core/policy/answer.h"

namespace homeward {

namespace {

using Kind = Circumstance::Kind;

std::string spaced(std::string_view name) {
  std::string words(name);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string all;
  for (const std::string& part : parts)
    all += (all.empty() ? "" : std::string(between)) + part;
  return all;
}

std::string either(const std::vector<Word>& words, const std::vector<std::string>& texts = {}) {
  std::vector<std::string> all;
  for (Word word : words)
    all.push_back(spaced(name_of(word)));
  all.insert(all.end(), texts.begin(), texts.end());
  return joined(all, " or ");
}

std::string clause_words(const Clause& clause) {
  const std::string said = either(clause.words, clause.texts);
  const char* mode = clause.mode == Clause::Mode::none  ? " not "
                     : clause.mode == Clause::Mode::all ? " all of "
                                                        : " ";
  return spaced(name_of(clause.key)) + mode + said;
}

std::string pattern_words(const Pattern& pattern) {
  std::vector<std::string> types, clauses;
  for (EventType type : pattern.types)
    types.push_back(spaced(name_of(type)));
  for (const Clause& clause : pattern.clauses)
    clauses.push_back(clause_words(clause));
  return joined(types, " or ") + (clauses.empty() ? "" : " (" + joined(clauses, ", ") + ")");
}

std::string stretch_words(const Stretch& stretch) {
  return words(stretch.clock, stretch.amount);
}

std::string count_words(const Count& count) {
  return std::to_string(count.reaches) + " or more episodes" +
         (count.days ? " in " + std::to_string(*count.days) + " days" : "") + " (" +
         either(count.categories) + (count.notifications ? ", notifications too" : "") + ")";
}

std::string all_words(const std::vector<Circumstance>& parts, std::string_view between) {
  std::vector<std::string> all;
  for (const Circumstance& part : parts)
    all.push_back(words(part));
  const std::string joined_all = joined(all, between);
  return parts.size() > 1 ? "(" + joined_all + ")" : joined_all;
}

std::string record_words(const Circumstance& one) {
  const std::string ever = one.ever ? " at any time" : " in the episode";
  if (one.kind == Kind::latest) {
    std::vector<std::string> clauses;
    for (const Clause& clause : one.clauses)
      clauses.push_back(clause_words(clause));
    return "the latest " + words(one.patterns[0]) + " is " + joined(clauses, ", ");
  }
  if (one.kind != Kind::recorded_since)
    return "recorded" + ever + ": " + words(one.patterns[0]);
  return "recorded" + (one.stretch ? " in the last " + stretch_words(*one.stretch) : ever) + ": " +
         words(one.patterns[0]) +
         (one.patterns.size() > 1 ? ", since the last " + words(one.patterns[1]) : "");
}

// "16 or more and under 48"
std::string range_words(const Circumstance& one) {
  const std::string least = one.from ? std::to_string(*one.from) + " or more" : "";
  const std::string most = one.below ? "under " + std::to_string(*one.below) : "";
  return least + (least.empty() || most.empty() ? "" : " and ") + most;
}

std::string fact_words(const Circumstance& one) {
  constexpr std::array<std::string_view, 35> names{"",
                                                   "",
                                                   "not",
                                                   "legal status",
                                                   "placement",
                                                   "exploitation risk",
                                                   "care basis",
                                                   "area",
                                                   "open to",
                                                   "open",
                                                   "allocated worker",
                                                   "this authority is responsible",
                                                   "placed",
                                                   "under",
                                                   "aged at least",
                                                   "category",
                                                   "risk",
                                                   "rating",
                                                   "with others",
                                                   "significant harm suspected",
                                                   "out of hours",
                                                   "away",
                                                   "away for",
                                                   "was at some time",
                                                   "found to be an unauthorised absence",
                                                   "",
                                                   "",
                                                   "",
                                                   "",
                                                   "",
                                                   "hours to the next working day",
                                                   "category asked for",
                                                   "interviewer asked for",
                                                   "asked by",
                                                   "the child prefers it"};
  std::string name(names[static_cast<std::size_t>(one.kind)]);
  if (one.stretch)
    return name + " " + stretch_words(*one.stretch);
  if (one.kind == Kind::hours_to_working_day)
    return name + ": " + range_words(one);
  if (one.from)
    return name + " " + std::to_string(*one.from);
  if (one.kind == Kind::responsible)
    return one.yes ? name : "another authority is responsible";
  if (one.words.empty() && one.texts.empty() && !one.unrated)
    return one.yes ? name : "not " + name;
  std::vector<std::string> texts = one.texts;
  if (one.unrated)
    texts.push_back("none");
  return name + " " + either(one.words, texts);
}

void add(std::string& text, std::string_view label, const std::string& said) {
  if (!said.empty())
    text += "  " + std::string(label) + ": " + said + "\n";
}

std::string list_of(const Patterns& patterns) {
  return patterns.kind == Patterns::Kind::any && patterns.parts.empty() ? "" : words(patterns);
}

void add_when(std::string& text, const Circumstance& when, const Circumstance& unless) {
  add(text, "where", words(when));
  if (!(unless.kind == Kind::any && unless.parts.empty()))
    add(text, "unless", words(unless));
}

// What cancels it beside the return: its own patterns, and rules that cancel it.
std::string cancelling_words(const Pack& pack, const Duty& duty) {
  std::vector<std::string> all;
  if (const std::string own = list_of(duty.cancelled_by); !own.empty())
    all.push_back(own);
  for (const Cancellation& one : pack.cancellations) {
    if (std::find(one.cancels.begin(), one.cancels.end(), duty.rule) != one.cancels.end())
      all.push_back(pack.rules[one.rule].id);
  }
  return all.empty() ? "nothing else" : joined(all, ", or ");
}

void add_duty(std::string& text, const Pack& pack, const Duty& duty) {
  add(text, "asks", duty.what);
  for (const Trigger& trigger : duty.on)
    add(text, "arises on", words(trigger));
  add_when(text, duty.when, duty.unless);
  add(text, "due", words(duty.due, pack.at_once_minutes));
  if (duty.repeat)
    add(text, "again every", stretch_words(*duty.repeat));
  const std::string met = list_of(duty.met_by);
  add(text, "met by", met.empty() ? "done" : met + ", or done");
  add(text, "on return", duty.return_cancels ? "cancelled where unmet and not overdue" : "stays");
  add(text, "cancelled by", cancelling_words(pack, duty));
  if (!duty.extension_by.empty())
    add(text, "longer, with agreement of", either(duty.extension_by));
}

void add_report(std::string& text, const Report& report) {
  const std::string rhythm = report.every == Rhythm::request
                                 ? "on request"
                                 : "every " + std::string(name_of(report.every));
  const std::string on =
      report.every == Rhythm::week ? ", on " + std::string(name_of(report.weekday)) : "";
  add(text, "report", rhythm + on + ", to " + spaced(report.audience));
  if (report.before)
    add(text, "made", "before the date of " + pattern_words(*report.before) + ", once it is set");
  add(text, "met by", "done");
  add(text, "cancelled by", "nothing");
}

}  // namespace

std::string words(const Patterns& patterns) {
  std::vector<std::string> parts;
  for (const Patterns& part : patterns.parts)
    parts.push_back(words(part));
  switch (patterns.kind) {
    case Patterns::Kind::one:
      return pattern_words(patterns.pattern);
    case Patterns::Kind::any:
      return joined(parts, ", or ");
    case Patterns::Kind::all:
      return "all of [" + joined(parts, "; ") + "]";
    case Patterns::Kind::everyone_notified:
      return "everyone who was notified is told";
    case Patterns::Kind::away:
      return "away for " + stretch_words(patterns.away);
    case Patterns::Kind::holds:
      return words(patterns.holds.front());
  }
  return {};
}

std::string words(const Circumstance& one) {
  switch (one.kind) {
    case Kind::all:
      return all_words(one.parts, " and ");
    case Kind::any:
      return all_words(one.parts, " or ");
    case Kind::opposite:
      return "not " + words(one.parts.front());
    case Kind::count:
      return count_words(*one.count);
    case Kind::recorded:
    case Kind::recorded_ever:
    case Kind::recorded_since:
    case Kind::latest:
      return record_words(one);
    default:
      return fact_words(one);
  }
}

std::string words(const Trigger& trigger) {
  std::string said;
  switch (trigger.kind) {
    case Trigger::Kind::event:
      said = pattern_words(trigger.event);
      if (trigger.after)
        said = stretch_words(*trigger.after) + " after " + said +
               (trigger.after_planned ? "'s planned time" : "");
      break;
    case Trigger::Kind::becomes:
      said = spaced(name_of(trigger.becomes)) + " becomes " + either(trigger.values);
      break;
    case Trigger::Kind::away:
      said = (trigger.over ? "over " : "") + stretch_words(trigger.away) + " " +
             either(trigger.values);
      break;
    case Trigger::Kind::count:
      said = count_words(trigger.count);
      break;
  }
  const std::string when = words(trigger.when);
  const char* returned = !trigger.return_cancels   ? ""
                         : *trigger.return_cancels ? " (cancelled on return)"
                                                   : " (stays on return)";
  return said + (when.empty() ? "" : ", where " + when) + returned;
}

std::string words(const Due& due, int at_once_minutes) {
  switch (due.kind) {
    case Due::Kind::none:
      return "open until done";
    case Due::Kind::at_once:
      return "at once (" + std::to_string(at_once_minutes) + " minutes)";
    case Due::Kind::after:
      return stretch_words(due.stretch) + (due.from == Due::From::missing    ? " from going missing"
                                           : due.from == Due::From::returned ? " from the return"
                                           : due.from == Due::From::event
                                               ? " from " + pattern_words(*due.event)
                                               : "");
    case Due::Kind::before:
      return "before " + pattern_words(*due.event);
    case Due::Kind::before_date:
      return "before the date of " + pattern_words(*due.event);
  }
  return {};
}

std::string explain(const Pack& pack, const Rule& rule) {
  const std::size_t number = static_cast<std::size_t>(&rule - pack.rules.data());
  std::string text = rule.id + " (" + pack.title + ", " + std::string(name_of(rule.kind)) + ")\n";
  add(text, "what", rule.what);
  add(text, "who", spaced(rule.who));
  for (const Duty& duty : pack.duties) {
    if (duty.rule == number)
      add_duty(text, pack, duty);
  }
  for (const Guard& guard : pack.guards) {
    if (guard.rule != number)
      continue;
    add(text, "guards", spaced(name_of(guard.action)));
    add_when(text, guard.when, guard.unless);
    add(text, "requires", guard.needs ? words(*guard.needs) : "what cannot be: always refused");
    add(text, "refuses with", guard.refusal);
  }
  for (const Cancellation& one : pack.cancellations) {
    if (one.rule != number)
      continue;
    std::vector<std::string> ids;
    for (std::size_t cancelled : one.cancels)
      ids.push_back(pack.rules[cancelled].id);
    for (const Trigger& trigger : one.on)
      add(text, "happens on", words(trigger));
    add_when(text, one.when, one.unless);
    add(text, "cancels", joined(ids, ", "));
  }
  for (const RouteCase& one : pack.routing) {
    if (one.rule == number)
      add(text, "routes to",
          (one.route.empty() ? "nobody here" : spaced(one.route)) +
              (words(one.when).empty() ? "" : ", where " + words(one.when)));
  }
  for (const Content& one : pack.contents) {
    if (one.rule != number)
      continue;
    for (const Trigger& trigger : one.on)
      add(text, "asked on", words(trigger));
    add_when(text, one.when, one.unless);
    add(text, "answered", "on the form: nothing is owed, and nothing cancels it");
  }
  for (const Report& one : pack.reports) {
    if (one.rule == number)
      add_report(text, one);
  }
  add(text, "source", source_words(rule.source));
  add(text, "quote", rule.source.quote);
  add(text, "reading", rule.note);
  return text;
}

std::string explain_rule_of_every_pack() {
  std::string text = std::string(own_interview_rule) + " (every pack, guard)\n";
  add(text, "what", std::string(own_interview_refusal));
  add(text, "guards", spaced(name_of(Action::authorise_interview)));
  add(text, "where", "an interview held in the episode was by who would authorise it");
  add(text, "source",
      "the readings that hold for every pack, whatever its authority’s policy says");
  return text;
}

}  // namespace homeward
