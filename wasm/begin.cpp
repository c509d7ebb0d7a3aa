#include "wasm/acts.h"
#include "wasm/writing.h"

namespace homeward {
namespace {

// One interview an episode, one safety plan a child: the same record on two devices
// that begin it offline. The rest are as many as there are.
RecordId id_for(Desk& desk, const std::string& type, const RecordId& child,
                const RecordId& episode) {
  if (type == "interview") {
    return derived_id(type, episode);
  }
  return type == "safety_plan" ? derived_id(type, child) : RecordId::fresh(desk.random);
}

bool needs_episode(const Desk& desk, const std::string& type) {
  return type == "interview" || type == "offer" ||
         (desk.identity.commissioned && type != "safety_plan");
}

Result<void> check_episode(const Desk& desk, const std::string& type, const RecordId& child,
                           const RecordId& episode) {
  if (episode.is_zero()) {
    return needs_episode(desk, type)
               ? Result<void>(Error{Code::bad_input, "call: args.episode: is needed for " + type})
               : Result<void>();
  }
  if (type == "safety_plan") {
    return Error{Code::bad_input, "call: args.episode: a safety plan belongs to the child"};
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

Result<void> write_first_change(Desk& desk, const RecordHeader& header) {
  const Form* form = desk.forms.latest(header.type);
  if (form == nullptr) {
    return Error{Code::unsupported, "There is no form for " + header.type + "."};
  }
  Version version;
  version.field = form_version_field;
  version.value = Value::whole_number(form->version);
  return write_change(desk, header, {version});
}

}  // namespace

CallResult begin_record(Desk& desk, Arguments& args) {
  const std::string type =
      args.one_of("type", {"interview", "safety_plan", "offer", "consent", "note"});
  const RecordId child = args.record_id("child");
  const RecordId episode = args.record_id_or_null("episode").value_or(RecordId{});
  HW_CHECK(args.done());
  HW_CHECK(check_may_write(desk, type));
  HW_CHECK(check_child(desk, child));
  HW_CHECK(check_episode(desk, type, child, episode));
  const RecordHeader header{id_for(desk, type, child, episode), type, child, episode};
  HW_TRY(existing, desk.store.record(header.id));
  if (!existing) {
    HW_CHECK(write_first_change(desk, header));
  }
  return boost::json::value{{"record", header.id.hex()}};
}

}  // namespace homeward
