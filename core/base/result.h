// What a function gives back when the world can say no.
//
//   Result<Record> load(RecordId id);
//
//   HW_TRY(record, load(id));   // returns the Error to the caller, or names the value
//   use(record);
//
// The three kinds of wrong are told in three ways (HACKING.md): the world by a
// Result, the policy by a value of the domain, our own mistakes by HW_ASSERT.
#pragma once

#include <string>
#include <utility>
#include <variant>

#include "core/base/assert.h"

namespace homeward {

enum class Code {
  bad_input,    // bytes or words from outside that do not say what they must
  too_large,    // within the grammar, beyond a limit
  not_found,    // no such thing, or not for this person: the two are not told apart
  refused,      // known, understood and not allowed
  corrupt,      // our own stored bytes are not what we wrote
  full,         // no space left: nothing was written
  unavailable,  // try again: busy, no network, server stopping
  expired,      // a session, a credential or a deadline is over
  unsupported,  // made by a newer program than this one
};

// The name used in protocols and logs, for example "bad_input".
const char* name_of(Code code);

struct Error {
  Code code;
  std::string detail;  // says what and where, in plain English, without personal content
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  // Only when ok().
  T& value() & {
    HW_ASSERT(ok());
    return std::get<0>(state_);
  }
  const T& value() const& {
    HW_ASSERT(ok());
    return std::get<0>(state_);
  }
  // By value: what it is taken from may be gone by the end of the line.
  T value() && {
    HW_ASSERT(ok());
    return std::get<0>(std::move(state_));
  }

  // Only when not ok().
  const Error& error() const {
    HW_ASSERT(!ok());
    return std::get<1>(state_);
  }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  const Error& error() const {
    HW_ASSERT(!ok());
    return std::get<1>(state_);
  }

 private:
  std::variant<std::monostate, Error> state_;
};

}  // namespace homeward

#define HW_JOIN_(a, b) a##b
#define HW_JOIN(a, b) HW_JOIN_(a, b)

// Names the value of `expression`, or returns its Error from this function.
#define HW_TRY(name, expression)              \
  auto HW_JOIN(name, _result) = (expression); \
  if (!HW_JOIN(name, _result).ok()) {         \
    return HW_JOIN(name, _result).error();    \
  }                                           \
  auto& name = HW_JOIN(name, _result).value()

// The same where there is no value to name.
#define HW_CHECK(expression)                                        \
  if (auto hw_check_result = (expression); !hw_check_result.ok()) { \
    return hw_check_result.error();                                 \
  }
