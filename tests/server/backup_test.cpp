// Backups, and a server put back to one while tablets hold later work (S4, S5).
#include "server/backup.h"

#include <fstream>

#include "tests/server/program.h"
#include "tests/server/tablet.h"
#include "tests/sync/builders.h"

namespace homeward::test {
namespace {

class BackupTest : public ServiceWorld {
 protected:
  BackupTest() { start(); }

  Tablet tablet(const std::string& who, unsigned number) {
    return Tablet(port(), who, user(who), number, authority_);
  }
  std::string backup(unsigned number) const {
    return folder_.path() + "/backup-" + std::to_string(number) + ".db";
  }
  Result<Restored> put_back(const std::string& file) {
    return restore(
        folder_.path(), file, [&](ServerDatabase&) -> Result<UserId> { return user("ada"); },
        now());
  }
  // A folder without a database that refuses to be one: a backup with a flipped octet.
  static void flip(const std::string& file, std::streamoff at) {
    std::fstream octets(file, std::ios::in | std::ios::out | std::ios::binary);
    octets.seekg(at);
    const int before = octets.get();
    octets.seekp(at);
    octets.put(static_cast<char>(before ^ 0x20));
  }
};

FieldKey question(int number) {
  return "what_happened.q" + std::to_string(number);
}

// P14: each tablet is told by its first exchange, and sends again what is missing until nothing
// more is to be done. All that every tablet wrote is then there.
TEST_F(BackupTest, S5_P14_PutBackToAnyOfManyBackupsNothingIsMissingOnceEachTabletHasSynced) {
  constexpr int backups = 100, fields = 2 * backups;
  Tablet iris = tablet("iris", 1);
  Tablet sam = tablet("sam", 2);
  ASSERT_EQ(sam.exchange(), 200);
  for (int i = 0; i < fields; ++i) {
    if (i % 2 == 0) {
      const auto made = back_up(folder_.path(), backup(static_cast<unsigned>(i / 2)), now());
      ASSERT_TRUE(made.ok()) << made.error().detail;
    }
    Tablet& writer = i % 3 == 0 ? sam : iris;
    writer.write(interview(1), question(i), "Words " + std::to_string(i));
    writer.sync();
  }
  for (unsigned back = 0; back < backups; ++back) {
    wait(1000);
    const unsigned which = (back * 37) % backups;  // older and newer ones by turns
    const auto restored = put_back(backup(which));
    ASSERT_TRUE(restored.ok()) << restored.error().detail;
    EXPECT_GE(restored.value().missing, fields - 2 * which);
    iris.browser().sign_in("iris");
    sam.browser().sign_in("sam");
    ASSERT_EQ(iris.exchange(), 200) << iris.answered.body;
    EXPECT_EQ(iris.taken.standing, Standing::restored);
    ASSERT_EQ(sam.exchange(), 200);
    EXPECT_EQ(sam.taken.standing, Standing::restored);
    iris.sync();
    sam.sync();
    const auto held = reader()->store().record(interview(1).id).value();
    ASSERT_TRUE(held);
    for (int i = 0; i < fields; ++i) {
      ASSERT_NE(held->value(question(i)), nullptr) << i;
      EXPECT_EQ(held->value(question(i))->as_text(), "Words " + std::to_string(i));
    }
    iris.sync();  // what the other tablet brought back
    EXPECT_EQ(*held, *iris.record(interview(1)));
    EXPECT_EQ(*held, *sam.record(interview(1)));
    EXPECT_EQ(verify(reader()->store()).value().faults, std::vector<std::string>{});
  }
}

TEST_F(BackupTest, WhatWasThereIsKeptAndTheAuditSaysWhoPutBackWhat) {
  Tablet iris = tablet("iris", 1);
  ASSERT_TRUE(back_up(folder_.path(), backup(1), now()).ok());
  iris.write(interview(1), question(1), "Later words");
  iris.sync();
  const auto restored = put_back(backup(1));
  ASSERT_TRUE(restored.ok()) << restored.error().detail;
  EXPECT_EQ(restored.value().missing, 1u);
  EXPECT_FALSE(reader()->store().record(interview(1).id).value());
  const std::vector<AuditLine> lines = audit();
  ASSERT_FALSE(lines.empty());
  EXPECT_EQ(lines.front().act, "restore");
  EXPECT_EQ(lines.front().user, user("ada"));
  EXPECT_EQ(lines.front().detail, "to the backup of " + to_string(restored.value().made));
  // What was kept is itself a database.
  auto kept = Database::open(restored.value().kept, Database::Access::read);
  ASSERT_TRUE(kept.ok());
  auto store = SqliteServerStore::open(std::move(kept).value());
  ASSERT_TRUE(store.ok());
  EXPECT_TRUE(store.value()->record(interview(1).id).value());
}

TEST_F(BackupTest, S3AKeyRotatedSinceTheBackupStaysInUse) {
  ASSERT_TRUE(back_up(folder_.path(), backup(1), now()).ok());
  write([](ServerDatabase& db) -> Result<void> {
    HW_CHECK(rotate_receipt_key(db.store()));
    return {};
  });
  const Authority before = load_authority(reader()->store()).value();
  ASSERT_TRUE(put_back(backup(1)).ok());
  const Authority after = load_authority(reader()->store()).value();
  EXPECT_EQ(after.receipt_key.public_half, before.receipt_key.public_half);
  EXPECT_EQ(after.handovers, before.handovers);
  EXPECT_NE(after.dataset.epoch, before.dataset.epoch);
}

TEST_F(BackupTest, ABackupOverwritesNothingAndADamagedOrForeignOneIsNotPutBack) {
  Tablet iris = tablet("iris", 1);
  iris.write(interview(1), question(1), "Words");
  iris.sync();
  ASSERT_TRUE(back_up(folder_.path(), backup(1), now()).ok());
  EXPECT_EQ(back_up(folder_.path(), backup(1), now()).error().code, Code::refused);
  EXPECT_EQ(put_back(folder_.path() + "/absent.db").error().code, Code::not_found);
  EXPECT_EQ(put_back(folder_.file()).error().code, Code::refused) << "not made by backup";

  const Folder elsewhere;
  SystemRandom random;
  {
    const auto other = ServerDatabase::open(elsewhere.path(), ServerDatabase::Mode::create)
                           .value()
                           ->store()
                           .database()
                           .run("SELECT 1");
    ASSERT_TRUE(other.ok());
    auto made = ServerDatabase::open(elsewhere.path(), ServerDatabase::Mode::write);
    auto transaction = Transaction::begin(made.value()->store());
    ASSERT_TRUE(begin_authority(made.value()->store(), "Other", "lancashire", random).ok());
    ASSERT_TRUE(transaction.value().commit().ok());
  }
  ASSERT_TRUE(back_up(elsewhere.path(), backup(2), now()).ok());
  EXPECT_EQ(put_back(backup(2)).error().code, Code::refused);

  std::ifstream whole(backup(1), std::ios::binary);
  const std::string octets((std::istreambuf_iterator<char>(whole)), {});
  const auto database = reader();
  Query row(database->store().database(), "SELECT state FROM record WHERE id = ?");
  ASSERT_TRUE(row.with(interview(1).id.view()).next().value());
  const std::size_t words = octets.find(row.octets(0).substr(20, 60));
  ASSERT_NE(words, std::string::npos);
  flip(backup(1), static_cast<std::streamoff>(words));
  const auto damaged = put_back(backup(1));
  ASSERT_FALSE(damaged.ok());
  EXPECT_EQ(damaged.error().code, Code::corrupt);
  EXPECT_NE(damaged.error().detail.find("backup-1.db"), std::string::npos);
  EXPECT_TRUE(reader()->store().record(interview(1).id).value()) << "nothing was changed";
}

TEST_F(BackupTest, TheCommandsSayWhatTheyDidAndWorkBesideARunningServer) {
  Tablet iris = tablet("iris", 1);
  iris.write(interview(1), question(1), "Words");
  iris.sync();
  const Ran made = run_homeward({"--data", folder_.path(), "backup", backup(3)});
  EXPECT_EQ(made.code, 0) << made.err;
  iris.write(interview(1), question(2), "More words");
  iris.sync();
  EXPECT_NE(run_homeward({"--data", folder_.path(), "restore", backup(3), "--by", "iris"}).code, 0);
  const Ran restored =
      run_homeward({"--data", folder_.path(), "restore", backup(3), "--by", "ada"});
  EXPECT_EQ(restored.code, 0) << restored.err;
  EXPECT_NE(restored.out.find("1 changes received since"), std::string::npos) << restored.out;
  // Where there is no database yet.
  const Folder fresh;
  const Ran moved =
      run_homeward({"--data", fresh.path() + "/new", "restore", backup(3), "--by", "ada"});
  EXPECT_EQ(moved.code, 0) << moved.err;
  EXPECT_EQ(run_homeward({"--data", fresh.path() + "/new", "verify"}).code, 0);
}

}  // namespace
}  // namespace homeward::test
