// Reads a pack from its JSON and refuses what could not be meant.
#include <algorithm>

#include "core/policy/pack_reader.h"

namespace homeward {

namespace {

constexpr int at_once_minutes_max = 24 * 60;

std::string quoted(std::string_view word) {
  return "\"" + std::string(word) + "\"";
}

LocalTime read_time(PackReader& reader, std::string_view name) {
  const Placed value = reader.setting(name);
  const std::string text = reader.text(value);
  const auto time = parse_time(text);
  if (time.ok())
    return time.value();
  if (value.json != nullptr)
    reader.mistake(value, time.error().detail);
  return {};
}

void read_settings(PackReader& reader, Pack& pack) {
  pack.office = {read_time(reader, "office_opens"), read_time(reader, "office_closes")};
  if (pack.office.closes <= pack.office.opens) {
    reader.mistake(reader.setting("office_closes"), "must be later than office_opens");
  }
  const Placed at_once = reader.setting("at_once_minutes");
  pack.at_once_minutes = reader.needed_number(at_once, 1, at_once_minutes_max);
}

std::size_t place_of(const Pack& pack, const Rule* rule) {
  return static_cast<std::size_t>(rule - pack.rules.data());
}

// The first, and a mistake, where it is none of this pack's.
std::size_t read_rule(JsonObject& one, RuleReader& rules) {
  const std::string id = one.text("rule");
  if (const Rule* rule = rules.pack.rule_called(id))
    return place_of(rules.pack, rule);
  if (!id.empty())
    one.mistake("rule", quoted(id) + " is no rule of this pack");
  return 0;
}

void read_routing(JsonObject& file, RuleReader& rules) {
  for (JsonObject& one : file.objects_if_any("routing")) {
    RouteCase route;
    if (one.has("when"))
      route.when = rules.reader.circumstance({one.value_if_any("when"), one.path_of("when")});
    const Placed value = rules.reader.value(one, "route");
    if (value.json == nullptr)
      one.mistake("route", "is missing: a route, or null where nobody here interviews");
    route.route = rules.reader.text(value);
    if (!route.route.empty() && !contains(routes(), route.route))
      one.mistake("route", quoted(route.route) + " is not one of " + listed(routes()));
    route.rule = read_rule(one, rules);
    route.because = one.text("because");
    one.no_more_keys();
    rules.pack.routing.push_back(std::move(route));
  }
}

void read_readings(JsonObject& file, RuleReader& rules) {
  for (JsonObject& one : file.objects_if_any("read_as")) {
    Reading reading;
    if (one.has("when"))
      reading.when = rules.reader.circumstance({one.value_if_any("when"), one.path_of("when")});
    reading.category = rules.reader.one_word(rules.reader.value(one, "category"), categories());
    reading.risk = rules.reader.one_word(rules.reader.value(one, "risk"), risks());
    if (!reading.category && !reading.risk)
      one.mistake("category", "a reading gives a category, a risk or both");
    reading.rule = one.text("rule");
    one.no_more_keys();
    rules.pack.read_as.push_back(std::move(reading));
  }
}

void read_no_interviews(JsonObject& file, RuleReader& rules) {
  for (JsonObject& one : file.objects_if_any("no_interview")) {
    NoInterview read;
    read.by = rules.reader.words(rules.reader.value(one, "by"), roles());
    if (read.by.empty())
      one.mistake("by", "must name a role");
    read.unless = Circumstance::never();
    if (one.has("unless"))
      read.unless = rules.reader.circumstance({one.value_if_any("unless"), one.path_of("unless")});
    read.rule = read_rule(one, rules);
    read.because = one.text("because");
    one.no_more_keys();
    rules.pack.no_interview.push_back(std::move(read));
  }
}

void read_decline(JsonObject& file, RuleReader& rules) {
  const boost::json::value* value = file.value_if_any("decline_not_final");
  if (value == nullptr)
    return;
  JsonObject one(*value, "decline_not_final", rules.reader.mistakes());
  rules.pack.decline_not_final =
      rules.reader.circumstance({one.value_if_any("when"), one.path_of("when")});
  if (!one.has("when"))
    one.mistake("when", "is missing");
  const std::string id = one.text("rule");
  if (rules.pack.rule_called(id) == nullptr && !id.empty())
    one.mistake("rule", quoted(id) + " is no rule of this pack");
  one.no_more_keys();
}

void read_cancels(RuleReader& rules) {
  for (std::size_t at = 0; at < rules.cancels.size(); ++at) {
    const auto& [path, ids] = rules.cancels[at];
    for (const std::string& id : ids) {
      if (const Rule* rule = rules.pack.rule_called(id))
        rules.pack.cancellations[at].cancels.push_back(place_of(rules.pack, rule));
      else
        rules.reader.mistakes().add(path, quoted(id) + " is no rule of this pack");
    }
  }
}

// The names of rules, each of which must be there and ask something of someone.
void read_interview_clock(JsonObject& file, Pack& pack) {
  const auto names = file.texts_if_any("interview_clock");
  if (!names || names->empty())
    file.mistake("interview_clock", "must be a list of rule ids");
  for (std::size_t i = 0; names && i < names->size(); ++i) {
    const auto duty = std::find_if(pack.duties.begin(), pack.duties.end(), [&](const Duty& one) {
      return pack.rules[one.rule].id == (*names)[i];
    });
    if (duty == pack.duties.end()) {
      file.mistakes().add("interview_clock[" + std::to_string(i) + "]",
                          quoted((*names)[i]) + " is no deadline of this pack");
      continue;
    }
    pack.interview_clock.push_back(static_cast<std::size_t>(duty - pack.duties.begin()));
  }
}

void check_who_rules(const Pack& pack, JsonMistakes& mistakes) {
  for (const Duty& duty : pack.duties) {
    for (const WhoCase& one : duty.who) {
      if (!one.rule.empty() && pack.rule_called(one.rule) == nullptr)
        mistakes.add(pack.rules[duty.rule].id + ".who", quoted(one.rule) + " is no rule here");
    }
  }
}

}  // namespace

Result<Pack> load_pack(std::string_view json, std::string_view name, std::string_view settings) {
  HW_TRY(parsed, parse_json(json, name));
  HW_TRY(given, parse_json(settings, std::string(name) + ", settings given"));
  JsonMistakes mistakes{std::string(name)};
  JsonObject file(parsed, "", mistakes);
  PackReader reader(file.value_if_any("settings"), given, mistakes);
  Pack pack;
  pack.id = file.text("id");
  pack.title = file.text("title");
  read_settings(reader, pack);
  reader.name_circumstances({file.value_if_any("conditions"), "conditions"});
  RuleReader rules{reader, pack, {}, {}};
  for (JsonObject& rule : file.objects("rules"))
    rules.read(rule);
  read_cancels(rules);
  read_routing(file, rules);
  read_readings(file, rules);
  read_no_interviews(file, rules);
  read_decline(file, rules);
  read_interview_clock(file, pack);
  check_who_rules(pack, mistakes);
  reader.no_more_settings();
  file.no_more_keys();
  HW_CHECK(mistakes.result());
  check_can_arise(pack, rules.places, mistakes);
  HW_CHECK(mistakes.result());
  HW_CHECK(check_interview_clock(pack, mistakes));
  HW_CHECK(mistakes.result());
  return pack;
}

}  // namespace homeward
