// V1: one table says who may do what.
#include "core/access/permissions.h"

#include <gtest/gtest.h>

namespace homeward {
namespace {

constexpr Actor interviewer{Role::interviewer, false};
constexpr Actor commissioned{Role::interviewer, true};
constexpr Actor supervisor{Role::supervisor, false};
constexpr Actor administrator{Role::administrator, false};

TEST(PermissionsTest, OnlyASupervisorDecides_V1) {
  EXPECT_TRUE(permitted(supervisor, Act::write, "oversight"));
  EXPECT_FALSE(permitted(interviewer, Act::write, "oversight"));
  EXPECT_FALSE(permitted(commissioned, Act::write, "oversight"));
  EXPECT_TRUE(permitted(interviewer, Act::read, "oversight"));
}

TEST(PermissionsTest, AnAdministratorReadsNothingOfAChild_V1) {
  for (const char* type : {"child", "episode", "interview", "safety_plan", "note", "oversight"}) {
    EXPECT_FALSE(permitted(administrator, Act::read, type)) << type;
    EXPECT_FALSE(permitted(administrator, Act::write, type)) << type;
  }
}

TEST(PermissionsTest, ACommissionedInterviewerRecordsInterviewsButNotEpisodes_V1) {
  EXPECT_TRUE(permitted(commissioned, Act::write, "interview"));
  EXPECT_TRUE(permitted(commissioned, Act::read, "episode"));
  EXPECT_FALSE(permitted(commissioned, Act::write, "episode"));
  EXPECT_TRUE(permitted(interviewer, Act::write, "episode"));
}

TEST(PermissionsTest, TheCouncilsOwnPeopleAddChildrenAndEpisodesAndCommissionedOnesRead_V1) {
  for (const char* type : {"child", "episode"}) {
    EXPECT_TRUE(permitted(interviewer, Act::write, type)) << type;
    EXPECT_TRUE(permitted(supervisor, Act::write, type)) << type;
    EXPECT_TRUE(permitted(commissioned, Act::read, type)) << type;
    EXPECT_FALSE(permitted(commissioned, Act::write, type)) << type;
  }
  EXPECT_EQ(why_not(commissioned, Act::write, "child"),
            "A commissioned interviewer cannot write this record (child).");
}

TEST(PermissionsTest, OnlyASupervisorWaivesADuty_V1) {
  EXPECT_TRUE(permitted(supervisor, Act::write, "waiver"));
  EXPECT_FALSE(permitted(interviewer, Act::write, "waiver"));
  EXPECT_TRUE(permitted(interviewer, Act::read, "waiver"));
  EXPECT_EQ(why_not(interviewer, Act::write, "waiver"), "Only a supervisor can waive a duty.");
}

TEST(PermissionsTest, TheCouncilsInterviewersMakeWhatPractitionersMake_V1) {
  for (const char* type : {"trigger_plan", "grab_pack", "action_plan", "exploitation_assessment",
                           "risk_matrix", "meeting", "notification", "referral", "share", "step"}) {
    EXPECT_TRUE(permitted(interviewer, Act::write, type)) << type;
    EXPECT_TRUE(permitted(supervisor, Act::write, type)) << type;
    EXPECT_FALSE(permitted(administrator, Act::read, type)) << type;
  }
}

TEST(PermissionsTest, ACommissionedInterviewerMakesOnlyWhatAnInterviewerMakes_V1) {
  for (const char* type : {"offer", "consent", "interview", "safety_plan", "referral", "share"}) {
    EXPECT_TRUE(permitted(commissioned, Act::write, type)) << type;
  }
  for (const char* type : {"trigger_plan", "grab_pack", "action_plan", "exploitation_assessment",
                           "risk_matrix", "meeting", "notification", "step", "waiver"}) {
    EXPECT_FALSE(permitted(commissioned, Act::read, type)) << type;
    EXPECT_FALSE(permitted(commissioned, Act::write, type)) << type;
  }
}

TEST(PermissionsTest, ATypeOfANewerProgramIsKeptAndPassedOn_M8) {
  EXPECT_TRUE(permitted(interviewer, Act::write, "type_of_next_year"));
  EXPECT_TRUE(permitted(commissioned, Act::read, "type_of_next_year"));
  EXPECT_FALSE(permitted(administrator, Act::read, "type_of_next_year"));
}

TEST(PermissionsTest, ARefusalSaysWhoMay) {
  EXPECT_EQ(why_not(interviewer, Act::write, "oversight"),
            "Only a supervisor can return or authorise an interview.");
}

TEST(PermissionsTest, RolesAreReadByTheirNamesAndNothingElse) {
  for (Role role : {Role::interviewer, Role::supervisor, Role::administrator}) {
    const Result<Role> read = parse_role(name_of(role));
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read.value(), role);
  }
  const Result<Role> unknown = parse_role("director");
  ASSERT_FALSE(unknown.ok());
  EXPECT_NE(unknown.error().detail.find("director"), std::string::npos);
}

}  // namespace
}  // namespace homeward
