#include "server/import.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <map>
#include <set>

#include "core/form/validate.h"
#include "core/json/strict.h"
#include "core/record/case_number.h"
#include "core/time/civil.h"
#include "server/clerk.h"

namespace homeward {
namespace {

using boost::json::value;

// What a JSON value means as an answer to `question`; nothing where it cannot be one.
std::optional<Value> text_answer(const Question& question, const std::string& text) {
  switch (question.kind) {
    case QuestionKind::text_line:
    case QuestionKind::narrative:
      return Value::text(text);
    case QuestionKind::code:
      return question.option(text) ? std::optional(Value::code(text)) : std::nullopt;
    case QuestionKind::date: {
      const Result<Value> date = Value::from_octets(static_cast<char>(ValueKind::date) + text);
      return date.ok() ? std::optional(date.value()) : std::nullopt;
    }
    case QuestionKind::instant: {
      const Result<Instant> instant = parse_instant(text);
      return instant.ok() ? std::optional(Value::instant(instant.value())) : std::nullopt;
    }
    default:
      return std::nullopt;
  }
}

std::optional<Value> codes_answer(const Question& question, const boost::json::array& list) {
  std::vector<std::string> codes;
  for (const value& item : list) {
    const std::string code = item.is_string() ? std::string(item.as_string()) : "";
    if (question.option(code) == nullptr) {
      return std::nullopt;
    }
    codes.push_back(code);
  }
  return Value::codes(codes);
}

std::optional<Value> answer(const Question& question, const value& json) {
  if (json.is_string() && is_utf8(json.as_string())) {
    return text_answer(question, std::string(json.as_string()));
  }
  if (json.is_bool() && question.kind == QuestionKind::yes_no) {
    return Value::yes_no(json.as_bool());
  }
  if (json.is_int64() && question.kind == QuestionKind::whole_number) {
    return Value::whole_number(json.as_int64());
  }
  if (json.is_array() && question.kind == QuestionKind::codes) {
    return codes_answer(question, json.as_array());
  }
  return std::nullopt;
}

std::string codes_of(const Question& question) {
  std::string all;
  for (const Option& option : question.options) {
    all += (all.empty() ? "" : ", ") + option.code;
  }
  return all;
}

std::string expected(const Question& question) {
  switch (question.kind) {
    case QuestionKind::text_line:
    case QuestionKind::narrative:
      return "expected text";
    case QuestionKind::code:
      return "expected one of: " + codes_of(question);
    case QuestionKind::codes:
      return "expected a list of: " + codes_of(question);
    case QuestionKind::whole_number:
      return "expected a whole number";
    case QuestionKind::yes_no:
      return "expected true or false";
    case QuestionKind::date:
      return "expected a day that there is, like \"2011-03-02\"";
    case QuestionKind::instant:
      return "expected date, time and zone, like \"2026-03-27T21:15:00Z\"";
    default:
      return std::string("cannot be imported: it is of kind ") + name_of(question.kind);
  }
}

// What a case system tells of a child and an episode has happened.
bool is_to_come(const Value& value, Instant now) {
  const auto date = value.as_date();
  const auto instant = value.as_instant();
  return (date && *date > to_string(local(now).date)) || (instant && *instant > now);
}

Result<Value> fitting(const Question& question, const value& json, Instant now) {
  const std::optional<Value> read = answer(question, json);
  if (!read) {
    return Error{Code::bad_input, expected(question)};
  }
  HW_CHECK(validate_value(question, *read));
  if (is_to_come(*read, now)) {
    return Error{Code::bad_input, "lies in the future"};
  }
  return *read;
}

std::vector<Version> answers_of(JsonObject& holder, const Form& form, Instant now) {
  std::vector<Version> found{
      field(FieldKey(form_version_field), Value::whole_number(form.version))};
  const value* answers = holder.value_if_any("answers");
  if (answers == nullptr || !answers->is_object()) {
    holder.mistake("answers", "is missing, or not an object");
    return found;
  }
  for (const auto& [key, json] : answers->as_object()) {
    const std::string path = "answers." + std::string(key);
    const Question* question = form.question_of(std::string(key));
    if (question == nullptr || question->kind == QuestionKind::rows) {
      holder.mistake(path, "the form \"" + form.id + "\" has no such question to import");
      continue;
    }
    const Result<Value> read = fitting(*question, json, now);
    if (read.ok()) {
      found.push_back(field(question->key, read.value()));
    } else {
      holder.mistake(path, read.error().detail);
    }
  }
  return found;
}

std::optional<Instant> told_instant(const std::vector<Version>& answers, const FieldKey& key) {
  const auto at = std::find_if(answers.begin(), answers.end(),
                               [&](const Version& version) { return version.field == key; });
  return at == answers.end() ? std::nullopt : at->value.as_instant();
}

ImportedRecord episode_of(JsonObject& object, const RecordId& child, const std::string& ref,
                          const Form& form, Instant now) {
  const RecordId id = episode_id(child, ref);
  ImportedRecord read{
      {id, "episode", child, id}, ref, object.path(), answers_of(object, form, now)};
  const auto began = told_instant(read.answers, "absence.began");
  const auto returned = told_instant(read.answers, "came_back.returned");
  if (began && returned && *returned < *began) {
    object.mistake("answers.came_back.returned", "is before absence.began");
  }
  object.no_more_keys();
  return read;
}

// The number is an answer too: by it a tablet shows that the child is here already.
void add_number(ImportedRecord& child, JsonObject& object, const Form& form) {
  const bool is_told =
      std::any_of(child.answers.begin(), child.answers.end(),
                  [](const Version& version) { return version.field == case_number_field; });
  if (is_told || child.number.empty()) {
    return;
  }
  const Value number = Value::text(child.number);
  const Result<void> fits = validate_value(*form.question_of(case_number_field), number);
  if (fits.ok()) {
    child.answers.push_back(field(case_number_field, number));
  } else {
    object.mistake("case_id", fits.error().detail);
  }
}

ImportedChild child_of(JsonObject& object, const FormLibrary& forms, Instant now) {
  ImportedChild read;
  const std::string case_id = object.text("case_id");
  const RecordId id = child_id(case_id);
  read.team = object.text("team");
  const Form& form = *forms.latest("child");
  read.child = {{id, "child", id, {}}, case_id, object.path(), answers_of(object, form, now)};
  add_number(read.child, object, form);
  std::set<std::string> refs;
  for (JsonObject& episode : object.objects_if_any("episodes")) {
    const std::string ref = episode.text("ref");
    if (!refs.insert(ref).second) {
      episode.mistake("ref", "\"" + ref + "\" stands here twice");
    }
    read.episodes.push_back(episode_of(episode, id, ref, *forms.latest("episode"), now));
  }
  object.no_more_keys();
  return read;
}

constexpr const char* clerk_key = "import_clerk";
constexpr const char* former_clerks_key = "import_clerks_former";

Result<ImportClerk> clerk_at_work(ServerStore& store, Random& random) {
  HW_TRY(clerk, import_clerk(store));
  if (clerk.present.is_zero()) {
    clerk.present = Origin::fresh(random);
    HW_CHECK(store.put_meta(clerk_key, encode(clerk.present)));
  }
  return clerk;
}

// What the case system says now and did not say last.
Result<std::vector<Version>> news(const ImportedRecord& imported, const ImportClerk& clerk,
                                  const ServerStore& store) {
  std::map<FieldKey, Value> said;
  HW_TRY(history, store.history(imported.header.id));
  for (const Change& change : history) {
    for (const Version& version : change.versions) {
      if (clerk.wrote(change.origin)) {
        said[version.field] = version.value;
      }
    }
  }
  std::vector<Version> fresh;
  for (const Version& version : imported.answers) {
    const auto last = said.find(version.field);
    if (last == said.end() || last->second != version.value) {
      fresh.push_back(version);
    }
  }
  return fresh;
}

// True where the child was another team's. Where the team is what it was, a right that was taken
// from one of its supervisors is not given back.
Result<bool> give_to_team(const ImportedChild& child, ServerStore& store, Accounts& accounts,
                          const UserId& author, Instant now) {
  const RecordId& id = child.child.header.id;
  HW_TRY(before, accounts.team_of(id));
  if (before == child.team) {
    return false;
  }
  HW_CHECK(accounts.set_team(id, child.team, store));
  HW_CHECK(accounts.audit({now, author, "team_taken", id, {}, child.team + " by import"}));
  return before.has_value();
}

}  // namespace

bool ImportClerk::wrote(const Origin& origin) const {
  return origin == present || std::find(former.begin(), former.end(), origin) != former.end();
}

Result<ImportClerk> import_clerk(const ServerStore& store) {
  ImportClerk clerk;
  HW_TRY(present, store.meta(clerk_key));
  if (present) {
    HW_TRY(origin, decode<Origin>(*present));
    clerk.present = origin;
  }
  HW_TRY(former, store.meta(former_clerks_key));
  if (former) {
    HW_TRY(origins, decode<std::vector<Origin>>(*former));
    clerk.former = std::move(origins);
  }
  return clerk;
}

// Each stays nobody's, so that no tablet can take it for its own.
Result<void> retire_import_clerk(ServerStore& restored, const ImportClerk& elsewhere) {
  HW_TRY(clerk, import_clerk(restored));
  std::vector<Origin> left = elsewhere.former;
  left.push_back(clerk.present);
  left.push_back(elsewhere.present);
  for (const Origin& origin : left) {
    const auto& known = clerk.former;
    if (!origin.is_zero() && std::find(known.begin(), known.end(), origin) == known.end()) {
      HW_CHECK(restored.put_owner(origin, UserId{}));
      clerk.former.push_back(origin);
    }
  }
  HW_CHECK(restored.put_meta(former_clerks_key, encode(clerk.former)));
  return restored.erase_meta(clerk_key);
}

RecordId child_id(std::string_view case_id) {
  return derived_id("case " + std::string(case_id), RecordId{});
}

RecordId episode_id(const RecordId& child, std::string_view ref) {
  return derived_id("episode " + std::string(ref), child);
}

Result<std::vector<ImportedChild>> read_import(std::string_view json, std::string_view name,
                                               const FormLibrary& forms, Instant now) {
  HW_TRY(parsed, parse_json(json, name));
  JsonMistakes mistakes{std::string(name)};
  JsonObject file(parsed, "", mistakes);
  std::vector<ImportedChild> children;
  std::set<RecordId> ids;
  for (JsonObject& object : file.objects("children")) {
    children.push_back(child_of(object, forms, now));
    if (!ids.insert(children.back().child.header.id).second) {
      object.mistake("case_id", "stands here twice");
    }
  }
  file.no_more_keys();
  HW_CHECK(mistakes.result());
  return children;
}

Result<void> check_teams(const std::vector<ImportedChild>& children, std::string_view name,
                         Accounts& accounts) {
  HW_TRY(teams, accounts.teams());
  JsonMistakes mistakes{std::string(name)};
  for (const ImportedChild& child : children) {
    const bool known = std::any_of(teams.begin(), teams.end(),
                                   [&](const Team& team) { return team.slug == child.team; });
    if (!known) {
      mistakes.add(child.child.place + ".team", "there is no team \"" + child.team + "\"");
    }
  }
  return mistakes.result();
}

Result<ImportCount> import_children(const std::vector<ImportedChild>& children, ServerStore& store,
                                    Accounts& accounts, const UserId& author, Random& random,
                                    Instant now) {
  ImportCount count;
  HW_TRY(known, clerk_at_work(store, random));
  Clerk clerk(store, random, known.present, author, known.former);
  for (const ImportedChild& child : children) {
    std::vector<const ImportedRecord*> records{&child.child};
    for (const ImportedRecord& episode : child.episodes) {
      records.push_back(&episode);
    }
    for (const ImportedRecord* imported : records) {
      HW_TRY(fresh, news(*imported, known, store));
      ++(fresh.empty() ? count.unchanged : count.records);
      if (!fresh.empty()) {
        HW_CHECK(clerk.write(imported->header, fresh, now));
        HW_CHECK(accounts.audit({now, author, "write", imported->header.child, imported->header.id,
                                 imported->header.type + " by import"}));
      }
    }
    HW_TRY(is_moved, give_to_team(child, store, accounts, author, now));
    count.moved += is_moved ? 1 : 0;
  }
  return count;
}

}  // namespace homeward
