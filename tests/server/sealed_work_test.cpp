// Work that a purge took and that the council lost comes back sealed (S4, S7; P44): over HTTP,
// with the seal a tablet makes and a real backup put back.
#include "server/sealed_work.h"

#include "server/backup.h"
#include "sync/leaving.h"
#include "tests/server/program.h"
#include "tests/server/tablet.h"
#include "tests/sync/builders.h"

namespace homeward::test {
namespace {

constexpr const char* why = "what_happened.why";
constexpr const char* words = "Told to nobody else.";

class SealedWorkTest : public ServiceWorld {
 protected:
  SealedWorkTest() { start(); }

  std::string backup(const char* name = "backup.db") const { return folder_.path() + "/" + name; }
  void put_back() {
    wait(1000);
    const auto restored = restore(
        folder_.path(), backup(), [&](ServerDatabase&) -> Result<UserId> { return user("ada"); },
        now());
    ASSERT_TRUE(restored.ok()) << restored.error().detail;
  }
  void back_up_to(const std::string& file) {
    const auto made = back_up(folder_.path(), file, now());
    ASSERT_TRUE(made.ok()) << made.error().detail;
  }
  // As the worker does it; `whose` is bound in.
  void seal_what_left(Tablet& tablet, const UserId& whose) {
    std::vector<Leaving> next = next_to_seal(tablet.store()).value();
    for (Leaving& one : next) {
      one.octets =
          seal(authority_.recovery_key.public_half, one.octets, leaving_purpose, whose).value();
      EXPECT_EQ(one.octets.find(words), Bytes::npos);
    }
    auto transaction = Transaction::begin(tablet.store());
    ASSERT_TRUE(keep_sealed(tablet.store(), next).ok() && transaction.value().commit().ok());
    ASSERT_TRUE(next_to_seal(tablet.store()).value().empty());
  }
  // Written since the backup, held by the council, and then purged.
  void write_and_purge(Tablet& iris, const UserId& sealed_for) {
    back_up_to(backup());
    iris.write(interview(1), why, words);
    iris.sync();
    write([&](ServerDatabase& db) { return db.store().withdraw(user("iris"), child(1).id, {}); });
    iris.sync();
    EXPECT_FALSE(iris.has(interview(1)));
    seal_what_left(iris, sealed_for);
  }
  std::vector<Quarantined> aside() {
    return reader()->store().quarantined_of_user(user("iris")).value();
  }
};

TEST_F(SealedWorkTest, P44_S4_S7_WhatOnlyAPurgedTabletHadIsInQuarantineAfterARestore) {
  Tablet iris(port(), "iris", user("iris"), 1, authority_);
  write_and_purge(iris, user("iris"));
  put_back();
  iris.browser().sign_in("iris");
  iris.sync();
  ASSERT_EQ(aside().size(), 1u);
  const Quarantined held = aside().front();
  EXPECT_EQ(held.record, interview(1));
  EXPECT_EQ(decode_change(held.change).value().versions.at(0).value, Value::text(words));
  EXPECT_FALSE(iris.has(interview(1))) << "the right stays withdrawn";
  const Ran listed = run_homeward({"--data", folder_.path(), "quarantine", "list", "--by", "ada"});
  EXPECT_NE(listed.out.find("iris"), std::string::npos) << listed.out << listed.err;
}

TEST_F(SealedWorkTest, P44_ASealThatDoesNotOpenIsADigestAndHoldsUpNothing) {
  Tablet iris(port(), "iris", user("iris"), 1, authority_);
  write_and_purge(iris, user("ivan"));
  put_back();
  iris.browser().sign_in("iris");
  iris.write(child(1), "identity.given_name", "what follows");
  iris.sync();
  const std::vector<Quarantined> held = aside();
  ASSERT_EQ(held.size(), 2u);
  EXPECT_EQ(held[0].notice.code, "purged");
  EXPECT_EQ(held[0].change, left_of(iris.store(), 1).value()->octets) << "kept as it came";
  EXPECT_EQ(held[1].record, child(1));
  EXPECT_EQ(iris.held(), 2u);
}

TEST_F(SealedWorkTest, P27_P44_ARescueFileBringsItToo) {
  Tablet iris(port(), "iris", user("iris"), 1, authority_);
  write_and_purge(iris, user("iris"));
  put_back();
  iris.browser().sign_in("iris");
  iris.exchange();  // it is told that the council was put back, and sends nothing yet (P5)
  const Bytes rescue = iris.rescue();
  const auto sealed =
      seal(authority_.recovery_key.public_half, rescue, "homeward rescue 1", user("iris"));
  Browser ivan(port());
  ivan.sign_in("ivan");
  const http::Answer brought = ivan.post_octets(
      "/api/rescue", "homeward rescue 1\n" + user("iris").hex() + "\n" + sealed.value());
  ASSERT_EQ(brought.status, 200) << brought.body;
  ASSERT_EQ(aside().size(), 1u);
  EXPECT_EQ(decode_change(aside().front().change).value().versions.at(0).value, Value::text(words));
}

TEST_F(SealedWorkTest, P44_S4_OnceABackupHoldsItTheTabletKeepsNothing) {
  Tablet iris(port(), "iris", user("iris"), 1, authority_);
  write_and_purge(iris, user("iris"));
  iris.sync();
  ASSERT_EQ(count_leaving(iris.store()).value(), 1u);
  back_up_to(backup("later.db"));
  iris.sync();
  EXPECT_EQ(count_leaving(iris.store()).value(), 0u);
}

TEST_F(SealedWorkTest, S4_ABackupThatCouldNotBeMadeIsToldOfToNobody) {
  Tablet iris(port(), "iris", user("iris"), 1, authority_);
  write_and_purge(iris, user("iris"));
  ASSERT_EQ(back_up(folder_.path(), backup(), now()).error().code, Code::refused);
  iris.sync();
  EXPECT_EQ(count_leaving(iris.store()).value(), 1u);
}

TEST(OpenSealedWorkTest, P44_AChangeOfAnotherDigestIsNotTakenForTheOneThatWent) {
  Authority authority;
  authority.recovery_key = make_recovery_key();
  const UserId whose = id<UserId>(1);
  const Change change = text_change(origin(1), 1, words);
  const Bytes sealed =
      seal(authority.recovery_key.public_half, encode(change), leaving_purpose, whose).value();
  Request request;
  request.pushed = {{Bytes(), change_digest(change), sealed},
                    {Bytes(), digest("another", {"change"}), sealed}};
  Request received = request;
  open_sealed_work(received, authority, whose, 2);
  EXPECT_EQ(received, request) << "both are here: nothing is opened";
  open_sealed_work(request, authority, whose, 0);
  EXPECT_EQ(request.pushed[0].change.octets(), encode(change));
  EXPECT_FALSE(request.pushed[0].purged.has_value());
  EXPECT_TRUE(request.pushed[1].change.empty());
  EXPECT_EQ(request.pushed[1].purged, digest("another", {"change"}));
}

TEST(OpenSealedWorkTest, P44_P9_NothingBeyondAGapIsOpened) {
  Authority authority;
  authority.recovery_key = make_recovery_key();
  const Change change = text_change(origin(1), 6, words);
  Request request;
  request.claim = Claim{5, {}};
  request.pushed = {
      {Bytes(), change_digest(change),
       seal(authority.recovery_key.public_half, encode(change), leaving_purpose, id<UserId>(1))
           .value()}};
  open_sealed_work(request, authority, id<UserId>(1), 4);
  EXPECT_TRUE(request.pushed[0].change.empty());
  open_sealed_work(request, authority, id<UserId>(1), 5);
  EXPECT_EQ(request.pushed[0].change.octets(), encode(change));
}

TEST(OpenSealedWorkTest, S4_AFileNamedAsAnOriginSaysNothingOfItsChanges) {
  MemoryServerStore store;
  auto transaction = Transaction::begin(store);
  const RecordId file = RecordId::of(origin(1).view());
  ASSERT_TRUE(note_pieces_backed_up(store, file, 160).ok());
  EXPECT_EQ(backed_up(store, origin(1)).value(), 0u);
  EXPECT_EQ(pieces_backed_up(store, file).value(), 160u);
}

}  // namespace
}  // namespace homeward::test
