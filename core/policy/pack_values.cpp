// The plain values of a pack: numbers, words, settings, stretches of a clock.
#include "core/policy/pack_reader.h"

namespace homeward {

namespace {

std::string quoted(std::string_view word) {
  return "\"" + std::string(word) + "\"";
}

boost::json::string_view as_key(std::string_view text) {
  return {text.data(), text.size()};
}

std::string_view as_view(const boost::json::string& text) {
  return {text.data(), text.size()};
}

const boost::json::value* member(const boost::json::object* object, std::string_view key) {
  return object == nullptr ? nullptr : object->if_contains(as_key(key));
}

}  // namespace

PackReader::PackReader(const boost::json::value* own, const boost::json::value& given,
                       JsonMistakes& mistakes)
    : own_(own == nullptr ? nullptr : own->if_object()),
      given_(given.if_object()),
      mistakes_(mistakes) {
  if (own == nullptr) {
    mistakes.add("settings", "is missing");
  } else if (own_ == nullptr) {
    mistakes.add("settings", "must be an object");
  }
  if (given_ == nullptr)
    mistakes.add("settings given", "must be an object");
}

Placed PackReader::setting(std::string_view name) {
  const std::string path = "settings." + std::string(name);
  used_.insert(std::string(name));
  const boost::json::value* own = member(own_, name);
  if (own == nullptr) {
    mistakes_.add(path, "is missing");
    return {nullptr, path};
  }
  if (const boost::json::value* given = member(given_, name))
    return {given, "settings given." + std::string(name)};
  return {own, path};
}

Placed PackReader::resolved(Placed value) {
  if (value.json == nullptr || !value.json->is_object())
    return value;
  const boost::json::object& object = value.json->get_object();
  const boost::json::value* name = object.if_contains("setting");
  if (name == nullptr)
    return value;
  if (object.size() != 1 || !name->is_string()) {
    mistake(value, "a setting is named alone: {\"setting\": \"name\"}");
    return {nullptr, value.path};
  }
  return setting(as_view(name->get_string()));
}

Placed PackReader::value(JsonObject& from, std::string_view key) {
  return resolved({from.value_if_any(key), from.path_of(key)});
}

std::optional<int> PackReader::number(const Placed& value, int least, int most) {
  if (!value.is_given())
    return std::nullopt;
  if (!value.json->is_int64()) {
    mistake(value, "must be a whole number");
    return std::nullopt;
  }
  const std::int64_t number = value.json->get_int64();
  if (number >= least && number <= most)
    return static_cast<int>(number);
  mistake(value, "is from " + std::to_string(least) + " to " + std::to_string(most));
  return std::nullopt;
}

int PackReader::needed_number(const Placed& value, int least, int most) {
  if (value.json != nullptr && value.json->is_null())
    mistake(value, "must be a whole number");
  return number(value, least, most).value_or(least);
}

std::optional<bool> PackReader::yes_no(const Placed& value) {
  if (!value.is_given())
    return std::nullopt;
  if (value.json->is_bool())
    return value.json->get_bool();
  mistake(value, "must be true or false");
  return std::nullopt;
}

std::string PackReader::text(const Placed& value) {
  if (!value.is_given())
    return {};
  if (!value.json->is_string()) {
    mistake(value, "must be text");
    return {};
  }
  return std::string(as_view(value.json->get_string()));
}

std::vector<std::string> PackReader::texts(const Placed& value) {
  if (!value.is_given())
    return {};
  if (!value.json->is_array()) {
    std::string one = text(value);
    return one.empty() ? std::vector<std::string>{} : std::vector<std::string>{one};
  }
  std::vector<std::string> texts;
  for (const boost::json::value& one : value.json->get_array()) {
    if (one.is_string())
      texts.emplace_back(as_view(one.get_string()));
    else
      mistake(value, "must be a list of texts");
  }
  if (texts.empty())
    mistake(value, "must name at least one");
  return texts;
}

std::vector<Word> PackReader::words(const Placed& value, Vocabulary vocabulary) {
  std::vector<Word> words;
  for (const std::string& text : texts(value)) {
    if (contains(vocabulary, text))
      words.push_back(word(text));
    else
      mistake(value, quoted(text) + " is not one of " + listed(vocabulary));
  }
  return words;
}

std::optional<Word> PackReader::one_word(const Placed& value, Vocabulary vocabulary) {
  const std::vector<Word> all = words(value, vocabulary);
  if (all.size() > 1)
    mistake(value, "must be one word");
  return all.empty() ? std::nullopt : std::optional(all.front());
}

std::optional<Stretch> PackReader::stretch(const Placed& value) {
  if (!value.is_given())
    return std::nullopt;
  JsonObject from(*value.json, value.path, mistakes_);
  const Placed name = this->value(from, "clock");
  if (name.json == nullptr)
    from.mistake("clock", "is missing");
  const std::string clock_name = text(name);
  const auto clock = clock_named(clock_name);
  if (!clock && !clock_name.empty())
    mistake(name, quoted(clock_name) + " is not a clock");
  const Placed amount = this->value(from, "amount");
  from.no_more_keys();
  if (!clock)
    return std::nullopt;
  if (!takes_amount(*clock)) {
    if (amount.json != nullptr)
      mistake(amount, "is not asked of this clock");
    return Stretch{*clock, 1};
  }
  if (amount.json == nullptr)
    mistake(amount, "is missing");
  const auto number = this->number(amount, 1, amount_max);
  return number ? std::optional(Stretch{*clock, *number}) : std::nullopt;
}

std::optional<Count> PackReader::count(JsonObject& from, int least) {
  Count count;
  const std::string_view key = from.has("reaches") ? "reaches" : "at_least";
  const Placed reaches = value(from, key);
  if (reaches.json == nullptr)
    mistake(reaches, "is missing");
  count.reaches = needed_number(reaches, least, amount_max);
  count.days = number(value(from, "days"), 1, amount_max);
  const Placed of = value(from, "category");
  count.categories = of.is_given() ? words(of, categories()) : std::vector<Word>{word("missing")};
  count.notifications = yes_no(value(from, "notifications")).value_or(false);
  return count;
}

void PackReader::no_more_settings() {
  const auto check = [&](const boost::json::object* object, const std::string& path) {
    if (object == nullptr)
      return;
    for (const auto& one : *object) {
      const std::string name(one.key().data(), one.key().size());
      const bool known = used_.count(name) != 0 && member(own_, name) != nullptr;
      if (!known)
        mistakes_.add(std::string(path).append(".").append(name), "is not a key known here");
    }
  };
  check(own_, "settings");
  check(given_, "settings given");
}

}  // namespace homeward
