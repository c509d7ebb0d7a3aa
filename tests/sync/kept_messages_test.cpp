// What an earlier program wrote is read: tablets come back after weeks with the program they
// left with (P2, M8). fixtures/NAME_N.frame is a message as the program of its time wrote it; a
// new one is kept before the form of a message changes.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "sync/bases.h"
#include "sync/memory_store.h"
#include "tests/sync/kept_conversations.h"
#include "tests/sync/kept_messages.h"

namespace homeward {
namespace {

using namespace test;

Bytes kept(const std::string& name) {
  std::ifstream file(HOMEWARD_ROOT "/tests/sync/fixtures/" + name, std::ios::binary);
  Bytes octets{std::istreambuf_iterator<char>(file), {}};
  EXPECT_FALSE(octets.empty()) << name;
  return octets;
}

TEST(KeptMessagesTest, P2_M8_ARequestOfAnEarlierProgramIsRead) {
  EXPECT_EQ(read_request(kept("request_1.frame")).value(), kept_request());
  EXPECT_EQ(read_request(kept("request_fork_1.frame")).value(), kept_request_of_a_fork());
}

TEST(KeptMessagesTest, P26_K4_ARequestThatNamesWhatTheServerHasIsRead) {
  MemoryClientStore store;
  ASSERT_TRUE(keep_work(store).ok());
  StoreBases bases(store);
  EXPECT_EQ(read_request(kept("request_named_1.frame"), &bases).value(), kept_request());
  EXPECT_LT(kept("request_named_1.frame").size(), kept("request_1.frame").size());
  EXPECT_TRUE(read_request(kept("request_named_1.frame")).value().lacks_base);
}

TEST(KeptMessagesTest, P2_M8_AnAnswerOfAnEarlierProgramIsRead) {
  EXPECT_EQ(read_answer(kept("answer_1.frame")).value(), kept_answer());
}

TEST(KeptMessagesTest, P2_P36_AComparisonOfAnEarlierProgramIsRead) {
  EXPECT_EQ(read_compare_request(kept("compare_1.frame")).value(), kept_compare_request());
  EXPECT_EQ(read_compare_answer(kept("compared_1.frame")).value(), kept_compare_answer());
}

TEST(KeptMessagesTest, P2_P29_M8_WhatAnEarlierProgramSaysOfFilesIsRead) {
  EXPECT_EQ(read_pieces_request(kept("pieces_1.frame")).value(), kept_pieces_request());
  EXPECT_EQ(read_pieces_answer(kept("pieces_answer_1.frame")).value(), kept_pieces_answer());
}

}  // namespace
}  // namespace homeward
