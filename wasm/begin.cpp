#include "wasm/begin.h"
#include "core/record/record_type.h"
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
  HW_TRY(record, load_record(desk, child));
  if (record.header().type != "child") {
    return Error{Code::bad_input, "call: args.child: is not a child"};
  }
  return {};
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
};

void add_rule(std::vector<Version>& versions, std::string_view type, const std::string& rule) {
  if (rule.empty()) {
    return;
  }
  if (type == "step") {
    versions.push_back(version_of("step.kind", Value::code("done")));
  }
  versions.push_back(version_of(std::string(type) + ".rule", Value::text(rule)));
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

Result<void> write_first_change(Desk& desk, const RecordHeader& header, const Opening& opening) {
  const Form* form = desk.forms.latest(header.type);
  if (form == nullptr) {
    return Error{Code::unsupported, "There is no form for " + header.type + "."};
  }
  std::vector<Version> versions;
  if (!opening.instrument.empty()) {
    versions.push_back(version_of(instrument_field, Value::code(opening.instrument)));
  }
  add_rule(versions, header.type, opening.rule);
  versions.push_back(version_of(form_version_field, Value::whole_number(form->version)));
  return write_change(desk, header, versions);
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
  HW_CHECK(check_child(desk, child));
  HW_CHECK(check_episode(desk, type, child, episode));
  return RecordHeader{id_for(type, child, episode, desk.random), std::string(type.name), child,
                      episode};
}

CallResult begin_record(Desk& desk, Arguments& args) {
  const std::string name = args.text("type");
  const RecordId child = args.record_id("child");
  const RecordId episode = args.record_id_or_null("episode").value_or(RecordId{});
  const Opening opening{args.text_or("instrument", ""), args.text_or("rule", "")};
  HW_CHECK(args.done());
  HW_TRY(type, type_to_begin(name));
  HW_TRY(header, place_for(desk, *type, child, episode));
  HW_CHECK(check_instrument(desk, *type, opening.instrument));
  HW_CHECK(check_rule(desk, *type, opening.rule));
  HW_TRY(existing, desk.store.record(header.id));
  if (!existing) {
    HW_CHECK(write_first_change(desk, header, opening));
  }
  return boost::json::value{{"record", header.id.hex()}};
}

}  // namespace homeward
