// What a database that was put back takes over from the one before it, and what it leaves.
#include "server/backup.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "server/import.h"
#include "tests/server/program.h"
#include "tests/server/tablet.h"
#include "tests/sync/builders.h"

namespace homeward::test {
namespace {

const FieldKey given_name = "identity.given_name";

class RestoreTest : public ServiceWorld {
 protected:
  RestoreTest() { start(); }

  std::string backup() const { return folder_.path() + "/backup.db"; }
  void back_up_now() {
    const auto made = back_up(folder_.path(), backup(), now());
    ASSERT_TRUE(made.ok()) << made.error().detail;
  }
  Restored put_back() {
    wait(1000);
    const auto restored = restore(
        folder_.path(), backup(), [&](ServerDatabase&) -> Result<UserId> { return user("ada"); },
        now());
    EXPECT_TRUE(restored.ok()) << restored.error().detail;
    return restored.ok() ? restored.value() : Restored{};
  }
  // One child of the team north, called `name`: how many records that changed.
  std::size_t import(const std::string& name) {
    std::size_t changed = 0;
    write([&](ServerDatabase& db) -> Result<void> {
      const std::string json = R"({"children": [{"case_id": "T-1", "team": "north", "answers": )"
                               R"({"identity.given_name": ")" +
                               name + "\"}}]}";
      HW_TRY(children, read_import(json, "cases.json", embedded_form_library(), now()));
      HW_CHECK(meet_records(children, "cases.json", db.store()));
      HW_TRY(count,
             import_children(children, db.store(), db.accounts(), user("ada"), random_, now()));
      changed = count.records;
      return {};
    });
    return changed;
  }
  static std::vector<std::string> names(const Record& child) {
    std::vector<std::string> all;
    for (const Head& head : child.heads(given_name)) {
      all.emplace_back(*head.version.value.as_text());
    }
    return all;
  }
  Record here() { return *reader()->store().record(imported.id).value(); }

  const RecordHeader imported{child_id("T-1"), "child", child_id("T-1"), {}};
};

// A tablet that holds an import that the backup has not takes the next one all the same.
TEST_F(RestoreTest, S11ImportsAfterARestoreAreWrittenUnderAnotherOrigin) {
  Tablet sam(port(), "sam", user("sam"), 1, authority_);
  EXPECT_EQ(import("Aspen"), 1u);
  back_up_now();
  EXPECT_EQ(import("Birch"), 1u);
  sam.sync();
  ASSERT_EQ(names(*sam.record(imported)), std::vector<std::string>{"Birch"});
  put_back();
  EXPECT_EQ(import("Aspen"), 0u) << "what it said before, under its former origin";
  EXPECT_EQ(import("Cedar"), 1u);
  EXPECT_EQ(names(here()), std::vector<std::string>{"Cedar"}) << "its own words are replaced";
  sam.browser().sign_in("sam");
  sam.sync();
  const std::vector<std::string> on_tablet = names(*sam.record(imported));
  for (const char* name : {"Birch", "Cedar"}) {
    EXPECT_EQ(std::count(on_tablet.begin(), on_tablet.end(), name), 1) << name;
  }
  EXPECT_EQ(import("Cedar"), 0u);
  put_back();
  EXPECT_EQ(import("Aspen"), 0u);
  EXPECT_EQ(import("Birch"), 1u) << "imported again, and a name of its own once more";
  EXPECT_EQ(verify(reader()->store()).value().faults, std::vector<std::string>{});
}

TEST_F(RestoreTest, S11NoTabletCanTakeAFormerOriginOfImportsForItsOwn) {
  back_up_now();
  import("Aspen");
  const std::string clerk = here().heads(given_name).front().origin.hex();
  put_back();
  Browser iris(port());
  iris.sign_in("iris");
  const std::string words =
      R"({"origin":")" + clerk + R"(","name":"x","user":")" + iris.user + "\"}";
  EXPECT_EQ(iris.post("/api/devices", words).status, 403);
}

TEST_F(RestoreTest, WhatWasImportedSinceTheBackupIsToBeImportedAgain) {
  Tablet iris(port(), "iris", user("iris"), 1, authority_);
  back_up_now();
  import("Aspen");
  import("Birch");
  iris.write(interview(1), "what_happened.why", "It was loud.");
  iris.sync();
  const Ran ran = run_homeward({"--data", folder_.path(), "restore", backup(), "--by", "ada"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  for (const char* said : {"1 changes received since", "each tablet sends its own again",
                           "2 changes imported since", "import the file again"}) {
    EXPECT_NE(ran.out.find(said), ran.out.npos) << said << " in\n" << ran.out;
  }
}

TEST_F(RestoreTest, V1WhatWasTakenAwaySinceTheBackupStaysTakenAway) {
  Browser iris(port());
  ASSERT_EQ(iris.sign_in("iris").status, 200);
  back_up_now();
  write([&](ServerDatabase& db) -> Result<void> {
    HW_CHECK(db.accounts().disable(user("ivan"), db.store()));
    HW_CHECK(db.store().withdraw(user("iris"), child(1).id, {}));
    HW_TRY(of_sam, db.accounts().password(user("sam")));
    HW_CHECK(db.store().grant(user("iris"), child(2).id, {}));
    of_sam->hash = argon2id("another long password", of_sam->salt, of_sam->cost).value();
    return db.accounts().set_password(user("sam"), *of_sam);
  });
  const Carried carried = put_back().carried;
  EXPECT_EQ(carried.disabled, 1u);
  EXPECT_EQ(carried.withdrawn, 2u) << "of iris, and of ivan when he was disabled";
  EXPECT_EQ(carried.passwords, 1u);
  EXPECT_EQ(iris.get("/api/session").status, 401) << "everybody signs in again";
  EXPECT_EQ(iris.sign_in("iris").status, 200);
  EXPECT_EQ(Browser(port()).sign_in("ivan").status, 401);
  EXPECT_EQ(Browser(port()).sign_in("sam").status, 401);
  EXPECT_EQ(Browser(port()).sign_in("sam", "another long password").status, 200);
  EXPECT_TRUE(reader()->store().scopes(user("iris")).value().empty());
  EXPECT_TRUE(reader()->store().scopes(user("ivan")).value().empty());
  EXPECT_EQ(reader()->store().scopes(user("cass")).value().size(), 1u) << "nobody took hers";
  EXPECT_EQ(audited("withdrawn", {}), 2u);
  EXPECT_EQ(audited("account_disabled", {}), 1u);
}

TEST_F(RestoreTest, S5_S11TabletsAndAccountsAddedSinceTheBackupStillBringTheirWork) {
  back_up_now();
  const RecordHeader sent = interview(1);
  const UserId nora_id = test::user(77);
  Tablet iris(port(), "iris", user("iris"), 41, authority_);
  iris.write(sent, "what_happened.why", "Sent before.");
  iris.sync();
  ASSERT_TRUE(reader()->store().record(sent.id).value());
  write([&](ServerDatabase& db) -> Result<void> {
    HW_TRY(nora, db.accounts().account(user("iris")));
    nora->id = nora_id;
    nora->username = "nora";
    HW_TRY(password, db.accounts().password(user("iris")));
    return db.accounts().add_account(*nora, *password);
  });
  Tablet hers(port(), "nora", nora_id, 42, authority_);
  hers.write(interview(2), "what_happened.why", "Not hers to write.");

  const Carried carried = put_back().carried;
  EXPECT_EQ(carried.accounts, 1u);
  EXPECT_EQ(carried.devices, 2u);
  EXPECT_FALSE(reader()->store().record(sent.id).value());
  iris.browser().sign_in("iris");
  iris.sync();
  EXPECT_TRUE(reader()->store().record(sent.id).value());
  hers.browser().sign_in("nora");
  hers.sync();
  EXPECT_EQ(reader()->store().quarantined_of_user(nora_id).value().size(), 1u);
}

TEST_F(RestoreTest, TheCommandSaysWhatWasCarriedOver) {
  const auto homeward = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"--data", folder_.path()});
    return run_homeward(words, "a long enough password\n");
  };
  const auto says = [](const Ran& ran, const std::string& said) {
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_NE(ran.out.find(said), ran.out.npos) << said << " in\n" << ran.out;
  };
  back_up_now();
  says(homeward({"user", "add", "bob", "--name", "Bob Example", "--organisation", "council",
                 "--role", "administrator", "--by", "ada"}),
       "");
  says(homeward({"user", "disable", "ada", "--by", "bob"}), "");
  const Ran restored = homeward({"restore", backup(), "--by", "bob"});
  says(restored, "1 accounts and 0 tablets added since stay");
  says(restored, "1 accounts stay disabled, 0 rights stay withdrawn");
  says(restored, "0 passwords set since stay");
  const Folder fresh;
  says(run_homeward({"--data", fresh.path() + "/new", "restore", backup(), "--by", "ada"}),
       "nothing could be carried over");
}

std::vector<std::string> what_is_in(const std::string& folder) {
  std::vector<std::string> found;
  for (const auto& one : std::filesystem::recursive_directory_iterator(folder)) {
    found.push_back(one.path().string());
  }
  return found;
}

TEST_F(RestoreTest, ARestoreIntoANewFolderThatIsRefusedLeavesNothingAndMayBeDoneAgain) {
  back_up_now();
  const Folder fresh;
  const std::string data = fresh.path() + "/srv/homeward";
  for (const char* by : {"iris", "nobody"}) {
    EXPECT_EQ(run_homeward({"--data", data, "restore", backup(), "--by", by}).code, 1);
  }
  EXPECT_EQ(run_homeward({"--data", data, "restore", backup()}).code, 2);
  EXPECT_EQ(what_is_in(fresh.path()), std::vector<std::string>{});
  const Ran restored = run_homeward({"--data", data, "restore", backup(), "--by", "ada"});
  EXPECT_EQ(restored.code, 0) << restored.err;
  EXPECT_EQ(what_is_in(fresh.path() + "/srv"),
            (std::vector<std::string>{data, data + "/homeward.db"}));
  EXPECT_EQ(run_homeward({"--data", data, "verify"}).code, 0);
  EXPECT_EQ(std::filesystem::status(data).permissions(), std::filesystem::perms::owner_all);
}

TEST_F(RestoreTest, ADamagedDatabaseIsSaidToBeInTheWayAndMovedAsideIsNot) {
  back_up_now();
  stop();
  const auto again = [&] {
    return run_homeward({"--data", folder_.path(), "restore", backup(), "--by", "ada"});
  };
  for (const std::string& damaged : {std::string(9000, 'x'), std::string()}) {
    std::ofstream(folder_.file(), std::ios::binary | std::ios::trunc) << damaged;
    const Ran refused = again();
    EXPECT_EQ(refused.code, 1);
    for (const std::string& said :
         {folder_.file() + ": ", std::string("is damaged"), std::string("stop homewardd, move "),
          folder_.path() + ", then run this again"}) {
      EXPECT_NE(refused.err.find(said), std::string::npos) << said << " in " << refused.err;
    }
    EXPECT_FALSE(std::filesystem::exists(folder_.path() + "/restoring"));
  }
  std::filesystem::rename(folder_.file(), folder_.path() + "/damaged.db");
  std::ofstream(folder_.file() + "-wal") << "of the damaged one";
  const Ran left = again();
  EXPECT_EQ(left.code, 1);
  EXPECT_NE(left.err.find("homeward.db-wal: is of the database that was here"), std::string::npos)
      << left.err;
  std::filesystem::remove(folder_.file() + "-wal");
  std::filesystem::remove(folder_.file() + "-shm");
  const Ran restored = again();
  EXPECT_EQ(restored.code, 0) << restored.err;
  EXPECT_EQ(run_homeward({"--data", folder_.path(), "verify"}).code, 0);
}

}  // namespace
}  // namespace homeward::test
