// Any message comes back as it was, in one form (P1): requests and answers drawn at random.
#include "sync/messages.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "tests/sync/builders.h"

namespace homeward {
namespace {

using namespace test;

template <class Number>
Number any() {
  return *rc::gen::arbitrary<Number>();
}
Bytes some_octets(std::size_t least = 0) {
  Bytes octets(least, 'x');
  return octets + *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
}
std::vector<RecordId> some_ids() {
  const auto numbers =
      *rc::gen::container<std::set<std::uint8_t>>(rc::gen::arbitrary<std::uint8_t>());
  std::vector<RecordId> ids;
  for (const std::uint8_t number : numbers) {
    ids.push_back(record_id(number));
  }
  return ids;
}
Digest some_digest() {
  return digest("a test", {some_octets()});
}

SignedReceipt draw_receipt(const Origin& of) {
  SignedReceipt receipt;
  receipt.receipt = {
      id<DatasetId>(9),     id<Epoch>(any<std::uint8_t>()), of, any<std::uint16_t>(), some_digest(),
      any<std::uint64_t>(), {any<std::int64_t>()}};
  receipt.signature[any<std::uint8_t>() % 64] = any<std::uint8_t>();
  return receipt;
}

Request draw_request() {
  Request request;
  request.origin = origin(1 + any<std::uint8_t>());
  request.epoch = id<Epoch>(any<std::uint8_t>());
  if (any<bool>()) {
    request.confirmed = draw_receipt(request.origin);
  } else if (any<bool>()) {
    request.claim = claim_of(draw_receipt(request.origin).receipt);
  }
  const int pushed = *rc::gen::inRange(0, 5);
  for (int i = 0; i < pushed; ++i) {
    request.pushed.push_back(any<bool>() ? Pushed{some_octets(1), std::nullopt, Bytes()}
                                         : Pushed{Bytes(), some_digest(), some_octets()});
  }
  request.newest = request.confirmed_number() + request.pushed.size() + any<std::uint8_t>();
  request.cursor = {any<std::uint64_t>(), any<std::uint64_t>()};
  request.device_time = {any<std::int64_t>()};
  request.page_octets = any<std::uint64_t>();
  request.unsure = some_ids();
  request.wants_whole = any<bool>();
  if (any<bool>()) {
    request.successor = origin(300);  // none that is drawn above
    for (Pushed& one : request.pushed) {
      one = {Bytes(), digest("drawn", {one.change.octets()}), Bytes()};
    }
  }
  request.more = some_octets();
  return request;
}

Answer draw_answer() {
  Answer answer;
  answer.in_reply_to = reply_to(some_octets());
  if (any<bool>()) {
    answer.dataset = id<DatasetId>(any<std::uint8_t>());
    answer.epoch = id<Epoch>(any<std::uint8_t>());
  }
  answer.server_time = {any<std::int64_t>()};
  answer.standing =
      *rc::gen::element(Standing::ok, Standing::restored, Standing::forked, Standing::show_receipt);
  if (any<bool>()) {
    answer.receipt = draw_receipt(origin(1));
  }
  const int items = *rc::gen::inRange(0, 4);
  for (int i = 0; i < items; ++i) {
    answer.quarantined.push_back(
        {static_cast<std::uint64_t>(i), "code", some_octets(), any<bool>()});
    answer.page.push_back({any<std::uint64_t>(), some_octets()});
    answer.withdrawn.push_back({record_id(static_cast<unsigned>(i)), some_ids()});
    answer.decided.push_back({origin(3),
                              any<std::uint64_t>(),
                              any<bool>(),
                              user(4),
                              {any<std::int64_t>()},
                              some_octets()});
  }
  answer.next = {any<std::uint64_t>(), any<std::uint64_t>()};
  answer.remaining = any<std::uint64_t>();
  answer.wants_whole = any<bool>();
  answer.backed_up = any<std::uint8_t>();
  answer.more = some_octets();
  return answer;
}

RC_GTEST_PROP(MessagesProperty, P1_AnyRequestComesBackAndHasOneForm, ()) {
  const Request request = draw_request();
  const auto read = read_request(frame(request));
  RC_ASSERT(read.ok());
  RC_ASSERT(read.value() == request);
}

RC_GTEST_PROP(MessagesProperty, P1_AnyAnswerComesBackAndHasOneForm, ()) {
  const Answer answer = draw_answer();
  const auto read = read_answer(frame(answer));
  RC_ASSERT(read.ok());
  RC_ASSERT(read.value() == answer);
}

RC_GTEST_PROP(MessagesProperty, P43_WhatStandsAroundAPageIsReadWithoutIt, ()) {
  Answer answer = draw_answer();
  const auto around = read_around_page(frame(answer));
  answer.page.clear();
  RC_ASSERT(around.ok());
  RC_ASSERT(around.value() == answer);
}

RC_GTEST_PROP(MessagesProperty, P1_ADamagedAnswerIsRefusedOrHasOneForm, ()) {
  Bytes octets = frame(draw_answer());
  octets[*rc::gen::inRange<std::size_t>(0, octets.size())] = any<char>();
  const auto read = read_answer(octets);
  if (read.ok()) {
    RC_ASSERT(frame(read.value()) == octets);
  }
}

}  // namespace
}  // namespace homeward
