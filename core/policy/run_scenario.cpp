#include "core/policy/run_scenario.h"

#include <algorithm>
#include <boost/json/serialize.hpp>

#include "core/json/strict.h"
#include "core/policy/answer.h"
#include "core/policy/arise.h"
#include "core/policy/because.h"
#include "core/policy/report_run.h"

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

// Which form's content is asked for, and since when.
json::object to_json(const Timeline& line, const Content& content, const Arising& arising) {
  const Rule& rule = line.pack().rules[content.rule];
  json::object object;
  object["rule"] = text(rule.id);
  object["episode"] =
      arising.episode == nowhere ? json::value(nullptr) : text(line.episode(arising.episode).id);
  object["what"] = text(rule.what);
  object["who"] = text(rule.who);
  object["at"] = text(to_string(arising.at));
  return object;
}

json::object to_json(const Timeline& line, const ReportRun& run) {
  const Rule& rule = line.pack().rules[run.report->rule];
  json::object object;
  object["rule"] = text(rule.id);
  object["what"] = text(rule.what);
  object["who"] = text(rule.who);
  object["audience"] = text(run.report->audience);
  object["every"] = text(name_of(run.report->every));
  object["next"] = instant_or_null(run.next);
  object["state"] = run.state ? text(name_of(*run.state)) : json::value(nullptr);
  object["because"] = text(because(line, run));
  object["source"] = text(source_words(rule.source));
  object["quote"] = text(rule.source.quote);
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
    const Event& event = scenario.facts.events[at];
    if (event.rule.empty())
      continue;
    const Rule* rule = pack.rule_called(event.rule);
    const bool is_asked = event.type == EventType::report_requested;
    if (rule == nullptr || (is_asked && rule->kind != RuleKind::report))
      mistakes.add("events[" + std::to_string(at) + "].rule", "\"" + event.rule + "\" is no " +
                                                                  (is_asked ? "report" : "rule") +
                                                                  " of the pack " + pack.id);
  }
  return mistakes.result();
}

std::vector<std::string> left_out(const Scenario& scenario, std::string_view name) {
  const std::vector<Event>& events = scenario.facts.events;
  std::vector<std::string> notes;
  for (std::size_t at = 0; at < events.size(); ++at) {
    const std::string& episode = events[at].episode;
    const bool is_begun = std::any_of(events.begin(), events.end(), [&](const Event& event) {
      return event.type == EventType::missing && event.episode == episode;
    });
    if (!episode.empty() && !is_begun)
      notes.push_back(std::string(name) + ": events[" + std::to_string(at) + "].episode: \"" +
                      episode + "\" is begun by no event \"missing\", so nothing is owed of it");
  }
  return notes;
}

std::string run_scenario(const Scenario& scenario, const Pack& pack,
                         const WorkingCalendar& calendar) {
  const Timeline line(pack, calendar, scenario.facts, scenario.now);
  const Verdict verdict = evaluate(line);
  std::vector<std::string> obligations, upcoming, answers, contents, reports, questions;
  for (const Obligation& one : verdict.obligations)
    obligations.push_back(json::serialize(to_json(line, one)));
  for (const Upcoming& one : verdict.upcoming)
    upcoming.push_back(json::serialize(to_json(line, one)));
  for (const Ask& ask : scenario.asks)
    answers.push_back(json::serialize(to_json(ask, answer(line, ask))));
  for (const Content& content : pack.contents) {
    for (const Arising& arising : arisings_of(line, content).now)
      contents.push_back(json::serialize(to_json(line, content, arising)));
  }
  for (const ReportRun& run : report_runs(line))
    reports.push_back(json::serialize(to_json(line, run)));
  for (const std::string& question : line.questions())
    questions.push_back(json::serialize(text(question)));
  std::string all = "{\n" + listed("obligations", obligations) + ",\n" +
                    listed("upcoming", upcoming) + ",\n" + listed("answers", answers);
  const std::pair<std::string_view, const std::vector<std::string>&> others[] = {
      {"content", contents}, {"reports", reports}, {"questions", questions}};
  for (const auto& [key, elements] : others) {
    if (!elements.empty())
      all += ",\n" + listed(key, elements);
  }
  return all + "\n}\n";
}

}  // namespace homeward
