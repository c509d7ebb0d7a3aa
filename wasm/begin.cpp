#include "wasm/begin.h"

#include <array>
#include <tuple>

#include "core/form/validate.h"
#include "core/record/case_number.h"
#include "core/record/names.h"
#include "wasm/acts.h"
#include "wasm/writing.h"

namespace homeward {
namespace {

using Belongs = RecordType::Belongs;

Result<const RecordType*> type_to_begin(const std::string& name) {
  const RecordType* type = record_type(name);
  if (type == nullptr || type->begun == RecordType::Begun::never) {
    return Error{Code::bad_input,
                 "call: args.type: \"" + name + "\" is not a type of record that is begun here"};
  }
  return type;
}

// A commissioned interviewer has a right to episodes, and so writes about one.
bool needs_episode(const Desk& desk, const RecordType& type) {
  return type.belongs == Belongs::episode ||
         (desk.identity.commissioned && type.belongs == Belongs::either);
}

Result<void> check_episode(const Desk& desk, const RecordType& type, const RecordId& child,
                           const RecordId& episode) {
  const std::string name(type.name);
  if (episode.is_zero()) {
    return needs_episode(desk, type)
               ? Result<void>(Error{Code::bad_input, "call: args.episode: is needed for " + name})
               : Result<void>();
  }
  if (type.belongs == Belongs::child) {
    return Error{Code::bad_input, "call: args.episode: " + name + " belongs to the child"};
  }
  HW_TRY(record, load_record(desk, episode));
  if (record.header().type != "episode" || record.header().child != child) {
    return Error{Code::bad_input, "call: args.episode: is not an episode of this child"};
  }
  return {};
}

Result<void> check_child(const Desk& desk, const RecordId& child) {
  if (child.is_zero()) {
    return Error{Code::bad_input, "call: args.child: is needed"};
  }
  HW_TRY(record, load_record(desk, child));
  if (record.header().type != "child") {
    return Error{Code::bad_input, "call: args.child: is not a child"};
  }
  return {};
}

Error names_another(const char* arg, const RecordType& type) {
  return {Code::bad_input, "call: args." + std::string(arg) + ": a new " + std::string(type.name) +
                               " is of none that is here"};
}

Result<RecordHeader> place_for_child(Desk& desk, const RecordType& type, const RecordId& child,
                                     const RecordId& episode) {
  if (!child.is_zero() || !episode.is_zero()) {
    return names_another(child.is_zero() ? "episode" : "child", type);
  }
  const RecordId id = id_for(type, child, episode, desk.random);
  return RecordHeader{id, std::string(type.name), id, RecordId{}};
}

Result<RecordHeader> place_for_episode(Desk& desk, const RecordType& type, const RecordId& child,
                                       const RecordId& episode) {
  HW_CHECK(check_child(desk, child));
  if (!episode.is_zero()) {
    return names_another("episode", type);
  }
  const RecordId id = id_for(type, child, episode, desk.random);
  return RecordHeader{id, std::string(type.name), child, id};
}

Version version_of(std::string_view field, Value value) {
  Version version;
  version.field = FieldKey(field);
  version.value = std::move(value);
  return version;
}

// What a record is begun with beside its form's version.
struct Opening {
  std::string instrument;  // of an assessment
  std::string rule;        // of a waiver, or of a step by which its duty is done
  // Of a child: what was typed to see whether they are here already.
  std::string given_name, family_name, case_number;
};

Opening read_opening(Arguments& args) {
  return {args.text_or("instrument", ""), args.text_or("rule", ""), args.text_or("given_name", ""),
          args.text_or("family_name", ""), args.text_or("case_number", "")};
}

void add_rule(std::vector<Version>& versions, std::string_view type, const std::string& rule) {
  if (rule.empty()) {
    return;
  }
  if (type == "step") {
    versions.push_back(version_of("step.kind", Value::code("done")));
  }
  versions.push_back(version_of(std::string(type) + ".rule", Value::text(rule)));
}

Result<void> add_words(std::vector<Version>& versions, const Form* form, std::string_view type,
                       const Opening& opening) {
  const std::array<std::tuple<const char*, const char*, std::string_view>, 3> all{{
      {"given_name", "identity.given_name", opening.given_name},
      {"family_name", "identity.family_name", opening.family_name},
      {"case_number", case_number_field, opening.case_number},
  }};
  for (const auto& [arg, key, text] : all) {
    if (text.empty()) {
      continue;
    }
    const std::string path = "call: args." + std::string(arg) + ": ";
    const Question* question = form == nullptr ? nullptr : form->question_of(key);
    if (question == nullptr) {
      return Error{Code::bad_input, path + "is not asked of a new " + std::string(type)};
    }
    Version version = version_of(key, Value::text(std::string(text)));
    if (const Result<void> fits = validate_value(*question, version.value); !fits.ok()) {
      return Error{Code::bad_input, path + fits.error().detail};
    }
    version.said_by = said_by_named(question->who_said_it_first).value_or(SaidBy::unsaid);
    version.sharing = sharing_named(question->sharing).value_or(Sharing::case_file);
    versions.push_back(std::move(version));
  }
  return {};
}

// A rule of the packs that judge here, and a type that names one.
Result<void> check_rule(const Desk& desk, const RecordType& type, const std::string& rule) {
  const Form* form = desk.forms.latest(type.name);
  const std::string field = std::string(type.name) + ".rule";
  if (rule.empty()) {
    return {};
  }
  if (form == nullptr || form->question_of(field) == nullptr) {
    return Error{Code::bad_input, "call: args.rule: " + std::string(type.name) + " names no rule"};
  }
  for (const std::string& id : desk.packs.ids()) {
    const Pack* pack = desk.packs.called(id);
    if (pack != nullptr && pack->rule_called(rule) != nullptr) {
      return {};
    }
  }
  return Error{Code::bad_input, "call: args.rule: there is no rule \"" + rule + "\""};
}

Result<std::vector<Version>> first_versions(const Desk& desk, const RecordType& type,
                                            const Opening& opening) {
  const Form* form = desk.forms.latest(type.name);
  std::vector<Version> versions;
  HW_CHECK(add_words(versions, form, type.name, opening));
  if (form == nullptr) {
    return Error{Code::unsupported, "There is no form for " + std::string(type.name) + "."};
  }
  if (!opening.instrument.empty()) {
    versions.push_back(version_of(instrument_field, Value::code(opening.instrument)));
  }
  add_rule(versions, type.name, opening.rule);
  versions.push_back(version_of(form_version_field, Value::whole_number(form->version)));
  return versions;
}

// What the council confirmed may be used, and a form that asks for one.
Result<void> check_instrument(const Desk& desk, const RecordType& type,
                              const std::string& instrument) {
  const Form* form = desk.forms.latest(type.name);
  if (instrument.empty() || form == nullptr) {
    return {};
  }
  if (form->question_of(instrument_field) == nullptr || !desk.identity.has_confirmed(instrument)) {
    return Error{Code::refused, "The council has not confirmed that it may use “" + instrument +
                                    "”. Ask your administrator, or begin without it."};
  }
  return {};
}

}  // namespace

Result<RecordHeader> place_for(Desk& desk, const RecordType& type, const RecordId& child,
                               const RecordId& episode) {
  HW_CHECK(check_may_write(desk, type.name));
  if (type.name == "child") {
    return place_for_child(desk, type, child, episode);
  }
  if (type.name == "episode") {
    return place_for_episode(desk, type, child, episode);
  }
  HW_CHECK(check_child(desk, child));
  HW_CHECK(check_episode(desk, type, child, episode));
  return RecordHeader{id_for(type, child, episode, desk.random), std::string(type.name), child,
                      episode};
}

CallResult begin_record(Desk& desk, Arguments& args) {
  const std::string name = args.text("type");
  const RecordId child = args.record_id_or_null("child").value_or(RecordId{});
  const RecordId episode = args.record_id_or_null("episode").value_or(RecordId{});
  const Opening opening = read_opening(args);
  HW_CHECK(args.done());
  HW_TRY(type, type_to_begin(name));
  HW_TRY(header, place_for(desk, *type, child, episode));
  HW_CHECK(check_instrument(desk, *type, opening.instrument));
  HW_CHECK(check_rule(desk, *type, opening.rule));
  HW_TRY(versions, first_versions(desk, *type, opening));
  HW_TRY(existing, desk.store.record(header.id));
  if (!existing) {
    HW_CHECK(write_change(desk, header, versions));
  }
  return boost::json::value{{"record", header.id.hex()}};
}

}  // namespace homeward
