#include "core/record/case_number.h"

#include <algorithm>

namespace homeward {

std::string folded_number(std::string_view number) {
  std::string folded;
  for (const char c : number) {
    if (c >= 'a' && c <= 'z') {
      folded += static_cast<char>(c - 'a' + 'A');
    } else if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
      folded += c;
    }
  }
  return folded;
}

std::vector<std::string> case_numbers(const Record& child) {
  std::vector<std::string> numbers;
  for (const Head& head : child.heads(case_number_field)) {
    std::string number = folded_number(head.version.value.as_text().value_or(""));
    if (!number.empty() && std::find(numbers.begin(), numbers.end(), number) == numbers.end()) {
      numbers.push_back(std::move(number));
    }
  }
  return numbers;
}

}  // namespace homeward
