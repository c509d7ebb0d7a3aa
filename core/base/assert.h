// An invariant of our own. Stays on in every build; never used about bytes from outside.
#pragma once

namespace homeward {

[[noreturn]] void assertion_failed(const char* condition, const char* file, int line);

}  // namespace homeward

#define HW_ASSERT(condition)                                        \
  do {                                                              \
    if (!(condition)) {                                             \
      ::homeward::assertion_failed(#condition, __FILE__, __LINE__); \
    }                                                               \
  } while (false)
