// Reads the values of a pack: each may stand where it is used, or be {"setting": "name"}
// and stand under the pack's settings, which a deployment may replace.
//
//   {"clock": "hours", "amount": {"setting": "interview_hours"}}
//
// Only the files that load packs include this.
#pragma once

#include <map>
#include <set>

#include "core/json/strict.h"
#include "core/policy/pack.h"

namespace homeward {

constexpr int amount_max = 10000;

// One value, where it stands, and so where a mistake in it is told.
struct Placed {
  const boost::json::value* json = nullptr;  // null: there is none
  std::string path;

  bool is_given() const { return json != nullptr && !json->is_null(); }
};

class PackReader {
 public:
  PackReader(const boost::json::value* own, const boost::json::value& given,
             JsonMistakes& mistakes);

  // ---- values; `key` may be left out unless it is said otherwise

  // The value, or the setting's that it names.
  Placed value(JsonObject& from, std::string_view key);
  Placed resolved(Placed value);
  // A setting of the pack's own; a mistake where it is not there.
  Placed setting(std::string_view name);

  std::optional<int> number(const Placed& value, int least, int most);
  // `least`, and a mistake, where it is null.
  int needed_number(const Placed& value, int least, int most);
  std::optional<bool> yes_no(const Placed& value);
  std::string text(const Placed& value);
  // One text, or a list of them.
  std::vector<std::string> texts(const Placed& value);
  std::vector<Word> words(const Placed& value, Vocabulary vocabulary);
  std::optional<Word> one_word(const Placed& value, Vocabulary vocabulary);

  // ---- pieces of rules

  // None where the amount is a setting of null.
  std::optional<Stretch> stretch(const Placed& value);
  std::optional<Count> count(JsonObject& from, int least);
  Pattern pattern(const Placed& value);
  Patterns patterns(const Placed& value);
  std::vector<Clause> clauses(const Placed& value, const std::vector<EventType>& types);
  Circumstance circumstance(const Placed& value);
  void name_circumstances(const Placed& value);

  void mistake(const Placed& where, std::string_view what) { mistakes_.add(where.path, what); }
  JsonMistakes& mistakes() { return mistakes_; }
  // Every setting must be there for something, and every one given must be the pack's.
  void no_more_settings();

 private:
  Circumstance fact(std::string_view key, const Placed& value);
  std::optional<Circumstance> combined(std::string_view key, const Placed& value);
  std::optional<Circumstance> fact_of_child(std::string_view key, const Placed& value);
  std::optional<Circumstance> fact_of_episode(std::string_view key, const Placed& value);
  std::optional<Circumstance> fact_of_record(std::string_view key, const Placed& value);
  std::optional<Circumstance> fact_of_ask(const Placed& value);
  void refuse_everyone_notified(const Patterns& patterns, const std::string& path);
  Circumstance latest(const Placed& value);
  Circumstance recorded_since(const Placed& value);
  Circumstance named(const Placed& value);
  Circumstance rating(const Placed& value);
  Circumstance of_words(Circumstance::Kind kind, const Placed& value, Vocabulary vocabulary);
  Circumstance of_yes_no(Circumstance::Kind kind, const Placed& value);
  Circumstance range(Circumstance::Kind kind, const Placed& value);
  Clause clause(std::string_view key, const Placed& value, const std::vector<EventType>& types);
  std::vector<EventType> types(const Placed& value);
  bool is_object(const Placed& value);

  const boost::json::object* own_ = nullptr;
  const boost::json::object* given_ = nullptr;
  JsonMistakes& mistakes_;
  std::set<std::string, std::less<>> used_;
  std::map<std::string, Circumstance, std::less<>> named_;
};

// ---- rules, in load_rule.cpp

// Where in the file each of the pack's stands, in the pack's order.
struct Places {
  std::vector<std::string> rules, duties, guards, cancellations, contents;
};

struct RuleReader {
  PackReader& reader;
  Pack& pack;
  std::vector<std::pair<std::string, std::vector<std::string>>> cancels;  // where, and whom
  Places places;

  void read(JsonObject& from);

 private:
  void read_parts(JsonObject& from, std::size_t rule, const std::vector<WhoCase>& who);
  void read_part(JsonObject& from, RuleKind kind, std::size_t rule);
  void give(std::size_t duties, const std::vector<WhoCase>& who);
  void read_duty(JsonObject& from, RuleKind kind, std::size_t rule);
  void read_guard(JsonObject& from, std::size_t rule);
  void read_cancellation(JsonObject& from, std::size_t rule);
  void read_content(JsonObject& from, std::size_t rule);
  void read_report(JsonObject& from, std::size_t rule);
  std::optional<RuleKind> read_kind(JsonObject& from);
  std::vector<WhoCase> read_who(JsonObject& from);
  std::vector<Trigger> read_triggers(JsonObject& from);
  Trigger read_trigger(JsonObject& from);
  void read_event_trigger(JsonObject& from, const boost::json::value& whole, Trigger& trigger);
  void read_becomes(JsonObject& from, Trigger& trigger);
  void read_away(JsonObject& from, Trigger& trigger);
  void read_count(JsonObject& from, Trigger& trigger);
  std::optional<Due> read_due(JsonObject& from);
  Due read_due_object(JsonObject& from, const Placed& whole);
  Pattern read_dated(JsonObject& from, std::string_view key);
  std::optional<bool> read_on_return(JsonObject& from);
  Circumstance read_circumstance(JsonObject& from, std::string_view key);
  Patterns read_patterns(JsonObject& from, std::string_view key);
  // Patterns, or the word that says there are none: one of the two must be there.
  Patterns read_said(JsonObject& from, std::string_view key, std::string_view none);
};

// Refuses a rule that can never arise: its circumstances cannot be so at one time, or
// another always comes before it. In can_arise.cpp.
void check_can_arise(const Pack& pack, const Places& places, JsonMistakes& mistakes);

// Refuses an interview clock that is none, or two, for some child; in check_clock.cpp.
Result<void> check_interview_clock(const Pack& pack, JsonMistakes& mistakes);

}  // namespace homeward
