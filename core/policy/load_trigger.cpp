// What makes a rule arise, and when it is due, as packs write it.
#include <algorithm>
#include <array>

#include "core/policy/pack_reader.h"

namespace homeward {

namespace {

std::string quoted(std::string_view word) {
  return "\"" + std::string(word) + "\"";
}

// Keys of a trigger that are not the event's.
constexpr std::array<std::string_view, 8> own_keys{"after",  "of",  "unless_by_then", "when",
                                                   "unless", "due", "on_return",      "words"};

boost::json::value without_own_keys(const boost::json::value& trigger) {
  boost::json::object pattern;
  for (const auto& member : trigger.get_object()) {
    const std::string_view key(member.key().data(), member.key().size());
    if (!contains(own_keys, key))
      pattern[member.key()] = member.value();
  }
  return pattern;
}

}  // namespace

Circumstance RuleReader::read_circumstance(JsonObject& from, std::string_view key) {
  return reader.circumstance({from.value_if_any(key), from.path_of(key)});
}

Patterns RuleReader::read_patterns(JsonObject& from, std::string_view key) {
  return reader.patterns({from.value_if_any(key), from.path_of(key)});
}

Patterns RuleReader::read_said(JsonObject& from, std::string_view key, std::string_view none) {
  const boost::json::value* value = from.value_if_any(key);
  if (value != nullptr && value->is_object())
    return read_patterns(from, key);
  if (value == nullptr || !value->is_string() || value->get_string() != none) {
    from.mistake(key, std::string(value == nullptr ? "is missing: " : "is ") + "patterns, or " +
                          quoted(none));
  }
  return {};
}

// ---- due

// An event that names a date.
Pattern RuleReader::read_dated(JsonObject& from, std::string_view key) {
  Pattern pattern = reader.pattern({from.value_if_any(key), from.path_of(key)});
  const bool dated = std::all_of(pattern.types.begin(), pattern.types.end(), [](EventType type) {
    return type == EventType::panel_set || type == EventType::group_set;
  });
  if (!dated)
    from.mistake(key, "is panel_set or group_set: no other event has a date");
  return pattern;
}

Due RuleReader::read_due_object(JsonObject& from, const Placed& whole) {
  Due due;
  if (from.has("before")) {
    due.kind = Due::Kind::before;
    due.event = reader.pattern({from.value_if_any("before"), from.path_of("before")});
    from.no_more_keys();
    return due;
  }
  if (from.has("before_date_of")) {
    due.kind = Due::Kind::before_date;
    due.event = read_dated(from, "before_date_of");
    from.no_more_keys();
    return due;
  }
  due.kind = Due::Kind::after;
  boost::json::object clock = whole.json->get_object();
  clock.erase("from");
  const boost::json::value alone = clock;
  const auto stretch = reader.stretch({&alone, whole.path});
  if (!stretch)
    due.kind = Due::Kind::none;
  due.stretch = stretch.value_or(Stretch{});
  const Placed since = reader.value(from, "from");
  if (!since.is_given())
    return due;
  if (since.json->is_object()) {
    due.from = Due::From::event;
    due.event = reader.pattern(since);
    return due;
  }
  const std::string name = reader.text(since);
  if (name == "missing")
    due.from = Due::From::missing;
  else if (name == "returned")
    due.from = Due::From::returned;
  else
    reader.mistake(since, quoted(name) + " is not missing, returned or a pattern");
  return due;
}

std::optional<Due> RuleReader::read_due(JsonObject& from) {
  const Placed value = reader.value(from, "due");
  if (!value.is_given())
    return std::nullopt;
  if (value.json->is_object()) {
    JsonObject object(*value.json, value.path, reader.mistakes());
    return read_due_object(object, value);
  }
  const std::string name = reader.text(value);
  if (name != "at_once")
    reader.mistake(value, quoted(name) + " is not at_once or a clock");
  Due due;
  due.kind = Due::Kind::at_once;
  return due;
}

std::optional<bool> RuleReader::read_on_return(JsonObject& from) {
  const std::string text = from.text_or("on_return", "");
  if (text.empty())
    return std::nullopt;
  if (text != "cancelled" && text != "stays")
    from.mistake("on_return", quoted(text) + " is not cancelled or stays");
  return text == "cancelled";
}

// ---- triggers

void RuleReader::read_event_trigger(JsonObject& from, const boost::json::value& whole,
                                    Trigger& trigger) {
  const boost::json::value pattern = without_own_keys(whole);
  trigger.event = reader.pattern({&pattern, from.path()});
  for (const auto& member : pattern.get_object())
    from.value_if_any({member.key().data(), member.key().size()});
  if (!from.has("after")) {
    for (const char* key : {"of", "unless_by_then"}) {
      if (from.has(key))
        from.mistake(key, "is of a trigger with after");
    }
    return;
  }
  trigger.after = reader.stretch(reader.value(from, "after")).value_or(Stretch{});
  const std::string of = from.text_or("of", "");
  if (!of.empty() && of != "planned_for")
    from.mistake("of", quoted(of) + " is not planned_for");
  trigger.after_planned = of == "planned_for";
  const bool is_planned =
      std::all_of(trigger.event.types.begin(), trigger.event.types.end(), [](EventType type) {
        const auto forms = keys_of(type);
        return std::any_of(forms.begin(), forms.end(),
                           [](const KeyForm& form) { return form.key == Key::planned_for; });
      });
  if (trigger.after_planned && !is_planned)
    from.mistake("of", "no such event says planned_for");
  if (from.has("unless_by_then"))
    trigger.unless_by_then = read_patterns(from, "unless_by_then");
}

void RuleReader::read_becomes(JsonObject& from, Trigger& trigger) {
  trigger.kind = Trigger::Kind::becomes;
  JsonObject becomes(*from.value_if_any("becomes"), from.path_of("becomes"), reader.mistakes());
  const Key known[] = {Key::category, Key::risk, Key::rag};
  const Vocabulary vocabularies[] = {categories(), risks(), ratings()};
  int said = 0;
  for (std::size_t at = 0; at < 3; ++at) {
    const Placed value = reader.value(becomes, name_of(known[at]));
    if (!value.is_given())
      continue;
    ++said;
    trigger.becomes = known[at];
    trigger.values = reader.words(value, vocabularies[at]);
  }
  becomes.no_more_keys();
  if (said != 1)
    from.mistake("becomes", "names one of category, risk and rag");
}

void RuleReader::read_away(JsonObject& from, Trigger& trigger) {
  trigger.kind = Trigger::Kind::away;
  trigger.away = reader.stretch(reader.value(from, "away")).value_or(Stretch{});
  trigger.over = from.yes_no_or("over", false);
  const Placed of = reader.value(from, "category");
  trigger.values =
      of.is_given() ? reader.words(of, categories()) : std::vector<Word>{word("missing")};
}

void RuleReader::read_count(JsonObject& from, Trigger& trigger) {
  trigger.kind = Trigger::Kind::count;
  JsonObject count(*from.value_if_any("count"), from.path_of("count"), reader.mistakes());
  trigger.count = reader.count(count, 1).value_or(Count{});
  trigger.each = count.yes_no_or("each", false);
  count.no_more_keys();
}

Trigger RuleReader::read_trigger(JsonObject& from) {
  Trigger trigger;
  if (from.has("when"))
    trigger.when = read_circumstance(from, "when");
  trigger.unless = Circumstance::never();
  if (from.has("unless"))
    trigger.unless = read_circumstance(from, "unless");
  trigger.due = read_due(from);
  trigger.return_cancels = read_on_return(from);
  trigger.words = from.text_or("words", "");
  return trigger;
}

std::vector<Trigger> RuleReader::read_triggers(JsonObject& from) {
  std::vector<Trigger> triggers;
  const std::vector<JsonObject> all = from.objects("on");
  for (std::size_t at = 0; at < all.size(); ++at) {
    JsonObject one = all[at];
    const boost::json::value& whole = from.value_if_any("on")->get_array()[at];
    Trigger trigger = read_trigger(one);
    if (one.has("becomes"))
      read_becomes(one, trigger);
    else if (one.has("away"))
      read_away(one, trigger);
    else if (one.has("count"))
      read_count(one, trigger);
    else if (whole.is_object())
      read_event_trigger(one, whole, trigger);
    one.no_more_keys();
    triggers.push_back(std::move(trigger));
  }
  if (from.has("on") && triggers.empty())
    from.mistake("on", "must name at least one trigger");
  return triggers;
}

}  // namespace homeward
