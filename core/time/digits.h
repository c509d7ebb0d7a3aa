// Reads and writes the fixed-width numbers of ISO dates and times.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace homeward {

// The number that `text` writes with exactly `width` digits from `at`.
inline std::optional<int> fixed_digits(std::string_view text, std::size_t at, std::size_t width) {
  if (at + width > text.size())
    return std::nullopt;
  int number = 0;
  for (char digit : text.substr(at, width)) {
    if (digit < '0' || digit > '9')
      return std::nullopt;
    number = number * 10 + (digit - '0');
  }
  return number;
}

// `number`, not negative, with leading noughts to `width`.
inline std::string padded(std::int64_t number, std::size_t width) {
  std::string digits = std::to_string(number);
  return digits.size() >= width ? digits : std::string(width - digits.size(), '0') + digits;
}

}  // namespace homeward
