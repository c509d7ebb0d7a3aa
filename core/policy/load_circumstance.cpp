// Patterns and circumstances, as packs write them.
#include <algorithm>
#include <array>

#include "core/policy/pack_reader.h"

namespace homeward {

namespace {

using Kind = Circumstance::Kind;

constexpr std::array<std::string_view, 2> authority_words{"own", "other"};
constexpr std::array<std::string_view, 3> place_words{"elsewhere", "here", "not_said"};
constexpr std::array<std::string_view, 2> scope_words{"episode", "child"};
constexpr int years_max = 30;

std::string quoted(std::string_view word) {
  return "\"" + std::string(word) + "\"";
}

std::string_view key_of(const boost::json::key_value_pair& member) {
  return {member.key().data(), member.key().size()};
}

// What the type says under the key; `role` stands for the one key that says a role.
const KeyForm* form_of(EventType type, Key key) {
  if (key == Key::role)
    key = type == EventType::notified ? Key::to : Key::who;
  const auto forms = keys_of(type);
  const auto found =
      std::find_if(forms.begin(), forms.end(), [&](const KeyForm& one) { return one.key == key; });
  return found == forms.end() ? nullptr : &*found;
}

}  // namespace

bool PackReader::is_object(const Placed& value) {
  if (!value.is_given())
    return false;
  if (!value.json->is_object())
    mistake(value, "must be an object");
  return value.json->is_object();
}

// ---- patterns

std::vector<EventType> PackReader::types(const Placed& value) {
  std::vector<EventType> types;
  for (const std::string& name : texts(value)) {
    if (const auto type = event_type_named(name))
      types.push_back(*type);
    else
      mistake(value, quoted(name) + " is no type of event");
  }
  return types;
}

Clause PackReader::clause(std::string_view key, const Placed& value,
                          const std::vector<EventType>& types) {
  Clause clause;
  const auto known = key_named(key);
  bool everywhere = known.has_value();
  std::vector<std::string_view> vocabulary;
  SaidAs as = SaidAs::word;
  for (EventType type : types) {
    const KeyForm* form = known ? form_of(type, *known) : nullptr;
    everywhere = everywhere && form != nullptr;
    if (form == nullptr)
      continue;
    as = form->as;
    vocabulary.insert(vocabulary.end(), form->vocabulary.begin(), form->vocabulary.end());
  }
  if (!everywhere) {
    mistake(value, "is not said by this event");
    return clause;
  }
  clause.key = *known;
  Placed wanted = resolved(value);
  if (wanted.is_given() && wanted.json->is_object()) {
    JsonObject modes(*wanted.json, wanted.path, mistakes_);
    const std::string_view mode = modes.has("all") ? "all" : modes.has("none") ? "none" : "any";
    clause.mode = mode == "all"    ? Clause::Mode::all
                  : mode == "none" ? Clause::Mode::none
                                   : Clause::Mode::any;
    wanted = this->value(modes, mode);
    modes.no_more_keys();
  }
  if (!wanted.is_given())
    mistake(wanted, "is missing");
  if (as == SaidAs::text) {
    clause.texts = texts(wanted);
  } else if (as == SaidAs::yes_no) {
    if (const auto yes = yes_no(wanted))
      clause.words = {word_of(*yes)};
  } else if (as == SaidAs::instant || as == SaidAs::date) {
    mistake(value, "cannot be matched");
  } else {
    clause.words = words(wanted, vocabulary);
  }
  return clause;
}

std::vector<Clause> PackReader::clauses(const Placed& value, const std::vector<EventType>& types) {
  std::vector<Clause> clauses;
  if (!is_object(value) || types.empty())
    return clauses;
  for (const auto& member : value.json->get_object()) {
    const std::string_view key = key_of(member);
    if (key == "event")
      continue;
    clauses.push_back(clause(key, {&member.value(), value.path + "." + std::string(key)}, types));
  }
  return clauses;
}

Pattern PackReader::pattern(const Placed& value) {
  Pattern pattern;
  if (!is_object(value))
    return pattern;
  JsonObject from(*value.json, value.path, mistakes_);
  const Placed event = this->value(from, "event");
  if (event.json == nullptr)
    mistake(event, "is missing");
  pattern.types = types(event);
  pattern.clauses = clauses(value, pattern.types);
  return pattern;
}

Patterns PackReader::patterns(const Placed& value) {
  Patterns patterns;
  if (!is_object(value))
    return patterns;
  JsonObject from(*value.json, value.path, mistakes_);
  if (from.has("event")) {
    patterns.kind = Patterns::Kind::one;
    patterns.pattern = pattern(value);
    return patterns;
  }
  if (from.has("all") || from.has("any")) {
    patterns.kind = from.has("all") ? Patterns::Kind::all : Patterns::Kind::any;
    const std::string_view key = from.has("all") ? "all" : "any";
    const auto parts = from.objects(key);
    if (parts.empty())
      from.mistake(key, "must name at least one");
    for (const JsonObject& part : parts) {
      const std::size_t at = static_cast<std::size_t>(&part - parts.data());
      patterns.parts.push_back(
          this->patterns({&from.value_if_any(key)->get_array()[at], part.path()}));
    }
  } else if (from.has("everyone_notified")) {
    patterns.kind = Patterns::Kind::everyone_notified;
    if (!from.yes_no_or("everyone_notified", false))
      from.mistake("everyone_notified", "is true");
  } else if (from.has("away")) {
    patterns.kind = Patterns::Kind::away;
    patterns.away = stretch(this->value(from, "away")).value_or(Stretch{});
  } else if (from.has("holds")) {
    patterns.kind = Patterns::Kind::holds;
    patterns.holds = {circumstance({from.value_if_any("holds"), from.path_of("holds")})};
  } else {
    mistake(value, "is no pattern: it names an event, all, any, away, holds or everyone_notified");
    return patterns;
  }
  from.no_more_keys();
  return patterns;
}

// ---- circumstances

Circumstance PackReader::of_words(Kind kind, const Placed& value, Vocabulary vocabulary) {
  Circumstance one;
  one.kind = kind;
  one.words = words(resolved(value), vocabulary);
  return one;
}

Circumstance PackReader::of_yes_no(Kind kind, const Placed& value) {
  Circumstance one;
  one.kind = kind;
  one.yes = yes_no(resolved(value)).value_or(true);
  return one;
}

Circumstance PackReader::range(Kind kind, const Placed& value) {
  Circumstance one;
  one.kind = kind;
  if (!is_object(value))
    return one;
  JsonObject from(*value.json, value.path, mistakes_);
  one.from = number(this->value(from, "at_least"), 0, amount_max);
  one.below = number(this->value(from, "under"), 1, amount_max);
  from.no_more_keys();
  if (!one.from && !one.below)
    mistake(value, "must say at_least, under or both");
  if (one.from && one.below && *one.from >= *one.below)
    mistake(value, "at_least must be less than under");
  return one;
}

Circumstance PackReader::rating(const Placed& value) {
  Circumstance one;
  one.kind = Kind::rag;
  const Placed given = resolved(value);
  for (const std::string& text : texts(given)) {
    if (text == "none")
      one.unrated = true;
    else if (contains(ratings(), text))
      one.words.push_back(word(text));
    else
      mistake(given, quoted(text) + " is not one of none, " + listed(ratings()));
  }
  return one;
}

Circumstance PackReader::named(const Placed& value) {
  Circumstance all;
  for (const std::string& name : texts(value)) {
    const auto found = named_.find(name);
    if (found == named_.end())
      mistake(value, quoted(name) + " is no condition of this pack");
    else
      all.parts.push_back(found->second);
  }
  return all;
}

std::optional<Circumstance> PackReader::combined(std::string_view key, const Placed& value) {
  Circumstance one;
  if (key == "is")
    return named(value);
  if (key == "not") {
    one.kind = Kind::opposite;
    one.parts = {circumstance(value)};
    return one;
  }
  if (key != "all" && key != "any")
    return std::nullopt;
  one.kind = key == "all" ? Kind::all : Kind::any;
  const boost::json::array* list = value.json->if_array();
  if (list == nullptr || list->empty()) {
    mistake(value, "must be a list of at least one");
    return one;
  }
  for (std::size_t at = 0; at < list->size(); ++at)
    one.parts.push_back(circumstance({&(*list)[at], value.path + "[" + std::to_string(at) + "]"}));
  return one;
}

std::optional<Circumstance> PackReader::fact_of_child(std::string_view key, const Placed& value) {
  Circumstance one;
  if (key == "legal_status")
    return of_words(Kind::legal_status, value, legal_statuses());
  if (key == "placement")
    return of_words(Kind::placement, value, placements());
  if (key == "exploitation_risk")
    return of_words(Kind::exploitation_risk, value, exploitation_risks());
  if (key == "care_basis")
    return of_words(Kind::care_basis, value, care_bases());
  if (key == "open_to")
    return of_words(Kind::open_to, value, teams());
  if (key == "open")
    return of_yes_no(Kind::open, value);
  if (key == "allocated")
    return of_yes_no(Kind::allocated, value);
  if (key == "area" || key == "placed" || key == "responsible") {
    one.kind = key == "area" ? Kind::area : key == "placed" ? Kind::placed : Kind::responsible;
    one.texts = texts(resolved(value));
    const Vocabulary known = key == "placed" ? Vocabulary(place_words) : authority_words;
    for (const std::string& text : one.texts) {
      if (key != "area" && !contains(known, text))
        mistake(value, quoted(text) + " is not one of " + listed(known));
    }
    one.yes = std::find(one.texts.begin(), one.texts.end(), "own") != one.texts.end();
    const bool is_either =
        std::find(one.texts.begin(), one.texts.end(), "other") != one.texts.end();
    if (key == "responsible" && one.yes && is_either)
      return Circumstance{};  // whoever it is
    return one;
  }
  if (key != "under" && key != "at_least")
    return std::nullopt;
  one.kind = key == "under" ? Kind::under : Kind::at_least;
  one.from = number(resolved(value), 1, years_max);
  return one;
}

std::optional<Circumstance> PackReader::fact_of_episode(std::string_view key, const Placed& value) {
  if (key == "category")
    return of_words(Kind::category, value, categories());
  if (key == "was_category")
    return of_words(Kind::was_category, value, categories());
  if (key == "risk")
    return of_words(Kind::risk, value, risks());
  if (key == "rag")
    return rating(value);
  if (key == "with_others")
    return of_yes_no(Kind::with_others, value);
  if (key == "harm")
    return of_yes_no(Kind::harm, value);
  if (key == "out_of_hours")
    return of_yes_no(Kind::out_of_hours, value);
  if (key == "away")
    return of_yes_no(Kind::away, value);
  if (key == "found_unauthorised")
    return of_yes_no(Kind::found_unauthorised, value);
  if (key == "hours_to_working_day")
    return range(Kind::hours_to_working_day, value);
  if (key != "away_for")
    return std::nullopt;
  Circumstance one;
  one.kind = Kind::away_for;
  one.stretch = stretch(resolved(value)).value_or(Stretch{});
  return one;
}

Circumstance PackReader::latest(const Placed& value) {
  Circumstance one;
  one.kind = Kind::latest;
  if (!is_object(value))
    return one;
  JsonObject from(*value.json, value.path, mistakes_);
  Patterns of;
  of.kind = Patterns::Kind::one;
  const Placed pattern = this->value(from, "of");
  if (pattern.json == nullptr)
    mistake(pattern, "is missing");
  of.pattern = this->pattern(pattern);
  const Placed is = this->value(from, "is");
  if (is.json == nullptr)
    mistake(is, "is missing");
  one.clauses = clauses(is, of.pattern.types);
  one.patterns = {of};
  one.ever = yes_no(this->value(from, "ever")).value_or(false);
  from.no_more_keys();
  return one;
}

Circumstance PackReader::recorded_since(const Placed& value) {
  Circumstance one;
  one.kind = Kind::recorded_since;
  one.ever = true;
  if (!is_object(value))
    return one;
  JsonObject from(*value.json, value.path, mistakes_);
  for (const char* key : {"of", "after"}) {
    const Placed pattern = this->value(from, key);
    if (pattern.json == nullptr && std::string_view(key) == "of")
      mistake(pattern, "is missing");
    if (!pattern.is_given())
      continue;
    Patterns one_of;
    one_of.kind = Patterns::Kind::one;
    one_of.pattern = this->pattern(pattern);
    one.patterns.push_back(one_of);
  }
  one.stretch = stretch(this->value(from, "within"));
  const std::string in = text(this->value(from, "in"));
  if (!in.empty() && !contains(scope_words, in))
    from.mistake("in", quoted(in) + " is not one of " + listed(scope_words));
  one.ever = in != "episode";
  from.no_more_keys();
  return one;
}

// Who was notified is asked of a duty that has arisen, and means nothing of an instant.
void PackReader::refuse_everyone_notified(const Patterns& patterns, const std::string& path) {
  if (patterns.kind == Patterns::Kind::everyone_notified)
    mistakes_.add(path + ".everyone_notified", "is of what meets a duty, not of a condition");
  const char* key = patterns.kind == Patterns::Kind::all ? ".all[" : ".any[";
  for (std::size_t at = 0; at < patterns.parts.size(); ++at)
    refuse_everyone_notified(patterns.parts[at], path + key + std::to_string(at) + "]");
}

std::optional<Circumstance> PackReader::fact_of_record(std::string_view key, const Placed& value) {
  if (key == "latest")
    return latest(value);
  if (key == "recorded_since")
    return recorded_since(value);
  Circumstance one;
  if (key == "recorded" || key == "recorded_ever") {
    one.kind = key == "recorded" ? Kind::recorded : Kind::recorded_ever;
    one.ever = key == "recorded_ever";
    one.patterns = {patterns(value)};
    refuse_everyone_notified(one.patterns.front(), value.path);
    return one;
  }
  if (key != "count")
    return std::nullopt;
  one.kind = Kind::count;
  if (is_object(value)) {
    JsonObject from(*value.json, value.path, mistakes_);
    one.count = count(from, 1);
    from.no_more_keys();
  }
  return one;
}

std::optional<Circumstance> PackReader::fact_of_ask(const Placed& value) {
  Circumstance all;
  if (!is_object(value))
    return all;
  for (const auto& member : value.json->get_object()) {
    const std::string_view key = key_of(member);
    const Placed placed{&member.value(), value.path + "." + std::string(key)};
    if (key == "category")
      all.parts.push_back(of_words(Kind::ask_category, placed, categories()));
    else if (key == "interviewer")
      all.parts.push_back(of_words(Kind::ask_interviewer, placed, interviewers()));
    else if (key == "by")
      all.parts.push_back(of_words(Kind::ask_by, placed, roles()));
    else if (key == "child_prefers")
      all.parts.push_back(of_yes_no(Kind::ask_prefers, placed));
    else
      mistake(placed, "is not a key known here");
  }
  return all;
}

Circumstance PackReader::fact(std::string_view key, const Placed& value) {
  if (value.json->is_null()) {
    mistake(value, "must say something");
    return {};
  }
  if (auto one = combined(key, value))
    return *one;
  if (auto one = fact_of_child(key, value))
    return *one;
  if (auto one = fact_of_episode(key, value))
    return *one;
  if (auto one = fact_of_record(key, value))
    return *one;
  if (key == "ask")
    return fact_of_ask(value).value_or(Circumstance{});
  mistake(value, "is not a key known here");
  return {};
}

Circumstance PackReader::circumstance(const Placed& value) {
  Circumstance all;
  if (!is_object(value))
    return all;
  const boost::json::object& object = value.json->get_object();
  if (object.empty())
    mistake(value, "must name a fact");
  for (const auto& member : object) {
    const std::string_view key = key_of(member);
    all.parts.push_back(fact(key, {&member.value(), value.path + "." + std::string(key)}));
  }
  if (all.parts.size() == 1)
    return Circumstance(all.parts.front());
  return all;
}

// In the order of the file: a condition may use those before it.
void PackReader::name_circumstances(const Placed& value) {
  if (!is_object(value))
    return;
  for (const auto& member : value.json->get_object()) {
    const std::string name(key_of(member));
    named_[name] = circumstance({&member.value(), value.path + "." + name});
  }
}

}  // namespace homeward
