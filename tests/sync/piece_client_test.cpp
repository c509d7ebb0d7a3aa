// A device's half of the conversation about files, with a council that says what it likes.
#include "sync/piece_client.h"

#include <gtest/gtest.h>

#include "sync/memory_store.h"
#include "tests/sync/builders.h"

namespace homeward {
namespace {

using namespace test;

const Bytes letter = Bytes(piece_octets_max, 'a') + Bytes(piece_octets_max, 'b') + "c";

struct PieceClientTest : testing::Test {
  MemoryClientStore store;
  PieceClient files{store};
  const RecordHeader file{record_id(50), std::string(attachment_type), record_id(1),
                          record_id(101)};
  const FileManifest manifest = manifest_of("text/plain", letter);

  void SetUp() override {
    ClientState state;
    state.origin = origin(1);
    state.dataset = id<DatasetId>(1);
    state.epoch = id<Epoch>(2);
    in_transaction([&] { return store.put_state(state); });
  }
  template <class Work>
  void in_transaction(Work work) {
    auto transaction = Transaction::begin(store);
    const Result<void> done = work();
    ASSERT_TRUE(done.ok()) << done.error().detail;
    ASSERT_TRUE(transaction.value().commit().ok());
  }
  // Another's record, or one's own with its pieces.
  void know(unsigned by) {
    const Change change = ChangeBuilder(origin(by), 1, file)
                              .writes(FieldKey(file_field), Value::text(written(manifest)));
    in_transaction([&]() -> Result<void> {
      HW_CHECK(by == 1 ? store.append_own(change) : Result<void>());
      HW_TRY(appended, store.append(change));
      return appended.position > 0 ? Result<void>() : Error{Code::corrupt, "not appended"};
    });
  }
  void add_here() {
    know(1);
    in_transaction([&]() -> Result<void> {
      for (std::size_t place = 0; place < manifest.pieces.size(); ++place) {
        HW_CHECK(store.put_piece(file.id, piece_at(letter, place)));
      }
      return {};
    });
  }
  void want() {
    know(2);
    in_transaction([&] { return want_file(store, file.id, true); });
  }
  PiecesRequest next() {
    const Bytes request = files.request().value();
    return request.empty() ? PiecesRequest{} : read_pieces_request(request).value();
  }
  SignedHolding holding(unsigned epoch) const {
    return {{id<DatasetId>(1), id<Epoch>(epoch), file.id, manifest.whole, {5}}, {}};
  }
  // How many requests it makes before it has nothing more to say.
  std::size_t requests_until_done(const PiecesAnswer& always) {
    files.begin_round();
    for (std::size_t made = 0; made < 100; ++made) {
      if (next() == PiecesRequest{}) {
        return made;
      }
      EXPECT_TRUE(files.take(frame(always)).ok());
      EXPECT_TRUE(files.confirm().ok());
    }
    return 100;
  }
};

TEST_F(PieceClientTest, P32_ARoundEndsWhateverTheCouncilSays) {
  add_here();
  EXPECT_EQ(requests_until_done({}), 1u);
  PiecesAnswer lacking;
  lacking.lacking = {{file.id, manifest.pieces}};  // as if nothing that is sent ever arrived
  EXPECT_LT(requests_until_done(lacking), 20u);
  PiecesAnswer of_another_epoch;
  of_another_epoch.held = {holding(9)};
  EXPECT_LT(requests_until_done(of_another_epoch), 5u);
}

TEST_F(PieceClientTest, P33_ALineThatDamagesEveryPieceEndsTheRoundAndTheNextBeginsAgain) {
  want();
  PiecesAnswer damaged;
  damaged.pieces = {{file.id, "something else"}};
  EXPECT_LT(requests_until_done(damaged), 20u);
  EXPECT_TRUE(store.pieces(file.id).value().empty());
  files.begin_round();
  EXPECT_EQ(next().wanted.size(), 3u);
}

TEST_F(PieceClientTest, P34_S3_AWordOfAnotherEpochOrForAnotherFileIsNone) {
  add_here();
  for (const bool is_other_file : {false, true}) {
    SignedHolding word = holding(is_other_file ? 2 : 3);
    if (is_other_file) {
      word.holding.whole = file_digest("another file");
    }
    files.begin_round();
    ASSERT_EQ(next().asked.size(), 1u);
    PiecesAnswer answer;
    answer.held = {word};
    ASSERT_TRUE(files.take(frame(answer)).ok());
    ASSERT_TRUE(files.confirm().ok());
    EXPECT_FALSE(holding_of(store, file.id).value());
    EXPECT_TRUE(is_unsent_file(store, file.id).value());
  }
}

TEST_F(PieceClientTest, P34_S3_NothingIsHeldBeforeTheWordWasVerified) {
  add_here();
  ASSERT_EQ(next().asked.size(), 1u);
  PiecesAnswer answer;
  answer.held = {holding(2)};
  ASSERT_TRUE(files.take(frame(answer)).ok());
  EXPECT_TRUE(is_unsent_file(store, file.id).value());
  ASSERT_TRUE(files.confirm().ok());
  EXPECT_FALSE(is_unsent_file(store, file.id).value());
  EXPECT_TRUE(holding_of(store, file.id).value());
}

TEST_F(PieceClientTest, P29_S9_OnASlowLineOnePieceIsSentAndGotAtATime) {
  add_here();
  ASSERT_FALSE(next().asked.empty());
  ASSERT_TRUE(
      files.take(frame(PiecesAnswer{{{file.id, manifest.pieces}}, {}, {}, {}, {}, {}, {}})).ok());
  EXPECT_EQ(read_pieces_request(files.request(0).value()).value().sent.size(), 1u);
  EXPECT_EQ(read_pieces_request(files.request(2).value()).value().sent.size(), 2u);
  EXPECT_EQ(next().sent.size(), manifest.pieces.size());
}

TEST_F(PieceClientTest, P33_S7_ADamagedPieceCostsARescueItsFileAlone) {
  add_here();
  ASSERT_EQ(files.carry(1 << 20).value().left_out, 0u);
  MemoryTables tables = store.tables();
  tables.pieces.at({file.id, manifest.pieces[1]})[0] ^= 1;
  store.restore(tables);
  const auto carried = files.carry(1 << 20);
  ASSERT_TRUE(carried.ok()) << carried.error().detail;
  EXPECT_EQ(carried.value().left_out, 1u);
  EXPECT_TRUE(carried.value().requests.empty());
}

TEST_F(PieceClientTest, AnAnswerNobodyWaitsForIsRefused) {
  EXPECT_EQ(files.take(frame(PiecesAnswer{})).error().code, Code::refused);
}

TEST_F(PieceClientTest, T5_AFullTabletTakesNoneOfAnAnswer) {
  want();
  ASSERT_EQ(next().wanted.size(), 3u);
  PiecesAnswer answer;
  answer.pieces = {{file.id, Bytes(piece_at(letter, 0))}};
  store.set_full(true);
  EXPECT_EQ(files.take(frame(answer)).error().code, Code::full);
  store.set_full(false);
  EXPECT_TRUE(store.pieces(file.id).value().empty());
  EXPECT_EQ(next().wanted.size(), 3u);
}

}  // namespace
}  // namespace homeward
