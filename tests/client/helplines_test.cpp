// A council's helplines on its tablets: delivered at sign-in, kept offline, and what was
// given keeps its name when it is taken off the list.
#include "core/form/helplines.h"

#include "tests/client/fill.h"
#include "wasm/tablet.h"

namespace homeward::test {
namespace {

const std::string given = "staying_safe.helplines_given";

struct HelplinesTest : testing::Test {
  World world;
  CountingRandom random{7};
  TempFolder folder{"helplines"};
  std::unique_ptr<Tablet> tablet;

  void open() {
    tablet.reset();
    tablet = Tablet::open(
                 sqlite_store(folder.file("a.db")), [this] { return world.now(); }, random)
                 .value();
  }
  void sign_in(const std::string& helplines) {
    const Result<void> identified = tablet->identify(R"({"user": {"id": ")" + user(1).hex() +
                                                     R"(", "name": "Worker", "role": "interviewer"},
            "authority": {"name": "Invented Council", "pack": "lancashire")" +
                                                     helplines + "}}");
    ASSERT_TRUE(identified.ok()) << identified.error().detail;
  }
  Json get(const std::string& name, const JsonArgs& args) {
    const JsonArgs request{{"name", name}, {"args", args}};
    const Json answer =
        parse_json(tablet->client()->call(boost::json::serialize(request)), "answer").value();
    EXPECT_EQ(problem_code(answer), "") << boost::json::serialize(answer);
    return answer.at("value");
  }
  std::string names() {
    std::string all;
    const Json list = get("helplines", {});
    for (const Json& line : list.as_array())
      all += text(line.at("name")) + ". ";
    return all;
  }
  // What an interview offers to tick.
  std::string offered(const std::string& interview) {
    const Json record = get("record", {{"record", interview}});
    std::string all;
    for (const Json& option : find_question(record, given)->at("options").as_array())
      all += text(option.at("label")) + " (" + text(option.at("hint")) + ") ";
    return all;
  }
  void give(const std::string& interview, const char* code) {
    get("type", {{"record", interview},
                 {"key", given},
                 {"said_by", "unsaid"},
                 {"sharing", "case_file"},
                 {"shown", boost::json::array()},
                 {"value", {{"kind", "codes"}, {"codes", {code}}}}});
    get("leave", {{"record", interview}, {"key", nullptr}});
  }
  std::string begin_interview() {
    world.server.grant(user(1), world.child);
    const auto request = tablet->client()->next_request();
    const auto answer = world.server.serve(request.value(), user(1));
    EXPECT_TRUE(tablet->client()->take_answer(answer.value()).ok());
    return text(
        get("begin",
            {{"type", "interview"}, {"child", world.child.hex()}, {"episode", world.episode.hex()}})
            .at("record"));
  }
};

const std::string two_lines =
    R"(, "helplines": [{"code": "night", "name": "Night line", "words": "Any hour."},
                       {"code": "day", "name": "Day line", "words": ""}])";
const std::string one_withdrawn =
    R"(, "helplines": [{"code": "day", "name": "Day line", "words": ""},
                       {"code": "night", "name": "Night line", "words": "Any hour.",
                        "withdrawn": true}])";

TEST_F(HelplinesTest, TheListOfTheSignInIsKeptOffline) {
  open();
  sign_in(two_lines);
  EXPECT_EQ(names(), "Night line. Day line. ");
  open();
  EXPECT_EQ(names(), "Night line. Day line. ");
  sign_in(one_withdrawn);
  EXPECT_EQ(names(), "Day line. ");
}

TEST_F(HelplinesTest, WhereNoneIsSetTheInventedListStands) {
  open();
  sign_in("");
  EXPECT_EQ(get("helplines", {}).as_array().size(), built_in_helplines().size());
}

TEST_F(HelplinesTest, AListThatIsNotOneIsRefusedAndChangesNothing) {
  open();
  sign_in(two_lines);
  const Result<void> refused = tablet->identify(R"({"user": {"id": ")" + user(1).hex() +
                                                R"(", "name": "Worker", "role": "interviewer"},
          "authority": {"name": "C", "pack": "lancashire", "helplines": [{"code": "a b"}]}})");
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.error().detail.find("authority.helplines[0].code"), std::string::npos)
      << refused.error().detail;
  EXPECT_EQ(names(), "Night line. Day line. ");
}

TEST_F(HelplinesTest, WhatWasGivenKeepsItsNameWhenItIsTakenOffTheList) {
  open();
  sign_in(two_lines);
  const std::string interview = begin_interview();
  EXPECT_EQ(offered(interview), "Night line (Any hour.) Day line () ");
  give(interview, "night");
  sign_in(one_withdrawn);
  EXPECT_EQ(offered(interview), "Day line () Night line (No longer on your council's list.) ");
  const std::string shown = boost::json::serialize(get("record", {{"record", interview}}));
  EXPECT_NE(shown.find(R"("words":"Night line")"), std::string::npos);
  give(interview, "day");
  EXPECT_EQ(offered(interview), "Day line () ");
}

// Chosen on another tablet, from a list that this one has still to fetch.
TEST_F(HelplinesTest, ACodeThatIsNotOnTheListIsNeverShownBare) {
  open();
  sign_in(two_lines);
  const std::string interview = begin_interview();
  give(interview, "newest");
  const std::string shown = boost::json::serialize(get("record", {{"record", interview}}));
  EXPECT_NE(shown.find(R"("words":"One that this tablet has not heard of yet")"),
            std::string::npos);
}

}  // namespace
}  // namespace homeward::test
