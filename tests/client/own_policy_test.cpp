// A council's own packs, settings and closure days on its tablets: delivered at sign-in,
// kept offline, and judged by.
#include "core/policy/own_policy.h"

#include <fstream>
#include <iterator>

#include "tests/client/fill.h"
#include "wasm/tablet.h"

namespace homeward::test {
namespace {

std::string fernshire() {
  std::ifstream file(std::string(HOMEWARD_ROOT) + "/tests/golden/packs/fernshire.json");
  return {std::istreambuf_iterator<char>(file), {}};
}

struct OwnPolicyTest : testing::Test {
  World world;
  CountingRandom random{7};
  TempFolder folder{"own_policy"};
  std::unique_ptr<Tablet> tablet;

  void open() {
    tablet.reset();
    tablet = Tablet::open(
                 sqlite_store(folder.file("a.db")), [this] { return world.now(); }, random)
                 .value();
  }
  Result<void> identify(const std::string& pack, const std::string& policy) {
    return tablet->identify(R"({"user": {"id": ")" + user(1).hex() +
                            R"(", "name": "Worker", "role": "interviewer"},
            "authority": {"name": "Invented Council", "pack": ")" +
                            pack + "\"" + (policy.empty() ? "" : ", \"policy\": " + policy) + "}}");
  }
  void sign_in(const std::string& pack, const std::string& policy) {
    const Result<void> identified = identify(pack, policy);
    ASSERT_TRUE(identified.ok()) << identified.error().detail;
    world.server.grant(user(1), world.child);
    const auto request = tablet->client()->next_request();
    const auto answer = world.server.serve(request.value(), user(1));
    EXPECT_TRUE(tablet->client()->take_answer(answer.value()).ok());
  }
  // What is owed for the world's child, as the tablet says it.
  std::string owed() {
    const JsonArgs request{{"name", "child"}, {"args", {{"child", world.child.hex()}}}};
    return tablet->client()->call(boost::json::serialize(request));
  }
};

TEST_F(OwnPolicyTest, AChildIsJudgedByAPackThatTheProgramDoesNotHaveAndStillSoOffline) {
  open();
  sign_in("fernshire", R"({"packs": {"fernshire": )" + fernshire() + "}}");
  EXPECT_NE(owed().find("FERN-2"), std::string::npos) << owed();
  EXPECT_EQ(owed().find("LAN-01"), std::string::npos);
  open();
  EXPECT_NE(owed().find("FERN-2"), std::string::npos);
}

TEST_F(OwnPolicyTest, SettingsAndClosureDaysMoveWhatIsDue) {
  open();
  sign_in("lancashire", "");
  const std::string before = owed();
  EXPECT_NE(before.find("72 working hours"), std::string::npos) << before;
  sign_in("lancashire", R"({"settings": {"lancashire": {"clock": "hours"}}})");
  EXPECT_NE(owed().find("72 hours"), std::string::npos) << owed();
  sign_in("lancashire", R"({"closures": [")" + to_string(local(world.now()).date) + R"("]})");
  EXPECT_NE(owed(), before);
}

TEST_F(OwnPolicyTest, APackThatThisProgramCannotReadLeavesTheProgramsOwnAndThatIsSaid) {
  open();
  sign_in("lancashire",
          R"({"packs": {"lancashire": {"id": "lancashire", "of_a_later_program": 1}}})");
  EXPECT_NE(owed().find("LAN-01"), std::string::npos);
  const std::string work = tablet->client()->call(R"({"name": "work", "args": {}})");
  EXPECT_NE(work.find(R"("unreadable_policy":["lancashire: )"), std::string::npos) << work;
  EXPECT_NE(work.find("of_a_later_program"), std::string::npos) << work;
  sign_in("lancashire", "");
  const std::string again = tablet->client()->call(R"({"name": "work", "args": {}})");
  EXPECT_NE(again.find(R"("unreadable_policy":[])"), std::string::npos) << again;
}

TEST_F(OwnPolicyTest, WhereTheCouncilsOnlyPackCannotBeReadTheTabletOpensAndSaysSo) {
  open();
  sign_in("fernshire", R"({"packs": {"fernshire": {"id": "fernshire", "of_a_later_program": 1}}})");
  const std::string work = tablet->client()->call(R"({"name": "work", "args": {}})");
  EXPECT_NE(work.find(R"("unreadable_policy":["fernshire: )"), std::string::npos) << work;
  const std::string home = tablet->client()->call(R"({"name": "home", "args": {}})");
  EXPECT_NE(home.find("Ada Invented"), std::string::npos) << home;
  EXPECT_NE(owed().find("\"episodes\""), std::string::npos) << owed();
  EXPECT_NE(owed().find("\"duties\":[]"), std::string::npos) << owed();
  EXPECT_EQ(identify("atlantis", "").error().code, Code::not_found);
}

TEST_F(OwnPolicyTest, WhatIsNoPolicyIsRefusedWithItsPath) {
  open();
  const std::pair<const char*, const char*> mistakes[] = {
      {R"({"closures": ["soon"]})", "authority.policy.closures[0]: "},
      {R"({"packs": {"fernshire": 1}})", "authority.policy.packs.fernshire: must be an object"},
      {R"({"settings": []})", "authority.policy.settings: must be an object"},
      {R"({"moods": {}})", "authority.policy.moods: is not a key known here"}};
  for (const auto& [policy, said] : mistakes) {
    const Result<void> refused = identify("lancashire", policy);
    ASSERT_FALSE(refused.ok()) << policy;
    EXPECT_NE(refused.error().detail.find(said), std::string::npos) << refused.error().detail;
  }
}

}  // namespace
}  // namespace homeward::test
