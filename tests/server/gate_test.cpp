// What the server does not take, and why it says so. A refusal goes to quarantine and
// holds up nothing (S2).
#include "core/record/lifecycle.h"
#include "tests/server/tablet.h"
#include "tests/sync/builders.h"

namespace homeward::test {
namespace {

class GateTest : public ServiceWorld {
 protected:
  GateTest() { start(); }

  Tablet tablet(const std::string& who, unsigned number) {
    return Tablet(port(), who, user(who), number, authority_);
  }

  // Writes a text to `refused`, then a good answer, and syncs: the code of the refusal,
  // where the second change was taken all the same.
  std::string code_for(const std::string& who, const RecordHeader& refused,
                       const RecordHeader& good) {
    Tablet one = tablet(who, next_++);
    one.write(refused, "what_happened.why", "Refused.");
    one.write(good, "what_happened.why", "Taken.");
    one.sync();
    EXPECT_EQ(one.held(), 2u);
    EXPECT_TRUE(reader()->store().record(good.id).value());
    const std::vector<QuarantineNotice> notices = one.notices();
    return notices.size() == 1 && notices[0].number == 1 ? notices[0].code : "";
  }

  // A decision on interview 1 as `decider`'s tablet makes it, after `author` submitted.
  std::vector<QuarantineNotice> decide(Tablet& author, Tablet& decider) {
    author.write(interview(1), "what_happened.why", "It was loud.");
    author.sync();
    const RecordHeader submission{record_id(700), "submission", child(1).id, episode(1).id};
    author.write(submission, submission_fields(*author.record(interview(1)), {}));
    author.sync();
    decider.sync();
    const InterviewStanding standing =
        standing_of(*decider.record(interview(1)), {*decider.record(submission)}, {});
    const RecordHeader oversight{record_id(701), "oversight", child(1).id, episode(1).id};
    decider.write(oversight, decision_fields(interview(1).id, standing.submissions.at(0), true,
                                             "Clear.", {}, random_));
    decider.sync();
    return decider.notices();
  }

  unsigned next_ = 1;
};

TEST_F(GateTest, S2_Defect5_AChildNotAllocatedIsRefusedAndTheNextChangeIsTaken) {
  EXPECT_EQ(code_for("iris", interview(3), interview(1)), "not_allocated");
}

TEST_F(GateTest, S2ARecordTypeThatIsNotTheirsToWriteIsRefused) {
  EXPECT_EQ(code_for("cass", child(1), interview(2)), "not_permitted");
  EXPECT_EQ(code_for("cass", episode(2), interview(2)), "not_permitted");
  const RecordHeader oversight{record_id(600), "oversight", child(1).id, episode(1).id};
  EXPECT_EQ(code_for("iris", oversight, interview(1)), "not_permitted");
}

TEST_F(GateTest, S2AnEpisodeThatWasNotCommissionedIsRefused) {
  EXPECT_EQ(code_for("cass", interview(1), interview(2)), "not_allocated");
}

TEST_F(GateTest, S2AnInterviewOrPlanUnderAnIdOfItsOwnIsRefused) {
  RecordHeader other = interview(1);
  other.id = record_id(601);
  EXPECT_EQ(code_for("iris", other, interview(1)), "wrong_record");
  const RecordHeader plan{record_id(602), "safety_plan", child(1).id, {}};
  EXPECT_EQ(code_for("iris", plan, interview(1)), "wrong_record");
  const RecordHeader of_no_episode{derived_id("interview", {}), "interview", child(1).id, {}};
  EXPECT_EQ(code_for("iris", of_no_episode, interview(1)), "wrong_record");
}

TEST_F(GateTest, S2AnEpisodeOfAnotherChildIsRefused) {
  const RecordHeader mixed{derived_id("interview", episode(3).id), "interview", child(1).id,
                           episode(3).id};
  EXPECT_EQ(code_for("iris", mixed, interview(1)), "wrong_record");
  const RecordHeader nowhere{record_id(603), "note", child(1).id, record_id(999)};
  EXPECT_EQ(code_for("iris", nowhere, interview(1)), "wrong_record");
}

TEST_F(GateTest, S2ARecordThatIsHereUnderAnotherHeaderIsRefused) {
  const RecordHeader note{record_id(604), "note", child(1).id, episode(1).id};
  Tablet first = tablet("iris", 50);
  first.write(note, "note.text", "Here first.");
  first.sync();
  RecordHeader other = note;
  other.episode = episode(2).id;
  EXPECT_EQ(code_for("iris", other, interview(1)), "bad_input");
}

TEST_F(GateTest, S2AnAnswerUnderAnotherPersonsNameIsRefused) {
  Tablet iris = tablet("iris", 60);
  iris.write_as(user("ivan"));
  iris.write(interview(1), "what_happened.why", "Not mine.");
  iris.sync();
  ASSERT_EQ(iris.notices().size(), 1u);
  EXPECT_EQ(iris.notices()[0].code, "other_author");
}

TEST_F(GateTest, S2ARefusalIsAuditedAndItsWordsAreKept) {
  code_for("iris", interview(3), interview(1));
  EXPECT_EQ(audited("refused", interview(3).id), 1u);
  EXPECT_EQ(audited("write", interview(3).id), 0u);
  const auto kept = reader()->store().quarantined_of_child(child(2).id).value();
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_TRUE(decode_change(kept[0].change).ok());
}

TEST_F(GateTest, ALL01ASupervisorAuthorisesWhatAnotherHeld) {
  Tablet iris = tablet("iris", 1);
  Tablet sam = tablet("sam", 2);
  EXPECT_TRUE(decide(iris, sam).empty());
}

TEST_F(GateTest, ALL01NobodyAuthorisesWhatTheySubmitted) {
  Tablet first = tablet("sam", 1);
  Tablet second = tablet("sam", 2);
  const auto notices = decide(first, second);
  ASSERT_EQ(notices.size(), 1u);
  EXPECT_EQ(notices[0].code, "ALL-01");
}

TEST_F(GateTest, ALL01NobodyAuthorisesWhatTheyWrotePartOfThoughItWasReplacedSince) {
  Tablet sam = tablet("sam", 1);
  Tablet iris = tablet("iris", 2);
  sam.write(interview(1), "what_happened.before", "Sam wrote this.");
  sam.sync();
  iris.sync();
  iris.write(interview(1), "what_happened.why", "It was loud.");
  const RecordHeader submission{record_id(700), "submission", child(1).id, episode(1).id};
  iris.write(submission, submission_fields(*iris.record(interview(1)), {}));
  iris.write(interview(1), "what_happened.before", "Iris wrote it anew, after the pin.");
  iris.sync();
  sam.sync();
  const InterviewStanding standing =
      standing_of(*sam.record(interview(1)), {*sam.record(submission)}, {});
  const RecordHeader oversight{record_id(701), "oversight", child(1).id, episode(1).id};
  sam.write(oversight, decision_fields(interview(1).id, standing.submissions.at(0), true, "Clear.",
                                       {}, random_));
  sam.sync();
  ASSERT_EQ(sam.notices().size(), 1u);
  EXPECT_EQ(sam.notices()[0].code, "ALL-01");
}

TEST_F(GateTest, ALL01ADecisionCannotBeTurnedToAnotherInterviewAfterwards) {
  Tablet iris = tablet("iris", 1);
  Tablet sam = tablet("sam", 2);
  decide(iris, sam);
  const RecordHeader oversight{record_id(701), "oversight", child(1).id, episode(1).id};
  sam.write(oversight, {field("subject", Value::id(interview(2).id.view()))});
  sam.sync();
  ASSERT_EQ(sam.notices().size(), 1u);
  EXPECT_EQ(sam.notices()[0].code, "wrong_record");
}

TEST_F(GateTest, ADecisionOnASubmissionThatIsNotThereIsRefused) {
  Tablet sam = tablet("sam", 1);
  Submission none;
  none.id = record_id(702);
  const RecordHeader oversight{record_id(701), "oversight", child(1).id, episode(1).id};
  sam.write(oversight, decision_fields(interview(1).id, none, true, "Clear.", {}, random_));
  sam.sync();
  ASSERT_EQ(sam.notices().size(), 1u);
  EXPECT_EQ(sam.notices()[0].code, "wrong_record");
}

}  // namespace
}  // namespace homeward::test
