// M4: a suggestion only where two edits leave each other alone.
#include "wasm/text_merge.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace homeward {
namespace {

using Merged = std::optional<std::string>;

TEST(TextMergeTest, TakesBothEditsWhereTheyAreApart) {
  EXPECT_EQ(merge_texts("He left at six. He was cold.", "He left home at six. He was cold.",
                        "He left at six. He was very cold."),
            Merged("He left home at six. He was very cold."));
}

TEST(TextMergeTest, TakesTheOneEditWhereTheOtherChangedNothing) {
  EXPECT_EQ(merge_texts("a b c", "a b c", "a x c"), Merged("a x c"));
  EXPECT_EQ(merge_texts("a b c", "", "a b c"), Merged(""));
}

TEST(TextMergeTest, TakesAnEditBothMadeOnce) {
  EXPECT_EQ(merge_texts("a b c d", "a x c d", "a x c d"), Merged("a x c d"));
}

TEST(TextMergeTest, SuggestsNothingWhereEditsOverlapOrTouch) {
  EXPECT_EQ(merge_texts("a b c", "a x c", "a y c"), std::nullopt);
  EXPECT_EQ(merge_texts("a b c d", "a x c d", "a b y d"), std::nullopt);
  EXPECT_EQ(merge_texts("a b", "a b c", "a b d"), std::nullopt);
}

TEST(TextMergeTest, SuggestsNothingWhereBothWroteFromNothing) {
  EXPECT_EQ(merge_texts("", "one", "other"), std::nullopt);
}

TEST(TextMergeTest, KeepsLineBreaks) {
  EXPECT_EQ(merge_texts("One.\n\nTwo here.\n", "One more.\n\nTwo here.\n", "One.\n\nTwo there.\n"),
            Merged("One more.\n\nTwo there.\n"));
}

std::string some_text() {
  const auto words = *rc::gen::container<std::vector<std::string>>(
      rc::gen::element<std::string>("a", "bb", "c.", "\n", "d"));
  std::string text;
  for (const std::string& word : words) {
    text += word + " ";
  }
  return text;
}

RC_GTEST_PROP(TextMergeTest, AnUnchangedSideLosesNothingOfTheOther, ()) {
  const std::string base = some_text();
  const std::string edited = some_text();
  RC_ASSERT(merge_texts(base, base, edited) == Merged(edited));
  RC_ASSERT(merge_texts(base, edited, base) == Merged(edited));
}

RC_GTEST_PROP(TextMergeTest, ItDoesNotMatterWhoComesFirst, ()) {
  const std::string base = some_text();
  const std::string one = some_text();
  const std::string other = some_text();
  RC_ASSERT(merge_texts(base, one, other) == merge_texts(base, other, one));
}

}  // namespace
}  // namespace homeward
