// Messages of every kind of content, for those that earlier programs wrote
// (kept_messages_test.cpp). Never changed: the fixtures were made with it.
#pragma once

#include "sync/messages.h"
#include "tests/sync/kept_work.h"

namespace homeward::test {

inline SignedReceipt kept_receipt() {
  SignedReceipt receipt{
      {id<DatasetId>(9), id<Epoch>(3), origin(1), 5, digest("kept", {"chain"}), 16, {1000}}, {}};
  receipt.signature.fill(7);
  return receipt;
}

// What the origin of kept_work.h sends after its receipt, the last of it purged.
inline Request kept_request() {
  Request request;
  request.origin = origin(1);
  request.epoch = id<Epoch>(3);
  request.claim = claim_of(kept_receipt().receipt);
  request.newest = 63;
  request.cursor = {17, 16};
  request.device_time = {1'790'000'000'000};
  request.page_octets = page_octets_usual;
  for (const Change& change : kept_own_changes()) {
    if (change.number > 5 && change.number < 63) {
      request.pushed.push_back({std::make_shared<const Change>(change), std::nullopt, Bytes()});
    }
  }
  request.pushed.push_back({Bytes(), digest("kept", {"purged"}), Bytes()});
  request.unsure = {record_id(2), record_id(3)};
  request.more = "of a newer program";
  return request;
}

inline Request kept_request_of_a_fork() {
  Request request;
  request.origin = origin(1);
  request.confirmed = kept_receipt();
  request.newest = 6;
  request.pushed.push_back({Bytes(), digest("kept", {"sixth"}), Bytes()});
  request.successor = origin(4);
  return request;
}

inline Answer kept_answer() {
  Answer answer;
  answer.in_reply_to = reply_to("a request");
  answer.dataset = id<DatasetId>(9);
  answer.epoch = id<Epoch>(3);
  answer.server_time = {1'790'000'000'000};
  answer.standing = Standing::restored;
  answer.receipt = kept_receipt();
  answer.quarantined = {{6, "refused", "not permitted", false}, {7, "bad_input", "unread", true}};
  answer.withdrawn = {{record_id(2), {}}, {record_id(3), {record_id(101)}}};
  answer.decided = {{origin(1), 6, true, user(4), {1'790'000'000'001}, "A reason."}};
  std::uint64_t position = 20;
  for (const Change& change : kept_other_changes()) {
    answer.page.push_back({position += 3, std::make_shared<const Change>(change)});
  }
  answer.next = {40, 39};
  answer.remaining = 4;
  answer.wants_whole = true;
  return answer;
}

}  // namespace homeward::test
