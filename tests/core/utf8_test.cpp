// What is UTF-8, wherever in a text it stands.
#include <gtest/gtest.h>

#include "core/base/bytes.h"

namespace homeward {
namespace {

// `part` after so many letters, and before so many.
Bytes among_letters(const Bytes& part, std::size_t before, std::size_t after) {
  return Bytes(before, 'a') + part + Bytes(after, 'z');
}

void expect_everywhere(const Bytes& part, bool is_good) {
  for (std::size_t before = 0; before < 20; ++before) {
    for (std::size_t after = 0; after < 20; ++after) {
      EXPECT_EQ(is_utf8(among_letters(part, before, after)), is_good)
          << to_hex(part) << " between " << before << " and " << after;
    }
  }
}

TEST(Utf8Test, CharactersOfAnyLengthStandAnywhere) {
  for (const char* good :
       {"", "~", "é", "’", "😀", "\xc2\x80", "\xef\xbf\xbf", "\xf4\x8f\xbf\xbf", "éé’😀é"}) {
    expect_everywhere(good, true);
  }
}

TEST(Utf8Test, WhatIsCutOverlongASurrogateOrTooHighIsRefusedAnywhere) {
  for (const char* bad :
       {"\x80", "\xff", "\xc3", "\xe2\x80", "\xf0\x9f\x98", "\xc0\xaf", "\xe0\x80\xaf",
        "\xf0\x80\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80"}) {
    expect_everywhere(bad, false);
  }
}

}  // namespace
}  // namespace homeward
