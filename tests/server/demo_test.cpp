// The demonstration is true to the forms: what it says was submitted could have been.
#include "server/demo.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/form/library.h"
#include "core/form/progress.h"
#include "core/form/validate.h"
#include "core/record/lifecycle.h"
#include "server/verify.h"
#include "tests/server/service_world.h"

namespace homeward::test {
namespace {

class DemoTest : public testing::Test {
 protected:
  DemoTest() {
    database_ = ServerDatabase::open(folder_.path(), ServerDatabase::Mode::create).value();
    auto transaction = Transaction::begin(database_->store());
    const Result<void> made = make_demo(*database_, random_, {1'790'000'000'000});
    HW_ASSERT(made.ok() && transaction.value().commit().ok());
  }

  std::vector<Record> all(const std::string& type) {
    return database_->store().records_of_type(type).value();
  }
  InterviewStanding standing(const Record& interview) {
    return standing_of(interview, all("submission"), all("oversight"));
  }

  Folder folder_;
  SystemRandom random_;
  std::unique_ptr<ServerDatabase> database_;
};

TEST_F(DemoTest, EverySubmittedInterviewOwesNothing) {
  std::size_t submitted = 0;
  for (const Record& interview : all("interview")) {
    if (standing(interview).stage == Stage::draft) {
      continue;
    }
    ++submitted;
    const RecordAnswers answers(interview);
    const Form* form = embedded_form_library().form_for("interview", answers);
    for (const Missing& missing : missing_at_submission(*form, answers)) {
      ADD_FAILURE() << interview.header().id.hex() << ": " << missing.key << " "
                    << name_of(missing.why);
    }
  }
  EXPECT_GE(submitted, 6u);
}

TEST_F(DemoTest, EveryAnswerFitsItsQuestionAndNoneIsInConflict) {
  for (const char* type : {"child", "episode", "offer", "interview", "safety_plan"}) {
    for (const Record& record : all(type)) {
      const RecordAnswers answers(record);
      const Form* form = embedded_form_library().form_for(type, answers);
      EXPECT_EQ(record.conflicts(), std::vector<FieldKey>{}) << type;
      for (const OtherAnswer& other : other_answers(*form, answers)) {
        ADD_FAILURE() << type << ": " << other.field << " is no answer of its form";
      }
      for (const Missing& missing : missing_at_submission(*form, answers)) {
        EXPECT_NE(missing.why, Lack::does_not_fit) << type << ": " << missing.key;
      }
    }
  }
}

TEST_F(DemoTest, ThereIsAnInterviewAtEveryStage) {
  std::set<Stage> stages;
  for (const Record& interview : all("interview")) {
    stages.insert(standing(interview).stage);
  }
  EXPECT_EQ(stages,
            (std::set<Stage>{Stage::draft, Stage::submitted, Stage::returned, Stage::authorised}));
  EXPECT_EQ(all("child").size(), 12u);
}

TEST_F(DemoTest, EveryoneWhoIsNeededToSeeTheWholeWayCanSignIn) {
  Accounts& accounts = database_->accounts();
  std::map<std::string, int> roles;
  for (const Account& account : accounts.accounts().value()) {
    ++roles[std::string(account.commissioned ? "commissioned " : "") + name_of(account.role)];
  }
  EXPECT_EQ(roles, (std::map<std::string, int>{{"administrator", 1},
                                               {"commissioned interviewer", 1},
                                               {"interviewer", 2},
                                               {"supervisor", 2}}));
  ASSERT_EQ(accounts.teams().value().size(), 2u);
  for (const Team& team : accounts.teams().value()) {
    EXPECT_EQ(accounts.supervisors_of(team.slug).value().size(), 1u) << team.slug;
  }
  const UserId cass = accounts.account_named("cass").value()->id;
  for (const Scope& scope : database_->store().scopes(cass).value()) {
    EXPECT_FALSE(scope.episode.is_zero()) << "a commissioned interviewer sees a whole child";
  }
}

TEST_F(DemoTest, V1EveryRecordItWritesHasALineInTheAudit) {
  std::set<RecordId> written;
  for (const AuditLine& line : database_->accounts().audit_lines({}, 10'000).value()) {
    if (line.act == "write") {
      written.insert(line.record);
    }
  }
  for (const char* type :
       {"child", "episode", "offer", "interview", "submission", "oversight", "safety_plan"}) {
    for (const Record& record : all(type)) {
      EXPECT_EQ(written.count(record.header().id), 1u) << type;
    }
  }
}

TEST_F(DemoTest, V1WhoWasAllocatedAChildStandsInTheAudit) {
  const auto lines = database_->accounts().audit_lines({}, 1000).value();
  EXPECT_GE(std::count_if(lines.begin(), lines.end(),
                          [](const AuditLine& line) { return line.act == "allocated"; }),
            12);
}

TEST_F(DemoTest, VerifyFindsNothing) {
  const Verified verified = verify(database_->store()).value();
  EXPECT_EQ(verified.faults, std::vector<std::string>{});
  EXPECT_GT(verified.changes, 40u);
}

TEST_F(DemoTest, ItIsMadeOnlyWhereNoAuthorityIs) {
  auto transaction = Transaction::begin(database_->store());
  const Result<void> again = make_demo(*database_, random_, {1'790'000'000'000});
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().code, Code::refused);
}

}  // namespace
}  // namespace homeward::test
