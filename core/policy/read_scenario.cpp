#include <boost/json/serialize.hpp>

#include "core/json/strict.h"
#include "core/policy/scenario.h"

namespace homeward {

namespace {

constexpr std::size_t events_max = 20000;
constexpr std::size_t text_length_max = 4000;

constexpr std::array<std::string_view, 8> action_names{
    "route_interview",     "finalise_interview", "finalise_episode", "authorise_interview",
    "appoint_interviewer", "set_category",       "hold_interview",   "publish_media"};

// ---- one value

std::optional<Word> read_word(JsonObject& from, std::string_view key, Vocabulary vocabulary) {
  const std::string text = from.text(key);
  if (text.empty())
    return std::nullopt;
  if (contains(vocabulary, text))
    return word_named(text);
  from.mistake(key, "is one of " + listed(vocabulary) + ", not \"" + text + "\"");
  return std::nullopt;
}

void read_word_if_any(JsonObject& from, std::string_view key, Vocabulary vocabulary, Word& into) {
  if (from.has(key))
    into = read_word(from, key, vocabulary).value_or(into);
}

std::vector<Word> read_words(JsonObject& from, std::string_view key, Vocabulary vocabulary) {
  std::vector<Word> words;
  const auto texts = from.texts_if_any(key);
  for (std::size_t i = 0; texts && i < texts->size(); ++i) {
    const std::string& text = (*texts)[i];
    if (contains(vocabulary, text)) {
      words.push_back(word(text));
    } else {
      from.mistakes().add(from.path_of(key) + "[" + std::to_string(i) + "]",
                          "is one of " + listed(vocabulary) + ", not \"" + text + "\"");
    }
  }
  return words;
}

std::optional<Instant> read_instant(JsonObject& from, std::string_view key) {
  const std::string text = from.text(key);
  if (text.empty())
    return std::nullopt;
  const auto instant = parse_instant(text);
  if (instant.ok())
    return instant.value();
  from.mistake(key, instant.error().detail);
  return std::nullopt;
}

std::optional<LocalDate> read_date(JsonObject& from, std::string_view key) {
  const std::string text = from.text(key);
  if (text.empty())
    return std::nullopt;
  const auto date = parse_date(text);
  if (date.ok())
    return date.value();
  from.mistake(key, date.error().detail);
  return std::nullopt;
}

std::string read_text(JsonObject& from, std::string_view key) {
  std::string text = from.text(key);
  if (text.size() > text_length_max)
    from.mistake(key, "is longer than 4000 bytes");
  return text;
}

// The id of something, which is not empty.
std::string read_id_if_any(JsonObject& from, std::string_view key) {
  return from.has(key) ? read_text(from, key) : std::string();
}

// Anyone's words, which may be none.
std::string read_words_said(JsonObject& from, std::string_view key) {
  std::string text = from.text_or(key, "");
  if (text.size() > text_length_max)
    from.mistake(key, "is longer than 4000 bytes");
  return text;
}

// ---- the child

Child read_child(JsonObject& from) {
  Child child;
  const boost::json::value* born = from.value_if_any("born");
  if (born != nullptr && !born->is_null())
    child.born = read_date(from, "born");
  read_word_if_any(from, "legal_status", legal_statuses(), child.legal_status);
  read_word_if_any(from, "placement", placements(), child.placement);
  child.responsible_authority = read_id_if_any(from, "responsible_authority");
  child.open_to = read_words(from, "open_to", teams());
  child.allocated_worker = from.yes_no_or("allocated_worker", false);
  child.area = read_words_said(from, "area");
  read_word_if_any(from, "exploitation_risk", exploitation_risks(), child.exploitation_risk);
  child.placed_in = read_id_if_any(from, "placed_in");
  if (from.has("care_basis"))
    child.care_basis = read_word(from, "care_basis", care_bases());
  from.no_more_keys();
  return child;
}

// ---- events

void read_said_words(JsonObject& from, const KeyForm& form, Event& event) {
  const std::string_view key = name_of(form.key);
  if (!from.has(key) && !form.must) {
    if (!form.otherwise.empty())
      event.say(form.key, word(form.otherwise));
    return;
  }
  switch (form.as) {
    case SaidAs::words:
      event.said.push_back({form.key, read_words(from, key, form.vocabulary)});
      return;
    case SaidAs::yes_no:
      if (!from.has(key))
        from.mistake(key, "is missing");
      event.say(form.key, word_of(from.yes_no_or(key, false)));
      return;
    default:
      if (const auto said = read_word(from, key, form.vocabulary))
        event.say(form.key, *said);
  }
}

void read_said_text(JsonObject& from, const KeyForm& form, Event& event) {
  std::string& into = form.key == Key::rule ? event.rule
                      : form.key == Key::of ? event.of
                                            : event.why;
  into = form.must ? read_text(from, name_of(form.key)) : read_words_said(from, name_of(form.key));
}

void read_said(JsonObject& from, const KeyForm& form, Event& event) {
  const std::string_view key = name_of(form.key);
  switch (form.as) {
    case SaidAs::text:
      return read_said_text(from, form, event);
    case SaidAs::instant:
      if (from.has(key) || form.must)
        (form.key == Key::until ? event.until : event.planned_for) = read_instant(from, key);
      return;
    case SaidAs::date:
      event.date = read_date(from, key);
      return;
    default:
      return read_said_words(from, form, event);
  }
}

Event read_event(JsonObject& from) {
  Event event;
  event.at = read_instant(from, "at").value_or(Instant{});
  const std::string name = from.text("type");
  const auto type = event_type_named(name);
  if (!type || is_made(*type)) {
    if (!name.empty())
      from.mistake("type", "\"" + name + "\" is no type of event");
    return event;
  }
  event.type = *type;
  event.episode =
      may_lack_episode(*type) ? read_id_if_any(from, "episode") : read_text(from, "episode");
  for (const KeyForm& form : keys_of(*type))
    read_said(from, form, event);
  from.no_more_keys();
  return event;
}

std::vector<Event> read_events(JsonObject& file) {
  std::vector<Event> events;
  std::vector<JsonObject> all = file.objects_if_any("events");
  if (all.size() > events_max) {
    file.mistake("events", "are more than 20000");
    return events;
  }
  for (JsonObject& one : all)
    events.push_back(read_event(one));
  return events;
}

// ---- what is asked

Ask read_ask(JsonObject& from) {
  Ask ask;
  const std::string name = from.text("action");
  const auto action = action_named(name);
  if (!action) {
    if (!name.empty())
      from.mistake("action", "is one of " + listed(action_names) + ", not \"" + name + "\"");
    return ask;
  }
  ask.action = *action;
  ask.episode = read_id_if_any(from, "episode");
  if (*action == Action::authorise_interview && from.has("by"))
    ask.by = read_word(from, "by", roles());
  if (*action == Action::appoint_interviewer) {
    ask.interviewer = read_word(from, "interviewer", interviewers());
    if (from.has("child_prefers"))
      ask.child_prefers = from.yes_no_or("child_prefers", false);
  }
  if (*action == Action::set_category)
    ask.category = read_word(from, "category", categories());
  from.no_more_keys();
  return ask;
}

std::string read_settings(JsonObject& file) {
  const boost::json::value* settings = file.value_if_any("settings");
  if (settings == nullptr)
    return "{}";
  if (!settings->is_object())
    file.mistake("settings", "must be an object");
  return boost::json::serialize(*settings);
}

}  // namespace

std::optional<Action> action_named(std::string_view name) {
  for (std::size_t i = 0; i < action_names.size(); ++i) {
    if (action_names[i] == name)
      return static_cast<Action>(i);
  }
  return std::nullopt;
}

std::string_view name_of(Action action) {
  return action_names[static_cast<std::size_t>(action)];
}

Result<Scenario> read_scenario(std::string_view json, std::string_view name) {
  HW_TRY(parsed, parse_json(json, name));
  JsonMistakes mistakes{std::string(name)};
  JsonObject file(parsed, "", mistakes);
  Scenario scenario;
  scenario.authority = file.text("authority");
  scenario.now = read_instant(file, "now").value_or(Instant{});
  scenario.settings = read_settings(file);
  const boost::json::value nothing = boost::json::object{};
  const boost::json::value* child = file.value_if_any("child");
  JsonObject child_object(child == nullptr ? nothing : *child, "child", mistakes);
  scenario.facts.child = read_child(child_object);
  scenario.facts.events = read_events(file);
  for (JsonObject& ask : file.objects_if_any("asks"))
    scenario.asks.push_back(read_ask(ask));
  file.no_more_keys();
  HW_CHECK(mistakes.result());
  return scenario;
}

}  // namespace homeward
