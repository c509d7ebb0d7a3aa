// The frames about files: one form, bounded, and refused with a reason.
#include "sync/piece_messages.h"

#include <gtest/gtest.h>

#include "sync/frame.h"
#include "tests/sync/builders.h"

namespace homeward {
namespace {

using namespace test;

PiecesRequest full_request() {
  PiecesRequest request;
  request.asked = {record_id(1), record_id(2)};
  request.sent = {{record_id(2), "octets"}, {record_id(3), Bytes(piece_octets_max, 'x')}};
  request.wanted = {{record_id(4), piece_digest("wanted")}};
  return request;
}

PiecesAnswer full_answer() {
  PiecesAnswer answer;
  answer.lacking = {{record_id(1), {piece_digest("a"), piece_digest("b")}}};
  const Holding holding{id<DatasetId>(1), id<Epoch>(2), record_id(2), file_digest("x"), {5}};
  answer.held = {{holding, {}}};
  answer.unknown = {record_id(3)};
  answer.pieces = {{record_id(4), "octets"}};
  answer.absent = {{record_id(4), piece_digest("c")}};
  return answer;
}

TEST(PieceMessagesTest, P29_WhatIsFramedIsReadAsItWas) {
  EXPECT_EQ(read_pieces_request(frame(full_request())).value(), full_request());
  EXPECT_EQ(read_pieces_answer(frame(full_answer())).value(), full_answer());
  EXPECT_EQ(read_pieces_request(frame(PiecesRequest{})).value(), PiecesRequest{});
}

TEST(PieceMessagesTest, P29_AnythingElseIsRefusedWithAReason) {
  const Bytes good = frame(full_request());
  for (std::size_t size = 0; size < 200; ++size) {
    EXPECT_FALSE(read_pieces_request(good.substr(0, size)).ok()) << size;
  }
  EXPECT_FALSE(read_pieces_request(good + "x").ok());
  EXPECT_FALSE(read_pieces_answer(good).ok());
  EXPECT_EQ(read_pieces_request(Bytes(pieces_frame_octets_max + 1, 'x')).error().code,
            Code::too_large);
  Bytes newer = good;
  newer[4] = static_cast<char>(protocol_version + 1);
  EXPECT_EQ(read_pieces_request(newer).error().code, Code::unsupported);
}

TEST(PieceMessagesTest, P29_ListsAndPiecesAreBounded) {
  PiecesRequest request;
  request.sent.assign(pieces_at_once_max, {record_id(1), "x"});
  EXPECT_TRUE(read_pieces_request(frame(request)).ok());
  request.sent.push_back({record_id(1), "x"});
  EXPECT_FALSE(read_pieces_request(frame(request)).ok());
  request.sent = {{record_id(1), Bytes(piece_octets_max + 1, 'x')}};
  EXPECT_FALSE(read_pieces_request(frame(request)).ok());
  request.sent = {{record_id(1), ""}};
  EXPECT_FALSE(read_pieces_request(frame(request)).ok());
  request.sent.clear();
  request.wanted.assign(pieces_at_once_max + 1, {record_id(1), piece_digest("x")});
  EXPECT_FALSE(read_pieces_request(frame(request)).ok());
  request.wanted.clear();
  request.asked.assign(attachments_asked_max + 1, record_id(1));
  EXPECT_FALSE(read_pieces_request(frame(request)).ok());
}

}  // namespace
}  // namespace homeward
