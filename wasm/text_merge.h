// Suggests one text where two people changed the same one unaware of each other (M4).
//
//   base    "He left at six."
//   one     "He left home at six."      ->  "He left home at six, by bus."
//   other   "He left at six, by bus."
//
// It works on words and is careful: where the two changed the same place, or places
// that touch, there is no suggestion and a person decides. Never used on a child's
// own words; the caller sees to that.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace homeward {

std::optional<std::string> merge_texts(std::string_view base, std::string_view one,
                                       std::string_view other);

}  // namespace homeward
