#include "core/policy/own_policy.h"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <set>

#include "core/embedded.h"

namespace homeward {

namespace {

namespace json = boost::json;

constexpr std::size_t closures_max = 1000;

std::map<std::string, std::string> read_objects(JsonObject& from, std::string_view key) {
  std::map<std::string, std::string> objects;
  const json::value* value = from.value_if_any(key);
  if (value == nullptr)
    return objects;
  if (!value->is_object()) {
    from.mistake(key, "must be an object");
    return objects;
  }
  for (const auto& member : value->get_object()) {
    const std::string id(member.key().data(), member.key().size());
    if (member.value().is_object())
      objects[id] = json::serialize(member.value());
    else
      from.mistakes().add(from.path_of(key) + "." + id, "must be an object");
  }
  return objects;
}

std::vector<LocalDate> read_closures(JsonObject& from) {
  std::vector<LocalDate> dates;
  const auto texts = from.texts_if_any("closures");
  for (std::size_t at = 0; texts && at < texts->size(); ++at) {
    const auto date = parse_date((*texts)[at]);
    if (date.ok())
      dates.push_back(date.value());
    else
      from.mistakes().add(from.path_of("closures") + "[" + std::to_string(at) + "]",
                          date.error().detail);
  }
  if (dates.size() > closures_max)
    from.mistake("closures", "are more than 1000");
  return dates;
}

json::object object_of(const std::map<std::string, std::string>& objects) {
  json::object all;
  for (const auto& [id, text] : objects) {
    const auto parsed = parse_json(text, id);
    HW_ASSERT(parsed.ok());  // read_own_policy wrote it, or load_pack read it
    all[id] = parsed.value();
  }
  return all;
}

// Each of `over` in place of the one of its name.
Result<std::string> merged(std::string_view under, std::string_view over, const std::string& name) {
  HW_TRY(all, parse_json(under, name + ", settings"));
  HW_TRY(given, parse_json(over, name + ", settings given"));
  if (!all.is_object() || !given.is_object())
    return std::string(over);  // load_pack says what it is not
  for (const auto& member : given.get_object())
    all.get_object()[member.key()] = member.value();
  return json::serialize(all);
}

std::string_view built_in(std::string_view id) {
  for (const EmbeddedFile& file : embedded_packs()) {
    if (file.name == id)
      return file.content;
  }
  return {};
}

}  // namespace

OwnPolicy read_own_policy(JsonObject& from) {
  OwnPolicy policy{read_objects(from, "packs"), read_objects(from, "settings"),
                   read_closures(from)};
  from.no_more_keys();
  return policy;
}

json::object json_of_own_policy(const OwnPolicy& policy) {
  json::array closures;
  for (LocalDate date : policy.closures)
    closures.push_back(json::string(to_string(date)));
  return {{"packs", object_of(policy.packs)},
          {"settings", object_of(policy.settings)},
          {"closures", closures}};
}

std::vector<std::string> pack_ids(const OwnPolicy& policy) {
  std::set<std::string> ids;
  for (const EmbeddedFile& file : embedded_packs())
    ids.emplace(file.name);
  for (const auto& [id, pack] : policy.packs)
    ids.insert(id);
  return {ids.begin(), ids.end()};
}

Result<void> check_own_policy(const OwnPolicy& policy) {
  for (const std::string& id : pack_ids(policy)) {
    HW_TRY(pack, pack_called(policy, id));
    if (pack.id != id)
      return Error{Code::bad_input, id + ": id: is \"" + pack.id + "\""};
  }
  for (const auto& [id, settings] : policy.settings) {
    if (built_in(id).empty() && policy.packs.count(id) == 0)
      return Error{Code::bad_input, "settings." + id + ": there is no such pack"};
  }
  return {};
}

std::vector<std::string> unreadable_in(const OwnPolicy& policy) {
  std::vector<std::string> mistakes;
  for (const std::string& id : pack_ids(policy)) {
    if (policy.packs.count(id) == 0 && policy.settings.count(id) == 0)
      continue;
    if (const Result<Pack> pack = pack_called(policy, id); !pack.ok())
      mistakes.push_back(pack.error().detail);
  }
  return mistakes;
}

Result<Pack> pack_called(const OwnPolicy& policy, const std::string& id, std::string_view settings,
                         std::string_view name) {
  const std::string said(name.empty() ? id : name);
  const auto own = policy.packs.find(id);
  const std::string_view text = own == policy.packs.end() ? built_in(id) : own->second;
  if (text.empty())
    return Error{Code::not_found, "there is no policy pack \"" + id + "\""};
  const auto chosen = policy.settings.find(id);
  if (chosen == policy.settings.end())
    return load_pack(text, said, settings);
  HW_TRY(all, merged(chosen->second, settings, said));
  return load_pack(text, said, all);
}

}  // namespace homeward
