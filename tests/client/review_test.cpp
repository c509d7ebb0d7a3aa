// From the last answer to the authorisation (M7, ALL-01), over tablets and a server.
#include "tests/client/fill.h"

namespace homeward::test {
namespace {

constexpr const char* outcome = "before_we_start.outcome";

struct ReviewTest : testing::Test {
  World world;
  TestTablet worker{world, 1};
  TestTablet supervisor{world, 2, Role::supervisor};
  std::string interview;

  void SetUp() override {
    worker.sync();
    interview = worker.begin("interview");
    worker.write(interview, outcome, code_value("held"));
  }
  void share() {
    worker.sync();
    supervisor.sync();
    worker.sync();
  }
  void submit() {
    world.now() = world.now().plus_ms(minute_ms);
    EXPECT_TRUE(submit_now().at("value").at("submitted").as_bool());
    share();
  }
  Json submit_now() {
    const Json version = worker.record(interview).at("version");
    return worker.ask("submit", {{"record", interview}, {"version", version}});
  }
  // What this supervisor would read now; nothing that is where it cannot be read.
  Json read(TestTablet& tablet) {
    const Json review = tablet.ask("review", {{"interview", interview}});
    const Json nothing{{"id", RecordId{}.hex()}, {"pin", "none"}};
    const Json read = review.at("ok").as_bool() ? review.at("value").at("submission") : nothing;
    return read.is_null() ? nothing : read;
  }
  Json give_back(TestTablet& tablet, const std::string& comment) {
    return give_back(tablet, comment, read(tablet));
  }
  Json give_back(TestTablet& tablet, const std::string& comment, const Json& read) {
    world.now() = world.now().plus_ms(minute_ms);
    return tablet.ask("return_interview", {{"interview", interview},
                                           {"submission", read.at("id")},
                                           {"pin", read.at("pin")},
                                           {"comments", {{{"key", why}, {"text", comment}}}},
                                           {"reason", ""}});
  }
  Json authorise(TestTablet& tablet) { return authorise(tablet, read(tablet)); }
  Json authorise(TestTablet& tablet, const Json& read) {
    world.now() = world.now().plus_ms(minute_ms);
    return tablet.ask("authorise", {{"interview", interview},
                                    {"submission", read.at("id")},
                                    {"pin", read.at("pin")},
                                    {"comments", boost::json::array()},
                                    {"reason", "Thorough."}});
  }
  // What lies with this person first, of the one child; null where nothing does.
  static Json lying(TestTablet& tablet) {
    const Json children = tablet.get("work", JsonArgs()).at("children");
    const bool is_none =
        children.as_array().empty() || children.at(0).at("lying").as_array().empty();
    return is_none ? Json() : children.at(0).at("lying").at(0);
  }
  std::string stage(TestTablet& tablet) { return text(tablet.record(interview).at("stage")); }
};

TEST_F(ReviewTest, SubmittingSaysWhatIsMissingAndSubmitsNothing) {
  const Json answer = submit_now().at("value");
  EXPECT_GT(answer.at("missing").as_array().size(), 5u);
  EXPECT_EQ(stage(worker), "draft");
}

TEST_F(ReviewTest, M7_ReturnedCorrectedResubmittedAndAuthorised) {
  fill(worker, interview);
  worker.write(interview, why, text_value("a row"), "child");
  submit();
  EXPECT_EQ(stage(supervisor), "submitted");
  EXPECT_EQ(text(lying(supervisor).at("kind")), "to_review");
  EXPECT_TRUE(lying(worker).is_null());
  EXPECT_EQ(problem_code(give_back(supervisor, "Say more.")), "");
  share();
  EXPECT_EQ(stage(worker), "returned");
  EXPECT_EQ(text(worker.answer(interview, why).at("comments").at(0).at("text")), "Say more.");
  EXPECT_EQ(worker.get("home", {}).at("returned").as_array().size(), 1u);
  const Json back = lying(worker);
  EXPECT_EQ(text(back.at("kind")), "returned");
  EXPECT_EQ(text(back.at("record")), interview);
  EXPECT_NE(text(back.at("reason")), "");
  worker.write(interview, why, text_value("a row about school"), "child");
  submit();
  const Json review = supervisor.get("review", {{"interview", interview}});
  EXPECT_EQ(text(review.at("answers").at(why).at("changed_since_return").at("was")), "a row");
  EXPECT_EQ(text(review.at("answers").at(why).at("heads").at(0).at("words")), "a row about school");
  const Json card = supervisor.get("home", {}).at("to_review").at(0);
  EXPECT_EQ(card.at("changed_since_return").as_int64(), 1);
  EXPECT_EQ(problem_code(authorise(supervisor)), "");
  share();
  EXPECT_EQ(stage(worker), "authorised");
  EXPECT_EQ(text(worker.record(interview).at("reason").at("text")), "Thorough.");
  EXPECT_EQ(supervisor.get("home", {}).at("to_review").as_array().size(), 0u);
}

TEST_F(ReviewTest, M7_SubmittedAgainItStillSaysWhoReturnedItAndWhatWasAskedFor) {
  fill(worker, interview);
  submit();
  EXPECT_TRUE(worker.record(interview).at("returned").is_null());
  EXPECT_EQ(text(read(supervisor).at("by")), "A colleague");
  EXPECT_EQ(problem_code(give_back(supervisor, "Say more.")), "");
  share();
  const Json asked = worker.record(interview).at("returned");
  EXPECT_EQ(text(asked.at("words")).find("Returned by A colleague on "), 0u);
  EXPECT_EQ(text(asked.at("reason")), "");
  ASSERT_EQ(asked.at("comments").as_array().size(), 1u);
  EXPECT_EQ(text(asked.at("comments").at(0).at("key")), why);
  EXPECT_EQ(text(asked.at("comments").at(0).at("label")), "What made you want to go?");
  EXPECT_EQ(text(asked.at("comments").at(0).at("text")), "Say more.");
  worker.write(interview, why, text_value("more"), "child");
  submit();
  const Json again = supervisor.get("review", {{"interview", interview}}).at("returned");
  EXPECT_EQ(text(again.at("words")).find("Returned by Worker 2 on "), 0u);
  EXPECT_EQ(again.at("comments"), asked.at("comments"));
}

TEST_F(ReviewTest, M7_ARowThatWasRemovedAfterTheReturnIsSaidAtItsList) {
  const std::string list = "what_happened.who_with";
  fill(worker, interview);
  const Json row = worker.get("add_row", {{"record", interview}, {"list", list}}).at("row");
  const std::string name = list + "/" + text(row) + "/name";
  worker.write(interview, name, text_value("Fern (invented)"), "child");
  submit();
  EXPECT_EQ(problem_code(give_back(supervisor, "Was anyone else there?")), "");
  share();
  const Json rows = worker.record(interview).at("rows").at(list);
  Json shown;
  for (const Json& one : rows.as_array()) {
    shown = one.at("id") == row ? one.at("shown") : shown;
  }
  worker.get("remove_row", {{"record", interview}, {"list", list}, {"row", row}, {"shown", shown}});
  submit();
  const Json review = supervisor.get("review", {{"interview", interview}});
  const Json changed = review.at("answers").at(list).at("changed_since_return");
  ASSERT_FALSE(changed.is_null());
  EXPECT_EQ(text(changed.at("was")), "Fern (invented)");
}

TEST_F(ReviewTest, ALL01_WhatIsLeftToDoAboutItIsSaidToEachByWhatTheyMayDo) {
  TestTablet second(world, 3, Role::supervisor);
  supervisor.sync();
  worker.sync();
  supervisor.sync();
  supervisor.write(interview, why, text_value("by the supervisor"));
  share();
  fill(worker, interview);
  submit();
  second.sync();
  const auto said_to = [&](TestTablet& tablet) {
    const Json child = tablet.get("child", {{"child", world.child.hex()}});
    const Json& episode = child.at("episodes").at(0);
    const bool decides = episode.at("interview").at("can_decide").as_bool();
    const Json card = tablet.get("home", {}).at("children").at(0);
    EXPECT_EQ(text(card.at("next_step")) + ".", text(episode.at("steps").at(0)));
    return text(card.at("next_step")) + (decides ? " (decides)" : "");
  };
  EXPECT_EQ(said_to(worker), "Wait for a supervisor to review the interview");
  EXPECT_EQ(said_to(supervisor), "Another supervisor reviews the interview");
  EXPECT_EQ(said_to(second), "Review the interview and decide on it (decides)");
}

TEST_F(ReviewTest, M7_Defect10_WhatIsWrittenAfterAuthorisingStandsBesideIt) {
  fill(worker, interview);
  worker.write(interview, why, text_value("a row"));
  submit();
  worker.write(interview, why, text_value("written offline, late"));
  EXPECT_EQ(problem_code(authorise(supervisor)), "");
  share();
  share();
  EXPECT_EQ(stage(supervisor), "authorised");
  const Json review = supervisor.get("review", {{"interview", interview}});
  EXPECT_EQ(text(review.at("answers").at(why).at("heads").at(0).at("words")), "a row");
  EXPECT_TRUE(review.at("answers").at(why).at("addendum").as_bool());
  EXPECT_EQ(text(review.at("addendum").at(0)), why);
  EXPECT_TRUE(worker.record(interview).at("can").at("submit").as_bool());
}

TEST_F(ReviewTest, ALL01_NobodyAuthorisesAnInterviewTheyHeld) {
  fill(worker, interview);
  supervisor.sync();
  worker.sync();
  supervisor.sync();
  supervisor.write(interview, why, text_value("by the supervisor"));
  share();
  submit();
  const Json answer = authorise(supervisor);
  EXPECT_EQ(problem_code(answer), "refused");
  EXPECT_NE(says(answer).find("ALL-01"), std::string::npos);
  EXPECT_FALSE(supervisor.record(interview).at("can").at("decide").as_bool());
  EXPECT_TRUE(supervisor.get("home", {}).at("to_review").at(0).at("mine").as_bool());
}

TEST_F(ReviewTest, ALL01_WhoeverWroteWhatWasSubmittedDoesNotDecideOnItThoughItWasReplacedSince) {
  supervisor.sync();
  worker.sync();
  supervisor.sync();
  supervisor.write(interview, why, text_value("by the supervisor"));
  share();
  fill(worker, interview);
  submit();
  worker.write(interview, why, text_value("in the worker’s words"));
  share();
  EXPECT_FALSE(supervisor.record(interview).at("can").at("decide").as_bool());
  EXPECT_EQ(problem_code(authorise(supervisor)), "refused");
  EXPECT_TRUE(supervisor.get("home", {}).at("to_review").at(0).at("mine").as_bool());
}

TEST_F(ReviewTest, S3_ASubmissionIsHeldByTheCouncilOnlyWithItsOwnReceipt) {
  fill(worker, interview);
  worker.sync();
  const auto held = [&] { return worker.record(interview).at("held_by_council").as_bool(); };
  EXPECT_TRUE(held());
  EXPECT_EQ(problem_code(submit_now()), "");
  EXPECT_FALSE(held());
  worker.exchange(false);
  EXPECT_FALSE(held());
  worker.sync();
  EXPECT_TRUE(held());
}

TEST_F(ReviewTest, S2_M7_AnAnswerThatWasSetAsideIsNotSubmitted) {
  fill(worker, interview);
  worker.write(interview, why, text_value("forbidden"), "child");
  worker.sync();
  const Json answer = submit_now();
  EXPECT_EQ(problem_code(answer), "refused");
  EXPECT_NE(says(answer).find("set aside"), std::string::npos);
  worker.write(interview, why, text_value("said otherwise"), "child");
  submit();
  EXPECT_EQ(stage(supervisor), "submitted");
}

TEST_F(ReviewTest, OnlyASupervisorDecides) {
  fill(worker, interview);
  submit();
  EXPECT_EQ(problem_code(authorise(worker)), "refused");
  EXPECT_EQ(problem_code(give_back(worker, "x")), "refused");
}

TEST_F(ReviewTest, NothingIsDecidedTwiceOrBeforeItIsSubmitted) {
  share();
  EXPECT_EQ(problem_code(authorise(supervisor)), "refused");
  fill(worker, interview);
  submit();
  EXPECT_EQ(problem_code(authorise(supervisor)), "");
  EXPECT_EQ(problem_code(authorise(supervisor)), "refused");
  EXPECT_EQ(problem_code(give_back(supervisor, "x")), "refused");
  EXPECT_EQ(problem_code(submit_now()), "refused");
}

TEST_F(ReviewTest, M7_NothingIsDecidedOnAVersionThatWasSubmittedAgainWhileItWasRead) {
  fill(worker, interview);
  submit();
  const Json first = read(supervisor);
  worker.write(interview, why, text_value("written while she was reading"));
  submit();
  for (const Json& answer : {authorise(supervisor, first), give_back(supervisor, "More.", first)}) {
    EXPECT_EQ(problem_code(answer), "refused");
    EXPECT_NE(says(answer).find("submitted again"), std::string::npos);
  }
  EXPECT_EQ(stage(supervisor), "submitted");
  EXPECT_EQ(problem_code(authorise(supervisor)), "");
}

TEST_F(ReviewTest, M7_NothingIsSubmittedThatArrivedAfterItWasRead) {
  TestTablet colleague(world, 3);
  fill(worker, interview);
  share();
  colleague.sync();
  const Json read = worker.record(interview).at("version");
  colleague.write(interview, "what_happened.before", text_value("a colleague’s words"));
  colleague.sync();
  worker.sync();
  const Json answer = worker.ask("submit", {{"record", interview}, {"version", read}});
  EXPECT_EQ(problem_code(answer), "refused");
  EXPECT_NE(says(answer).find("another device"), std::string::npos);
  EXPECT_EQ(stage(worker), "draft");
}

TEST_F(ReviewTest, M7_WhatIsTypedHereMeanwhileIsSubmittedToo) {
  fill(worker, interview);
  const Json read = worker.record(interview).at("version");
  worker.type(interview, why, text_value("typed and not left"), "child");
  EXPECT_EQ(problem_code(worker.ask("submit", {{"record", interview}, {"version", read}})), "");
}

TEST_F(ReviewTest, M7_ReturningAndAuthorisingAtOnceIsAConflictShownAsOne) {
  TestTablet second(world, 3, Role::supervisor);
  fill(worker, interview);
  submit();
  second.sync();
  EXPECT_EQ(problem_code(authorise(supervisor)), "");
  EXPECT_EQ(problem_code(give_back(second, "Say more.")), "");
  second.sync();
  share();
  EXPECT_TRUE(worker.record(interview).at("decision_conflict").as_bool());
  EXPECT_EQ(problem_code(authorise(supervisor)), "refused");
  submit();
  EXPECT_FALSE(worker.record(interview).at("decision_conflict").as_bool());
  EXPECT_EQ(problem_code(authorise(supervisor)), "");
}

TEST_F(ReviewTest, M7_NothingIsDecidedBetweenRivalSubmissionsUntilItIsSubmittedAgain) {
  TestTablet colleague(world, 3);
  fill(worker, interview);
  share();
  colleague.sync();
  EXPECT_EQ(problem_code(submit_now()), "");
  colleague.write(interview, why, text_value("a colleague’s words"));
  const Json version = colleague.record(interview).at("version");
  EXPECT_EQ(problem_code(colleague.ask("submit", {{"record", interview}, {"version", version}})),
            "");
  colleague.sync();
  share();
  EXPECT_TRUE(supervisor.record(interview).at("rival_submissions").as_bool());
  EXPECT_TRUE(supervisor.get("review", {{"interview", interview}}).at("submission").is_null());
  EXPECT_TRUE(supervisor.get("home", {}).at("to_review").at(0).at("conflict").as_bool());
  const Json answer = authorise(supervisor);
  EXPECT_EQ(problem_code(answer), "refused");
  EXPECT_NE(says(answer).find("Two different versions"), std::string::npos);
  submit();
  EXPECT_FALSE(supervisor.record(interview).at("rival_submissions").as_bool());
  EXPECT_EQ(problem_code(authorise(supervisor)), "");
}

TEST_F(ReviewTest, ADeclinedInterviewOwesOnlyWhatCanBeKnown) {
  worker.write(interview, outcome, code_value("declined"));
  const Json record = worker.record(interview);
  EXPECT_TRUE(record.at("declined").as_bool());
  for (const Json& missing : record.at("missing").as_array()) {
    EXPECT_EQ(text(missing.at("key")).find("what_happened"), std::string::npos);
  }
  fill(worker, interview);
  submit();
  EXPECT_EQ(stage(supervisor), "submitted");
}

TEST_F(ReviewTest, ASafetyPlanIsSubmittedAndAuthorisedToo) {
  interview = worker.begin("safety_plan");
  fill(worker, interview);
  submit();
  EXPECT_EQ(problem_code(authorise(supervisor)), "");
  share();
  EXPECT_EQ(stage(worker), "authorised");
}

TEST_F(ReviewTest, TheNewestWaitLastInTheQueue) {
  fill(worker, interview);
  submit();
  const std::string first = interview;
  interview = worker.begin("safety_plan");
  fill(worker, interview);
  submit();
  const Json queue = supervisor.get("home", {}).at("to_review");
  ASSERT_EQ(queue.as_array().size(), 2u);
  EXPECT_EQ(text(queue.at(0).at("interview")), first);
  EXPECT_EQ(text(queue.at(1).at("interview")), interview);
  EXPECT_EQ(text(queue.at(0).at("type")), "interview");
  EXPECT_EQ(text(queue.at(1).at("type")), "safety_plan");
}

}  // namespace
}  // namespace homeward::test
