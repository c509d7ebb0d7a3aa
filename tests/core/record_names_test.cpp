// What who-said-it and sharing are called has one home.
#include "core/record/names.h"

#include <gtest/gtest.h>

#include "core/form/form.h"

namespace homeward {
namespace {

TEST(NamesTest, EveryWordAFormMaySayNamesTheValueThatIsWrittenBackAsThatWord) {
  for (const std::string& word : who_said_it_words()) {
    ASSERT_TRUE(said_by_named(word)) << word;
    EXPECT_EQ(name_of(*said_by_named(word)), word);
  }
  for (const std::string& word : sharing_words()) {
    ASSERT_TRUE(sharing_named(word)) << word;
    EXPECT_EQ(name_of(*sharing_named(word)), word);
  }
  EXPECT_EQ(said_by_named("unsaid"), SaidBy::unsaid);
  EXPECT_FALSE(said_by_named("neighbour"));
  EXPECT_FALSE(sharing_named("everybody"));
}

TEST(NamesTest, M8_WhatANewerProgramSaysIsShownAsTheNarrowestKnownHere) {
  EXPECT_STREQ(name_of(static_cast<SaidBy>(200)), "other");
  EXPECT_STREQ(name_of(static_cast<Sharing>(200)), "case_file");
}

}  // namespace
}  // namespace homeward
