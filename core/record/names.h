// What who-said-it and sharing are called in forms, on the page and in exports.
#pragma once

#include <optional>
#include <string_view>

#include "core/record/change.h"

namespace homeward {

// Of a newer program's numbers (M8): "other", and "case_file", the narrowest.
const char* name_of(SaidBy said_by);
const char* name_of(Sharing sharing);

std::optional<SaidBy> said_by_named(std::string_view name);
std::optional<Sharing> sharing_named(std::string_view name);

}  // namespace homeward
