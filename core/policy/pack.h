// A policy pack: one authority's rules, as data that server and tablet read alike.
//
// A pack is refused whole at the first reading, with the path of every mistake:
//   "lancashire: rules[0].due.amount: is from 1 to 10000"
// Each rule carries the id of policies.md and its source, so that anyone can go
// from "why is this overdue?" to the sentence. What a deployment may choose stands
// under "settings", to which any value of a rule may refer. docs/policy-packs.md
// teaches to write one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/policy/circumstance.h"
#include "core/policy/scenario.h"

namespace homeward {

// Where a rule comes from.
struct RuleSource {
  std::string document;
  std::string section;  // empty where the document has no numbers
  std::string quote;

  bool operator==(const RuleSource&) const = default;
};

// "North Somerset protocol, 1.7"
std::string source_words(const RuleSource& source);

enum class RuleKind : std::uint8_t {
  deadline,      // owed after an event
  threshold,     // owed when a count is reached
  escalation,    // owed when the child has been away so long
  recurring,     // owed again and again
  cancellation,  // ends duties of other rules
  guard,         // refuses an action
  routing,       // says who is asked to interview
  assignment,    // moves duties of other rules to another person
  content,       // asked for on a form; nothing is owed
  report,        // has a rhythm and an audience; report_run.h
};

std::string_view name_of(RuleKind kind);

// When something is due. None of them: it is owed until it is done.
struct Due {
  enum class Kind : std::uint8_t { none, at_once, after, before, before_date };
  enum class From : std::uint8_t { arising, missing, returned, event };

  Kind kind = Kind::none;
  Stretch stretch;  // of after
  From from = From::arising;
  std::optional<Pattern> event;  // from which it runs, or before which it is due
};

// What makes a rule arise.
struct Trigger {
  enum class Kind : std::uint8_t { event, becomes, away, count };

  Kind kind = Kind::event;
  Pattern event;
  std::optional<Stretch> after;  // so long after the event
  bool after_planned = false;    // ... or after the instant that it says under planned_for
  Patterns unless_by_then;       // of after
  Key becomes = Key::category;   // category, risk or rag
  std::vector<Word> values;      // into which it comes; of away, the categories
  Stretch away;
  bool over = false;  // a return at the threshold itself forestalls it
  Count count;
  bool each = false;  // at every episode from the count on
  Circumstance when, unless;
  std::optional<Due> due;  // in place of the duty's own
  std::optional<bool> return_cancels;
  std::string words;  // "Found": what a reader calls it
};

// Who owes a duty: the first case that holds.
struct WhoCase {
  Circumstance when;
  std::string role;  // or "as_routed"
  std::string rule;  // the rule that moves it to this person, if any
};

// What one rule, or one part of it, asks of someone.
struct Duty {
  std::size_t rule = 0;  // of the pack
  std::string what;
  std::vector<WhoCase> who;

  std::vector<Trigger> on;
  Circumstance when, unless;
  bool about_child = false;  // and not about one episode
  enum class Once : std::uint8_t { no, episode, child } once = Once::no;
  bool one_at_a_time = false;
  Due due;
  std::optional<Stretch> repeat;
  Patterns until;
  Patterns met_by;
  bool met_by_child = false;  // events of any episode meet it
  bool met_early = false;     // also by what was done earlier
  bool met_by_trigger = false;
  Patterns cancelled_by;  // empty: a return at most, and what cancels in every pack
  bool return_cancels = false;
  std::vector<Word> extension_by;
};

struct Guard {
  std::size_t rule = 0;
  Action action = Action::hold_interview;
  Circumstance when, unless;
  std::optional<Circumstance> needs;  // none: always refused
  std::string refusal;
};

struct Cancellation {
  std::size_t rule = 0;
  std::vector<Trigger> on;
  Circumstance when, unless;
  std::vector<std::size_t> cancels;
  bool later_too = false;  // also what arises afterwards in the episode
};

// Asked for on a form, on the occasions that raise it. Nothing is owed, so that nothing
// meets or cancels it.
struct Content {
  std::size_t rule = 0;
  std::vector<Trigger> on;
  Circumstance when, unless;
};

// How often a report is made: on request it has no time of its own.
enum class Rhythm : std::uint8_t { day, week, month, quarter, request };

std::string_view name_of(Rhythm rhythm);
std::string_view name_of(Weekday weekday);  // "monday"

struct Report {
  std::size_t rule = 0;
  Rhythm every = Rhythm::request;
  Weekday weekday = Weekday::monday;  // of a weekly one
  std::string audience;               // a role
  std::optional<Pattern> before;      // whose date, once it is set, comes in the rhythm's place
};

struct Rule {
  std::string id;
  RuleKind kind = RuleKind::content;
  std::string what;
  std::string who;  // as a reader is told: the last case's role
  RuleSource source;
  std::string note;  // the reading chosen, where the source leaves a choice
};

struct RouteCase {
  Circumstance when;
  std::string route;     // empty: nobody here
  std::size_t rule = 0;  // of the pack
  std::string because;   // "Open to social care"
};

// Whose offer or interview is no return interview: it is left out, and the worker is asked.
struct NoInterview {
  std::vector<Word> by;  // roles
  Circumstance unless;   // at the offer or the interview
  std::size_t rule = 0;  // of the pack
  std::string because;
};

// An episode that is read as of another category or risk, whatever was recorded.
struct Reading {
  Circumstance when;
  std::optional<Word> category, risk;
  std::string rule;
};

struct Pack {
  std::string id;
  std::string title;
  OfficeHours office;
  int at_once_minutes = 60;
  std::vector<Rule> rules;
  std::vector<Duty> duties;
  std::vector<Guard> guards;  // in the order in which they are named
  std::vector<Cancellation> cancellations;
  std::vector<Content> contents;
  std::vector<Report> reports;
  std::vector<RouteCase> routing;
  std::vector<Reading> read_as;
  std::vector<NoInterview> no_interview;
  std::optional<Circumstance> decline_not_final;
  std::vector<std::size_t> interview_clock;  // of `duties`; one arises for each child

  const Rule* rule_called(std::string_view id) const;  // null where there is none
};

// `name` is said in mistakes. `settings` is a JSON object whose values stand in for
// the pack's own; a setting the pack does not have is a mistake.
Result<Pack> load_pack(std::string_view json, std::string_view name,
                       std::string_view settings = "{}");

// One of the five: darlington, north-somerset, newham, london-workflow, lancashire.
Result<Pack> built_in_pack(std::string_view id, std::string_view settings = "{}");

}  // namespace homeward
