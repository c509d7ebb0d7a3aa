// What the server set aside of a supervisor's children (S2), in words (SetAside in api.ts).
#include <boost/json/array.hpp>

#include "wasm/case_file.h"
#include "wasm/held_words.h"
#include "wasm/value_json.h"
#include "wasm/views.h"
#include "wasm/words.h"

namespace homeward {
namespace {

struct Decision {
  HeldDecision ruling;
  std::string by;  // their name
};

struct Held {
  std::string at, child, type, author, reason, tablet, number, change, why_not;
  std::optional<Decision> decision;
};

Result<Decision> read_decision(JsonObject& from) {
  Decision decision;
  decision.ruling.admitted = from.yes_no_or("admitted", false);
  decision.ruling.reason = from.text("reason");
  decision.by = from.text("by");
  HW_TRY(at, parse_instant(from.text("at")));
  decision.ruling.at = at;
  from.no_more_keys();
  return decision;
}

Result<std::vector<Held>> read_held(Arguments& args) {
  std::vector<Held> held;
  for (JsonObject& one : args.objects("held")) {
    held.push_back({one.text("at"), one.text("child"), one.text("type"), one.text("author"),
                    one.text("reason"), one.text("tablet"), one.text("number"),
                    one.text_or("change", ""), one.text_or("why_not", ""), std::nullopt});
    for (JsonObject& decision : one.objects_if_any("decisions")) {
      HW_TRY(read, read_decision(decision));
      held.back().decision = std::move(read);
    }
    one.no_more_keys();
  }
  HW_CHECK(args.done());
  return held;
}

// What a person can read; names of versions, records and pieces of a file say nothing to them.
bool is_words(const Version& version) {
  const ValueKind kind = version.value.kind();
  return version.field != form_version_field && version.field != file_field &&
         kind != ValueKind::pin && kind != ValueKind::id;
}

boost::json::object answer_json(const Form* form, const Version& version, Instant now) {
  const Question* question = form == nullptr ? nullptr : form->question_of(version.field);
  const std::string words = value_words(version.value, question, now);
  return {{"label", question == nullptr ? version.field : question->label},
          {"words", words.empty() ? "Emptied" : words}};
}

Result<boost::json::object> held_json(const Desk& desk, const Held& held) {
  HW_TRY(at, parse_instant(held.at));
  HW_TRY(id, RecordId::parse(held.child));
  HW_TRY(child, desk.store.record(id));
  const Form* form = desk.forms.latest(held.type);
  const auto octets = from_hex(held.change);
  const auto change = octets && !octets->empty()
                          ? decode_change(*octets)
                          : Result<Change>(Error{Code::not_found, "its words are not there"});
  boost::json::object json{
      {"child", held.child},
      {"child_name", child ? boost::json::value(child_name(*child)) : boost::json::value(nullptr)},
      {"what", form == nullptr ? held.type : form->title},
      {"author", held.author},
      {"reason", held.reason},
      {"at", moment_json(at, desk.now())},
      {"tablet", held.tablet},
      {"number", held.number},
      {"why_not", held.why_not},
      {"answers", nullptr},
      {"written", nullptr},
      {"decision", nullptr}};
  if (change.ok()) {
    boost::json::array answers;
    for (const Version& version : change.value().versions) {
      if (is_words(version)) {
        answers.push_back(answer_json(form, version, desk.now()));
      }
    }
    json["answers"] = std::move(answers);
    json["written"] = moment_json(change.value().at, desk.now());
  }
  if (held.decision) {
    json["decision"] = decision_json(held.decision->ruling, held.decision->by, desk.now());
  }
  return json;
}

}  // namespace

CallResult set_aside_view(Desk& desk, Arguments& args) {
  HW_TRY(held, read_held(args));
  boost::json::array list;
  for (const Held& one : held) {
    HW_TRY(json, held_json(desk, one));
    list.push_back(std::move(json));
  }
  return boost::json::value(std::move(list));
}

}  // namespace homeward
