#include "wasm/record_json.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "core/form/progress.h"
#include "wasm/assessment.h"
#include "wasm/attachments.h"
#include "wasm/child_words.h"
#include "wasm/clock_json.h"
#include "wasm/doubts.h"
#include "wasm/episode_clock.h"
#include "wasm/guards.h"
#include "wasm/last_time.h"
#include "wasm/missing_json.h"
#include "wasm/question_json.h"
#include "wasm/standing.h"
#include "wasm/value_json.h"
#include "wasm/versions.h"
#include "wasm/words.h"

namespace homeward {
namespace {

boost::json::array keys_json(const std::vector<FieldKey>& keys) {
  boost::json::array list;
  for (const FieldKey& key : keys) {
    list.emplace_back(key);
  }
  return list;
}

std::string other_words(const Form& form, const Record& record, const FieldKey& field,
                        Instant now) {
  const Question* question = form.question_of(field);
  std::string words = question == nullptr ? "" : question->label + ": ";
  for (const Head& head : record.heads(field)) {
    words += value_words(head.version.value, question, now);
    words += &head == &record.heads(field).back() ? "" : " / ";
  }
  return words;
}

boost::json::array others_json(const Form& form, const Record& record, Instant now) {
  boost::json::array list;
  for (const OtherAnswer& other : other_answers(form, RecordAnswers(record))) {
    list.push_back({{"key", other.field}, {"words", other_words(form, record, other.field, now)}});
  }
  return list;
}

boost::json::object can_json(const Desk& desk, const Shown& shown) {
  const Record& record = shown.latest;
  const Actor actor = desk.identity.actor();
  const std::string& type = record.header().type;
  const bool writes = permitted(actor, Act::write, type);
  const auto no_submit = why_not_submit(desk, shown.file, record, shown.standing);
  const auto no_decision = why_not_decide_now(desk, record, shown.standing);
  const bool decides =
      permitted(actor, Act::write, "oversight") && !shown.standing.submissions.empty();
  const std::string why = (decides ? no_decision : no_submit).value_or("");
  return {{"write", writes},
          {"submit", !no_submit.has_value()},
          {"decide", !no_decision.has_value()},
          {"why_not", writes ? why : why_not(actor, Act::write, type)}};
}

bool is_at_council(const HeadContext& context, const Record& record) {
  const auto& fields = record.fields();
  return std::all_of(fields.begin(), fields.end(), [&](const auto& field) {
    return std::all_of(field.second.begin(), field.second.end(),
                       [&](const Head& head) { return context.is_at_council(head); });
  });
}

// What was submitted and decided about the record, on this tablet or another.
std::set<RecordId> decided_about(const InterviewStanding& standing) {
  std::set<RecordId> ids;
  for (const Submission& submission : standing.submissions) {
    ids.insert(submission.id);
    for (const Decision& decision : submission.decisions) {
      ids.insert(decision.id);
    }
  }
  return ids;
}

bool is_all_held(const HeadContext& context, const Shown& shown) {
  const std::set<RecordId> about = decided_about(shown.standing);
  const auto holds = [&](const Record& record) {
    return about.count(record.header().id) == 0 || is_at_council(context, record);
  };
  const auto& [submissions, oversights] = std::tie(shown.file.submissions, shown.file.oversights);
  return shown.beside.drafts.empty() && is_at_council(context, shown.record) &&
         std::all_of(submissions.begin(), submissions.end(), holds) &&
         std::all_of(oversights.begin(), oversights.end(), holds);
}

boost::json::value clock_value(const Desk& desk, const Shown& shown) {
  const Record* episode = episode_of(shown.file, shown.record);
  const bool is_timed = shown.record.header().type == "interview";
  if (episode == nullptr || !is_timed) {
    return nullptr;
  }
  const Judges judges = judges_of(desk, facts_of(desk, shown.file));
  const std::vector<Told> all = all_told(desk, shown.file, judges);
  return clock_json(clock_of(own_of(all), *episode), desk.now());
}

boost::json::value since_return(const Desk& desk, const Shown& shown) {
  const Record* episode = episode_of(shown.file, shown.record);
  if (episode == nullptr) {
    return nullptr;
  }
  if (episode->in_conflict("came_back.returned")) {
    return "Two return times are recorded";
  }
  const Instant now = desk.now();
  const Instant returned = instant_in(*episode, "came_back.returned").value_or(Instant{INT64_MAX});
  if (!is_plausible(returned) || returned > now) {
    return nullptr;
  }
  return boost::json::value(duration_words(now.ms - returned.ms) + " since return");
}

// Why it was returned or authorised, where its supervisor said so of all of it.
boost::json::value reason_json(const Desk& desk, const InterviewStanding& standing) {
  const Submission* current = current_submission(standing);
  if (current == nullptr || current->decisions.empty() ||
      current->decisions.back().reason.empty()) {
    return nullptr;
  }
  const Decision& decision = current->decisions.back();
  return {{"text", decision.reason},
          {"author", desk.name_of_person(decision.author)},
          {"at", moment_json(decision.at, desk.now())}};
}

void put_header(boost::json::object& json, const Desk& desk, const Shown& shown) {
  const RecordHeader& header = shown.record.header();
  json["id"] = header.id.hex();
  json["type"] = header.type;
  json["child"] = header.child.hex();
  json["episode"] = header.episode.is_zero() ? boost::json::value(nullptr)
                                             : boost::json::value(header.episode.hex());
  json["child_name"] = child_name(shown.file.child);
  json["called"] = child_called(shown.file.child);
  json["stage"] = stage_name(shown.record, shown.standing);
  json["stage_words"] = stage_words(desk, shown.record, shown.standing);
  json["reviewed"] = is_draft_until_submitted(header.type) ? "always" : "if_asked";
  json["decision_conflict"] = shown.standing.decision_conflict;
  json["reason"] = reason_json(desk, shown.standing);
  json["rival_submissions"] = shown.standing.rival_submissions;
  json["can"] = can_json(desk, shown);
  json["clock"] = clock_value(desk, shown);
  json["since_return"] = since_return(desk, shown);
}

boost::json::array options_json(const Question& question) {
  boost::json::array list;
  for (const Option& option : question.options) {
    list.push_back({{"code", option.code}, {"label", option.label}});
  }
  return list;
}

// NSC-3.2o, LDN-16: asked of an interview and of an assessment of risk.
boost::json::value outcomes_json(const Desk& desk, std::string_view type) {
  const Form* form = desk.forms.latest("oversight");
  if (form == nullptr || (type != "interview" && type != "exploitation_assessment")) {
    return nullptr;
  }
  const Question& outcomes = *form->question_of("outcomes");
  const Question& consent = *form->question_of("consent_to_referrals");
  return {{"label", outcomes.label},
          {"outcomes", options_json(outcomes)},
          {"consent_label", consent.label},
          {"consents", options_json(consent)}};
}

// The other times away of this child, to choose from.
std::vector<Option> episodes_to_choose(const Desk& desk, const Shown& shown) {
  std::vector<Option> options;
  for (const Record& episode : shown.file.episodes) {
    if (episode.header().id != shown.record.header().id) {
      const auto began = instant_in(episode, "absence.began");
      options.push_back({episode.header().id.hex(),
                         began ? when_words(*began, desk.now()) : "When is not known", ""});
    }
  }
  return options;
}

// The photographs of this child, to choose from.
std::vector<Option> photographs_to_choose(const Desk& desk, const Shown& shown) {
  std::vector<Option> options;
  for (const Record& record : shown.file.others) {
    const auto manifest = manifest_in(record);
    if (manifest && manifest->media_type == "image/jpeg") {
      options.push_back({record.header().id.hex(), answer_words(desk, record, "about.title"), ""});
    }
  }
  return options;
}

// The form as this record is shown with it: where a person chooses a record, with those
// there are.
Form with_choices(const Desk& desk, const Form& form, const Shown& shown) {
  Form filled = form;
  const auto fill = [&](Question& question) {
    if (question.refers_to == "episode") {
      question.options = episodes_to_choose(desk, shown);
    }
    if (question.refers_to == "attachment") {
      question.options = photographs_to_choose(desk, shown);
    }
  };
  for (Section& section : filled.sections) {
    for (Question& question : section.questions) {
      fill(question);
      std::for_each(question.columns.begin(), question.columns.end(), fill);
    }
  }
  return filled;
}

boost::json::value submission_json(const Desk& desk, const Submission* submission) {
  if (submission == nullptr) {
    return nullptr;
  }
  return {{"id", submission->id.hex()},
          {"pin", submission->pin.hash.hex()},
          {"by", desk.name_of_person(submission->author)}};
}

Result<WithDrafts> taken_in(const Desk& desk, const HeadContext& context, const Shown& shown) {
  HW_TRY(newest, desk.store.origin_state(context.origin));
  std::vector<Draft> drafts;
  for (const auto& [key, draft] : shown.beside.drafts) {
    drafts.push_back(draft);
  }
  return WithDrafts{with_drafts(desk, shown.record, drafts), newest.number + 1};
}

void put_form(boost::json::object& json, const Desk& desk, const Form& form, const Shown& shown,
              const Record& typed, std::size_t waiting) {
  json["declined"] = is_declined(desk, typed);
  json["assessment"] = assessment_json(desk, typed);
  json["doubts"] = doubts_json(desk, shown.file, typed);
  json["outcomes"] = outcomes_json(desk, form.record_type);
  json["title"] = form.title;
  json["form_version"] = form.version;
  json["outcome"] =
      form.outcome.empty() ? boost::json::value(nullptr) : boost::json::value(form.outcome);
  json["sections"] = sections_json(form, RecordAnswers(typed), waiting);
  json["other_answers"] = others_json(form, shown.record, desk.now());
  const std::vector<Unfinished> unfinished = unfinished_in(form, shown.beside.drafts);
  json["unfinished"] = unfinished_json(unfinished);
  json["missing"] = missing_json(missing_at_submission(form, RecordAnswers(typed)), unfinished);
}

}  // namespace

Result<boost::json::value> record_json(const Desk& desk, const Shown& shown) {
  const Form* of_type = form_of(desk, shown.record);
  if (of_type == nullptr) {
    return Error{Code::unsupported, "There is no form for " + shown.record.header().type + "."};
  }
  const Form form = with_choices(desk, *of_type, shown);
  HW_TRY(context, head_context(desk));
  HW_TRY(typed, taken_in(desk, context, shown));
  const AnswersWriter writer(context, form, shown.record, typed, shown.beside);
  boost::json::object json;
  put_header(json, desk, shown);
  const FromLastTime from = shown.submission == nullptr
                                ? from_last_time(desk, shown.file, form, shown.record)
                                : FromLastTime{};
  HW_TRY(last_time, last_time_json(context, shown.file, form, shown.record, from));
  put_form(json, desk, form, shown, typed.record, from.waiting.size());
  json["last_time"] = std::move(last_time);
  HW_TRY(file, file_json(context, shown.record));
  json["held_by_council"] = !is_file_unsent(file) && is_all_held(context, shown);
  json["file"] = std::move(file);
  json["submission"] = submission_json(desk, shown.submission);
  json["version"] = others_version(shown.latest, context.origin);
  json["answers"] = writer.answers();
  json["rows"] = writer.rows();
  json["guards"] = record_guards(desk, shown.file, shown.record);
  json["conflicts"] = keys_json(shown.record.conflicts());
  json["addendum"] = keys_json(shown.standing.addendum);
  return boost::json::value(std::move(json));
}

bool is_declined(const Desk& desk, const Record& record) {
  const Form* form = form_of(desk, record);
  return form != nullptr && !form->outcome.empty() && code_in(record, form->outcome) == "declined";
}

const Record* episode_of(const CaseFile& file, const Record& record) {
  const auto found =
      std::find_if(file.episodes.begin(), file.episodes.end(), [&](const Record& episode) {
        return !record.header().episode.is_zero() && episode.header().id == record.header().episode;
      });
  return found == file.episodes.end() ? nullptr : &*found;
}

}  // namespace homeward
