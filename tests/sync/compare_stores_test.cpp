// What a comparison finds and mends is the same over both stores, on the tablet and at the
// council (P36, P37); compare_test.cpp has the rest, over the memory store.
#include "sync/comparison.h"
#include "tests/sync/both_stores.h"
#include "tests/sync/loopback.h"

namespace homeward {
namespace {

using namespace test;

constexpr unsigned records = 40;

template <class Stores>
class CompareStoresTest : public testing::Test {
 protected:
  void SetUp() override {
    in_transaction(*council, [&] {
      ASSERT_TRUE(put_dataset_state(*council, {id<DatasetId>(9), id<Epoch>(1), {}}).ok());
      ASSERT_TRUE(council->grant(user(1), record_id(1), {}).ok());
      ASSERT_TRUE(council->grant(user(2), record_id(1), {}).ok());
    });
    begin(*author, 1);
    begin(*tablet, 2);
    in_transaction(*author, [&] {
      std::uint64_t number = 0;
      for (unsigned record = 0; record < records; ++record) {
        ASSERT_TRUE(author
                        ->append_own(ChangeBuilder(origin(1), ++number, interview(record))
                                         .says("a", "answer")
                                         .says("b", "another"))
                        .ok());
        ASSERT_TRUE(author
                        ->append_own(ChangeBuilder(origin(1), ++number, interview(record))
                                         .says("a", "changed", {{origin(1), number - 1, "a"}}))
                        .ok());
      }
    });
    settle(*author, 1);
    settle(*tablet, 2);
    ASSERT_EQ(tablet->history(interview(records - 1).id).value().size(), 2u);
  }

  static void begin(ClientStore& store, unsigned number) {
    in_transaction(store, [&] {
      ClientState state;
      state.origin = origin(number);
      ASSERT_TRUE(store.put_state(state).ok());
    });
  }

  Result<Bytes> serve(BytesView octets, UserId who) {
    VisibleBases bases(*council, who);
    HW_TRY(request, read_request(octets, &bases));
    ScopeGate gate(who);
    HW_TRY(transaction, Transaction::begin(*council));
    HW_TRY(applied, apply(*council, request, who, gate, signer, now));
    HW_CHECK(transaction.commit());
    HW_TRY(answered, answer(*council, octets, request, applied, who, signer, now));
    return answered.octets;
  }

  void settle(ClientStore& store, unsigned number) {
    SyncClient client(store);
    const auto is_unsent = [&] {
      return store.origin_state(origin(number)).value().number >
             store.state().value().confirmed_number();
    };
    for (bool more = true; more || is_unsent();) {
      const Bytes octets = client.request(now, origin(90)).value();
      const auto taken = client.take(serve(octets, user(number)).value(), now, now);
      ASSERT_TRUE(taken.ok()) << taken.error().detail;
      more = taken.value().more;
      if (taken.value().to_verify) {
        more = client.confirm(*taken.value().to_verify).value() || more;
      }
    }
  }

  Result<Compared> compare() {
    exchanges = 0;
    Comparison comparison(*tablet);
    while (!comparison.is_over()) {
      HW_TRY(octets, comparison.request());
      HW_TRY(request, read_compare_request(octets));
      HW_TRY(given, answer_comparison(*council, octets, request, user(2)));
      HW_CHECK(comparison.take(given.octets));
      ++exchanges;
    }
    return comparison.found();
  }

  // What is stored of a record is not what came, and nobody wrote it.
  template <class Spoil>
  void plant(const RecordHeader& record, Spoil spoil) {
    std::vector<Change> changes = tablet->history(record.id).value();
    spoil(changes);
    in_transaction(*tablet, [&] { ASSERT_TRUE(tablet->rebuild(record, changes).ok()); });
    ASSERT_NE(tablet->history(record.id).value(), council->history(record.id).value());
  }

  void expect_mended(const std::vector<RecordHeader>& planted) {
    const auto compared = compare();
    ASSERT_TRUE(compared.ok()) << compared.error().detail;
    EXPECT_EQ(compared.value(), (Compared{records, planted, {}}));
    for (unsigned number = 0; number < records; ++number) {
      const RecordId id = interview(number).id;
      EXPECT_EQ(tablet->record(id).value(), council->record(id).value());
      EXPECT_EQ(tablet->history(id).value().size(), council->history(id).value().size());
    }
    EXPECT_EQ(compare().value(), (Compared{records, {}, {}}));
    EXPECT_EQ(exchanges, 1u);
  }

  std::unique_ptr<ServerStore> council = Stores::server();
  std::unique_ptr<ClientStore> author = Stores::client();
  std::unique_ptr<ClientStore> tablet = Stores::client();
  DigestSigner signer;
  Instant now{1'800'000'000'000};
  unsigned exchanges = 0;
};

TYPED_TEST_SUITE(CompareStoresTest, BothStores);

TYPED_TEST(CompareStoresTest, P36_TwoThatAreAlikeNeedOneExchange) {
  this->expect_mended({});
}

TYPED_TEST(CompareStoresTest, P37_AMissingChangeComes) {
  this->plant(interview(7), [](auto& changes) { changes.erase(changes.begin()); });
  this->plant(interview(8), [](auto& changes) { changes.pop_back(); });
  this->expect_mended({interview(7), interview(8)});
}

TYPED_TEST(CompareStoresTest, P37_AMissingRecordComes) {
  this->plant(interview(7), [](auto& changes) { changes.clear(); });
  this->expect_mended({interview(7)});
}

TYPED_TEST(CompareStoresTest, P37_AFieldMissingInAChangeComes) {
  this->plant(interview(7), [](auto& changes) { changes[0].versions.pop_back(); });
  ASSERT_TRUE(this->tablet->record(interview(7).id).value()->heads("b").empty());
  this->expect_mended({interview(7)});
  EXPECT_EQ(this->tablet->record(interview(7).id).value()->value("b")->as_text(), "another");
}

TYPED_TEST(CompareStoresTest, P37_AFlippedOctetIsPutRight) {
  this->plant(interview(7),
              [](auto& changes) { changes[1].versions[0].value = Value::text("changee"); });
  this->expect_mended({interview(7)});
}

TYPED_TEST(CompareStoresTest, P37_AnotherAuthorInstantOrSharingIsPutRight) {
  this->plant(interview(7), [](auto& changes) { changes[0].author = user(5); });
  this->plant(interview(8), [](auto& changes) { changes[0].at = changes[0].at.plus_ms(1); });
  this->plant(interview(9),
              [](auto& changes) { changes[0].versions[0].sharing = Sharing::police; });
  this->expect_mended({interview(7), interview(8), interview(9)});
}

TYPED_TEST(CompareStoresTest, P37_EveryRecordSpoiltIsPutRight) {
  std::vector<RecordHeader> all;
  for (unsigned number = 0; number < records; ++number) {
    this->plant(interview(number), [](auto& changes) { changes.pop_back(); });
    all.push_back(interview(number));
  }
  this->expect_mended(all);
}

}  // namespace
}  // namespace homeward
