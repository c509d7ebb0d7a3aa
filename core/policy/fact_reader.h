// Reading one record, or one row of it, for the facts of a case (case_facts.h).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/policy/facts.h"
#include "core/record/record.h"

namespace homeward {

// Fields of a record that share a beginning: a section's "absence.", or a row's columns.
class Answered {
 public:
  Answered(const Record& record, std::string prefix)
      : record_(record), prefix_(std::move(prefix)) {}

  const Record& record() const { return record_; }

  std::string code(std::string_view name) const;
  std::vector<std::string> codes(std::string_view name) const;
  std::string text(std::string_view name) const;
  bool yes(std::string_view name) const;
  std::optional<bool> yes_or_no(std::string_view name) const;
  std::optional<Instant> instant(std::string_view name) const;
  // Of two in conflict, where a clock starts from it.
  std::optional<Instant> earliest(std::string_view name) const;
  // Of two in conflict the one that stands later in `from_least`.
  std::string gravest(std::string_view name, const std::vector<std::string>& from_least) const;
  // A day, as its first instant in London.
  std::optional<Instant> day(std::string_view name) const;
  std::optional<LocalDate> date(std::string_view name) const;
  std::optional<std::string> id(std::string_view name) const;  // hexadecimal
  // When the answer in view was written.
  std::optional<Instant> written(std::string_view name) const;

  // The rows in view of a list of this record.
  std::vector<Answered> rows(std::string_view list) const;

 private:
  FieldKey key(std::string_view name) const { return prefix_ + std::string(name); }
  const Value* value(std::string_view name) const { return record_.value(key(name)); }

  const Record& record_;
  std::string prefix_;
};

// When a record was begun.
std::optional<Instant> first_written(const Record& record);

// Puts events together as a scenario has them: what an event of its type cannot say is
// left out, what it says unless told otherwise is added.
class FactWriter {
 public:
  // Null, and nothing is added, where no instant is known.
  Event* add(EventType type, std::optional<Instant> at, const RecordId& episode);

  void say(Event& event, Key key, std::string_view word) const;
  void say(Event& event, Key key, const std::vector<std::string>& words) const;
  // A name of its own: a word that is no string_view yet would be a yes.
  void say_whether(Event& event, Key key, bool yes) const;

  // With the defaults filled in, and without the events that lack what they must say.
  std::vector<Event> done();

 private:
  std::vector<Event> events_;
};

}  // namespace homeward
