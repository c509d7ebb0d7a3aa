#include "wasm/duty_json.h"

#include <algorithm>

#include "core/base/sorting.h"
#include "core/policy/because.h"
#include "core/policy/report_run.h"
#include "core/record/fields.h"
#include "wasm/clock_json.h"
#include "wasm/duty_act.h"
#include "wasm/words.h"

namespace homeward {
namespace {

boost::json::object judge_json(const Judged& judged) {
  const boost::json::value side = judged.side == Side::only   ? boost::json::value(nullptr)
                                  : judged.side == Side::home ? "home"
                                                              : "host";
  return {{"name", judged.name}, {"side", side}};
}

void add_rule(boost::json::object& json, const Pack& pack, std::string_view id) {
  const Rule* rule = pack.rule_called(id);
  json["rule"] = id;
  json["source"] = rule == nullptr ? "" : source_words(rule->source);
  json["quote"] = rule == nullptr ? "" : rule->source.quote;
  json["note"] = rule == nullptr ? "" : rule->note;
}

// A role or a route as people call it: "out_of_hours" -> "Out of hours".
std::string who_words(std::string_view who);

// The same of one child, of whom no worker may be on record.
std::string who_words(std::string_view who, const Record& child) {
  const bool has_worker = !text_in(child, "who_is_responsible.allocated_worker").empty();
  return who == "work_tray" && !has_worker
             ? "The work tray of the child’s team: no worker is recorded"
             : who_words(who);
}

std::string who_words(std::string_view who) {
  static constexpr std::pair<std::string_view, std::string_view> called[] = {
      {"childrens_society", "The Children’s Society"},
      {"director_of_childrens_services", "Director of children’s services"},
      {"network", "Professional network"},
      {"out_of_hours", "Out-of-hours worker"},
      {"work_tray", "The child’s own worker, by their work tray"}};
  for (const auto& [code, words] : called) {
    if (code == who) {
      return std::string(words);
    }
  }
  std::string words(who);
  std::replace(words.begin(), words.end(), '_', ' ');
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') {
    words[0] = static_cast<char>(words[0] - 'a' + 'A');
  }
  return words;
}

const std::string& rule_of(const Told& told, const Obligation& one) {
  return told.judged.line.pack().rules[one.duty->rule].id;
}

std::string_view episode_id(const Judged& judged, int episode) {
  return episode == nowhere ? std::string_view() : judged.line.episode(episode).id;
}

std::string episode_words(const Told& told, std::string_view id) {
  for (std::size_t at = 0; at < told.file.episodes.size(); ++at) {
    const Record& episode = told.file.episodes[at];
    if (episode.header().id.hex() == id) {
      const auto began = instant_in(episode, "absence.began");
      return "Time away " + std::to_string(at + 1) +
             (began ? ", from " + when_words(*began, told.desk.now()) : "");
    }
  }
  return "";
}

boost::json::value id_json(std::string_view id) {
  return id.empty() ? boost::json::value(nullptr) : boost::json::value(id);
}

std::string state_words(const Obligation& one, Instant now) {
  switch (one.state) {
    case DutyState::met:
      return one.due.at ? "Done in time" : "Done";
    case DutyState::met_late:
      return "Done late";
    case DutyState::waived:
      return "Waived";
    case DutyState::cancelled:
      return "No longer owed";
    default:
      return owed_words(one.due.at, now);
  }
}

RecordId record_id(std::string_view hex) {
  const Result<RecordId> id = RecordId::parse(hex);
  return id.ok() ? id.value() : RecordId{};
}

bool sees_reports(const Identity& identity) {
  return identity.role != Role::interviewer && !identity.commissioned;
}

std::string state_words(const ReportRun& run, Instant now) {
  if (!run.state) {
    return "On request";
  }
  if (run.asked && !run.next) {
    return "Asked for";
  }
  return run.state == DutyState::met ? "Made for this time" : owed_words(run.next, now);
}

boost::json::object report_json(const Timeline& line, const ReportRun& run) {
  const Rule& rule = line.pack().rules[run.report->rule];
  boost::json::object json;
  add_rule(json, line.pack(), rule.id);
  json["what"] = rule.what;
  json["who"] = who_words(rule.who);
  json["audience"] = who_words(run.report->audience);
  json["state"] = run.state ? boost::json::value(state_name(*run.state)) : nullptr;
  json["state_words"] = state_words(run, line.now());
  json["next"] = due_json(run.next, line.now());
  json["because"] = because(line, run);
  return json;
}

bool is_about(std::string_view id, const RecordId& episode) {
  return record_id(id) == episode;
}

// A policy calls an episode by its id, a worker by its number.
std::string with_episodes_numbered(const CaseFile& file, std::string words) {
  for (std::size_t at = 0; at < file.episodes.size(); ++at) {
    const std::string id = file.episodes[at].header().id.hex();
    for (const auto& [from, to] :
         {std::pair("Episode " + id, "Time away "), std::pair("episode " + id, "time away ")}) {
      for (std::size_t found = words.find(from); found != std::string::npos;
           found = words.find(from)) {
        words.replace(found, from.size(), to + std::to_string(at + 1));
      }
    }
  }
  return words;
}

// What a reader sorts by.
struct Sorted {
  std::int64_t due = INT64_MAX;
  boost::json::object json;
};

boost::json::array in_order(std::vector<Sorted> all) {
  sort_stably(all, [](const Sorted& a, const Sorted& b) { return a.due < b.due; });
  boost::json::array list;
  for (Sorted& one : all) {
    list.push_back(std::move(one.json));
  }
  return list;
}

}  // namespace

bool is_owed(DutyState state) {
  return state == DutyState::open || state == DutyState::due_soon || state == DutyState::overdue;
}

std::string owed_words(std::optional<Instant> due, Instant now) {
  if (!due) {
    return "Owed until it is done";
  }
  const std::int64_t left = due->ms - now.ms;
  return left >= 0 ? "Due in " + duration_words(left) : "Overdue by " + duration_words(-left);
}

Told told(const Desk& desk, const CaseFile& file, const Judged& judged) {
  return {desk, file, judged, evaluate(judged.line)};
}

std::vector<Told> all_told(const Desk& desk, const CaseFile& file, const Judges& judges) {
  std::vector<Told> all;
  for (const auto& judged : judges) {
    all.push_back(told(desk, file, *judged));
  }
  return all;
}

const Told& own_of(const std::vector<Told>& all) {
  const auto own = std::find_if(all.begin(), all.end(), [](const Told& one) {
    return one.judged.line.pack().id == one.desk.pack.id;
  });
  HW_ASSERT(own != all.end());
  return *own;
}

std::string what_words(const Told& told, const Obligation& one) {
  const std::string_view episode = episode_id(told.judged, one.arising.episode);
  const std::vector<Event>& events = told.judged.facts.events;
  const bool was_held = std::any_of(events.begin(), events.end(), [&](const Event& event) {
    return event.type == EventType::interview_held && event.episode == episode;
  });
  return was_held && is_owed(one.state) && is_met_by_an_offer(*one.duty)
             ? "Record the offer of the interview: it was held, and no offer with an answer is "
               "on record"
             : one.duty->what;
}

boost::json::object duty_json(const Told& told, const Obligation& one) {
  const Timeline& line = told.judged.line;
  const Instant now = told.desk.now();
  const std::string_view episode = episode_id(told.judged, one.arising.episode);
  const std::string& rule = rule_of(told, one);
  boost::json::object json;
  add_rule(json, line.pack(), rule);
  json["key"] = line.pack().id + "/" + rule + "/" + std::string(episode) + "/" +
                std::to_string(one.arising.at.ms) + "/" + one.duty->what;
  json["judge"] = judge_json(told.judged);
  json["what"] = what_words(told, one);
  json["who"] = who_words(who_owes(line, one), told.file.child);
  json["episode"] = id_json(episode);
  json["episode_words"] = episode_words(told, episode);
  json["state"] = state_name(one.state);
  json["state_words"] = state_words(one, now);
  json["due"] = due_json(one.due.at, now);
  json["arose"] = moment_json(one.arising.at, now);
  json["because"] = because(line, one);
  json["act"] = is_owed(one.state)
                    ? duty_act_json(told.desk, told.file, one, rule, record_id(episode))
                    : boost::json::value(nullptr);
  json["waive"] = is_owed(one.state) ? waive_json(told.desk) : boost::json::value(nullptr);
  return json;
}

DutyList duties_json(const std::vector<Told>& all, const RecordId& episode) {
  std::vector<Sorted> owed, ended;
  for (const Told& told : all) {
    for (const Obligation& one : told.verdict.obligations) {
      if (!is_about(episode_id(told.judged, one.arising.episode), episode)) {
        continue;
      }
      if (is_owed(one.state)) {
        owed.push_back({one.due.at ? one.due.at->ms : INT64_MAX, duty_json(told, one)});
      } else {
        ended.push_back({-one.ending.at.ms, duty_json(told, one)});
      }
    }
  }
  return {in_order(std::move(owed)), in_order(std::move(ended))};
}

boost::json::array upcoming_json(const std::vector<Told>& all, const RecordId& episode) {
  std::vector<Sorted> list;
  for (const Told& told : all) {
    for (const Upcoming& one : told.verdict.upcoming) {
      const std::string_view id = episode_id(told.judged, one.episode);
      if (!is_about(id, episode)) {
        continue;
      }
      const Pack& pack = told.judged.line.pack();
      const Rule& rule = pack.rules[one.duty->rule];
      boost::json::object json;
      add_rule(json, pack, rule.id);
      json["judge"] = judge_json(told.judged);
      json["what"] = one.duty->what;
      json["who"] = who_words(rule.who);
      json["episode_words"] = episode_words(told, id);
      json["at"] = moment_json(one.at, told.desk.now());
      list.push_back({one.at.ms, std::move(json)});
    }
  }
  return in_order(std::move(list));
}

namespace {

void add_refusal(boost::json::array& guards, const Judged& judged, const std::string& rule,
                 const std::string& because, std::string_view what, boost::json::value key) {
  boost::json::object json;
  add_rule(json, judged.line.pack(), rule);
  json["judge"] = judge_json(judged);
  json["what"] = what;
  json["because"] = because;
  json["key"] = std::move(key);
  guards.push_back(std::move(json));
}

}  // namespace

void add_guard(boost::json::array& guards, const Judged& judged, const Ask& ask,
               std::string_view what, boost::json::value key) {
  const Ruling said = answer(judged.line, ask);
  if (!said.allowed) {
    add_refusal(guards, judged, said.rule, said.because, what, std::move(key));
  }
}

void add_no_interview(boost::json::array& guards, const Judged& judged, const NoInterview& why,
                      std::string_view what, boost::json::value key) {
  add_refusal(guards, judged, judged.line.pack().rules[why.rule].id, why.because, what,
              std::move(key));
}

boost::json::array routes_json(const CaseFile& file, const Judges& judges,
                               const RecordId& episode) {
  boost::json::array routes;
  for (const auto& judged : judges) {
    Ask ask;
    ask.episode = episode.hex();
    const Ruling said = answer(judged->line, ask);
    if (said.route.empty()) {
      continue;
    }
    boost::json::object json;
    add_rule(json, judged->line.pack(), said.rule);
    json["judge"] = judge_json(*judged);
    json["words"] = who_words(said.route, file.child);
    json["because"] = said.because;
    routes.push_back(std::move(json));
  }
  return routes;
}

boost::json::array reports_json(const Desk& desk, const Facts& facts) {
  if (!sees_reports(desk.identity)) {
    return {};
  }
  const Timeline line(desk.pack, desk.calendar, facts, desk.now());
  std::vector<Sorted> list;
  for (const ReportRun& run : report_runs(line)) {
    list.push_back({run.next ? run.next->ms : INT64_MAX, report_json(line, run)});
  }
  return in_order(std::move(list));
}

boost::json::array questions_json(const CaseFile& file, const Judges& judges) {
  boost::json::array list;
  for (const auto& judged : judges) {
    for (const std::string& question : judged->line.questions()) {
      const boost::json::value words(with_episodes_numbered(file, question));
      if (std::find(list.begin(), list.end(), words) == list.end()) {
        list.push_back(words);
      }
    }
  }
  return list;
}

}  // namespace homeward
