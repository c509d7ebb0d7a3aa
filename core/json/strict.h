// Reads JSON that people write by hand, strictly: every mistake is told with its path.
//
//   JsonMistakes mistakes("interview.1.json");
//   JsonObject form(parsed, "", mistakes);
//   std::string id = form.text("id");            // empty, and a mistake, where it is missing
//   for (JsonObject& section : form.objects("sections")) { ... section.no_more_keys(); }
//   form.no_more_keys();                         // anything nobody asked for is a mistake
//   HW_CHECK(mistakes.result());                 // "interview.1.json: sections[2].id: is missing"
//
// Reading goes on after a mistake, so that one reading names them all.
#pragma once

#include <boost/json/value.hpp>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace homeward {

// Text of at most 4 MiB, nested at most 32 deep, with no key twice in one object, of which
// `name` is said in mistakes.
Result<boost::json::value> parse_json(std::string_view text, std::string_view name);

class JsonMistakes {
 public:
  explicit JsonMistakes(std::string name) : name_(std::move(name)) {}

  void add(std::string_view path, std::string_view what);
  bool none() const { return said_.empty(); }
  // All of them, one a line, or nothing wrong.
  Result<void> result() const;

 private:
  std::string name_;
  std::vector<std::string> said_;
};

// One object and where it stands. The value and the mistakes outlive it.
class JsonObject {
 public:
  JsonObject(const boost::json::value& value, std::string path, JsonMistakes& mistakes);

  const std::string& path() const { return path_; }
  std::string path_of(std::string_view key) const;
  bool has(std::string_view key) const;
  void mistake(std::string_view key, std::string_view what) { mistakes_.add(path_of(key), what); }
  JsonMistakes& mistakes() const { return mistakes_; }

  // Must be there.
  std::string text(std::string_view key);
  std::int64_t whole_number(std::string_view key);
  std::vector<JsonObject> objects(std::string_view key);

  // May be left out.
  std::string text_or(std::string_view key, std::string fallback);
  bool yes_no_or(std::string_view key, bool fallback);
  std::optional<std::int64_t> whole_number_if_any(std::string_view key);
  std::optional<std::vector<std::string>> texts_if_any(std::string_view key);
  std::vector<JsonObject> objects_if_any(std::string_view key);
  // Any kind of value; null where there is none.
  const boost::json::value* value_if_any(std::string_view key);

  // Refuses every key that was not asked for above.
  void no_more_keys();

 private:
  const boost::json::value* take(std::string_view key, bool must);

  const boost::json::object* object_ = nullptr;  // null where the value is not one
  std::string path_;
  JsonMistakes& mistakes_;
  std::set<std::string, std::less<>> known_;
};

}  // namespace homeward
