// Reads a pack from its JSON and refuses what could not be meant.
#include <algorithm>
#include <array>
#include <set>

#include "core/json/strict.h"
#include "core/policy/pack.h"

namespace homeward {

namespace {

constexpr int amount_max = 10000;
constexpr int at_once_minutes_max = 24 * 60;

// The roles of scenarios.md: who may owe a duty.
constexpr std::array<std::string_view, 30> roles{"social_worker",
                                                 "interviewer",
                                                 "team_manager",
                                                 "practice_lead",
                                                 "service_manager",
                                                 "head_of_service",
                                                 "head_of_corporate_parenting",
                                                 "director_of_operations",
                                                 "director_of_childrens_services",
                                                 "assistant_director",
                                                 "front_door",
                                                 "business_support",
                                                 "missing_coordinator",
                                                 "youth_service",
                                                 "family_wellbeing",
                                                 "out_of_hours",
                                                 "screening_worker",
                                                 "duty_social_worker",
                                                 "supervising_social_worker",
                                                 "reviewing_officer",
                                                 "lead_officer",
                                                 "hub_practice_lead",
                                                 "allocated_worker",
                                                 "police",
                                                 "home_authority",
                                                 "network",
                                                 "parents",
                                                 "carers",
                                                 "provider",
                                                 "independent"};

std::string quoted(std::string_view word) {
  return "\"" + std::string(word) + "\"";
}

std::optional<Satisfier> satisfier_named(std::string_view name) {
  if (name == "interview_held")
    return Satisfier::interview_held;
  if (name == "final_decline")
    return Satisfier::final_decline;
  if (name == "offer_accepted")
    return Satisfier::offer_accepted;
  if (name == "offer_declined")
    return Satisfier::offer_declined;
  return std::nullopt;
}

// The pack's settings, each replaced by the deployment's where it gives one.
class Settings {
 public:
  Settings(const boost::json::value& own, const boost::json::value& given, JsonMistakes& mistakes)
      : own_(own, "settings", mistakes), given_(given, "settings given", mistakes) {}

  std::string text(std::string_view name) {
    const std::string own = own_.text(name);
    return given_.has(name) ? given_.text(name) : own;
  }
  std::int64_t whole_number(std::string_view name) {
    const std::int64_t own = own_.whole_number(name);
    return given_.has(name) ? given_.whole_number(name) : own;
  }
  void mistake(std::string_view name, std::string_view what) {
    (given_.has(name) ? given_ : own_).mistake(name, what);
  }
  void no_more() {
    own_.no_more_keys();
    given_.no_more_keys();
  }

 private:
  JsonObject own_;
  JsonObject given_;
};

LocalTime read_time(Settings& settings, std::string_view name) {
  const std::string text = settings.text(name);
  const auto time = parse_time(text);
  if (time.ok())
    return time.value();
  if (!text.empty())
    settings.mistake(name, time.error().detail);
  return {};
}

void read_settings(Settings& settings, Pack& pack) {
  pack.office = {read_time(settings, "office_opens"), read_time(settings, "office_closes")};
  if (pack.office.closes <= pack.office.opens) {
    settings.mistake("office_closes", "must be later than office_opens");
  }
  const std::int64_t minutes = settings.whole_number("at_once_minutes");
  if (minutes < 1 || minutes > at_once_minutes_max) {
    settings.mistake("at_once_minutes", "is from 1 to 1440");
    return;
  }
  pack.at_once_minutes = static_cast<int>(minutes);
}

// "clock": "hours", or {"setting": "clock"}, whose value is the name of one.
std::optional<Clock> read_clock(JsonObject& rule, Settings& settings) {
  const boost::json::value* value = rule.value_if_any("clock");
  if (value == nullptr || !value->is_object()) {
    const std::string name = rule.text("clock");
    const auto clock = clock_named(name);
    if (!clock && !name.empty())
      rule.mistake("clock", quoted(name) + " is not a clock");
    return clock;
  }
  JsonObject reference(*value, rule.path_of("clock"), rule.mistakes());
  const std::string setting = reference.text("setting");
  reference.no_more_keys();
  const std::string name = settings.text(setting);
  const auto clock = clock_named(name);
  if (!clock && !name.empty())
    settings.mistake(setting, quoted(name) + " is not a clock");
  return clock;
}

int read_amount(JsonObject& rule, std::optional<Clock> clock) {
  if (clock && !takes_amount(*clock)) {
    if (rule.has("amount"))
      rule.mistake("amount", "is not asked of this clock");
    rule.value_if_any("amount");
    return 1;
  }
  if (!rule.has("amount"))
    rule.mistake("amount", "is missing");
  const std::int64_t amount = rule.whole_number_if_any("amount").value_or(1);
  if (amount >= 1 && amount <= amount_max)
    return static_cast<int>(amount);
  rule.mistake("amount", "is from 1 to 10000");
  return 1;
}

std::vector<Satisfier> read_satisfiers(JsonObject& rule) {
  const auto names = rule.texts_if_any("satisfied_by");
  if (!names || names->empty())
    rule.mistake("satisfied_by", "must be a list of at least one");
  std::vector<Satisfier> satisfiers;
  for (std::size_t i = 0; names && i < names->size(); ++i) {
    const std::string path = rule.path_of("satisfied_by") + "[" + std::to_string(i) + "]";
    const auto one = satisfier_named((*names)[i]);
    if (!one) {
      rule.mistakes().add(path, quoted((*names)[i]) + " is nothing known that satisfies a duty");
    } else if (std::find(satisfiers.begin(), satisfiers.end(), *one) != satisfiers.end()) {
      rule.mistakes().add(path, "is said twice");
    } else {
      satisfiers.push_back(*one);
    }
  }
  return satisfiers;
}

std::optional<Circumstances> read_circumstances(JsonObject& rule, std::string_view key) {
  const boost::json::value* value = rule.value_if_any(key);
  if (value == nullptr)
    return std::nullopt;
  JsonObject object(*value, rule.path_of(key), rule.mistakes());
  Circumstances circumstances;
  if (object.has("rag")) {
    const std::string rating = object.text("rag");
    circumstances.rag = rag_named(rating);
    if (!circumstances.rag)
      object.mistake("rag", "is green, amber or red");
  }
  if (object.has("allocated"))
    circumstances.allocated = object.yes_no_or("allocated", false);
  object.no_more_keys();
  const bool empty = !object.has("rag") && !object.has("allocated");
  if (value->is_object() && empty)
    rule.mistake(key, "must name a fact");
  return circumstances;
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

std::string read_role(JsonObject& rule) {
  std::string role = rule.text("who");
  const bool known = std::find(roles.begin(), roles.end(), role) != roles.end();
  if (!known && !role.empty())
    rule.mistake("who", quoted(role) + " is not a role");
  return role;
}

DeadlineRule read_deadline(JsonObject& json, Settings& settings) {
  DeadlineRule rule;
  rule.id = json.text("id");
  const std::string after = json.text("after");
  if (after != "returned" && !after.empty()) {
    json.mistake("after", quoted(after) + " is no event known to start a clock");
  }
  rule.trigger_words = json.text("trigger_words");
  const auto clock = read_clock(json, settings);
  rule.clock = clock.value_or(Clock::hours);
  rule.amount = read_amount(json, clock);
  rule.satisfied_by = read_satisfiers(json);
  rule.what = json.text("what");
  rule.who = read_role(json);
  rule.when = read_circumstances(json, "when");
  rule.unless = read_circumstances(json, "unless");
  rule.source = read_source(json);
  rule.note = json.text_or("note", "");
  json.no_more_keys();
  return rule;
}

void read_rules(JsonObject& file, Settings& settings, Pack& pack) {
  std::set<std::string> ids;
  for (JsonObject& json : file.objects("rules")) {
    const std::string kind = json.text("kind");
    if (kind != "deadline") {
      if (!kind.empty())
        json.mistake("kind", quoted(kind) + " is not a kind of rule");
      continue;
    }
    pack.deadlines.push_back(read_deadline(json, settings));
    const std::string& id = pack.deadlines.back().id;
    if (!id.empty() && !ids.insert(id).second)
      json.mistake("id", "is the id of another rule too");
  }
}

// The names of rules, each of which must be there and be about an interview.
void read_interview_clock(JsonObject& file, Pack& pack) {
  const auto names = file.texts_if_any("interview_clock");
  if (!names || names->empty())
    file.mistake("interview_clock", "must be a list of rule ids");
  for (std::size_t i = 0; names && i < names->size(); ++i) {
    const auto rule = std::find_if(pack.deadlines.begin(), pack.deadlines.end(),
                                   [&](const DeadlineRule& one) { return one.id == (*names)[i]; });
    if (rule == pack.deadlines.end()) {
      file.mistakes().add("interview_clock[" + std::to_string(i) + "]",
                          quoted((*names)[i]) + " is no deadline of this pack");
      continue;
    }
    pack.interview_clock.push_back(static_cast<std::size_t>(rule - pack.deadlines.begin()));
  }
}

// Whatever a child's rating and allocation, one of the rules must arise, and one only.
void check_interview_clock(JsonObject& file, const Pack& pack) {
  for (std::optional<Rag> rag : {std::optional<Rag>{}, {Rag::green}, {Rag::amber}, {Rag::red}}) {
    for (bool allocated : {false, true}) {
      const auto arising = std::count_if(
          pack.interview_clock.begin(), pack.interview_clock.end(),
          [&](std::size_t at) { return pack.deadlines[at].arises_for(rag, allocated); });
      if (arising == 1)
        continue;
      file.mistake("interview_clock", arising == 0
                                          ? "leaves some children without an interview's deadline"
                                          : "gives some children two deadlines for one interview");
      return;
    }
  }
}

}  // namespace

Result<Pack> load_pack(std::string_view json, std::string_view name, std::string_view settings) {
  HW_TRY(parsed, parse_json(json, name));
  HW_TRY(given, parse_json(settings, std::string(name) + ", settings given"));
  JsonMistakes mistakes{std::string(name)};
  JsonObject file(parsed, "", mistakes);
  const boost::json::value none = boost::json::object{};
  const boost::json::value* own = file.value_if_any("settings");
  if (own == nullptr)
    file.mistake("settings", "is missing");
  Settings both(own == nullptr ? none : *own, given, mistakes);
  Pack pack;
  pack.id = file.text("id");
  pack.title = file.text("title");
  read_settings(both, pack);
  read_rules(file, both, pack);
  both.no_more();
  read_interview_clock(file, pack);
  file.no_more_keys();
  HW_CHECK(mistakes.result());
  check_interview_clock(file, pack);
  HW_CHECK(mistakes.result());
  return pack;
}

}  // namespace homeward
