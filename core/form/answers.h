// The answers of one record, as the form's logic needs to see them.
//
// A record offers its merged heads through RecordAnswers; a test, a scenario or
// an import offers a map.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/record/record.h"

namespace homeward {

// The heads of one field.
struct FieldAnswer {
  std::vector<Value> values;  // of the heads; none where the field was never written
  bool in_conflict = false;   // M3; also where equal values differ in who said them
};

class Answers {
 public:
  virtual ~Answers() = default;

  virtual FieldAnswer at(std::string_view field) const = 0;
  // Every field with a head, ascending.
  virtual std::vector<std::string> fields() const = 0;
  // The ids of the rows in view of a question of kind rows (M5).
  virtual std::vector<std::string> rows(std::string_view rows_key) const = 0;
};

class RecordAnswers : public Answers {
 public:
  // `record` outlives this.
  explicit RecordAnswers(const Record& record) : record_(record) {}

  FieldAnswer at(std::string_view field) const override;
  std::vector<std::string> fields() const override;
  std::vector<std::string> rows(std::string_view rows_key) const override;

 private:
  const Record& record_;
};

class MapAnswers : public Answers {
 public:
  // Another value beside those already there is a conflict.
  MapAnswers& add(std::string_view field, Value value);

  FieldAnswer at(std::string_view field) const override;
  std::vector<std::string> fields() const override;
  std::vector<std::string> rows(std::string_view rows_key) const override;

 private:
  std::map<std::string, FieldAnswer, std::less<>> answers_;
};

}  // namespace homeward
