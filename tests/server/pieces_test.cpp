// Files of attachments between real halves over HTTP (docs/protocol.md, P28 to P35): who may
// send and have them, what a cut or a damaged piece leads to, and what is said of them.
#include "server/pieces.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/record/fields.h"
#include "server/backup.h"
#include "server/verify.h"
#include "tests/server/program.h"
#include "tests/server/tablet.h"
#include "tests/sync/builders.h"

namespace homeward::test {
namespace {

constexpr std::size_t pieces_count = 11;

class PiecesTest : public ServiceWorld {
 protected:
  PiecesTest() { start(); }

  Tablet tablet(const std::string& who, unsigned number) {
    return Tablet(port(), who, user(who), number, authority_);
  }
  void back_up_now() {
    const auto made = back_up(folder_.path(), folder_.path() + "/backup.db", now());
    ASSERT_TRUE(made.ok()) << made.error().detail;
  }
  // Eleven pieces, no two alike.
  static Bytes letter() {
    Bytes file;
    for (unsigned line = 0; file.size() < pieces_count * piece_octets_max - 100; ++line) {
      file += "line " + std::to_string(line) + " of what was said\n";
    }
    return file;
  }
  std::size_t held_at_council(const RecordHeader& file) {
    return reader()->store().pieces(file.id).value().size();
  }
  // Octets of one piece become others, as on a failing disk.
  void damage_at_council() {
    write([](ServerDatabase& db) {
      return db.store().database().run(
          "UPDATE piece SET octets = zeroblob(length(octets)) WHERE rowid = 3");
    });
  }
  void want(Tablet& tablet, const RecordHeader& file) {
    auto transaction = Transaction::begin(tablet.store());
    ASSERT_TRUE(want_file(tablet.store(), file.id, true).ok());
    ASSERT_TRUE(transaction.value().commit().ok());
  }
  PiecesAnswer ask(Tablet& tablet, const PiecesRequest& request) {
    const http::Answer answer = tablet.browser().post_octets("/api/pieces", frame(request));
    EXPECT_EQ(answer.status, 200) << answer.body;
    return read_pieces_answer(answer.body).value();
  }
};

TEST_F(PiecesTest, P34_S3_AFileIsHeldOnceAllOfItIsThereAndAnotherTabletGetsIt) {
  Tablet iris = tablet("iris", 1);
  const RecordHeader file = iris.attach(episode(1), letter());
  iris.sync();
  EXPECT_FALSE(iris.is_held(file));
  EXPECT_EQ(unsent_files(iris.store()).value(), std::vector<RecordId>{file.id});
  iris.sync_files();
  EXPECT_TRUE(iris.is_held(file));
  EXPECT_EQ(unsent_files(iris.store()).value(), std::vector<RecordId>{});
  EXPECT_EQ(iris.pieces_sent, pieces_count);
  Tablet sam = tablet("sam", 2);
  sam.sync();
  EXPECT_FALSE(sam.file(file));
  want(sam, file);
  sam.sync_files();
  EXPECT_EQ(sam.file(file), letter());
  EXPECT_TRUE(sam.is_held(file));
  EXPECT_TRUE(wanted_files(sam.store()).value().empty());
  EXPECT_GE(audited("write", file.id), 2u);
  EXPECT_GE(audited("read", file.id), 2u);  // the record, and its file
}

TEST_F(PiecesTest, P34_APartOfAFileIsNotHeld) {
  Tablet iris = tablet("iris", 1);
  const RecordHeader file = iris.attach(episode(1), letter());
  iris.sync();
  EXPECT_EQ(iris.exchange_pieces(), 200);  // asks
  EXPECT_EQ(iris.exchange_pieces(), 200);  // sends some
  EXPECT_FALSE(iris.is_held(file));
  EXPECT_EQ(held_at_council(file), pieces_at_once_usual);
  EXPECT_EQ(iris.files().sending(file.id)->done, pieces_at_once_usual);
  EXPECT_EQ(iris.files().sending(file.id)->total, pieces_count);
}

TEST_F(PiecesTest, P32_WhatWasCutIsGoneOnWithAndNothingIsSentOrGotTwice) {
  Tablet iris = tablet("iris", 1);
  const RecordHeader file = iris.attach(episode(1), letter());
  iris.sync();
  iris.exchange_pieces();
  iris.exchange_pieces();
  stop();  // the answers to what is under way are lost, and so is what the tablet knew
  start();
  iris.reconnect(port());
  iris.unlock_again();
  iris.sync_files();
  EXPECT_TRUE(iris.is_held(file));
  EXPECT_EQ(iris.pieces_sent, pieces_count);
  Tablet sam = tablet("sam", 2);
  sam.sync();
  want(sam, file);
  sam.exchange_pieces();
  sam.exchange_pieces();
  const std::size_t got = sam.pieces_got;
  EXPECT_GT(got, 0u);
  EXPECT_LT(got, pieces_count);
  sam.unlock_again();
  sam.sync_files();
  EXPECT_EQ(sam.pieces_got, pieces_count);
  EXPECT_EQ(sam.file(file), letter());
}

TEST_F(PiecesTest, P30_APieceIsTakenOnlyOfAFileThatNamesItFromWhoMayWriteIt) {
  Tablet iris = tablet("iris", 1);
  const RecordHeader file = iris.attach(episode(1), "a short letter");
  iris.sync();
  Tablet ivan = tablet("ivan", 2);
  const PiecesRequest good{{}, {{file.id, "a short letter"}}, {}, {}};
  EXPECT_EQ(ask(ivan, good).unknown, std::vector<RecordId>{file.id});
  EXPECT_EQ(held_at_council(file), 0u);
  EXPECT_EQ(ask(iris, {{}, {{file.id, "another letter"}}, {}, {}}).lacking.size(), 1u);
  EXPECT_EQ(ask(iris, {{}, {{episode(1).id, "a short letter"}}, {}, {}}).unknown.size(), 1u);
  EXPECT_EQ(held_at_council(file), 0u);
  EXPECT_EQ(ask(iris, good).held.size(), 1u);
  EXPECT_EQ(held_at_council(file), 1u);
}

TEST_F(PiecesTest, P31_V1_APieceIsGivenOnlyToWhoMayReadItsRecord) {
  Tablet iris = tablet("iris", 1);
  const RecordHeader file = iris.attach(episode(1), "a short letter");
  iris.sync();
  iris.sync_files();
  const PiecesRequest wanted{{file.id}, {}, {{file.id, piece_digest("a short letter")}}, {}};
  Tablet cass = tablet("cass", 2);  // has another episode of this child
  Tablet ivan = tablet("ivan", 3);
  Tablet ada = tablet("ada", 4);
  for (Tablet* one : {&cass, &ivan, &ada}) {
    const PiecesAnswer answer = ask(*one, wanted);
    EXPECT_TRUE(answer.pieces.empty() && answer.held.empty() && answer.lacking.empty());
    EXPECT_EQ(answer.absent.size(), 1u);
    EXPECT_EQ(answer.unknown.size(), 1u);
  }
  Tablet sam = tablet("sam", 5);
  EXPECT_EQ(ask(sam, wanted).pieces.size(), 1u);
}

TEST_F(PiecesTest, P29_WithoutASessionOrFromAnotherPageOrInAnotherFormNothingIsTaken) {
  Browser nobody(port());
  EXPECT_EQ(nobody.post_octets("/api/pieces", frame(PiecesRequest{})).status, 401);
  Browser iris(port());
  iris.sign_in("iris");
  EXPECT_EQ(iris.post_octets("/api/pieces", "HWSY").status, 400);
  EXPECT_EQ(iris.post_octets("/api/pieces", Bytes(pieces_frame_octets_max + 1, 'x')).status, 413);
  Browser other(port());
  other.sign_in("iris");
  other.more = "";
  EXPECT_EQ(other.post_octets("/api/pieces", frame(PiecesRequest{})).status, 403);
  Browser shared(port());
  shared.sign_in("iris");
  shared.user = user("ivan").hex();  // T3: whose database asks
  EXPECT_EQ(shared.post_octets("/api/pieces", frame(PiecesRequest{})).status, 403);
}

TEST_F(PiecesTest, P33_APieceDamagedOnItsWayIsSentAndAskedForAgain) {
  Tablet iris = tablet("iris", 1);
  const RecordHeader file = iris.attach(episode(1), letter());
  iris.sync();
  iris.exchange_pieces();
  PiecesRequest damaged = read_pieces_request(iris.files().request().value()).value();
  damaged.sent[1].octets[7] ^= 1;
  const PiecesAnswer lacking = ask(iris, damaged);
  EXPECT_EQ(lacking.lacking.at(0).pieces.size(), pieces_count - pieces_at_once_usual + 1);
  ASSERT_TRUE(iris.files().take(frame(lacking)).ok());
  iris.sync_files();
  EXPECT_TRUE(iris.is_held(file));

  Tablet sam = tablet("sam", 2);
  sam.sync();
  want(sam, file);
  const Bytes request = sam.files().request().value();
  PiecesAnswer answer = ask(sam, read_pieces_request(request).value());
  ASSERT_FALSE(answer.pieces.empty());
  answer.pieces[0].octets[0] ^= 1;
  ASSERT_TRUE(sam.files().take(frame(answer)).ok());
  EXPECT_EQ(sam.store().pieces(file.id).value().size(), pieces_at_once_usual - 1);
  sam.sync_files();
  EXPECT_EQ(sam.file(file), letter());
}

TEST_F(PiecesTest, P33_APieceDamagedAtTheCouncilIsFoundAndMendedByATabletThatHasIt) {
  Tablet iris = tablet("iris", 1);
  const RecordHeader file = iris.attach(episode(1), letter());
  iris.sync();
  iris.sync_files();
  EXPECT_EQ(verify(reader()->store()).value().faults, std::vector<std::string>{});
  damage_at_council();
  EXPECT_EQ(verify(reader()->store()).value().faults.size(), 1u);
  EXPECT_EQ(verify(reader()->store()).value().pieces, pieces_count);
  Tablet sam = tablet("sam", 2);
  sam.sync();
  want(sam, file);
  sam.sync_files();
  EXPECT_FALSE(sam.file(file));
  EXPECT_TRUE(sam.files().is_absent(file.id));
  EXPECT_EQ(held_at_council(file), pieces_count - 1);
  iris.unlock_again();  // and it offers what it has
  iris.sync_files();
  EXPECT_EQ(iris.pieces_sent, pieces_count + 1);
  EXPECT_EQ(held_at_council(file), pieces_count);
  sam.sync_files();
  EXPECT_EQ(sam.file(file), letter());
}

TEST_F(PiecesTest, P33_APieceDamagedOnTheTabletIsAskedForAgain) {
  Tablet iris = tablet("iris", 1);
  const RecordHeader file = iris.attach(episode(1), letter());
  iris.sync();
  iris.sync_files();
  MemoryTables damaged = iris.store().tables();
  damaged.pieces.begin()->second[0] ^= 1;
  iris.store().restore(damaged);
  EXPECT_FALSE(iris.file(file));
  auto transaction = Transaction::begin(iris.store());
  EXPECT_EQ(erase_damaged(iris.store(), file.id).value(), 1u);
  ASSERT_TRUE(want_file(iris.store(), file.id, true).ok());
  ASSERT_TRUE(transaction.value().commit().ok());
  iris.sync_files();
  EXPECT_EQ(iris.pieces_got, 1u);
  EXPECT_EQ(iris.file(file), letter());
}

TEST_F(PiecesTest, P34_S5_ACouncilPutBackIsOfferedWhatItLost) {
  Tablet iris = tablet("iris", 1);
  iris.sync();
  const RecordHeader file = iris.attach(episode(1), letter());
  iris.sync();
  iris.sync_files();
  ASSERT_TRUE(iris.is_held(file));
  write([&](ServerDatabase& db) -> Result<void> {
    HW_TRY(dataset, dataset_state(db.store()));
    HW_CHECK(db.store().erase_piece(file.id, manifest_of("text/plain", letter()).pieces[4]));
    return begin_epoch(db.store(), *dataset, now());
  });
  iris.sync();
  EXPECT_FALSE(iris.is_held(file));
  iris.sync_files();
  EXPECT_TRUE(iris.is_held(file));
  EXPECT_EQ(iris.pieces_sent, pieces_count + 1);
}

TEST_F(PiecesTest, P35_S4_S7_WhatWasNotSentIsDeliveredAfterTheRightWasWithdrawnAndGoesWithABackup) {
  Tablet iris = tablet("iris", 1);
  iris.sync();
  const RecordHeader file = iris.attach(episode(1), letter());
  iris.sync();
  write([&](ServerDatabase& db) { return db.store().withdraw(user("iris"), child(1).id, {}); });
  iris.sync();
  EXPECT_FALSE(iris.has(file));
  EXPECT_EQ(iris.store().pieces(file.id).value().size(), pieces_count);
  EXPECT_EQ(unsent_files(iris.store()).value().size(), 1u);
  iris.sync_files();
  EXPECT_EQ(held_at_council(file), pieces_count);
  EXPECT_TRUE(unsent_files(iris.store()).value().empty());
  EXPECT_EQ(iris.store().pieces(file.id).value().size(), pieces_count);
  back_up_now();
  iris.unlock_again();
  iris.sync_files();
  EXPECT_TRUE(iris.store().pieces(file.id).value().empty());
  EXPECT_EQ(iris.pieces_sent, pieces_count);
}

TEST_F(PiecesTest, P35_S4_S7_AFileOfAPurgedRecordStaysUntilABackupHoldsAllOfIt) {
  Tablet iris = tablet("iris", 1);
  const RecordHeader file = iris.attach(episode(1), letter());
  iris.sync();
  iris.sync_files();
  write([&](ServerDatabase& db) { return db.store().withdraw(user("iris"), child(1).id, {}); });
  iris.sync();
  EXPECT_FALSE(iris.has(file));
  for (const bool is_backed_up : {false, true}) {
    if (is_backed_up) {
      back_up_now();
    }
    iris.unlock_again();
    iris.sync_files();
    EXPECT_EQ(iris.store().pieces(file.id).value().empty(), is_backed_up);
  }
  EXPECT_EQ(iris.pieces_sent, pieces_count);
}

TEST_F(PiecesTest, P35_S7_AFileThatWasGotGoesWithItsRecord) {
  Tablet iris = tablet("iris", 1);
  const RecordHeader file = iris.attach(episode(1), letter());
  iris.sync();
  iris.sync_files();
  Tablet sam = tablet("sam", 2);
  sam.sync();
  want(sam, file);
  sam.sync_files();
  ASSERT_EQ(sam.store().pieces(file.id).value().size(), pieces_count);
  write([&](ServerDatabase& db) { return db.store().withdraw(user("sam"), child(1).id, {}); });
  sam.sync();
  EXPECT_TRUE(sam.store().pieces(file.id).value().empty());
}

TEST_F(PiecesTest, P35_S2_TheFileOfARecordThatIsSetAsideIsKeptWithIt) {
  Tablet iris = tablet("iris", 1);
  iris.sync();
  write([&](ServerDatabase& db) { return db.store().withdraw(user("iris"), child(1).id, {}); });
  const RecordHeader file = iris.attach(episode(1), letter());
  iris.sync();
  ASSERT_EQ(iris.notices().size(), 1u);
  iris.sync_files();
  EXPECT_EQ(held_at_council(file), pieces_count);
  Tablet sam = tablet("sam", 2);
  const PiecesAnswer answer = ask(
      sam, {{file.id}, {}, {{file.id, piece_digest(letter().substr(0, piece_octets_max))}}, {}});
  EXPECT_TRUE(answer.pieces.empty());
}

TEST_F(PiecesTest, P35_P42_S2_WhatIsAdmittedComesWithItsFile) {
  Tablet ivan = tablet("ivan", 1);
  const RecordHeader file = ivan.attach(episode(1), letter());
  ivan.sync();
  ASSERT_EQ(ivan.notices().size(), 1u);
  ivan.sync_files();
  Browser sam(port());
  sam.sign_in("sam");
  const http::Answer admitted =
      sam.post("/api/quarantine", "{\"tablet\":\"" + ivan.origin().hex() +
                                      R"(","number":"1","act":"admit","reason":"It is hers."})");
  ASSERT_EQ(admitted.status, 200) << admitted.body;
  Tablet iris = tablet("iris", 2);
  iris.sync();
  want(iris, file);
  iris.sync_files();
  EXPECT_EQ(iris.file(file), letter());
  EXPECT_TRUE(verify(reader()->store()).value().faults.empty());
}

TEST_F(PiecesTest, P35_ARescueFileCarriesTheFilesThatWereNotSent) {
  Tablet iris = tablet("iris", 1);
  iris.sync();
  const RecordHeader file = iris.attach(episode(1), letter());
  const auto bring = [&] {
    const auto sealed =
        seal(authority_.recovery_key.public_half, iris.rescue(), "homeward rescue 1", user("iris"));
    Browser browser(port());
    browser.sign_in("ivan");
    return browser
        .post_octets("/api/rescue",
                     "homeward rescue 1\n" + user("iris").hex() + "\n" + sealed.value())
        .body;
  };
  EXPECT_EQ(bring(), R"({"changes":1,"added":1,"set_aside":0,"files":1})");
  EXPECT_EQ(held_at_council(file), pieces_count);
  iris.sync();
  EXPECT_EQ(bring(), R"({"changes":0,"added":0,"set_aside":0,"files":0})");  // S1
  iris.sync_files();
  EXPECT_TRUE(iris.is_held(file));
  EXPECT_EQ(iris.pieces_sent, 0u);
}

// Two tablets that were one when the file was added say the same of it, each under its own origin.
TEST_F(PiecesTest, P28_S11_TheSameFileSaidTwiceOfARecordIsOneFile) {
  Tablet iris = tablet("iris", 1);
  Tablet copy = tablet("iris", 2);
  const RecordHeader file = iris.attach(episode(1), "a short letter");
  const auto same = written(manifest_of("text/plain", "a short letter"));
  copy.write(file, {field(FieldKey(file_field), Value::text(same))});
  iris.sync();
  copy.sync();
  EXPECT_TRUE(copy.notices().empty());
  ASSERT_EQ(reader()->store().record(file.id).value()->heads(FieldKey(file_field)).size(), 2u);
  iris.sync_files();
  iris.sync();
  EXPECT_EQ(iris.file(file), "a short letter");
  EXPECT_TRUE(iris.is_held(file));
  want(copy, file);
  copy.sync_files();
  EXPECT_EQ(copy.file(file), "a short letter");
}

TEST_F(PiecesTest, P28_AnotherFileForARecordIsSetAside) {
  Tablet iris = tablet("iris", 1);
  const RecordHeader file = iris.attach(episode(1), "a short letter");
  iris.sync();
  const auto says = [](std::string_view text) {
    return std::vector<Version>{field(FieldKey(file_field), Value::text(text))};
  };
  iris.write(file, says(written(manifest_of("text/plain", "another letter"))));
  RecordHeader unreadable = file;
  unreadable.id = record_id(7777);
  iris.write(unreadable, says("no file at all"));
  iris.sync();
  const auto notices = iris.notices();
  ASSERT_EQ(notices.size(), 2u);
  EXPECT_EQ(notices[0].code, "wrong_file");
  EXPECT_EQ(notices[1].code, "wrong_file");
}

TEST_F(PiecesTest, ExportWritesTheFilesAndNamesThoseItCannot) {
  const Folder out;
  const auto run_export = [&] {
    return run_homeward({"--data", folder_.path(), "export", "--child", child(1).id.hex(),
                         "--reader", "sam", "--files", out.path() + "/files"});
  };
  Tablet iris = tablet("iris", 1);
  const RecordHeader file = iris.attach(episode(1), letter());
  iris.sync();
  const std::string written = out.path() + "/files/" + file.id.hex() + ".txt";
  const std::string named = "attachment " + file.id.hex() + ": not written: ";

  const Ran early = run_export();
  EXPECT_EQ(early.code, 0) << early.err;
  EXPECT_NE(early.err.find(named + "not all of its file has arrived yet"), early.err.npos)
      << early.err;
  EXPECT_FALSE(std::filesystem::exists(written));

  iris.sync_files();
  const Ran whole = run_export();
  EXPECT_EQ(whole.code, 0);
  EXPECT_EQ(whole.err, "");
  EXPECT_NE(whole.out.find(file.id.hex()), whole.out.npos);
  std::ifstream read(written, std::ios::binary);
  EXPECT_EQ(Bytes(std::istreambuf_iterator<char>(read), {}), letter());

  damage_at_council();
  const Ran damaged = run_export();
  EXPECT_EQ(damaged.code, 1);
  EXPECT_NE(damaged.err.find(named), damaged.err.npos) << damaged.err;
  EXPECT_NE(damaged.err.find("damaged here, and not written: 1 of the files"), damaged.err.npos);
}

}  // namespace
}  // namespace homeward::test
