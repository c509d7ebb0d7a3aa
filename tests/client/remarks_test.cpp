// T1, of a review: a supervisor's comments are durable as they are typed, and nobody
// else's before the decision.
#include "tests/client/fill.h"

namespace homeward::test {
namespace {

constexpr const char* place = "before_we_start.place";

struct RemarksTest : testing::Test {
  World world;
  TempFolder folder{"remarks"};
  TestTablet worker{world, 1};
  TestTablet supervisor{world, 2, Role::supervisor, sqlite_store(folder.file("a.db"))};
  std::string interview;

  void SetUp() override {
    worker.sync();
    interview = worker.begin("interview");
    worker.write(interview, "before_we_start.outcome", code_value("held"));
    fill(worker, interview);
    submit();
  }
  void share() {
    worker.sync();
    supervisor.sync();
    worker.sync();
  }
  void submit() {
    world.now() = world.now().plus_ms(minute_ms);
    const Json version = worker.record(interview).at("version");
    const JsonArgs args{{"record", interview}, {"version", version}};
    EXPECT_TRUE(worker.get("submit", args).at("submitted").as_bool());
    share();
  }
  Json review() { return supervisor.get("review", {{"interview", interview}}); }
  Json remarks() { return review().at("remarks"); }
  Json remark(const Json& key, const std::string& typed) { return remark(supervisor, key, typed); }
  Json remark(TestTablet& by, const Json& key, const std::string& typed) {
    return by.ask("remark", {{"interview", interview},
                             {"submission", review().at("submission").at("id")},
                             {"key", key},
                             {"text", typed}});
  }
  void give_back(const Json& comments) {
    const Json read = review().at("submission");
    supervisor.get("return_interview", {{"interview", interview},
                                        {"submission", read.at("id")},
                                        {"pin", read.at("pin")},
                                        {"comments", comments},
                                        {"reason", "As we said."}});
  }
  Json comments() {
    boost::json::array list;
    const Json kept = remarks();
    for (const Json& comment : kept.at("comments").as_array()) {
      list.push_back({{"key", comment.at("key")}, {"text", comment.at("text")}});
    }
    return list;
  }
};

TEST_F(RemarksTest, T1_AreThereAfterARestartAndAreSentOnlyWithTheDecision) {
  const auto before = supervisor.newest_number();
  EXPECT_EQ(problem_code(remark(why, "Say m")), "");
  EXPECT_TRUE(remark(why, "Say more.").at("value").at("saved").as_bool());
  EXPECT_EQ(problem_code(remark(nullptr, "As we said.")), "");
  world.now() = world.now().plus_ms(hour_ms);
  supervisor.get("tick", {});
  supervisor.get("number_all", {});
  supervisor.reopen(sqlite_store(folder.file("a.db")), 2);
  EXPECT_EQ(supervisor.newest_number(), before);
  const Json kept = remarks();
  ASSERT_EQ(kept.at("comments").as_array().size(), 1u);
  EXPECT_EQ(text(kept.at("comments").at(0).at("key")), why);
  EXPECT_EQ(text(kept.at("comments").at(0).at("text")), "Say more.");
  EXPECT_EQ(text(kept.at("reason")), "As we said.");
  share();
  EXPECT_EQ(worker.answer(interview, why).at("comments").as_array().size(), 0u);
  give_back(comments());
  EXPECT_EQ(remarks().at("comments").as_array().size(), 0u);
  EXPECT_EQ(text(remarks().at("reason")), "");
  EXPECT_TRUE(supervisor.store().drafts().value().empty());
  share();
  EXPECT_EQ(text(worker.answer(interview, why).at("comments").at(0).at("text")), "Say more.");
  EXPECT_EQ(text(worker.record(interview).at("reason").at("text")), "As we said.");
}

TEST_F(RemarksTest, OneThatIsEmptiedIsGoneAndTheOthersStay) {
  remark(why, "Say more.");
  remark(place, "Which room?");
  remark(why, "  ");
  ASSERT_EQ(remarks().at("comments").as_array().size(), 1u);
  EXPECT_EQ(text(remarks().at("comments").at(0).at("key")), place);
  remark(place, "");
  EXPECT_TRUE(supervisor.store().drafts().value().empty());
}

TEST_F(RemarksTest, M7_StayWhereItIsSubmittedAgainMeanwhileAndThatIsSaid) {
  remark(why, "Say more.");
  EXPECT_TRUE(remarks().at("begun_on").is_null());
  worker.write(interview, why, text_value("a row about school"), "child");
  submit();
  EXPECT_FALSE(remarks().at("begun_on").is_null());
  EXPECT_EQ(text(remarks().at("comments").at(0).at("text")), "Say more.");
  remark(place, "Which room?");
  EXPECT_EQ(remarks().at("comments").as_array().size(), 2u);
  EXPECT_FALSE(remarks().at("begun_on").is_null());
}

TEST_F(RemarksTest, StayWhereAnotherSupervisorDecidedFirst) {
  TestTablet second(world, 3, Role::supervisor);
  second.sync();
  remark(why, "Say more.");
  const Json read = second.get("review", {{"interview", interview}}).at("submission");
  second.get("authorise", {{"interview", interview},
                           {"submission", read.at("id")},
                           {"pin", read.at("pin")},
                           {"comments", {{{"key", place}, {"text", "Good choice."}}}},
                           {"reason", ""}});
  second.sync();
  share();
  EXPECT_EQ(text(remarks().at("comments").at(0).at("text")), "Say more.");
  EXPECT_EQ(text(worker.answer(interview, place).at("comments").at(0).at("text")), "Good choice.");
}

TEST_F(RemarksTest, AreToldWhereTheWorkIsAndAreNotWorkThatWaitsToBeSent) {
  remark(why, "Say more.");
  remark(nullptr, "As we said.");
  const Json state = supervisor.get("sync_state", {});
  EXPECT_EQ(state.at("unsent").as_int64(), 0);
  EXPECT_EQ(text(state.at("words")),
            "2 comments on this tablet only, until you decide. Nothing else waits to be sent");
  const Json card = supervisor.get("home", {}).at("to_review").at(0);
  EXPECT_EQ(card.at("comments_begun").as_int64(), 2);
}

TEST_F(RemarksTest, S7_OfAWithdrawnChildReachTheCouncilAndKeepTheChildNoLonger) {
  remark(why, "Say more.");
  world.server.withdraw(user(2), world.child);
  supervisor.sync();
  EXPECT_EQ(problem_code(supervisor.ask("review", {{"interview", interview}})), "not_found");
  EXPECT_EQ(text(supervisor.get("sync_state", {}).at("words")),
            "1 review saved on this tablet, not yet sent");
  world.now() = world.now().plus_ms(minute_ms);
  supervisor.get("tick", {});
  supervisor.sync();
  const Json state = supervisor.get("sync_state", {});
  EXPECT_EQ(state.at("unsent").as_int64(), 0);
  EXPECT_EQ(state.at("held_back").as_array().size(), 1u);
  EXPECT_EQ(text(state.at("words")).find("until you decide"), std::string::npos);
  EXPECT_TRUE(supervisor.store().drafts().value().empty());
  EXPECT_FALSE(supervisor.store().meta("children_unsure").value());
}

TEST_F(RemarksTest, AreASupervisorsAndOnQuestionsOfTheForm) {
  EXPECT_EQ(problem_code(remark(worker, why, "Mine.")), "refused");
  EXPECT_EQ(problem_code(remark("what_happened.nothing", "x")), "bad_input");
  EXPECT_EQ(problem_code(remark(why, std::string(20'001, 'x'))), "bad_input");
  EXPECT_TRUE(supervisor.store().drafts().value().empty());
}

}  // namespace
}  // namespace homeward::test
