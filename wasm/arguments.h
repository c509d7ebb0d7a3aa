// The arguments of one call from the page, read strictly: every mistake is told
// with its path ("args.value.kind"), and anything unexpected is a mistake.
//
//   Arguments args(json);
//   const RecordId record = args.record_id("record");
//   HW_CHECK(args.done());
#pragma once

#include <optional>

#include "core/form/form.h"
#include "core/json/strict.h"
#include "core/record/change.h"

namespace homeward {

class Arguments {
 public:
  // `json` outlives this.
  explicit Arguments(const boost::json::value& json)
      : mistakes_("call"), object_(json, "args", mistakes_) {}

  RecordId record_id(std::string_view key);
  std::optional<RecordId> record_id_or_null(std::string_view key);
  std::string text(std::string_view key) { return object_.text(key); }
  std::string text_or(std::string_view key, std::string fallback) {
    return object_.text_or(key, std::move(fallback));
  }
  bool yes_no_or(std::string_view key, bool fallback) { return object_.yes_no_or(key, fallback); }
  std::optional<std::string> text_or_null(std::string_view key);
  Value value(std::string_view key);
  std::optional<Value> value_or_null(std::string_view key);
  SaidBy said_by(std::string_view key);
  Sharing sharing(std::string_view key);
  std::vector<std::string> texts(std::string_view key);
  std::vector<std::string> texts_or_none(std::string_view key) {
    return object_.texts_if_any(key).value_or(std::vector<std::string>());
  }
  std::vector<JsonObject> objects(std::string_view key) { return object_.objects(key); }

  // Refuses unknown keys too.
  Result<void> done();

 private:
  JsonMistakes mistakes_;
  JsonObject object_;
};

}  // namespace homeward
