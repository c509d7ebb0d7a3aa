#include "wasm/identity.h"

#include <algorithm>

#include "core/form/helplines.h"
#include "core/json/strict.h"

namespace homeward {
namespace {

UserId read_user_id(JsonObject& from, JsonMistakes& mistakes) {
  const Result<UserId> id = UserId::parse(from.text("id"));
  if (!id.ok()) {
    mistakes.add(from.path_of("id"), id.error().detail);
    return {};
  }
  return id.value();
}

Role read_role(JsonObject& from, JsonMistakes& mistakes) {
  const Result<Role> role = parse_role(from.text("role"));
  if (!role.ok()) {
    mistakes.add(from.path_of("role"), role.error().detail);
    return Role::interviewer;
  }
  return role.value();
}

const boost::json::value& part(const boost::json::value& whole, const char* key) {
  static const boost::json::value none;
  const auto* object = whole.if_object();
  const auto* found = object == nullptr ? nullptr : object->if_contains(key);
  return found == nullptr ? none : *found;
}

}  // namespace

bool Identity::has_confirmed(std::string_view instrument) const {
  return std::find(instruments.begin(), instruments.end(), instrument) != instruments.end();
}

Result<Identity> parse_identity(std::string_view json) {
  HW_TRY(whole, parse_json(json, "identity"));
  JsonMistakes mistakes("identity");
  JsonObject user(part(whole, "user"), "user", mistakes);
  JsonObject authority(part(whole, "authority"), "authority", mistakes);
  Identity identity;
  identity.user = read_user_id(user, mistakes);
  identity.name = user.text("name");
  identity.organisation = user.text_or("organisation", "");
  identity.role = read_role(user, mistakes);
  identity.commissioned = user.yes_no_or("commissioned", false);
  identity.authority = authority.text("name");
  identity.pack = authority.text("pack");
  identity.instruments = authority.texts_if_any("instruments").value_or(std::vector<std::string>());
  identity.helplines =
      authority.has("helplines") ? read_helplines_in(authority) : built_in_helplines();
  if (authority.has("policy")) {
    JsonObject policy(*authority.value_if_any("policy"), "authority.policy", mistakes);
    identity.policy = read_own_policy(policy);
  }
  HW_CHECK(mistakes.result());
  return identity;
}

boost::json::value me_json(const Identity& identity, bool signed_in) {
  return {{"user", identity.user.hex()},
          {"name", identity.name},
          {"organisation", identity.organisation},
          {"role", name_of(identity.role)},
          {"commissioned", identity.commissioned},
          {"authority", identity.authority},
          {"signed_in", signed_in}};
}

Result<People> parse_people(std::string_view json) {
  HW_TRY(whole, parse_json(json, "people"));
  JsonMistakes mistakes("people");
  JsonObject object(whole, "", mistakes);
  People people;
  for (JsonObject& person : object.objects("people")) {
    people[read_user_id(person, mistakes)] = person.text("name");
  }
  HW_CHECK(mistakes.result());
  return people;
}

}  // namespace homeward
