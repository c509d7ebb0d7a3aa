#include "wasm/arguments.h"

#include <algorithm>

#include "core/record/names.h"
#include "wasm/value_json.h"

namespace homeward {
namespace {

bool is_null(const boost::json::value* value) {
  return value != nullptr && value->is_null();
}

}  // namespace

RecordId Arguments::record_id(std::string_view key) {
  const std::string hex = object_.text(key);
  const Result<RecordId> id = RecordId::parse(hex);
  if (id.ok()) {
    return id.value();
  }
  if (!hex.empty()) {
    object_.mistake(key, id.error().detail);
  }
  return {};
}

std::optional<RecordId> Arguments::record_id_or_null(std::string_view key) {
  if (is_null(object_.value_if_any(key))) {
    return std::nullopt;
  }
  return record_id(key);
}

std::optional<std::string> Arguments::text_or_null(std::string_view key) {
  if (is_null(object_.value_if_any(key))) {
    return std::nullopt;
  }
  return object_.text(key);
}

Value Arguments::value(std::string_view key) {
  const boost::json::value* json = object_.value_if_any(key);
  if (json == nullptr) {
    object_.mistake(key, "is missing");
    return {};
  }
  JsonObject from(*json, object_.path_of(key), mistakes_);
  return read_value(from);
}

std::optional<Value> Arguments::value_or_null(std::string_view key) {
  if (is_null(object_.value_if_any(key))) {
    return std::nullopt;
  }
  return value(key);
}

SaidBy Arguments::said_by(std::string_view key) {
  const std::string word = object_.text(key);
  const auto said_by = said_by_named(word);
  if (!said_by && !word.empty()) {
    object_.mistake(key, "\"" + word + "\" is not one who can have said it");
  }
  return said_by.value_or(SaidBy::unsaid);
}

Sharing Arguments::sharing(std::string_view key) {
  const std::string word = object_.text(key);
  const auto sharing = sharing_named(word);
  if (!sharing && !word.empty()) {
    object_.mistake(key, "\"" + word + "\" is not a level of sharing");
  }
  return sharing.value_or(Sharing::case_file);
}

std::vector<std::string> Arguments::texts(std::string_view key) {
  auto list = object_.texts_if_any(key);
  if (!list) {
    object_.mistake(key, "is missing");
    return {};
  }
  return *std::move(list);
}

Result<void> Arguments::done() {
  object_.no_more_keys();
  return mistakes_.result();
}

}  // namespace homeward
