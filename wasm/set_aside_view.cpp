// What the server set aside of a supervisor's children (S2), in words (SetAside in api.ts).
#include <boost/json/array.hpp>

#include "wasm/case_file.h"
#include "wasm/views.h"
#include "wasm/words.h"

namespace homeward {
namespace {

struct Held {
  std::string at, child, type, author, reason;
};

Result<std::vector<Held>> read_held(Arguments& args) {
  std::vector<Held> held;
  for (JsonObject& one : args.objects("held")) {
    held.push_back({one.text("at"), one.text("child"), one.text("type"), one.text("author"),
                    one.text("reason")});
    one.no_more_keys();
  }
  HW_CHECK(args.done());
  return held;
}

Result<boost::json::object> held_json(const Desk& desk, const Held& held) {
  HW_TRY(at, parse_instant(held.at));
  HW_TRY(id, RecordId::parse(held.child));
  HW_TRY(child, desk.store.record(id));
  const Form* form = desk.forms.latest(held.type);
  return boost::json::object{
      {"child", held.child},
      {"child_name", child ? boost::json::value(child_name(*child)) : boost::json::value(nullptr)},
      {"what", form == nullptr ? held.type : form->title},
      {"author", held.author},
      {"reason", held.reason},
      {"at", moment_json(at, desk.now())}};
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
