// One rule of a pack, or one part of it, from its JSON.
#include <algorithm>
#include <array>

#include "core/policy/pack_reader.h"

namespace homeward {

namespace {

constexpr std::array<std::string_view, 10> kind_names{
    "deadline", "threshold", "escalation", "recurring", "cancellation",
    "guard",    "routing",   "assignment", "content",   "report"};
constexpr std::array<std::string_view, 5> rhythms{"day", "week", "month", "quarter", "request"};
constexpr std::array<std::string_view, 7> weekdays{"monday", "tuesday",  "wednesday", "thursday",
                                                   "friday", "saturday", "sunday"};
constexpr std::array<std::string_view, 2> abouts{"episode", "child"};
constexpr std::array<std::string_view, 3> onces{"no", "episode", "child"};

std::string quoted(std::string_view word) {
  return "\"" + std::string(word) + "\"";
}

std::string read_one_of(JsonObject& from, std::string_view key, std::string fallback,
                        Vocabulary known) {
  std::string text = from.text_or(key, std::move(fallback));
  if (!contains(known, text))
    from.mistake(key, quoted(text) + " is not one of " + listed(known));
  return text;
}

RuleSource read_source(JsonObject& rule) {
  const boost::json::value* value = rule.value_if_any("source");
  if (value == nullptr) {
    rule.mistake("source", "is missing");
    return {};
  }
  JsonObject source(*value, rule.path_of("source"), rule.mistakes());
  RuleSource read{source.text("document"), source.text_or("section", ""), source.text("quote")};
  source.no_more_keys();
  return read;
}

bool has_trigger(const Duty& duty, Trigger::Kind kind) {
  return std::any_of(duty.on.begin(), duty.on.end(),
                     [&](const Trigger& one) { return one.kind == kind; });
}

bool names_type(const Patterns& patterns, const std::vector<EventType>& types) {
  if (patterns.kind == Patterns::Kind::one) {
    return std::find_first_of(types.begin(), types.end(), patterns.pattern.types.begin(),
                              patterns.pattern.types.end()) != types.end();
  }
  return std::any_of(patterns.parts.begin(), patterns.parts.end(),
                     [&](const Patterns& part) { return names_type(part, types); });
}

// True where a trigger is an event that meets the duty too, or makes its due anew.
bool raises_itself(const Duty& duty) {
  return std::any_of(duty.on.begin(), duty.on.end(), [&](const Trigger& one) {
    return one.kind == Trigger::Kind::event && names_type(duty.met_by, one.event.types);
  });
}

void check_kind(JsonObject& from, RuleKind kind, const Duty& duty) {
  if (kind == RuleKind::threshold && !has_trigger(duty, Trigger::Kind::count))
    from.mistake("on", "a threshold needs a trigger with a count");
  if (kind == RuleKind::escalation && !has_trigger(duty, Trigger::Kind::away))
    from.mistake("on", "an escalation needs a trigger with away");
  const bool again = duty.repeat || raises_itself(duty) || duty.on.size() > 1 || from.has("repeat");
  if (kind == RuleKind::recurring && !again)
    from.mistake("repeat", "a recurring duty repeats, or is raised again by what meets it");
}

// The place of the text among those known; the first, and a mistake, where it is none.
std::size_t place_among(Vocabulary known, const std::string& text, JsonObject& from,
                        std::string_view key) {
  const auto found = std::find(known.begin(), known.end(), text);
  if (found != known.end())
    return static_cast<std::size_t>(found - known.begin());
  from.mistake(key, quoted(text) + " is not one of " + listed(known));
  return 0;
}

}  // namespace

std::string_view name_of(RuleKind kind) {
  return kind_names[static_cast<std::size_t>(kind)];
}

std::string_view name_of(Rhythm rhythm) {
  return rhythms[static_cast<std::size_t>(rhythm)];
}

std::string_view name_of(Weekday weekday) {
  return weekdays[static_cast<std::size_t>(weekday)];
}

std::vector<WhoCase> RuleReader::read_who(JsonObject& from) {
  std::vector<WhoCase> cases;
  const auto check = [&](std::string_view path, const std::string& role) {
    if (!role.empty() && role != "as_routed" && !contains(roles(), role))
      reader.mistakes().add(path, quoted(role) + " is not a role");
  };
  const boost::json::value* value = from.value_if_any("who");
  if (value == nullptr || !value->is_array()) {
    const std::string role = from.text("who");
    check(from.path_of("who"), role);
    return {{Circumstance{}, role, {}}};
  }
  for (JsonObject& one : from.objects("who")) {
    WhoCase read;
    if (one.has("when"))
      read.when = read_circumstance(one, "when");
    read.role = one.text("who");
    check(one.path_of("who"), read.role);
    read.rule = one.text_or("rule", "");
    one.no_more_keys();
    cases.push_back(std::move(read));
  }
  if (cases.empty())
    from.mistake("who", "must name a role");
  return cases;
}

void RuleReader::read_duty(JsonObject& from, RuleKind kind, std::size_t rule) {
  Duty duty;
  duty.rule = rule;
  duty.what = from.has("what") ? from.text("what") : pack.rules[rule].what;
  duty.on = read_triggers(from);
  if (from.has("when"))
    duty.when = read_circumstance(from, "when");
  duty.unless = from.has("unless") ? read_circumstance(from, "unless") : Circumstance::never();
  duty.about_child = read_one_of(from, "about", "episode", abouts) == "child";
  const std::string once = read_one_of(from, "once", "no", onces);
  duty.once = once == "episode" ? Duty::Once::episode
              : once == "child" ? Duty::Once::child
                                : Duty::Once::no;
  duty.one_at_a_time = from.yes_no_or("one_at_a_time", false);
  duty.due = read_due(from).value_or(Due{});
  duty.repeat = reader.stretch(reader.value(from, "repeat"));
  duty.until = read_patterns(from, "until");
  duty.met_by = read_said(from, "met_by", "done");
  const bool counts = has_trigger(duty, Trigger::Kind::count);
  duty.met_by_child = read_one_of(from, "met_in", duty.about_child || counts ? "child" : "episode",
                                  abouts) == "child";
  duty.met_early = from.yes_no_or("early", false);
  duty.met_by_trigger = from.yes_no_or("by_trigger", false);
  duty.cancelled_by = read_said(from, "cancelled_by", "nothing_else");
  const auto on_return = read_on_return(from);
  if (!on_return)
    from.mistake("on_return", "is missing: cancelled or stays");
  duty.return_cancels = on_return.value_or(false);
  duty.extension_by = reader.words(reader.value(from, "extension_by"), roles());
  check_kind(from, kind, duty);
  pack.duties.push_back(std::move(duty));
  places.duties.push_back(from.path());
}

void RuleReader::read_guard(JsonObject& from, std::size_t rule) {
  Guard guard;
  guard.rule = rule;
  const std::string name = from.text("action");
  const auto action = action_named(name);
  if ((!action || *action == Action::route_interview) && !name.empty())
    from.mistake("action", quoted(name) + " is nothing that a guard can refuse");
  guard.action = action.value_or(Action::hold_interview);
  if (from.has("when"))
    guard.when = read_circumstance(from, "when");
  guard.unless = from.has("unless") ? read_circumstance(from, "unless") : Circumstance::never();
  if (from.has("requires"))
    guard.needs = read_circumstance(from, "requires");
  guard.refusal = from.text("refusal");
  pack.guards.push_back(std::move(guard));
  places.guards.push_back(from.path());
}

void RuleReader::read_cancellation(JsonObject& from, std::size_t rule) {
  Cancellation cancellation;
  cancellation.rule = rule;
  cancellation.on = read_triggers(from);
  if (from.has("when"))
    cancellation.when = read_circumstance(from, "when");
  cancellation.unless =
      from.has("unless") ? read_circumstance(from, "unless") : Circumstance::never();
  cancellation.later_too = from.yes_no_or("later_too", false);
  cancels.emplace_back(from.path_of("cancels"), reader.texts(reader.value(from, "cancels")));
  if (cancels.back().second.empty())
    from.mistake("cancels", "must name at least one rule");
  pack.cancellations.push_back(std::move(cancellation));
  places.cancellations.push_back(from.path());
}

void RuleReader::read_content(JsonObject& from, std::size_t rule) {
  Content content;
  content.rule = rule;
  content.on = read_triggers(from);
  if (from.has("when"))
    content.when = read_circumstance(from, "when");
  content.unless = from.has("unless") ? read_circumstance(from, "unless") : Circumstance::never();
  pack.contents.push_back(std::move(content));
  places.contents.push_back(from.path());
}

void RuleReader::read_report(JsonObject& from, std::size_t rule) {
  Report report;
  report.rule = rule;
  report.every =
      static_cast<Rhythm>(place_among(rhythms, from.text_or("every", ""), from, "every"));
  const Placed weekday = reader.value(from, "weekday");
  if (weekday.is_given())
    report.weekday =
        static_cast<Weekday>(place_among(weekdays, reader.text(weekday), from, "weekday"));
  if (weekday.is_given() != (report.every == Rhythm::week))
    from.mistake("weekday", "is said of a weekly report, and of no other");
  if (from.has("before_date_of"))
    report.before = read_dated(from, "before_date_of");
  report.audience = from.text("audience");
  if (!report.audience.empty() && !contains(roles(), report.audience))
    from.mistake("audience", quoted(report.audience) + " is not a role");
  pack.reports.push_back(std::move(report));
}

std::optional<RuleKind> RuleReader::read_kind(JsonObject& from) {
  const std::string name = from.text("kind");
  const auto found = std::find(kind_names.begin(), kind_names.end(), name);
  if (found != kind_names.end())
    return static_cast<RuleKind>(found - kind_names.begin());
  if (!name.empty())
    from.mistake("kind", quoted(name) + " is not a kind of rule");
  return std::nullopt;
}

void RuleReader::read_part(JsonObject& from, RuleKind kind, std::size_t rule) {
  switch (kind) {
    case RuleKind::deadline:
    case RuleKind::threshold:
    case RuleKind::escalation:
    case RuleKind::recurring:
      read_duty(from, kind, rule);
      break;
    case RuleKind::guard:
      read_guard(from, rule);
      break;
    case RuleKind::cancellation:
      read_cancellation(from, rule);
      break;
    case RuleKind::content:
      read_content(from, rule);
      break;
    case RuleKind::report:
      read_report(from, rule);
      break;
    default:
      break;
  }
}

// Duties read since there were `duties` of them, and not given to anyone yet.
void RuleReader::give(std::size_t duties, const std::vector<WhoCase>& who) {
  for (std::size_t at = duties; at < pack.duties.size(); ++at)
    pack.duties[at].who = who;
}

void RuleReader::read_parts(JsonObject& from, std::size_t rule, const std::vector<WhoCase>& who) {
  std::vector<JsonObject> parts = from.objects("parts");
  if (parts.empty())
    from.mistake("parts", "must name at least one");
  for (JsonObject& part : parts) {
    const auto kind = read_kind(part);
    if (!kind)
      continue;
    if (&part == parts.data())
      pack.rules[rule].kind = *kind;
    part.text_or("what", "");
    const std::size_t duties = pack.duties.size();
    read_part(part, *kind, rule);
    give(duties, part.has("who") ? read_who(part) : who);
    part.no_more_keys();
  }
}

void RuleReader::read(JsonObject& from) {
  const std::size_t at = pack.rules.size();
  Rule rule;
  rule.id = from.text("id");
  rule.what = from.text("what");
  const std::vector<WhoCase> who = read_who(from);
  rule.who = who.empty() ? "" : who.back().role;
  rule.source = read_source(from);
  rule.note = from.text_or("note", "");
  if (!rule.id.empty() && pack.rule_called(rule.id) != nullptr)
    from.mistake("id", "is the id of another rule too");
  pack.rules.push_back(rule);
  places.rules.push_back(from.path());
  if (from.has("parts")) {
    read_parts(from, at, who);
    return from.no_more_keys();
  }
  const auto kind = read_kind(from);
  if (!kind)
    return;
  pack.rules[at].kind = *kind;
  const std::size_t duties = pack.duties.size();
  read_part(from, *kind, at);
  give(duties, who);
  from.no_more_keys();
}

}  // namespace homeward
