// Files made part of the program at build time, so that server and tablet cannot
// disagree about a form or a policy pack. core/CMakeLists.txt lists them.
#pragma once

#include <span>
#include <string_view>

namespace homeward {

struct EmbeddedFile {
  std::string_view name;     // the file's name without folder and ".json"
  std::string_view content;  // JSON, as in the file but for line breaks and indentation
};

std::span<const EmbeddedFile> embedded_forms();             // core/form/forms
std::span<const EmbeddedFile> embedded_instrument_files();  // core/form/instruments
std::span<const EmbeddedFile> embedded_packs();             // core/policy/packs
std::span<const EmbeddedFile> embedded_calendars();         // core/time/bank_holidays.json, alone

}  // namespace homeward
