// M7: where an interview stands, from submissions and decisions that each name a pin.
#include "core/record/lifecycle.h"

#include <gtest/gtest.h>

namespace homeward {
namespace {

// Octets in sequence: every id differs, and a failure repeats.
class Sequence : public Random {
 public:
  Bytes octets(std::size_t count) override {
    Bytes out(count, '\0');
    for (char& octet : out) {
      octet = static_cast<char>(next_++);
    }
    return out;
  }

 private:
  unsigned next_ = 1;
};

// One person's tablet: writes numbered changes and folds them where asked.
class Tablet {
 public:
  explicit Tablet(Random& random) : random_(random) {
    origin_ = Origin::fresh(random);
    user_ = UserId::fresh(random);
  }
  const UserId& user() const { return user_; }

  Change write(const RecordHeader& record, std::vector<Version> versions) {
    Change change;
    change.origin = origin_;
    change.number = ++number_;
    change.author = user_;
    change.at = {static_cast<std::int64_t>(number_) * minute_ms};
    change.record = record;
    change.versions = std::move(versions);
    EXPECT_TRUE(check(change).ok());
    return change;
  }
  Change answer(Record& record, const FieldKey& key, std::string_view text) {
    Version version;
    version.field = key;
    version.value = Value::text(text);
    version.seen = record.seen(key);
    const Change change = write(record.header(), {version});
    record.integrate(change);
    return change;
  }
  Record submit(const Record& interview, const std::vector<RecordId>& after = {}) {
    return made("submission", interview, submission_fields(interview, after));
  }
  Record decide(const Record& interview, const Submission& submission, bool authorises,
                const std::vector<CommentText>& comments = {}) {
    return made("oversight", interview,
                decision_fields(interview.header().id, submission, authorises, "Because", comments,
                                random_));
  }

 private:
  Record made(const char* type, const Record& about, std::vector<Version> fields) {
    const RecordHeader header{RecordId::fresh(random_), type, about.header().child,
                              about.header().episode};
    Record record(header);
    record.integrate(write(header, std::move(fields)));
    return record;
  }

  Random& random_;
  Origin origin_;
  UserId user_;
  std::uint64_t number_ = 0;
};

class LifecycleTest : public ::testing::Test {
 protected:
  LifecycleTest() {
    const RecordId child = RecordId::fresh(random);
    const RecordId episode = RecordId::fresh(random);
    interview = Record({derived_id("interview", episode), "interview", child, episode});
    history.push_back(worker.answer(interview, "what_happened.why", "It was loud."));
  }
  Submission submission_of(const Record& record) {
    return standing_of(interview, {record}, {}).submissions.at(0);
  }

  Sequence random;
  Tablet worker{random}, other_worker{random}, supervisor{random}, other_supervisor{random};
  Record interview;
  std::vector<Change> history;
};

TEST_F(LifecycleTest, IsADraftUntilItIsSubmitted) {
  const InterviewStanding standing = standing_of(interview, {}, {});
  EXPECT_EQ(standing.stage, Stage::draft);
  EXPECT_FALSE(standing.current.has_value());
}

TEST_F(LifecycleTest, SubmittedReturnedCorrectedResubmittedAuthorised_M7) {
  const Record first = worker.submit(interview);
  EXPECT_EQ(standing_of(interview, {first}, {}).stage, Stage::submitted);

  const Record returned = supervisor.decide(interview, submission_of(first), false,
                                            {{"what_happened.why", "Say more, please."}});
  const InterviewStanding after_return = standing_of(interview, {first}, {returned});
  EXPECT_EQ(after_return.stage, Stage::returned);
  ASSERT_EQ(after_return.submissions[0].decisions[0].comments.size(), 1u);
  EXPECT_EQ(after_return.submissions[0].decisions[0].comments[0].key, "what_happened.why");
  EXPECT_EQ(after_return.submissions[0].decisions[0].comments[0].author, supervisor.user());

  worker.answer(interview, "what_happened.why", "It was loud, every evening.");
  EXPECT_EQ(standing_of(interview, {first}, {returned}).addendum,
            std::vector<FieldKey>{"what_happened.why"});

  const Record second = worker.submit(interview, {first.header().id});
  EXPECT_EQ(standing_of(interview, {first, second}, {returned}).stage, Stage::submitted);
  const Record authorised = supervisor.decide(interview, submission_of(second), true);
  const InterviewStanding end = standing_of(interview, {second, first}, {authorised, returned});
  EXPECT_EQ(end.stage, Stage::authorised);
  EXPECT_TRUE(end.addendum.empty());
}

TEST_F(LifecycleTest, AnEditAfterAuthorisingIsAnAddendumAndChangesNoPinnedWord_M7) {
  const Record submitted = worker.submit(interview);
  const Record authorised = supervisor.decide(interview, submission_of(submitted), true);
  history.push_back(other_worker.answer(interview, "what_happened.why", "Another reason."));
  const InterviewStanding standing = standing_of(interview, {submitted}, {authorised});
  EXPECT_EQ(standing.stage, Stage::authorised);
  EXPECT_EQ(standing.addendum, std::vector<FieldKey>{"what_happened.why"});

  const Result<Record> pinned = pinned_record(standing.submissions[0].pin, history);
  ASSERT_TRUE(pinned.ok()) << pinned.error().detail;
  EXPECT_EQ(*pinned.value().value("what_happened.why"), Value::text("It was loud."));
}

TEST_F(LifecycleTest, APinIsRefusedOverOtherWordsThanThosePinned_M9) {
  const Pin pin = pin_of(interview);
  std::vector<Change> forged = history;
  forged[0].versions[0].value = Value::text("It was quiet.");
  EXPECT_EQ(pinned_record(pin, forged).error().code, Code::corrupt);
  EXPECT_EQ(pinned_record(pin, {}).error().code, Code::corrupt);
}

TEST_F(LifecycleTest, ReturningAndAuthorisingOnePinIsAConflictShownAsOne_M7) {
  const Record submitted = worker.submit(interview);
  const Submission submission = submission_of(submitted);
  const Record returned = supervisor.decide(interview, submission, false);
  const Record authorised = other_supervisor.decide(interview, submission, true);
  const InterviewStanding standing = standing_of(interview, {submitted}, {authorised, returned});
  EXPECT_TRUE(standing.decision_conflict);
  EXPECT_EQ(standing.stage, Stage::submitted);
}

TEST_F(LifecycleTest, TwoDevicesSubmittingDifferentVersionsUnawareAreBothShown_M7) {
  const Record one = worker.submit(interview);
  worker.answer(interview, "what_happened.why", "It was loud and late.");
  const Record two = other_worker.submit(interview);
  const InterviewStanding standing = standing_of(interview, {one, two}, {});
  EXPECT_TRUE(standing.rival_submissions);
  EXPECT_EQ(standing.submissions.size(), 2u);
}

TEST_F(LifecycleTest, NoClockPicksBetweenRivalSubmissionsNorDoesADecisionOnOne_M3_M7) {
  const Record one = worker.submit(interview);
  worker.answer(interview, "what_happened.why", "It was loud and late.");
  const Record two = other_worker.submit(interview);
  const Record authorised = supervisor.decide(interview, submission_of(two), true);
  for (const auto& decisions : {std::vector<Record>{}, std::vector<Record>{authorised}}) {
    const InterviewStanding standing = standing_of(interview, {one, two}, decisions);
    EXPECT_TRUE(standing.rival_submissions);
    EXPECT_FALSE(standing.current.has_value());
    EXPECT_EQ(standing.stage, Stage::submitted);
  }
  const Record again = worker.submit(interview, {one.header().id, two.header().id});
  const InterviewStanding settled = standing_of(interview, {one, two, again}, {authorised});
  EXPECT_FALSE(settled.rival_submissions);
  EXPECT_EQ(settled.submissions.at(*settled.current).id, again.header().id);
}

TEST_F(LifecycleTest, OnePinSubmittedTwiceReturnedAndAuthorisedIsAConflict_M7) {
  const Record one = worker.submit(interview);
  const Record two = other_worker.submit(interview);
  const Record returned = supervisor.decide(interview, submission_of(one), false);
  const Record authorised = other_supervisor.decide(interview, submission_of(two), true);
  EXPECT_EQ(standing_of(interview, {one, two}, {returned}).stage, Stage::returned);
  EXPECT_EQ(standing_of(interview, {one, two}, {authorised}).stage, Stage::authorised);
  EXPECT_TRUE(standing_of(interview, {one, two}, {returned, authorised}).decision_conflict);
}

TEST_F(LifecycleTest, TheSameVersionSubmittedTwiceIsNoRivalry) {
  const Record one = worker.submit(interview);
  const Record two = other_worker.submit(interview);
  EXPECT_FALSE(standing_of(interview, {one, two}, {}).rival_submissions);
}

TEST_F(LifecycleTest, ADecisionAboutAnotherPinStandsForNothing) {
  const Record submitted = worker.submit(interview);
  Submission other = submission_of(submitted);
  other.pin.hash = digest("another", {});
  const Record decision = supervisor.decide(interview, other, true);
  EXPECT_EQ(standing_of(interview, {submitted}, {decision}).stage, Stage::submitted);
}

TEST_F(LifecycleTest, NobodyAuthorisesTheirOwn_ALL01) {
  const Submission submission = submission_of(other_worker.submit(interview));
  EXPECT_TRUE(why_not_decide(submission, interview, other_worker.user()).has_value());
  EXPECT_TRUE(why_not_decide(submission, interview, worker.user()).has_value());
  EXPECT_FALSE(why_not_decide(submission, interview, supervisor.user()).has_value());
}

}  // namespace
}  // namespace homeward
