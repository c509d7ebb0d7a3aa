#include "wasm/value_json.h"

#include <boost/json/array.hpp>
#include <set>

#include "core/time/civil.h"
#include "wasm/words.h"

namespace homeward {
namespace {

constexpr const char* month_names[] = {"January",   "February", "March",    "April",
                                       "May",       "June",     "July",     "August",
                                       "September", "October",  "November", "December"};

std::string two_digits(int number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

// "2026-03-28T06:40", as an input of the page holds it.
std::string local_text(Instant at) {
  const LocalDateTime when = local(at);
  return to_string(when.date) + "T" + two_digits(when.time.hour) + ":" +
         two_digits(when.time.minute);
}

boost::json::object instant_json(Instant at) {
  if (!is_plausible(at)) {
    return {{"kind", "unknown"}};
  }
  return {{"kind", "instant"}, {"at", to_string(at)}, {"local", local_text(at)}};
}

boost::json::object codes_json(const std::vector<std::string>& codes) {
  boost::json::array list;
  for (const std::string& code : codes) {
    list.emplace_back(code);
  }
  return {{"kind", "codes"}, {"codes", std::move(list)}};
}

// From outside, so checked before it is a value.
Value checked(JsonObject& from, const char* key, ValueKind kind, const std::string& rest) {
  Result<Value> value = Value::from_octets(Bytes(1, static_cast<char>(kind)) + rest);
  if (!value.ok()) {
    from.mistake(key, value.error().detail);
    return {};
  }
  return std::move(value).value();
}

Value read_text(JsonObject& from) {
  if (!from.has("text")) {
    from.mistake("text", "is missing");
  }
  const std::string text = from.text_or("text", "");
  return text.empty() ? Value::blank() : checked(from, "text", ValueKind::text, text);
}

Value read_codes(JsonObject& from) {
  const auto codes = from.texts_if_any("codes");
  if (!codes) {
    from.mistake("codes", "must be a list of codes");
    return {};
  }
  std::string joined;
  for (const std::string& code : std::set<std::string>(codes->begin(), codes->end())) {
    joined += joined.empty() ? code : "\n" + code;
  }
  return codes->empty() ? Value::blank() : checked(from, "codes", ValueKind::codes, joined);
}

Value read_yes_no(JsonObject& from) {
  if (!from.has("yes")) {
    from.mistake("yes", "is missing");
  }
  return Value::yes_no(from.yes_no_or("yes", false));
}

Value read_local(JsonObject& from, const std::string& text) {
  if (text.size() != 16 || text[10] != 'T') {
    from.mistake("local", "must be like 2026-03-28T06:40");
    return {};
  }
  const Result<LocalDate> date = parse_date(text.substr(0, 10));
  const Result<LocalTime> time = parse_time(text.substr(11));
  if (!date.ok() || !time.ok()) {
    from.mistake("local", date.ok() ? time.error().detail : date.error().detail);
    return {};
  }
  return Value::instant(instant_of({date.value(), time.value()}));
}

Value read_instant(JsonObject& from) {
  const std::string at = from.text_or("at", "");
  const std::string local = from.text_or("local", "");
  if (at.empty()) {
    return read_local(from, local);
  }
  const Result<Instant> instant = parse_instant(at);
  if (!instant.ok()) {
    from.mistake("at", instant.error().detail);
    return {};
  }
  return Value::instant(instant.value());
}

Value read_absence(JsonObject& from) {
  const std::string kind = from.text("absence");
  return checked(from, "absence", ValueKind::absence, kind + "\n" + from.text_or("why", ""));
}

Value read_kind(JsonObject& from, const std::string& kind) {
  if (kind == "blank") {
    return Value::blank();
  }
  if (kind == "text") {
    return read_text(from);
  }
  if (kind == "code") {
    return checked(from, "code", ValueKind::code, from.text("code"));
  }
  if (kind == "codes") {
    return read_codes(from);
  }
  if (kind == "whole_number") {
    return Value::whole_number(from.whole_number("number"));
  }
  if (kind == "yes_no") {
    return read_yes_no(from);
  }
  if (kind == "date") {
    return checked(from, "date", ValueKind::date, from.text("date"));
  }
  if (kind == "instant") {
    return read_instant(from);
  }
  if (kind == "absence") {
    return read_absence(from);
  }
  if (!kind.empty()) {
    from.mistake("kind", "\"" + kind + "\" is not a kind of value that can be written");
  }
  return {};
}

std::string label_of(const std::string& code, const Question* question) {
  const Option* option = question == nullptr ? nullptr : question->option(code);
  if (option != nullptr) {
    return option->label;
  }
  const bool of_a_list = question != nullptr && !question->options_from.empty();
  return of_a_list ? "One that this tablet has not heard of yet" : code;
}

// A record that was chosen, as it was offered (record_json.cpp).
std::string record_words(const std::string& hex, const Question* question) {
  const Option* option = question == nullptr ? nullptr : question->option(hex);
  return option == nullptr ? "Another record" : option->label;
}

std::string date_words(const std::string& iso) {
  const Result<LocalDate> date = parse_date(iso);
  if (!date.ok()) {
    return iso;
  }
  const LocalDate day = date.value();
  return std::to_string(day.day) + " " + month_names[day.month - 1] + " " +
         std::to_string(day.year);
}

std::string codes_words(const std::vector<std::string>& codes, const Question* question) {
  std::string all;
  for (const std::string& code : codes) {
    all += (all.empty() ? "" : "; ") + label_of(code, question);
  }
  return all;
}

std::string absence_words_of(const Absence& absence) {
  std::string words = absence.kind == "not_asked"       ? "Not asked"
                      : absence.kind == "would_not_say" ? "Would not say"
                                                        : "Nothing to tell";
  return absence.why.empty() ? words : words + ": " + absence.why;
}

}  // namespace

boost::json::object value_json(const Value& value) {
  switch (value.kind()) {
    case ValueKind::blank:
      return {{"kind", "blank"}};
    case ValueKind::text:
      return {{"kind", "text"}, {"text", *value.as_text()}};
    case ValueKind::code:
      return {{"kind", "code"}, {"code", *value.as_code()}};
    case ValueKind::codes:
      return codes_json(*value.as_codes());
    case ValueKind::whole_number:
      return {{"kind", "whole_number"}, {"number", *value.as_whole_number()}};
    case ValueKind::yes_no:
      return {{"kind", "yes_no"}, {"yes", *value.as_yes_no()}};
    case ValueKind::date:
      return {{"kind", "date"}, {"date", *value.as_date()}};
    case ValueKind::instant:
      return instant_json(*value.as_instant());
    case ValueKind::id:
      return {{"kind", "code"}, {"code", to_hex(*value.as_octets_of(ValueKind::id))}};
    case ValueKind::absence: {
      const Absence absence = *value.as_absence();
      return {{"kind", "absence"}, {"absence", absence.kind}, {"why", absence.why}};
    }
    default:
      return {{"kind", "unknown"}};
  }
}

Value read_value(JsonObject& from) {
  Value value = read_kind(from, from.text("kind"));
  from.no_more_keys();
  return value;
}

std::string value_words(const Value& value, const Question* question, Instant now) {
  switch (value.kind()) {
    case ValueKind::blank:
      return "";
    case ValueKind::text:
      return *value.as_text();
    case ValueKind::code:
      return label_of(*value.as_code(), question);
    case ValueKind::codes:
      return codes_words(*value.as_codes(), question);
    case ValueKind::whole_number:
      return std::to_string(*value.as_whole_number());
    case ValueKind::yes_no:
      return *value.as_yes_no() ? "Yes" : "No";
    case ValueKind::date:
      return date_words(*value.as_date());
    case ValueKind::instant:
      return when_words(*value.as_instant(), now);
    case ValueKind::absence:
      return absence_words_of(*value.as_absence());
    case ValueKind::id:
      return record_words(to_hex(*value.as_octets_of(ValueKind::id)), question);
    case ValueKind::present:
      return "Kept";
    case ValueKind::removed:
      return "Removed";
    default:
      return "Made with a newer Homeward";
  }
}

}  // namespace homeward
