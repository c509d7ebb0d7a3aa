// What is said beside the exchange, when comparing and about files: of every kind of content,
// for messages that earlier programs wrote (kept_messages_test.cpp). Never changed: the fixtures
// were made with it.
#pragma once

#include "sync/compare.h"
#include "sync/piece_messages.h"
#include "tests/sync/kept_work.h"

namespace homeward::test {

inline Place kept_place(unsigned number) {
  return {record_id(1), record_id(number)};
}

inline Range kept_range(unsigned from, unsigned until) {
  Range range{kept_place(from), kept_place(until), {}};
  range.fingerprint.fill(static_cast<std::uint8_t>(from));
  return range;
}

inline CompareRequest kept_compare_request() {
  return {origin(1),
          id<Epoch>(3),
          {40, 39},
          62,
          {kept_range(100, 200), kept_range(300, 400)},
          {kept_place(150), kept_place(151)}};
}

inline CompareAnswer kept_compare_answer() {
  CompareAnswer answer;
  answer.in_reply_to = reply_to("a comparison");
  answer.at_rest = true;
  answer.parts = {kept_range(100, 150), kept_range(150, 200)};
  answer.named = {kept_range(300, 400)};
  answer.records = {{kept_place(301), digest("kept", {"sum"})}};
  answer.wholes = {{kept_place(150), {encode(kept_own_changes().front())}}, {kept_place(151), {}}};
  return answer;
}

inline PiecesRequest kept_pieces_request() {
  PiecesRequest request;
  request.asked = {record_id(1), record_id(2)};
  request.sent = {{record_id(2), "octets of a piece"}};
  request.wanted = {{record_id(4), digest("kept", {"wanted"})}};
  request.more = "of a newer program";
  return request;
}

inline PiecesAnswer kept_pieces_answer() {
  PiecesAnswer answer;
  answer.lacking = {{record_id(1), {digest("kept", {"a"}), digest("kept", {"b"})}}};
  const Holding holding{id<DatasetId>(9), id<Epoch>(3), record_id(2), digest("kept", {"x"}), {5}};
  answer.held = {{holding, {}}};
  answer.held[0].signature.fill(7);
  answer.unknown = {record_id(3)};
  answer.pieces = {{record_id(4), "octets of another piece"}};
  answer.absent = {{record_id(4), digest("kept", {"c"})}};
  answer.more = "of a newer program";
  return answer;
}

}  // namespace homeward::test
