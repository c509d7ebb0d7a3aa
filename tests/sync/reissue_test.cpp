// S11: two databases under one origin. Whichever comes second goes on under an origin of its
// own, and nobody's words are lost or doubled (docs/protocol.md, P22, P40, P41).
#include <gtest/gtest.h>

#include "core/record/lifecycle.h"
#include "sync/reissue.h"
#include "tests/sync/loopback.h"

namespace homeward {
namespace {

using namespace test;

class ReissueTest : public ::testing::Test {
 protected:
  ReissueTest() {
    for (unsigned person : {1, 2}) {
      server.grant(user(person), record_id(1));
    }
  }

  void settle(TestDevice& device) {
    for (int left = 20;; --left) {
      ASSERT_GT(left, 0) << "it does not come to an end";
      auto taken = device.exchange(server);
      ASSERT_TRUE(taken.ok()) << taken.error().detail;
      if (!taken.value().more) {
        return;
      }
    }
  }
  void write(TestDevice& device, const FieldKey& field, std::string_view text) {
    ASSERT_TRUE(device.write(interview(1), field, text).ok());
  }
  // The interview as it stands on the device, by its own change of that number.
  static RecordHeader submit(TestDevice& device, std::uint64_t number) {
    const RecordHeader header{record_id(700), "submission", record_id(1), record_id(101)};
    ChangeBuilder submission(device.origin, number, header);
    submission.by(device.user);
    for (const Version& version :
         submission_fields(*device.store.record(interview(1).id).value(), {})) {
      submission.writes(version.field, version.value);
    }
    auto transaction = Transaction::begin(device.store);
    HW_ASSERT(device.store.append_own(submission).ok() && transaction.value().commit().ok());
    return header;
  }
  // As a tablet restored from an image is, or a copied one.
  static void copy(const TestDevice& from, TestDevice& to) {
    to.store.restore(from.store.tables());
    to.origin = to.state().origin;
    to.start();
  }
  // Everybody has met everybody, and has what the server has.
  void expect_one_record(std::initializer_list<TestDevice*> devices) {
    for (int round = 0; round < 2; ++round) {
      for (TestDevice* device : devices) {
        settle(*device);
      }
    }
    const auto there = server.store.record(interview(1).id).value();
    for (TestDevice* device : devices) {
      EXPECT_EQ(encode(*device->store.record(interview(1).id).value()), encode(*there));
      EXPECT_EQ(device->state().standing, Standing::ok);
    }
  }
  std::vector<std::string> texts(const FieldKey& field) const {
    std::vector<std::string> found;
    const auto record = server.store.record(interview(1).id).value();
    for (const Head& head : record->heads(field)) {
      found.push_back(*head.version.value.as_text());
    }
    std::sort(found.begin(), found.end());
    return found;
  }
  std::size_t changes_at_server() const {
    return server.store.history(interview(1).id).value().size();
  }

  using Texts = std::vector<std::string>;
  TestServer server;
  TestDevice one{1};
  TestDevice clone{1};
  TestDevice two{2};
};

TEST_F(ReissueTest, P22_P40_P41_S11_ACopyGoesOnUnderItsOwnOriginAndNothingIsLostOrDoubled) {
  write(one, "a", "both, held");
  settle(one);
  write(one, "a", "both, unsent");
  copy(one, clone);
  write(one, "b", "of the first");
  settle(one);
  write(clone, "a", "of the copy");
  write(clone, "b", "of the copy too");
  expect_one_record({&clone, &one, &two});
  EXPECT_EQ(one.origin, origin(1));
  EXPECT_NE(clone.origin, one.origin);
  EXPECT_EQ(changes_at_server(), 5u);
  EXPECT_EQ(texts("a"), Texts{"of the copy"});
  EXPECT_EQ(texts("b"), (Texts{"of the copy too", "of the first"}));
  write(clone, "a", "later, of the copy");
  write(one, "b", "settled");
  expect_one_record({&one, &clone, &two});
  EXPECT_EQ(texts("a"), Texts{"later, of the copy"});
  EXPECT_EQ(texts("b"), Texts{"settled"});
}

TEST_F(ReissueTest, P40_S11_AnOlderImageGetsBackWhatItsTabletSentSince) {
  write(one, "a", "before the image");
  settle(one);
  copy(one, clone);
  write(one, "a", "sent since");
  write(one, "b", "sent since");
  settle(one);
  EXPECT_TRUE(clone.exchange(server).value().more);
  EXPECT_EQ(clone.state().standing, Standing::forked);
  settle(clone);
  EXPECT_EQ(changes_at_server(), 3u);
  EXPECT_EQ(former_origins(clone.store).value().at(0).reissued, 0u);
  EXPECT_EQ(former_origins(clone.store).value().at(0).receipt.receipt.number, 1u);
  EXPECT_EQ(clone.store.record(interview(1).id).value()->value("a")->as_text(), "sent since");
  expect_one_record({&clone, &two});
}

TEST_F(ReissueTest, P40_S11_AnOlderImageInWhichWorkWentOnKeepsBoth) {
  write(one, "a", "before the image");
  copy(one, clone);
  settle(one);
  write(one, "a", "sent since");
  settle(one);
  write(clone, "a", "typed after the image was put back");
  write(clone, "c", "and this");
  expect_one_record({&clone, &two});
  EXPECT_EQ(texts("a"), (Texts{"sent since", "typed after the image was put back"}));
  EXPECT_EQ(texts("c"), Texts{"and this"});
  EXPECT_EQ(changes_at_server(), 4u);
  EXPECT_EQ(clone.state().confirmed_number(), 2u);
}

TEST_F(ReissueTest, P40_P14_S5_S11_ACopyWhoseReceiptAServerPutBackGaveToAnotherIsNotLostEither) {
  write(one, "a", "shared");
  settle(one);
  copy(one, clone);
  const MemoryTables yesterday = server.store.tables();
  write(one, "a", "held, and lost with the server");
  settle(one);
  server.store.restore(yesterday);
  write(clone, "b", "of the copy");
  settle(clone);
  expect_one_record({&one, &clone, &two});
  EXPECT_EQ(texts("a"), Texts{"held, and lost with the server"});
  EXPECT_EQ(texts("b"), Texts{"of the copy"});
  EXPECT_NE(one.origin, clone.origin);
}

TEST_F(ReissueTest, P40_S11_ACopyOfACopyTakesAnotherOriginAgain) {
  write(one, "a", "1");
  settle(one);
  TestDevice third{1};
  copy(one, clone);
  copy(one, third);
  third.origins_told = 100;
  write(one, "a", "2");
  write(clone, "b", "3");
  write(third, "c", "4");
  expect_one_record({&one, &clone, &third, &two});
  copy(third, clone);
  clone.origins_told = 200;
  write(third, "c", "5");
  write(clone, "c", "6");
  expect_one_record({&one, &third, &clone, &two});
  EXPECT_EQ(texts("c"), (Texts{"5", "6"}));
  EXPECT_EQ(former_origins(clone.store).value().size(), 2u);
}

TEST_F(ReissueTest, P41_M4_WhatAReissuedVersionAndADraftHadSeenStaysSeen) {
  write(two, "a", "another's");
  settle(two);
  settle(one);
  copy(one, clone);
  write(one, "z", "so that the copy is one");
  settle(one);
  write(clone, "a", "has seen another's");
  const Name own{clone.origin, 1, "a"};
  clone.put_draft({interview(1), {"a", Value::text("typed"), SaidBy::child, {}, {own}}, {}});
  expect_one_record({&clone, &one, &two});
  EXPECT_EQ(texts("a"), Texts{"has seen another's"});
  const Draft draft = clone.store.drafts().value().at(0);
  EXPECT_EQ(draft.version.seen, (std::vector<Name>{{clone.origin, 1, "a"}}));
}

TEST_F(ReissueTest, P41_M7_WhatWasSubmittedIsPinnedUnderItsNewNames) {
  write(one, "z", "shared");
  settle(one);
  copy(one, clone);
  write(one, "z", "so that the copy is one");
  settle(one);
  write(clone, "a", "submitted");
  const RecordHeader header = submit(clone, 3);
  expect_one_record({&clone, &one, &two});
  const InterviewStanding standing = standing_of(*server.store.record(interview(1).id).value(),
                                                 {*server.store.record(header.id).value()}, {});
  ASSERT_EQ(standing.submissions.size(), 1u);
  const auto pinned =
      pinned_record(standing.submissions[0].pin, server.store.history(interview(1).id).value());
  ASSERT_TRUE(pinned.ok()) << pinned.error().detail;
  EXPECT_EQ(pinned.value().value("a")->as_text(), "submitted");
  EXPECT_EQ(pinned.value().value("z")->as_text(), "shared");
}

TEST_F(ReissueTest, P19_S2_S11_WhatTheOtherSentAndWasAdmittedIsNotTakenForOwn) {
  write(one, "a", "shared");
  settle(one);
  copy(one, clone);
  write(one, "a", "sent since");
  write(one, "b", "forbidden");
  settle(one);
  server.decide({one.origin, 3, true, two.user, server.now, "It is true."});
  const Bytes request = clone.ask(server.now).value();
  const Bytes answer = server.serve(request, clone.user).value();
  const auto taken = clone.client->take(answer, server.now, server.now);
  ASSERT_TRUE(taken.ok()) << taken.error().detail;
  EXPECT_TRUE(taken.value().more);
  write(clone, "c", "typed before the receipt was verified");
  write(clone, "d", "and more");
  expect_one_record({&clone, &one, &two});
  EXPECT_EQ(texts("a"), Texts{"sent since"});
  EXPECT_EQ(texts("b"), Texts{"forbidden"});
  EXPECT_EQ(texts("c"), Texts{"typed before the receipt was verified"});
  EXPECT_EQ(texts("d"), Texts{"and more"});
  EXPECT_EQ(changes_at_server(), 5u);
  EXPECT_TRUE(clone.store.aside().value().empty());
}

// The submission in a change that was set aside, rebuilt from what the council knows.
Result<Record> submitted_in(const TestServer& server, const Quarantined& held) {
  std::vector<Change> known = server.store.history(interview(1).id).value();
  for (const Quarantined& one : server.store.quarantined_of_user(held.user).value()) {
    known.push_back(decode_change(one.change).value());
  }
  const Change submission = decode_change(held.change).value();
  for (const Version& version : submission.versions) {
    if (const auto octets = version.value.as_octets_of(ValueKind::pin)) {
      HW_TRY(pin, decode<Pin>(*octets));
      return pinned_record(pin, known);
    }
  }
  return Error{Code::not_found, "it submits nothing"};
}

TEST_F(ReissueTest, P41_M7_S7_WhatIsPinnedIsNotPurgedBeforeItHasItsNewNames) {
  write(two, "z", "another's");
  settle(two);
  settle(one);
  copy(one, clone);
  write(one, "z", "so that the copy is one");
  settle(one);
  write(clone, "a", "submitted");
  submit(clone, 2);
  server.withdraw(clone.user, record_id(1));
  settle(clone);
  EXPECT_FALSE(clone.store.record(interview(1).id).value());
  const auto held = server.store.quarantined_of_user(clone.user).value();
  ASSERT_EQ(held.size(), 2u);
  const auto rebuilt = submitted_in(server, held[1]);
  ASSERT_TRUE(rebuilt.ok()) << rebuilt.error().detail;
  EXPECT_EQ(rebuilt.value().value("z")->as_text(), "another's");
}

TEST_F(ReissueTest, P22_P41_M7_S7_NorWhereOnlyTheReceiptShowsTheFork) {
  write(two, "z", "another's");
  settle(two);
  settle(one);
  write(one, "b", "of both");
  copy(one, clone);
  write(one, "z", "so that the copy is one");
  settle(one);
  const Bytes request = clone.ask(server.now).value();
  write(clone, "a", "submitted");
  submit(clone, 3);
  server.withdraw(clone.user, record_id(1));
  const Bytes answer = server.serve(request, clone.user).value();
  const auto taken = clone.client->take(answer, server.now, server.now);
  ASSERT_TRUE(taken.ok()) << taken.error().detail;
  EXPECT_EQ(taken.value().standing, Standing::ok);
  ASSERT_TRUE(taken.value().to_verify);
  EXPECT_TRUE(clone.client->confirm(*taken.value().to_verify).value());
  settle(clone);
  const auto held = server.store.quarantined_of_user(clone.user).value();
  ASSERT_EQ(held.size(), 2u);
  const auto rebuilt = submitted_in(server, held[1]);
  ASSERT_TRUE(rebuilt.ok()) << rebuilt.error().detail;
  EXPECT_EQ(rebuilt.value().value("z")->as_text(), "another's");
}

TEST_F(ReissueTest, P40_S2_WhatWasSetAsideBeforeStaysToldAndWhatTheOtherSentIsNot) {
  write(one, "a", "forbidden");
  settle(one);
  copy(one, clone);
  write(one, "b", "forbidden");
  settle(one);
  write(clone, "c", "forbidden");
  settle(clone);
  const auto held = clone.store.notices().value();
  ASSERT_EQ(held.size(), 2u);
  const bool old_first = held[0].origin == one.origin;
  EXPECT_EQ(held[old_first ? 0 : 1].origin, one.origin);
  EXPECT_EQ(held[old_first ? 0 : 1].notice.number, 1u);
  EXPECT_EQ(held[old_first ? 1 : 0].origin, clone.origin);
  EXPECT_EQ(held[old_first ? 1 : 0].notice.number, 1u);
}

TEST_F(ReissueTest, P40_S3_WithoutAVerifiedReceiptTheOriginStaysAndItIsAskedAgain) {
  write(one, "a", "of the first");
  settle(one);
  write(clone, "a", "of the copy");
  ASSERT_TRUE(clone.meet(server).ok());
  EXPECT_EQ(clone.state().standing, Standing::forked);
  const Bytes request = clone.ask(server.now).value();
  ASSERT_TRUE(clone.client->take(server.serve(request, clone.user).value(), {0}, {1}).ok());
  clone.start();
  EXPECT_EQ(clone.state().origin, one.origin);
  EXPECT_EQ(server.store.origin_state(one.origin).value().number, 1u);
  expect_one_record({&clone, &one});
}

TEST_F(ReissueTest, P40_AnOriginThatFollowsNeedsToBeAnotherAndTakesNothingWithIt) {
  ASSERT_TRUE(one.meet(server).ok());
  write(one, "a", "words");
  Request request = server.read(one.ask(server.now).value()).value();
  request.successor = one.origin;
  EXPECT_EQ(read_request(frame(request)).error().code, Code::bad_input);
  request.successor = origin(50);
  EXPECT_EQ(read_request(frame(request)).error().code, Code::bad_input);
  request.pushed = {{{}, change_digest(*request.pushed[0].change.read().value()), {}}};
  ASSERT_TRUE(server.serve(frame(request), one.user).ok());
  EXPECT_EQ(server.store.origin_state(one.origin).value().number, 0u);
  EXPECT_TRUE(server.store.quarantined_of_user(one.user).value().empty());
}

}  // namespace
}  // namespace homeward
