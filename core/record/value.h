// What one answer holds: canonical octets whose first is the kind.
//
//   kind          rest of the octets
//   blank         nothing: the answer was cleared
//   text          UTF-8
//   code          one option's code, [a-z0-9_]+
//   codes         a set of codes: ascending, joined by "\n"
//   whole_number  zigzag variable-length
//   yes_no        0 or 1
//   date          "2026-03-28": a local calendar day
//   instant       zigzag variable-length milliseconds, UTC
//   absence       "not_asked" | "would_not_say" | "nothing_to_tell", "\n", why
//   (may be empty) present, removed  a row is there, or was taken away (M5) pin
//   an encoded Pin (M7) id            16 octets: another record or a person
//
// Two values are equal exactly when their octets are. A kind this version does
// not know is kept and passed on untouched (M8).
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/time/instant.h"

namespace homeward {

enum class ValueKind : std::uint8_t {
  blank = 0,
  text = 1,
  code = 2,
  codes = 3,
  whole_number = 4,
  yes_no = 5,
  date = 6,
  instant = 7,
  absence = 8,
  present = 9,
  removed = 10,
  pin = 11,
  id = 12,
};

// Different answers, never an empty box (records.md).
struct Absence {
  std::string kind;  // "not_asked", "would_not_say", "nothing_to_tell"
  std::string why;   // for "not_asked"; may be empty
};

class Value {
 public:
  Value() : octets_(1, '\0') {}

  static Value blank() { return Value(); }
  static Value text(std::string_view text);
  static Value code(std::string_view code);
  static Value codes(std::vector<std::string> codes);  // any order; doubles fall together
  static Value whole_number(std::int64_t number);
  static Value yes_no(bool yes);
  static Value date(std::string_view iso_day);
  static Value instant(Instant instant);
  static Value absence(const Absence& absence);
  static Value present();
  static Value removed();
  static Value pin(BytesView encoded_pin);
  static Value id(BytesView sixteen_octets);

  // Octets from outside: refused unless they are the canonical form of a known
  // kind, or of a kind this version does not know.
  static Result<Value> from_octets(BytesView octets);

  std::strong_ordering operator<=>(const Value&) const = default;
  const Bytes& octets() const { return octets_; }
  ValueKind kind() const { return static_cast<ValueKind>(octets_[0]); }
  bool is_blank() const { return kind() == ValueKind::blank; }

  // Each answers nothing where the value is of another kind.
  std::optional<std::string> as_text() const;
  std::optional<std::string> as_code() const;
  std::optional<std::vector<std::string>> as_codes() const;
  std::optional<std::int64_t> as_whole_number() const;
  std::optional<bool> as_yes_no() const;
  std::optional<std::string> as_date() const;
  std::optional<Instant> as_instant() const;
  std::optional<Absence> as_absence() const;
  std::optional<BytesView> as_octets_of(ValueKind kind) const;  // pin, id

 private:
  Value(ValueKind kind, BytesView rest);
  Bytes octets_;
};

// How it is written: as a counted octet string; checked when read.
template <class Archive>
void save(Archive& archive, const Value& value) {
  archive(value.octets());
}
template <class Archive>
void load(Archive& archive, Value& value) {
  Bytes octets;
  archive(octets);
  Result<Value> checked = Value::from_octets(octets);
  if (!checked.ok()) {
    archive.fail(checked.error().detail.c_str());
  }
  value = std::move(checked).value();
}

}  // namespace homeward
