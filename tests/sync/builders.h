// What the tests of sync, the simulator and the core have in common: short ids,
// and changes of which only what matters is said.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/record/record.h"

namespace homeward::test {

template <class SomeId>
SomeId id(unsigned number) {
  SomeId made;
  made.octets[0] = static_cast<std::uint8_t>(number >> 8);
  made.octets[1] = static_cast<std::uint8_t>(number);
  made.octets[15] = 1;
  return made;
}

inline Origin origin(unsigned number) {
  return id<Origin>(number);
}
inline UserId user(unsigned number) {
  return id<UserId>(number);
}
inline RecordId record_id(unsigned number) {
  return id<RecordId>(number);
}

// An interview of an episode of a child.
inline RecordHeader interview(unsigned number, unsigned child = 1, unsigned episode = 1) {
  return {record_id(1000 + number), "interview", record_id(child), record_id(100 + episode)};
}

inline RecordHeader child_record(unsigned child) {
  return {record_id(child), "child", record_id(child), {}};
}

// A change with one text, or whatever versions it is given.
class ChangeBuilder {
 public:
  ChangeBuilder(Origin origin, std::uint64_t number, RecordHeader record = interview(1)) {
    change_.origin = origin;
    change_.number = number;
    change_.record = std::move(record);
    change_.author = user(1);
    change_.at = {1'790'000'000'000 + static_cast<std::int64_t>(number)};
    change_.salt[0] = static_cast<std::uint8_t>(number);
    change_.salt[1] = origin.octets[1];
  }

  ChangeBuilder& by(UserId author) {
    change_.author = author;
    return *this;
  }
  ChangeBuilder& at(std::int64_t ms) {
    change_.at = {ms};
    return *this;
  }
  ChangeBuilder& writes(const FieldKey& field, Value value, std::vector<Name> seen = {}) {
    std::sort(seen.begin(), seen.end());
    change_.versions.push_back(
        {field, std::move(value), SaidBy::child, Sharing::case_file, std::move(seen)});
    std::sort(change_.versions.begin(), change_.versions.end(),
              [](const Version& a, const Version& b) { return a.field < b.field; });
    return *this;
  }
  ChangeBuilder& says(const FieldKey& field, std::string_view text, std::vector<Name> seen = {}) {
    return writes(field, Value::text(text), std::move(seen));
  }
  ChangeBuilder& said_by(SaidBy said_by) {
    change_.versions.back().said_by = said_by;
    return *this;
  }
  ChangeBuilder& shared(Sharing sharing) {
    change_.versions.back().sharing = sharing;
    return *this;
  }

  Change build() const { return change_; }
  operator Change() const { return change_; }

 private:
  Change change_;
};

inline Change text_change(Origin origin, std::uint64_t number, std::string_view text,
                          RecordHeader record = interview(1)) {
  return ChangeBuilder(origin, number, std::move(record)).says("what_happened.why", text);
}

}  // namespace homeward::test
