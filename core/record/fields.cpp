#include "core/record/fields.h"

#include <utility>

namespace homeward {

std::string text_in(const Record& record, const FieldKey& field) {
  const Value* value = record.value(field);
  return value == nullptr ? "" : value->as_text().value_or("");
}

Version field(FieldKey key, Value value, SaidBy said_by) {
  Version version;
  version.field = std::move(key);
  version.value = std::move(value);
  version.said_by = said_by;
  return version;
}

}  // namespace homeward
