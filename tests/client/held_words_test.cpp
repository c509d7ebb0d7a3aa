// What the server set aside is told to its author in plain words, with what to do (S2).
#include "wasm/held_words.h"

#include <gtest/gtest.h>

#include "wasm/words.h"

namespace homeward {
namespace {

HeldWords told(const std::string& code, const std::string& reason = "The server's own words.") {
  QuarantineNotice notice;
  notice.code = code;
  notice.reason = reason;
  return held_words(notice);
}

TEST(HeldWordsTest, S2_EveryReasonSaysWhatToDo) {
  for (const char* code : {"not_allocated", "not_permitted", "account_disabled", "other_author",
                           "ALL-01", "wrong_record", "not_checked", "purged", "bad_input", "new"}) {
    EXPECT_NE(told(code).why, "") << code;
    EXPECT_NE(told(code).todo, "") << code;
  }
}

TEST(HeldWordsTest, S2_WhatOnlyAnEngineerUnderstandsIsNotShown) {
  EXPECT_EQ(told("bad_input", "change: of another origin or number").why,
            "The council's server could not read this.");
  EXPECT_EQ(told("not_checked", "The server could not check this: disk I/O").why,
            "The council's server could not check this when it arrived.");
}

TEST(HeldWordsTest, S2_ARulesOwnReasonStands) {
  EXPECT_EQ(told("ALL-01").why, "The server's own words.");
  EXPECT_EQ(told("ALL-01").todo, "Ask another supervisor to make this decision.");
}

TEST(WordsTest, LargeCountsHaveCommas) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1,000");
  EXPECT_EQ(grouped(1234567), "1,234,567");
}

}  // namespace
}  // namespace homeward
