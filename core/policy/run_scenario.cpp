#include "core/policy/run_scenario.h"

#include <boost/json/serialize.hpp>

#include "core/json/strict.h"
#include "core/policy/answer.h"
#include "core/policy/because.h"

namespace homeward {

namespace {

namespace json = boost::json;

json::value text(std::string_view words) {
  return json::string(words.data(), words.size());
}

json::value text_or_null(std::string_view words) {
  return words.empty() ? json::value(nullptr) : text(words);
}

json::value instant_or_null(std::optional<Instant> at) {
  return at ? text(to_string(*at)) : json::value(nullptr);
}

json::value episode_of(const Timeline& line, const Duty& duty, int episode) {
  if (duty.about_child || episode == nowhere)
    return nullptr;
  return text(line.episode(episode).id);
}

json::object to_json(const Timeline& line, const Obligation& one) {
  json::object object;
  object["rule"] = text(line.pack().rules[one.duty->rule].id);
  object["episode"] = episode_of(line, *one.duty, one.arising.episode);
  object["what"] = text(one.duty->what);
  object["who"] = text(who_owes(line, one));
  object["arose"] = text(to_string(one.arising.at));
  object["due"] = instant_or_null(one.due.at);
  object["state"] = text(name_of(one.state));
  object["because"] = text(because(line, one));
  return object;
}

json::object to_json(const Timeline& line, const Upcoming& one) {
  json::object object;
  object["rule"] = text(line.pack().rules[one.duty->rule].id);
  object["episode"] = episode_of(line, *one.duty, one.episode);
  object["at"] = text(to_string(one.at));
  return object;
}

json::object to_json(const Ask& ask, const Ruling& answer) {
  json::object object;
  object["action"] = text(name_of(ask.action));
  object["episode"] = text_or_null(ask.episode);
  if (ask.action == Action::route_interview)
    object["route"] = text_or_null(answer.route);
  else
    object["allowed"] = answer.allowed;
  object["rule"] = text_or_null(answer.rule);
  object["because"] = text(answer.because);
  return object;
}

// One element a line.
std::string listed(std::string_view key, const std::vector<std::string>& elements) {
  std::string all = "  \"" + std::string(key) + "\": [";
  for (std::size_t at = 0; at < elements.size(); ++at)
    all += (at == 0 ? "\n    " : ",\n    ") + elements[at];
  return all + (elements.empty() ? "]" : "\n  ]");
}

}  // namespace

Result<void> check_rules(const Scenario& scenario, const Pack& pack, std::string_view name) {
  JsonMistakes mistakes{std::string(name)};
  for (std::size_t at = 0; at < scenario.facts.events.size(); ++at) {
    const std::string& rule = scenario.facts.events[at].rule;
    if (!rule.empty() && pack.rule_called(rule) == nullptr)
      mistakes.add("events[" + std::to_string(at) + "].rule",
                   "\"" + rule + "\" is no rule of the pack " + pack.id);
  }
  return mistakes.result();
}

std::string run_scenario(const Scenario& scenario, const Pack& pack,
                         const WorkingCalendar& calendar) {
  const Timeline line(pack, calendar, scenario.facts, scenario.now);
  const Verdict verdict = evaluate(line);
  std::vector<std::string> obligations, upcoming, answers, questions;
  for (const Obligation& one : verdict.obligations)
    obligations.push_back(json::serialize(to_json(line, one)));
  for (const Upcoming& one : verdict.upcoming)
    upcoming.push_back(json::serialize(to_json(line, one)));
  for (const Ask& ask : scenario.asks)
    answers.push_back(json::serialize(to_json(ask, answer(line, ask))));
  for (const std::string& question : line.questions())
    questions.push_back(json::serialize(text(question)));
  std::string all = "{\n" + listed("obligations", obligations) + ",\n" +
                    listed("upcoming", upcoming) + ",\n" + listed("answers", answers);
  if (!questions.empty())
    all += ",\n" + listed("questions", questions);
  return all + "\n}\n";
}

}  // namespace homeward
