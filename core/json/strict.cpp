#include "core/json/strict.h"

#include <algorithm>
#include <boost/json/parser.hpp>
#include <optional>

namespace homeward {

namespace {

constexpr std::size_t json_bytes_max = 4 * 1024 * 1024;

std::string element_path(const std::string& list, std::size_t index) {
  return list + "[" + std::to_string(index) + "]";
}

// "line 3, column 14" of the octet at `at`.
std::string place_of(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, at);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  return "line " + std::to_string(line) + ", column " + std::to_string(at - line_start + 1);
}

// Finds a key that one object has twice, of which a reader would see the last alone.
class RepeatedKey {
 public:
  explicit RepeatedKey(std::string_view json) : json_(json) {}

  // In JSON that is sound: the octet at which the second begins.
  std::optional<std::size_t> find();

 private:
  std::size_t end_of_text(std::size_t at) const;
  bool is_key(std::size_t end) const;

  std::string_view json_;
  std::vector<std::vector<std::string_view>> open_;  // keys of each object; none of a list
};

std::size_t RepeatedKey::end_of_text(std::size_t at) const {
  while (json_[at] != '"')
    at += json_[at] == '\\' ? 2 : 1;
  return at;
}

bool RepeatedKey::is_key(std::size_t end) const {
  const std::size_t next = json_.find_first_not_of(" \t\r\n", end + 1);
  return next != std::string_view::npos && json_[next] == ':';
}

std::optional<std::size_t> RepeatedKey::find() {
  for (std::size_t at = 0; at < json_.size(); ++at) {
    const char c = json_[at];
    if (c == '{' || c == '[')
      open_.emplace_back();
    if (c == '}' || c == ']')
      open_.pop_back();
    if (c != '"')
      continue;
    const std::size_t begin = at;
    at = end_of_text(at + 1);
    if (!is_key(at))
      continue;
    const std::string_view key = json_.substr(begin, at - begin);
    std::vector<std::string_view>& keys = open_.back();
    if (std::find(keys.begin(), keys.end(), key) != keys.end())
      return begin;
    keys.push_back(key);
  }
  return std::nullopt;
}

}  // namespace

Result<boost::json::value> parse_json(std::string_view text, std::string_view name) {
  if (text.size() > json_bytes_max) {
    return Error{Code::too_large, std::string(name) + ": is longer than 4 MiB"};
  }
  boost::json::error_code failed;
  boost::json::parser parser;
  const std::size_t read = parser.write_some(text.data(), text.size(), failed);
  if (!failed && read < text.size()) {
    failed = boost::json::error::extra_data;
  }
  if (failed) {
    return Error{Code::bad_input, std::string(name) + ": is not JSON: " + failed.message() +
                                      " at " + place_of(text, read)};
  }
  if (const auto repeated = RepeatedKey(text).find()) {
    return Error{Code::bad_input, std::string(name) + ": a key is given twice in one object, at " +
                                      place_of(text, *repeated)};
  }
  return parser.release();
}

void JsonMistakes::add(std::string_view path, std::string_view what) {
  std::string place(path.empty() ? "the whole" : path);
  said_.push_back(name_ + ": " + place + ": " + std::string(what));
}

Result<void> JsonMistakes::result() const {
  if (said_.empty())
    return {};
  std::string all;
  for (const std::string& one : said_) {
    all += (all.empty() ? "" : "\n") + one;
  }
  return Error{Code::bad_input, all};
}

JsonObject::JsonObject(const boost::json::value& value, std::string path, JsonMistakes& mistakes)
    : object_(value.if_object()), path_(std::move(path)), mistakes_(mistakes) {
  if (object_ == nullptr)
    mistakes_.add(path_, "must be an object");
}

std::string JsonObject::path_of(std::string_view key) const {
  return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
}

bool JsonObject::has(std::string_view key) const {
  return object_ != nullptr && object_->contains(boost::json::string_view(key.data(), key.size()));
}

const boost::json::value* JsonObject::take(std::string_view key, bool must) {
  known_.insert(std::string(key));
  if (object_ == nullptr)
    return nullptr;
  const auto* value = object_->if_contains(boost::json::string_view(key.data(), key.size()));
  if (value == nullptr && must)
    mistake(key, "is missing");
  return value;
}

std::string JsonObject::text(std::string_view key) {
  if (!has(key)) {
    take(key, true);
    return {};
  }
  std::string text = text_or(key, "");
  if (text.empty() && take(key, true)->is_string())
    mistake(key, "must not be empty");
  return text;
}

std::int64_t JsonObject::whole_number(std::string_view key) {
  if (!has(key)) {
    take(key, true);
    return 0;
  }
  return whole_number_if_any(key).value_or(0);
}

std::string JsonObject::text_or(std::string_view key, std::string fallback) {
  const boost::json::value* value = take(key, false);
  if (value == nullptr)
    return fallback;
  if (!value->is_string()) {
    mistake(key, "must be text");
    return fallback;
  }
  const boost::json::string& text = value->get_string();
  return {text.data(), text.size()};
}

bool JsonObject::yes_no_or(std::string_view key, bool fallback) {
  const boost::json::value* value = take(key, false);
  if (value == nullptr)
    return fallback;
  if (!value->is_bool()) {
    mistake(key, "must be true or false");
    return fallback;
  }
  return value->get_bool();
}

std::optional<std::int64_t> JsonObject::whole_number_if_any(std::string_view key) {
  const boost::json::value* value = take(key, false);
  if (value == nullptr)
    return std::nullopt;
  if (!value->is_int64()) {
    mistake(key, "must be a whole number");
    return std::nullopt;
  }
  return value->get_int64();
}

std::optional<std::vector<std::string>> JsonObject::texts_if_any(std::string_view key) {
  const boost::json::value* value = take(key, false);
  if (value == nullptr)
    return std::nullopt;
  if (!value->is_array()) {
    mistake(key, "must be a list");
    return std::nullopt;
  }
  std::vector<std::string> texts;
  const boost::json::array& list = value->get_array();
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (!list[i].is_string()) {
      mistakes_.add(element_path(path_of(key), i), "must be text");
      continue;
    }
    const boost::json::string& text = list[i].get_string();
    texts.emplace_back(text.data(), text.size());
  }
  return texts;
}

std::vector<JsonObject> JsonObject::objects(std::string_view key) {
  if (take(key, true) == nullptr)
    return {};
  return objects_if_any(key);
}

std::vector<JsonObject> JsonObject::objects_if_any(std::string_view key) {
  const boost::json::value* value = take(key, false);
  if (value == nullptr)
    return {};
  if (!value->is_array()) {
    mistake(key, "must be a list");
    return {};
  }
  std::vector<JsonObject> objects;
  const boost::json::array& list = value->get_array();
  for (std::size_t i = 0; i < list.size(); ++i) {
    objects.emplace_back(list[i], element_path(path_of(key), i), mistakes_);
  }
  return objects;
}

const boost::json::value* JsonObject::value_if_any(std::string_view key) {
  return take(key, false);
}

void JsonObject::no_more_keys() {
  if (object_ == nullptr)
    return;
  for (const auto& member : *object_) {
    std::string_view key(member.key().data(), member.key().size());
    if (known_.count(key) == 0)
      mistake(key, "is not a key known here");
  }
}

}  // namespace homeward
