// What both stores promise (sync/store.h), asked of the memory and the SQLite one.
#include "tests/sync/both_stores.h"

namespace homeward {
namespace {

using namespace test;

template <class Stores>
class StoreContractTest : public BothStoresTest<Stores> {};
TYPED_TEST_SUITE(StoreContractTest, BothStores);

TYPED_TEST(StoreContractTest, S1_AppendingTwiceIsTheSameAsOnce) {
  const Change change = text_change(origin(1), 1, "ran for the bus");
  const Appended first = append(*this->server, change);
  const Appended second = append(*this->server, change);
  EXPECT_TRUE(first.was_new);
  EXPECT_FALSE(second.was_new);
  EXPECT_EQ(first.position, second.position);
  EXPECT_EQ(this->server->history(change.record.id).value().size(), 1u);
  EXPECT_EQ(this->server->head().value(), first.position);
}

TYPED_TEST(StoreContractTest, V2_PositionsFollowCommitOrder) {
  EXPECT_EQ(append(*this->server, text_change(origin(2), 1, "a")).position, 1u);
  EXPECT_EQ(append(*this->server, text_change(origin(1), 1, "b")).position, 2u);
  this->grant(1, 7);
  EXPECT_EQ(append(*this->server, text_change(origin(1), 2, "c")).position, 4u);
}

TYPED_TEST(StoreContractTest, WhatWasNotCommittedNeverHappened) {
  const Change change = text_change(origin(1), 1, "never");
  {
    auto transaction = Transaction::begin(*this->server);
    ASSERT_TRUE(this->server->append(change).ok());
    ASSERT_TRUE(this->server->extend_chain(change.origin, 1, Digest{{1}}).ok());
    ASSERT_TRUE(this->server->grant(user(1), record_id(1), {}).ok());
    ASSERT_TRUE(this->server->put_meta("name", "octets").ok());
  }
  EXPECT_FALSE(this->server->in_transaction());
  EXPECT_FALSE(this->server->record(change.record.id).value().has_value());
  EXPECT_EQ(this->server->origin_state(change.origin).value(), OriginState());
  EXPECT_TRUE(this->server->scopes(user(1)).value().empty());
  EXPECT_FALSE(this->server->meta("name").value().has_value());
  EXPECT_EQ(this->server->head().value(), 0u);
  EXPECT_EQ(append(*this->server, change).position, 1u);
}

TYPED_TEST(StoreContractTest, M2_FoldsEachChangeIntoItsRecord) {
  const Change first = text_change(origin(1), 1, "one");
  const Change second = text_change(origin(2), 1, "two");
  in_transaction(*this->server, [&] {
    ASSERT_TRUE(this->server->append(first).ok());
    ASSERT_TRUE(this->server->append(second).ok());
    EXPECT_EQ(this->server->record(first.record.id).value()->heads("what_happened.why").size(), 2u);
    EXPECT_EQ(this->server->records_of_child(first.record.child).value().size(), 1u);
  });
  Record expected(first.record);
  expected.integrate(second);
  expected.integrate(first);
  EXPECT_EQ(this->server->record(first.record.id).value(), expected);
}

TYPED_TEST(StoreContractTest, RefusesAChangeWhoseRecordIsOfAnotherChildAndKeepsTheTransaction) {
  const Change first = text_change(origin(1), 1, "one");
  Change astray = text_change(origin(2), 1, "two");
  astray.record.child = record_id(2);
  in_transaction(*this->server, [&] {
    ASSERT_TRUE(this->server->append(first).ok());
    EXPECT_EQ(this->server->append(astray).error().code, Code::bad_input);
  });
  EXPECT_EQ(this->server->history(first.record.id).value().size(), 1u);
  EXPECT_EQ(this->server->head().value(), 1u);
}

TYPED_TEST(StoreContractTest, ListsRecordsByChildAndByType) {
  append(*this->server, text_change(origin(1), 1, "one", interview(2, 1)));
  append(*this->server, text_change(origin(1), 2, "two", interview(1, 1)));
  append(*this->server, text_change(origin(1), 3, "three", interview(3, 2)));
  append(*this->server, text_change(origin(1), 4, "name", child_record(1)));
  const auto of_child = this->server->records_of_child(record_id(1)).value();
  ASSERT_EQ(of_child.size(), 3u);
  EXPECT_EQ(of_child[0].header(), child_record(1));
  EXPECT_EQ(of_child[1].header(), interview(1, 1));
  EXPECT_EQ(this->server->records_of_type("interview").value().size(), 3u);
  EXPECT_TRUE(this->server->records_of_type("offer").value().empty());
}

// Long enough that a store sets old changes aside from what is in view.
TYPED_TEST(StoreContractTest, M6_ALongHistoryIsKeptWholeAndInItsOrderAndTakesLateChanges) {
  std::vector<Change> written;
  for (std::uint64_t number = 1; number <= 200; ++number) {
    const std::vector<Name> seen =
        number % 7 == 1 ? std::vector<Name>()
                        : std::vector<Name>{{origin(1), number - 1, "what_happened.why"}};
    written.push_back(
        ChangeBuilder(origin(1), number).says("what_happened.why", std::to_string(number), seen));
  }
  const Change late = written[21];  // arrives when what replaced it is long here
  std::vector<Change> arrived = written;
  arrived.erase(arrived.begin() + 21);
  Record expected(late.record);
  for (std::size_t i = 0; i < arrived.size(); ++i) {
    append(*this->server, arrived[i]);
    expected.integrate(arrived[i]);
    ASSERT_EQ(this->server->record(late.record.id).value(), expected) << i;
  }
  append(*this->server, late);
  expected.integrate(late);
  arrived.push_back(late);
  EXPECT_FALSE(append(*this->server, written[3]).was_new);
  EXPECT_EQ(this->server->record(late.record.id).value(), expected);
  EXPECT_EQ(this->server->history(late.record.id).value(), arrived);
  EXPECT_EQ(this->server->change(origin(1), 3).value(), encode(written[2]));
  EXPECT_EQ(this->server->record_of(origin(1), 3).value(), late.record.id);
  EXPECT_EQ(this->server->changes_from(origin(1), 1, 1 << 20).value().size(), 200u);
}

TYPED_TEST(StoreContractTest, AChangeIsFoundAsItStandsNow) {
  const auto found = [&](std::uint64_t number) {
    return this->client->placed_change(origin(1), number).value();
  };
  const Change first = text_change(origin(1), 1, "first");
  const Change second = text_change(origin(1), 2, "second");
  this->append_own(first);
  {
    Snapshot outer(*this->client);
    ASSERT_TRUE(outer.begin().ok());
    Snapshot inner(*this->client);
    ASSERT_TRUE(inner.begin().ok());
    EXPECT_FALSE(found(2));
    const auto kept = found(1);
    EXPECT_EQ(*kept->change, first);
    in_transaction(*this->client, [&] {
      EXPECT_EQ(*found(1)->change, first);
      ASSERT_TRUE(this->client->append_own(second).ok());
      EXPECT_EQ(*found(2)->change, second);
      EXPECT_LT(found(1)->position, found(2)->position);
    });
    EXPECT_EQ(*found(2)->change, second);
    EXPECT_EQ(*kept->change, first);
  }
  in_transaction(*this->client, [&] {
    EXPECT_TRUE(found(1) && found(2));
    EXPECT_FALSE(this->client->purge({record_id(1), {}}, {1, 1}).value());
    EXPECT_FALSE(found(1));
    EXPECT_EQ(*found(2)->change, second);
  });
  EXPECT_EQ(this->client->history(first.record.id).value(), std::vector<Change>{second});
}

TYPED_TEST(StoreContractTest, S7_PurgeTakesALongHistoryToo) {
  for (std::uint64_t number = 1; number <= 120; ++number) {
    const std::vector<Name> seen =
        number == 1 ? std::vector<Name>()
                    : std::vector<Name>{{origin(1), number - 1, "what_happened.why"}};
    this->append_own(
        ChangeBuilder(origin(1), number).says("what_happened.why", std::to_string(number), seen));
  }
  in_transaction(*this->client, [&] {
    EXPECT_FALSE(this->client->purge({record_id(1), {}}, {119, 119}).value());
  });
  EXPECT_EQ(this->client->history(interview(1).id).value().size(), 1u);
  EXPECT_EQ(this->client->changes_from(origin(1), 1, 1 << 20).value().size(), 1u);
  in_transaction(*this->client, [&] {
    EXPECT_TRUE(this->client->purge({record_id(1), {}}, {120, 120}).value());
  });
  EXPECT_FALSE(this->client->record(interview(1).id).value().has_value());
}

TYPED_TEST(StoreContractTest, P37_ARebuiltRecordHasTheChangesItIsGivenAndNoOthers) {
  std::vector<Change> changes;
  for (std::uint64_t number = 1; number <= 120; ++number) {
    const std::vector<Name> seen =
        number == 1 ? std::vector<Name>()
                    : std::vector<Name>{{origin(1), number - 1, "what_happened.why"}};
    changes.push_back(
        ChangeBuilder(origin(1), number).says("what_happened.why", std::to_string(number), seen));
    this->append_own(changes.back());
  }
  const Change beside = text_change(origin(2), 1, "beside", interview(2));
  append(*this->client, beside);
  changes.erase(changes.begin() + 60);
  changes.push_back(text_change(origin(3), 7, "of another"));
  Record expected(changes.front().record);
  for (const Change& change : changes) {
    expected.integrate(change);
  }
  const auto chain = this->client->origin_state(origin(1)).value();
  in_transaction(*this->client,
                 [&] { EXPECT_TRUE(this->client->rebuild(changes.front().record, changes).ok()); });
  EXPECT_EQ(this->client->history(interview(1).id).value(), changes);
  EXPECT_EQ(this->client->record(interview(1).id).value(), expected);
  EXPECT_FALSE(this->client->change(origin(1), 61).value().has_value());
  EXPECT_EQ(this->client->origin_state(origin(1)).value(), chain);
  EXPECT_EQ(this->client->history(interview(2).id).value(), std::vector<Change>{beside});
}

TYPED_TEST(StoreContractTest, P36_SaysWhichRecordsOfWhichChildrenThereAre) {
  append(*this->client, text_change(origin(2), 1, "a", interview(2, 7)));
  append(*this->client, text_change(origin(2), 2, "a", interview(1, 7)));
  append(*this->client, text_change(origin(2), 3, "a", interview(3, 5)));
  EXPECT_EQ(this->client->children().value(), (std::vector<RecordId>{record_id(5), record_id(7)}));
  EXPECT_EQ(this->client->headers_of_child(record_id(7)).value(),
            (std::vector<RecordHeader>{interview(1, 7), interview(2, 7)}));
  EXPECT_TRUE(this->client->headers_of_child(record_id(6)).value().empty());
}

// Of two changes that each say they saw the other, none is in view; a row that was sealed since
// says the same as all its changes.
TYPED_TEST(StoreContractTest, M2_ARecordIsWhatItsChangesMakeWhereNothingOfAFieldIsLeftInView) {
  std::vector<Change> changes = {
      ChangeBuilder(origin(2), 1).says("a", "one", {{origin(3), 1, "a"}}),
      ChangeBuilder(origin(3), 1).says("a", "two", {{origin(2), 1, "a"}})};
  for (std::uint64_t number = 2; number <= 120; ++number) {
    changes.push_back(ChangeBuilder(origin(2), number)
                          .says("b", std::to_string(number), {{origin(2), number - 1, "b"}}));
  }
  Record expected(changes.front().record);
  for (const Change& change : changes) {
    append(*this->server, change);
    expected.integrate(change);
  }
  EXPECT_EQ(this->server->record(expected.header().id).value(), expected);
  EXPECT_TRUE(expected.heads("a").empty());
}

TYPED_TEST(StoreContractTest, GivesChangesOfAnOriginWithinOctetsButAtLeastOne) {
  for (std::uint64_t number = 1; number <= 5; ++number) {
    append(*this->server, text_change(origin(1), number, "same length"));
  }
  append(*this->server, text_change(origin(2), 1, "of another"));
  const auto all = this->server->changes_from(origin(1), 2, 1 << 20).value();
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all[0].number, 2u);
  const Bytes second = *this->server->change(origin(1), 2).value();
  EXPECT_EQ(all[0].change.octets(), second);
  EXPECT_EQ(this->server->changes_from(origin(1), 1, second.size() * 2).value().size(), 2u);
  EXPECT_EQ(this->server->changes_from(origin(1), 1, 0).value().size(), 1u);
  EXPECT_TRUE(this->server->changes_from(origin(3), 1, 100).value().empty());
}

TYPED_TEST(StoreContractTest, S5_KeepsEveryLinkOfAChain) {
  in_transaction(*this->server, [&] {
    ASSERT_TRUE(this->server->extend_chain(origin(1), 1, Digest{{1}}).ok());
    ASSERT_TRUE(this->server->extend_chain(origin(1), 2, Digest{{2}}).ok());
  });
  EXPECT_EQ(this->server->origin_state(origin(1)).value(), (OriginState{2, Digest{{2}}}));
  EXPECT_EQ(this->server->chain_at(origin(1), 0).value(), Digest());
  EXPECT_EQ(this->server->chain_at(origin(1), 1).value(), Digest{{1}});
  EXPECT_FALSE(this->server->chain_at(origin(1), 3).value().has_value());
}

TYPED_TEST(StoreContractTest, KeepsSmallThingsByName) {
  in_transaction(*this->server, [&] {
    ASSERT_TRUE(this->server->put_meta("a", Bytes("\0\1", 2)).ok());
    ASSERT_TRUE(this->server->put_meta("a", "new").ok());
    ASSERT_TRUE(this->server->put_meta("b", "").ok());
    ASSERT_TRUE(this->server->put_meta("c", "gone").ok());
    ASSERT_TRUE(this->server->erase_meta("c").ok());
  });
  EXPECT_EQ(this->server->meta("a").value(), "new");
  EXPECT_EQ(this->server->meta("b").value(), "");
  EXPECT_FALSE(this->server->meta("c").value().has_value());
}

// ---- the tablet's

TYPED_TEST(StoreContractTest, T1_ANewerDraftReplacesTheOlderOfItsFieldOnly) {
  Draft draft{interview(1), {"what_happened.why", Value::text("ran"), {}, {}, {}}, {1000}};
  Draft other = draft;
  other.version.field = "what_happened.where";
  Draft elsewhere = draft;
  elsewhere.record = interview(2);
  Draft newer = draft;
  newer.version.value = Value::text("ran away");
  in_transaction(*this->client, [&] {
    for (const Draft& one : {draft, other, elsewhere, newer}) {
      ASSERT_TRUE(this->client->put_draft(one).ok());
    }
  });
  EXPECT_EQ(this->client->drafts(interview(1).id).value(), (std::vector<Draft>{other, newer}));
  EXPECT_EQ(this->client->drafts().value().size(), 3u);
  in_transaction(*this->client, [&] {
    ASSERT_TRUE(this->client->erase_draft(interview(1).id, "what_happened.why").ok());
  });
  EXPECT_EQ(this->client->drafts(interview(1).id).value(), std::vector<Draft>{other});
}

TYPED_TEST(StoreContractTest, S1_OwnChangesExtendTheChain) {
  const Change first = text_change(origin(1), 1, "one");
  this->append_own(first);
  EXPECT_EQ(this->client->origin_state(origin(1)).value(),
            (OriginState{1, chain(Digest(), change_digest(first))}));
}

TYPED_TEST(StoreContractTest, AnOwnChangeTooLargeToSendIsRefusedWhereItIsMade) {
  ChangeBuilder builder(origin(1), 1);
  for (const char* field : {"a", "b", "c", "d", "e"}) {
    builder.says(field, std::string(value_octets_max - 1, 'x'));
  }
  auto transaction = Transaction::begin(*this->client);
  EXPECT_EQ(this->client->append_own(builder).error().code, Code::too_large);
}

TYPED_TEST(StoreContractTest, S2_KeepsNoticesAndChangesSetAside) {
  const QuarantineNotice second{2, "refused", "not permitted", false};
  const QuarantineNotice fifth{5, "bad_input", "cut short", true};
  const SetAside aside{77, "octets", "from a newer program"};
  in_transaction(*this->client, [&] {
    ASSERT_TRUE(this->client->put_notice(origin(1), fifth).ok());
    ASSERT_TRUE(this->client->put_notice(origin(1), second).ok());
    ASSERT_TRUE(this->client->put_notice(origin(2), fifth).ok());
    ASSERT_TRUE(this->client->put_aside(aside).ok());
  });
  using Notices = std::vector<HeldNotice>;
  EXPECT_EQ(this->client->notices().value(),
            (Notices{{origin(1), second, {}}, {origin(1), fifth, {}}, {origin(2), fifth, {}}}));
  EXPECT_EQ(this->client->aside().value(), std::vector<SetAside>{aside});
  in_transaction(*this->client, [&] {
    ASSERT_TRUE(this->client->erase_notices_after(origin(1), 2).ok());
    ASSERT_TRUE(this->client->erase_aside(77).ok());
  });
  EXPECT_TRUE(this->client->aside().value().empty());
  EXPECT_EQ(this->client->notices().value(),
            (Notices{{origin(1), second, {}}, {origin(2), fifth, {}}}));
}

TYPED_TEST(StoreContractTest, S2_ADecisionIsKeptBesideItsNoticeWhicheverIsHeardFirst) {
  const QuarantineNotice second{2, "refused", "not permitted", false};
  const HeldDecision ruling{origin(1), 2, true, user(7), {5}, "She was allocated that day."};
  const auto put_ruling = [&] {
    in_transaction(*this->client, [&] { ASSERT_TRUE(this->client->put_ruling(ruling).ok()); });
  };
  put_ruling();
  EXPECT_TRUE(this->client->notices().value().empty());
  in_transaction(*this->client,
                 [&] { ASSERT_TRUE(this->client->put_notice(origin(1), second).ok()); });
  EXPECT_EQ(this->client->notices().value(),
            (std::vector<HeldNotice>{{origin(1), second, ruling}}));
  in_transaction(*this->client, [&] { ASSERT_TRUE(this->client->erase_rulings().ok()); });
  EXPECT_EQ(this->client->notices().value(), (std::vector<HeldNotice>{{origin(1), second, {}}}));
  put_ruling();
  EXPECT_EQ(this->client->notices().value().front().ruling, ruling);
}

TYPED_TEST(StoreContractTest, S2_TheFirstDecisionOnAQuarantinedChangeStands) {
  const Quarantined held{origin(1), user(1), {5}, {1, "refused", "no", false}, interview(1), "o"};
  const HeldDecision first{origin(1), 1, true, user(7), {6}, "first"};
  HeldDecision second = first;
  second.admitted = false;
  in_transaction(*this->server, [&] {
    ASSERT_TRUE(this->server->put_quarantined(held).ok());
    EXPECT_TRUE(this->server->put_ruling(first).value());
    EXPECT_FALSE(this->server->put_ruling(second).value());
  });
  EXPECT_EQ(this->server->ruling(origin(1), 1).value(), first);
  EXPECT_EQ(this->server->ruling(origin(1), 2).value(), std::nullopt);
  const std::uint64_t at = this->server->head().value();
  using Placed = std::vector<PlacedDecision>;
  EXPECT_EQ(this->server->rulings_since(user(1), at - 1, 9).value(), (Placed{{at, first}}));
  EXPECT_EQ(this->server->rulings_since(user(1), at, 9).value(), Placed());
  EXPECT_EQ(this->server->rulings_since(user(2), 0, 9).value(), Placed());
  EXPECT_EQ(this->server->rulings_since(user(1), 0, 0).value(), Placed());
}

TYPED_TEST(StoreContractTest, P16_S2_AnAdmittedChangeComesBackToItsOwnTabletToo) {
  const Change held = text_change(origin(1), 1, "held");
  in_transaction(*this->server, [&] {
    ASSERT_TRUE(this->server->grant(user(1), record_id(1), {}).ok());
    ASSERT_TRUE(
        this->server
            ->put_quarantined(
                {origin(1), user(1), {5}, {1, "refused", "no", false}, held.record, encode(held)})
            .ok());
    ASSERT_TRUE(this->server->append(held).ok());
    ASSERT_TRUE(this->server->append(text_change(origin(1), 2, "not held")).ok());
    ASSERT_TRUE(this->server->put_ruling({origin(1), 1, true, user(7), {6}, "yes"}).value());
  });
  const Page page = this->server->page(user(1), origin(1), {1, 1}, 1 << 20).value();
  ASSERT_EQ(page.changes.size(), 1u);
  EXPECT_EQ(page.changes[0].change, encode(held));
}

TYPED_TEST(StoreContractTest, S11_WhatIsTakenOutLeavesWhatTheRestMakes) {
  in_transaction(*this->client, [&] {
    ClientState state;
    state.origin = origin(1);
    ASSERT_TRUE(this->client->put_state(state).ok());
    for (std::uint64_t number = 1; number <= 60; ++number) {
      const FieldKey field = "a";
      ChangeBuilder change(origin(1), number, number == 60 ? interview(2) : interview(1));
      change.says(
          field, "own " + std::to_string(number),
          number == 1 ? std::vector<Name>() : std::vector<Name>{{origin(1), number - 1, field}});
      ASSERT_TRUE(this->client->append_own(change).ok());
    }
    ASSERT_TRUE(this->client->append(text_change(origin(2), 1, "another's")).ok());
  });
  const Digest second = *this->client->chain_at(origin(1), 2).value();
  const std::vector<Change> before = this->client->history(interview(1).id).value();
  this->client->take_touched();
  in_transaction(*this->client, [&] { ASSERT_TRUE(this->client->take_out_after(2).ok()); });
  EXPECT_EQ(this->client->take_touched(), std::set<RecordId>{record_id(1)});
  EXPECT_EQ(this->client->origin_state(origin(1)).value(), (OriginState{2, second}));
  EXPECT_FALSE(this->client->record(interview(2).id).value().has_value());
  EXPECT_FALSE(this->client->change(origin(1), 3).value().has_value());
  const std::vector<Change> left = this->client->history(interview(1).id).value();
  EXPECT_EQ(left, (std::vector<Change>{before[0], before[1], before.back()}));
  Record folded(interview(1));
  for (const Change& change : left) {
    folded.integrate(change);
  }
  EXPECT_EQ(this->client->record(interview(1).id).value(), folded);
}

TYPED_TEST(StoreContractTest, P35_P41_S11_TheFileOfARecordThatIsWrittenAgainIsNotPurged) {
  RecordHeader photograph = interview(1);
  photograph.type = attachment_type;
  this->append_own(ChangeBuilder(origin(1), 1, photograph).writes("a", Value::text("x")));
  in_transaction(*this->client, [&] {
    ASSERT_TRUE(this->client->put_piece(photograph.id, "a piece").ok());
    ASSERT_TRUE(this->client->put_meta("file_got/" + photograph.id.hex(), "yes").ok());
  });
  in_transaction(*this->client, [&] { ASSERT_TRUE(this->client->take_out_after(0).ok()); });
  EXPECT_FALSE(this->client->record(photograph.id).value().has_value());
  EXPECT_EQ(this->client->pieces(photograph.id).value().size(), 1u);
}

TYPED_TEST(StoreContractTest, TellsOnceWhichChildrenWereTouchedByAppendingAndByAPurge) {
  using Children = std::set<RecordId>;
  EXPECT_EQ(this->client->take_touched(), Children{});
  this->append_own(ChangeBuilder(origin(1), 1, interview(1, 1, 1)).writes("a", Value::text("x")));
  append(*this->client,
         ChangeBuilder(origin(2), 1, interview(2, 2, 2)).writes("a", Value::text("y")));
  EXPECT_EQ(this->client->take_touched(), (Children{record_id(1), record_id(2)}));
  EXPECT_EQ(this->client->take_touched(), Children{}) << "told already";
  in_transaction(*this->client, [&] {
    ASSERT_TRUE(this->client->purge({record_id(2), {}}, {0, 0}).ok());
  });
  EXPECT_EQ(this->client->take_touched(), Children{record_id(2)});
}

TYPED_TEST(StoreContractTest, S7_PurgeTakesWhatIsHeldAndLeavesUnsentWork) {
  const Change own_held = text_change(origin(1), 1, "held");
  const Change own_unsent = text_change(origin(1), 2, "unsent");
  const Change of_another = text_change(origin(2), 1, "another's");
  this->append_own(own_held);
  this->append_own(own_unsent);
  append(*this->client, of_another);
  append(*this->client, text_change(origin(2), 2, "only theirs", interview(2)));
  append(*this->client, text_change(origin(2), 3, "other child", interview(3, 2)));
  const Withdrawal all_of_child{record_id(1), {}};
  in_transaction(*this->client, [&] {
    EXPECT_FALSE(this->client->purge(all_of_child, {1, 1}).value());
    EXPECT_EQ(this->client->history(interview(1).id).value(), std::vector<Change>{own_unsent});
  });
  Record left(interview(1));
  left.integrate(own_unsent);
  EXPECT_EQ(this->client->record(interview(1).id).value(), left);
  EXPECT_FALSE(this->client->record(interview(2).id).value().has_value());
  EXPECT_TRUE(this->client->record(interview(3, 2).id).value().has_value());
  EXPECT_EQ(this->client->purged_digest(1).value(), change_digest(own_held));
  EXPECT_FALSE(this->client->purged_digest(2).value().has_value());
  in_transaction(*this->client, [&] {
    EXPECT_TRUE(this->client->purge(all_of_child, {2, 2}).value());
  });
  EXPECT_FALSE(this->client->record(interview(1).id).value().has_value());
  EXPECT_EQ(this->client->origin_state(origin(1)).value().number, 2u);
  EXPECT_TRUE(append(*this->client, of_another).was_new);
}

// What was read of a record before is not what is written of it after.
TYPED_TEST(StoreContractTest, S7_WhatAPurgeTookDoesNotComeBackInItsTransaction) {
  const Change own = text_change(origin(1), 1, "unsent");
  std::string much;  // more than a tail may hold, however it is packed
  for (unsigned i = 0; i < 100; ++i) {
    much += digest("much", {std::to_string(i)}).hex();
  }
  const Change after = text_change(origin(2), 2, much);
  this->append_own(own);
  append(*this->client, text_change(origin(2), 1, "another's"));
  in_transaction(*this->client, [&] {
    ASSERT_TRUE(this->client->placed_change(origin(2), 1).value().has_value());
    EXPECT_FALSE(this->client->purge({record_id(1), {}}, {0, 0}).value());
    ASSERT_TRUE(this->client->append(after).ok());
  });
  Record left(interview(1));
  left.integrate(own);
  left.integrate(after);
  EXPECT_EQ(this->client->record(interview(1).id).value(), left);
}

TYPED_TEST(StoreContractTest, S7_PurgeKeepsTheEpisodesStillSeenAndTheChildsOwnRecord) {
  append(*this->client, text_change(origin(2), 1, "kept", interview(1, 1, 1)));
  append(*this->client, text_change(origin(2), 2, "gone", interview(2, 1, 2)));
  append(*this->client, text_change(origin(2), 3, "kept", child_record(1)));
  in_transaction(*this->client, [&] {
    EXPECT_TRUE(this->client->purge({record_id(1), {record_id(101)}}, {0, 0}).value());
  });
  EXPECT_TRUE(this->client->record(interview(1, 1, 1).id).value().has_value());
  EXPECT_FALSE(this->client->record(interview(2, 1, 2).id).value().has_value());
  EXPECT_TRUE(this->client->record(record_id(1)).value().has_value());
}

// ---- the server's

TYPED_TEST(StoreContractTest, S2_ListsQuarantineByOriginUserAndChild) {
  Quarantined one{origin(1), user(1), {5}, {3, "refused", "no", false}, interview(1), "octets"};
  Quarantined unreadable{origin(1), user(2), {6}, {4, "bad_input", "?", true}, {}, "x"};
  in_transaction(*this->server, [&] {
    ASSERT_TRUE(this->server->put_quarantined(unreadable).ok());
    ASSERT_TRUE(this->server->put_quarantined(one).ok());
  });
  using List = std::vector<Quarantined>;
  EXPECT_EQ(this->server->quarantined_of_origin(origin(1), 0).value(), (List{one, unreadable}));
  EXPECT_EQ(this->server->quarantined_of_origin(origin(1), 3).value(), List{unreadable});
  EXPECT_EQ(this->server->quarantined_of_user(user(1)).value(), List{one});
  EXPECT_EQ(this->server->quarantined_of_child(record_id(1)).value(), List{one});
}

TYPED_TEST(StoreContractTest, AnOriginHasOneOwner) {
  EXPECT_FALSE(this->server->owner(origin(1)).value().has_value());
  in_transaction(*this->server,
                 [&] { ASSERT_TRUE(this->server->put_owner(origin(1), user(4)).ok()); });
  EXPECT_EQ(this->server->owner(origin(1)).value(), user(4));
}

TYPED_TEST(StoreContractTest, P28_PiecesAreKeptUnderTheirAttachmentAndNamedByTheirDigest) {
  const RecordId one = record_id(11), other = record_id(12);
  const auto put = [&](Store& store) {
    in_transaction(store, [&] {
      for (const char* octets : {"b", "a", "a"}) {
        ASSERT_TRUE(store.put_piece(one, octets).ok());
      }
      ASSERT_TRUE(store.put_piece(other, "a").ok());
    });
  };
  for (Store* store :
       {static_cast<Store*>(this->client.get()), static_cast<Store*>(this->server.get())}) {
    put(*store);
    const auto names = store->pieces(one).value();
    ASSERT_EQ(names.size(), 2u);
    EXPECT_LT(names[0], names[1]);
    EXPECT_EQ(store->piece(one, piece_digest("b")).value(), "b");
    EXPECT_EQ(store->piece(other, piece_digest("b")).value(), std::nullopt);
    EXPECT_EQ(store->attachments_with_pieces().value(), (std::vector<RecordId>{one, other}));
    in_transaction(*store, [&] { ASSERT_TRUE(store->erase_piece(one, piece_digest("a")).ok()); });
    EXPECT_EQ(store->piece(one, piece_digest("a")).value(), std::nullopt);
    EXPECT_EQ(store->piece(other, piece_digest("a")).value(), "a");
  }
}

TEST(SqlitePiecesTest, P33_APieceWhoseOctetsChangedOnDiskIsToldAndNeverGiven) {
  auto store = SqliteServerStore::open(SqliteStores::database()).value();
  in_transaction(*store, [&] { ASSERT_TRUE(store->put_piece(record_id(1), "as it was").ok()); });
  ASSERT_TRUE(store->database().run("UPDATE piece SET octets = x'00'").ok());
  EXPECT_EQ(store->piece(record_id(1), piece_digest("as it was")).error().code, Code::corrupt);
  EXPECT_EQ(store->pieces(record_id(1)).value().size(), 1u);
}

TEST(SqlitePiecesTest, S4_PiecesThatWereNotCommittedNeverHappened) {
  auto store = SqliteClientStore::open(SqliteStores::database()).value();
  {
    auto transaction = Transaction::begin(*store);
    ASSERT_TRUE(store->put_piece(record_id(1), "half of it").ok());
  }
  EXPECT_TRUE(store->attachments_with_pieces().value().empty());
}

}  // namespace
}  // namespace homeward
