// Answers whatever a record still owes, as its form asks for it.
#pragma once

#include "tests/client/world.h"

namespace homeward::test {

inline const Json* find_question(const Json& record, const std::string& key) {
  for (const Json& section : record.at("sections").as_array()) {
    for (const Json& question : section.at("questions").as_array()) {
      if (text(question.at("key")) == key) {
        return &question;
      }
    }
  }
  return nullptr;
}

inline Json any_value(const Json& question) {
  const std::string kind = text(question.at("kind"));
  if (kind == "code") {
    return code_value(text(question.at("options").at(0).at("code")));
  }
  if (kind == "codes") {
    return {{"kind", "codes"}, {"codes", {question.at("options").at(0).at("code")}}};
  }
  if (kind == "yes_no") {
    return {{"kind", "yes_no"}, {"yes", false}};
  }
  if (kind == "date") {
    return {{"kind", "date"}, {"date", "2027-02-01"}};
  }
  if (kind == "instant") {
    return {{"kind", "instant"}, {"at", ""}, {"local", "2027-01-15T07:30"}};
  }
  if (kind == "scale" || kind == "whole_number") {
    return {{"kind", "whole_number"}, {"number", question.at("least")}};
  }
  return text_value("An invented answer.");
}

inline void fill_row(TestTablet& tablet, const std::string& record, const Json& list) {
  const std::string key = text(list.at("key"));
  const std::string row =
      text(tablet.get("add_row", {{"record", record}, {"list", key}}).at("row"));
  for (const Json& column : list.at("columns").as_array()) {
    tablet.type(record, key + "/" + row + "/" + text(column.at("key")), any_value(column));
  }
  tablet.leave(record);
}

// One pass answers what is owed now; answers may make others owed.
inline bool fill_once(TestTablet& tablet, const std::string& id) {
  const Json record = tablet.record(id);
  for (const Json& missing : record.at("missing").as_array()) {
    const std::string key = text(missing.at("key"));
    const Json* question = find_question(record, key);
    if (question == nullptr) {
      ADD_FAILURE() << key << " is owed and not asked";
      return false;
    }
    if (text(question->at("kind")) == "rows") {
      fill_row(tablet, id, *question);
    } else {
      EXPECT_EQ(problem_code(tablet.type(id, key, any_value(*question))), "") << key;
    }
  }
  tablet.leave(id);
  return !record.at("missing").as_array().empty();
}

inline void fill(TestTablet& tablet, const std::string& record) {
  for (int pass = 0; pass < 20 && fill_once(tablet, record); ++pass) {
  }
  EXPECT_TRUE(tablet.record(record).at("missing").as_array().empty());
}

}  // namespace homeward::test
