#include "core/record/value.h"

#include <algorithm>

#include "core/base/sorting.h"
#include "core/codec/archive.h"

namespace homeward {
namespace {

bool is_code(std::string_view code) {
  return !code.empty() && code.size() <= 64 && std::all_of(code.begin(), code.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

std::vector<std::string> split(BytesView joined) {
  std::vector<std::string> parts;
  while (!joined.empty()) {
    const std::size_t end = std::min(joined.find('\n'), joined.size());
    parts.emplace_back(joined.substr(0, end));
    joined.remove_prefix(std::min(end + 1, joined.size()));
  }
  return parts;
}

bool are_codes(BytesView rest) {
  const std::vector<std::string> parts = split(rest);
  return (rest.empty() || rest.back() != '\n') &&
         std::all_of(parts.begin(), parts.end(), is_code) &&
         std::adjacent_find(parts.begin(), parts.end(), std::greater_equal<>()) == parts.end();
}

bool is_absence(BytesView rest) {
  const std::size_t end = rest.find('\n');
  if (end == BytesView::npos || !is_utf8(rest)) {
    return false;
  }
  const BytesView kind = rest.substr(0, end);
  return kind == "not_asked" || kind == "would_not_say" || kind == "nothing_to_tell";
}

bool is_date(BytesView rest) {
  if (rest.size() != 10 || rest[4] != '-' || rest[7] != '-') {
    return false;
  }
  for (std::size_t i : {0, 1, 2, 3, 5, 6, 8, 9}) {
    if (rest[i] < '0' || rest[i] > '9') {
      return false;
    }
  }
  const int month = (rest[5] - '0') * 10 + rest[6] - '0';
  const int day = (rest[8] - '0') * 10 + rest[9] - '0';
  const int year = std::stoi(std::string(rest.substr(0, 4)));
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  const int days[] = {31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1];
}

// Why `rest` is not the canonical form of `kind`; null where it is.
const char* flaw(ValueKind kind, BytesView rest) {
  switch (kind) {
    case ValueKind::blank:
    case ValueKind::present:
    case ValueKind::removed:
      return rest.empty() ? nullptr : "value: octets where none belong";
    case ValueKind::text:
      return is_utf8(rest) ? nullptr : "text: not UTF-8";
    case ValueKind::code:
      return is_code(rest) ? nullptr : "code: expected lower-case letters, digits and _";
    case ValueKind::codes:
      return are_codes(rest) ? nullptr : "codes: expected distinct codes in ascending order";
    case ValueKind::whole_number:
    case ValueKind::instant:
      return decode<std::int64_t>(rest).ok() ? nullptr : "number: not in its one form";
    case ValueKind::yes_no:
      return rest == BytesView("\0", 1) || rest == "\1" ? nullptr : "yes or no: neither";
    case ValueKind::date:
      return is_date(rest) ? nullptr : "date: not a day of the calendar";
    case ValueKind::absence:
      return is_absence(rest) ? nullptr : "absence: unknown kind";
    case ValueKind::pin:
      return rest.empty() ? "pin: empty" : nullptr;
    case ValueKind::id:
      return rest.size() == 16 ? nullptr : "id: expected 16 octets";
  }
  return nullptr;  // a newer program's kind (M8)
}

}  // namespace

Value::Value(ValueKind kind, BytesView rest) : octets_(1, static_cast<char>(kind)) {
  octets_.append(rest);
  HW_ASSERT(flaw(kind, rest) == nullptr);
}

Value Value::text(std::string_view text) {
  return Value(ValueKind::text, text);
}
Value Value::code(std::string_view code) {
  return Value(ValueKind::code, code);
}
Value Value::date(std::string_view iso_day) {
  return Value(ValueKind::date, iso_day);
}
Value Value::present() {
  return Value(ValueKind::present, {});
}
Value Value::removed() {
  return Value(ValueKind::removed, {});
}
Value Value::pin(BytesView encoded_pin) {
  return Value(ValueKind::pin, encoded_pin);
}
Value Value::id(BytesView sixteen_octets) {
  return Value(ValueKind::id, sixteen_octets);
}
Value Value::yes_no(bool yes) {
  return Value(ValueKind::yes_no, encode(yes));
}
Value Value::instant(Instant instant) {
  return Value(ValueKind::instant, encode(instant.ms));
}
Value Value::whole_number(std::int64_t number) {
  return Value(ValueKind::whole_number, encode(number));
}

Value Value::codes(std::vector<std::string> codes) {
  sort_stably(codes);
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  std::string joined;
  for (const std::string& code : codes) {
    joined += joined.empty() ? code : "\n" + code;
  }
  return Value(ValueKind::codes, joined);
}

Value Value::absence(const Absence& absence) {
  return Value(ValueKind::absence, absence.kind + "\n" + absence.why);
}

Result<Value> Value::from_octets(BytesView octets) {
  if (octets.empty()) {
    return Error{Code::bad_input, "value: no octets"};
  }
  Value value;
  value.octets_ = octets;
  if (const char* why = flaw(value.kind(), octets.substr(1))) {
    return Error{Code::bad_input, why};
  }
  return value;
}

std::optional<BytesView> Value::as_octets_of(ValueKind kind) const {
  if (this->kind() != kind) {
    return std::nullopt;
  }
  return BytesView(octets_).substr(1);
}

std::optional<std::string> Value::as_text() const {
  const auto rest = as_octets_of(ValueKind::text);
  return rest ? std::optional<std::string>(*rest) : std::nullopt;
}

std::optional<std::string> Value::as_code() const {
  const auto rest = as_octets_of(ValueKind::code);
  return rest ? std::optional<std::string>(*rest) : std::nullopt;
}

std::optional<std::vector<std::string>> Value::as_codes() const {
  const auto rest = as_octets_of(ValueKind::codes);
  return rest ? std::optional(split(*rest)) : std::nullopt;
}

std::optional<std::int64_t> Value::as_whole_number() const {
  const auto rest = as_octets_of(ValueKind::whole_number);
  return rest ? std::optional(decode<std::int64_t>(*rest).value()) : std::nullopt;
}

std::optional<bool> Value::as_yes_no() const {
  const auto rest = as_octets_of(ValueKind::yes_no);
  return rest ? std::optional(*rest == "\1") : std::nullopt;
}

std::optional<std::string> Value::as_date() const {
  const auto rest = as_octets_of(ValueKind::date);
  return rest ? std::optional<std::string>(*rest) : std::nullopt;
}

std::optional<Instant> Value::as_instant() const {
  const auto rest = as_octets_of(ValueKind::instant);
  return rest ? std::optional(Instant{decode<std::int64_t>(*rest).value()}) : std::nullopt;
}

std::optional<Absence> Value::as_absence() const {
  const auto rest = as_octets_of(ValueKind::absence);
  if (!rest) {
    return std::nullopt;
  }
  const std::size_t end = rest->find('\n');
  return Absence{std::string(rest->substr(0, end)), std::string(rest->substr(end + 1))};
}

}  // namespace homeward
