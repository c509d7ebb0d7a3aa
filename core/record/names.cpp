#include "core/record/names.h"

#include <iterator>

namespace homeward {
namespace {

constexpr const char* said_by_names[] = {"unsaid",   "child",  "parent_or_carer",
                                         "observed", "police", "other"};
constexpr const char* sharing_names[] = {"case_file", "police", "parents"};

template <class Enum, std::size_t N>
std::optional<Enum> named(const char* const (&names)[N], std::string_view name) {
  for (std::size_t i = 0; i < N; ++i) {
    if (name == names[i]) {
      return static_cast<Enum>(i);
    }
  }
  return std::nullopt;
}

}  // namespace

const char* name_of(SaidBy said_by) {
  const auto index = static_cast<std::size_t>(said_by);
  return index < std::size(said_by_names) ? said_by_names[index] : "other";
}

const char* name_of(Sharing sharing) {
  const auto index = static_cast<std::size_t>(sharing);
  return index < std::size(sharing_names) ? sharing_names[index] : "case_file";
}

std::optional<SaidBy> said_by_named(std::string_view name) {
  return named<SaidBy>(said_by_names, name);
}

std::optional<Sharing> sharing_named(std::string_view name) {
  return named<Sharing>(sharing_names, name);
}

}  // namespace homeward
