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

Result<void> write_first_change(Desk& desk, const RecordHeader& header,
                                const std::string& instrument) {
  const Form* form = desk.forms.latest(header.type);
  if (form == nullptr) {
    return Error{Code::unsupported, "There is no form for " + header.type + "."};
  }
  std::vector<Version> versions;
  if (!instrument.empty()) {
    versions.push_back(version_of(instrument_field, Value::code(instrument)));
  }
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

CallResult begin_record(Desk& desk, Arguments& args) {
  const std::string name = args.text("type");
  const RecordId child = args.record_id("child");
  const RecordId episode = args.record_id_or_null("episode").value_or(RecordId{});
  const std::string instrument = args.text_or("instrument", "");
  HW_CHECK(args.done());
  HW_TRY(type, type_to_begin(name));
  HW_CHECK(check_may_write(desk, name));
  HW_CHECK(check_child(desk, child));
  HW_CHECK(check_episode(desk, *type, child, episode));
  HW_CHECK(check_instrument(desk, *type, instrument));
  const RecordHeader header{id_for(*type, child, episode, desk.random), name, child, episode};
  HW_TRY(existing, desk.store.record(header.id));
  if (!existing) {
    HW_CHECK(write_first_change(desk, header, instrument));
  }
  return boost::json::value{{"record", header.id.hex()}};
}

}  // namespace homeward
