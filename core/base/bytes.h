// Bytes as they travel and rest: an octet string with no character set.
//
// std::string is used because SQLite, Boost.JSON, Beast and cereal all take it
// without copying; a Bytes that holds text holds UTF-8, and says so by its name.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace homeward {

using Bytes = std::string;
using BytesView = std::string_view;

// Lower-case hexadecimal, two digits an octet.
std::string to_hex(BytesView bytes);
// The same back; nothing where it is not that.
std::optional<Bytes> from_hex(std::string_view hex);

// True where `text` is well-formed UTF-8 (no surrogates, no overlong forms).
bool is_utf8(BytesView text);

}  // namespace homeward
