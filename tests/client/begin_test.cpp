// A child and a time away that a worker adds where there is no signal, and who of those here a
// new child may be already.
#include "tests/client/world.h"

namespace homeward::test {
namespace {

struct BeginTest : testing::Test {
  World world;
  TestTablet tablet{world, 1};

  void SetUp() override { tablet.sync(); }
  JsonArgs child_args(const std::string& given = "", const std::string& family = "",
                      const std::string& number = "") {
    return {{"type", "child"},     {"child", nullptr},      {"episode", nullptr},
            {"given_name", given}, {"family_name", family}, {"case_number", number}};
  }
  std::string add_child(const std::string& given = "", const std::string& family = "",
                        const std::string& number = "") {
    return text(tablet.get("begin", child_args(given, family, number)).at("record"));
  }
  std::string add_episode(const std::string& child) {
    return text(tablet.get("begin", {{"type", "episode"}, {"child", child}, {"episode", nullptr}})
                    .at("record"));
  }
  Json child(const std::string& id) { return tablet.get("child", {{"child", id}}); }
  RecordHeader header(const std::string& id) {
    return tablet.store().record(RecordId::parse(id).value()).value()->header();
  }
  // Names of those that a new child may be.
  std::vector<std::string> alike(const std::string& given, const std::string& family,
                                 const std::string& number = "") {
    std::vector<std::string> names;
    const Json found = tablet.get(
        "alike", {{"given_name", given}, {"family_name", family}, {"case_number", number}});
    for (const Json& one : found.as_array()) {
      names.push_back(text(one.at("name")));
    }
    return names;
  }
  void expect_refused(const JsonArgs& args, const std::string& place) {
    const std::uint64_t before = tablet.newest_number();
    const Json answer = tablet.ask("begin", args);
    EXPECT_EQ(problem_code(answer), "bad_input") << place;
    EXPECT_NE(says(answer).find(place), std::string::npos) << says(answer);
    EXPECT_EQ(tablet.newest_number(), before);
  }
};

using Names = std::vector<std::string>;

TEST_F(BeginTest, AChildIsAddedWithWhatWasTypedAndIsAChildLikeAnyOther) {
  const std::string id = add_child("Juno", "Applegarth", "T-9");
  EXPECT_EQ(header(id).child.hex(), id);
  EXPECT_TRUE(header(id).episode.is_zero());
  EXPECT_EQ(text(child(id).at("name")), "Juno Applegarth");
  EXPECT_EQ(text(child(id).at("called")), "Juno");
  EXPECT_EQ(text(child(id).at("added")).substr(0, 21), "Added by Worker 1 on ");
  EXPECT_EQ(tablet.newest_number(), 1u);  // the first change says all of it
  EXPECT_EQ(tablet.answer(id, "status.case_system_id").at("heads").as_array().size(), 1u);
  EXPECT_EQ(tablet.get("home", {}).at("children").as_array().size(), 2u);
  EXPECT_NE(add_child("Juno", "Applegarth"), id);
}

TEST_F(BeginTest, ATimeAwayOfANewChildHasItsInterviewBeforeAnythingWasSent) {
  const std::string id = add_child("Juno");
  EXPECT_TRUE(child(id).at("can_add_episode").as_bool());
  const std::string episode = add_episode(id);
  EXPECT_EQ(header(episode).episode.hex(), episode);
  EXPECT_EQ(header(episode).child.hex(), id);
  EXPECT_NE(add_episode(id), episode);
  tablet.write(episode, "absence.category", code_value("missing"));
  const Json interview =
      tablet.get("begin", {{"type", "interview"}, {"child", id}, {"episode", episode}});
  tablet.type(text(interview.at("record")), why, text_value("It was loud."));
  EXPECT_EQ(tablet.store().drafts().value().size(), 1u);  // T1: as of every record
  EXPECT_EQ(child(id).at("episodes").as_array().size(), 2u);
}

TEST_F(BeginTest, WhatCannotStandThereIsRefusedWithItsPlace) {
  const std::string here = world.child.hex();
  JsonArgs of_another = child_args("Juno");
  of_another["child"] = here;
  expect_refused(of_another, "args.child: a new child is of none that is here");
  JsonArgs of_episode = child_args("Juno");
  of_episode["episode"] = world.episode.hex();
  expect_refused(of_episode, "args.episode: a new child");
  expect_refused({{"type", "episode"}, {"child", here}, {"episode", world.episode.hex()}},
                 "args.episode: a new episode is of none that is here");
  expect_refused({{"type", "episode"}, {"child", nullptr}, {"episode", nullptr}},
                 "args.child: is needed");
  expect_refused({{"type", "episode"}, {"child", world.episode.hex()}, {"episode", nullptr}},
                 "args.child: is not a child");
  expect_refused({{"type", "child"}, {"episode", nullptr}}, "args.child: is missing");
  expect_refused(child_args(std::string(101, 'x')),
                 "args.given_name: identity.given_name: is longer than");
  expect_refused(
      {{"type", "episode"}, {"child", here}, {"episode", nullptr}, {"given_name", "Juno"}},
      "args.given_name: is not asked of a new episode");
}

TEST_F(BeginTest, V1_ACommissionedInterviewerAddsNeitherAndIsNotOfferedTo) {
  tablet.is_commissioned();
  EXPECT_EQ(problem_code(tablet.ask("begin", child_args("Juno"))), "refused");
  EXPECT_EQ(
      problem_code(tablet.ask(
          "begin", {{"type", "episode"}, {"child", world.child.hex()}, {"episode", nullptr}})),
      "refused");
  EXPECT_FALSE(tablet.get("home", {}).at("can_add_child").as_bool());
  EXPECT_FALSE(child(world.child.hex()).at("can_add_episode").as_bool());
}

TEST_F(BeginTest, AChildWithoutANameIsKnownByTheirNumberOrByWhenTheyWereAdded) {
  const std::string id = add_child();
  EXPECT_EQ(text(child(id).at("name")), "Name not recorded (added Friday 15 January 2027, 08:00)");
  EXPECT_EQ(text(child(id).at("called")), "this child");
  tablet.write(id, "status.case_system_id", text_value("T-9"));
  EXPECT_EQ(text(child(id).at("name")), "Name not recorded (number T-9)");
  tablet.write(id, "identity.family_name", text_value("Applegarth"));
  EXPECT_EQ(text(child(id).at("name")), "Applegarth");
}

TEST_F(BeginTest, M3_ANameThatTwoWroteApartIsShownAsBoth) {
  TestTablet second{world, 2};
  second.sync();
  const std::string id = world.child.hex();
  tablet.write(id, "identity.given_name", text_value("Ada-May"));
  second.write(id, "identity.given_name", text_value("Aida"));
  tablet.sync();
  second.sync();
  tablet.sync();
  const std::string name = text(child(id).at("name"));
  EXPECT_NE(name.find("Ada-May"), std::string::npos) << name;
  EXPECT_NE(name.find("Aida"), std::string::npos) << name;
}

TEST_F(BeginTest, S7_WhatIsNotSentOfANewChildStaysWhateverTheServerAllows) {
  const std::string id = add_child("Juno");
  const std::string episode = add_episode(id);
  tablet.sync();  // the server takes neither: nobody was given a right to the child
  EXPECT_EQ(tablet.store().notices().value().size(), 2u);
  EXPECT_EQ(text(child(id).at("name")), "Juno");
  EXPECT_FALSE(tablet.record(episode).at("held_by_council").as_bool());
}

TEST_F(BeginTest, S7_ANewChildGoesOnlyWithTheRightOnceAllOfItIsHeld) {
  const std::string id = tablet.begin("child");
  tablet.sync();
  EXPECT_TRUE(tablet.record(id).at("held_by_council").as_bool());
  const std::string episode = add_episode(id);
  world.server.withdraw(user(1), RecordId::parse(id).value());
  const auto is_here = [&] {
    return tablet.store().record(RecordId::parse(episode).value()).value().has_value();
  };
  tablet.exchange();
  EXPECT_TRUE(is_here());  // it was not held when the withdrawal was heard
  tablet.sync();
  EXPECT_FALSE(is_here());
  EXPECT_EQ(tablet.store().notices().value().size(), 1u);  // it had arrived, and is set aside
}

TEST_F(BeginTest, WhoIsHereAlreadyIsFoundByANameWrittenAnotherWay) {
  add_child("Juno", "Applegarth");
  for (const auto& [given, family] : std::vector<std::pair<const char*, const char*>>{
           {"Juno", "Applegarth"},
           {"juno", "APPLEGARTH"},
           {"Juno", ""},
           {"", "Applegarth"},
           {"Applegarth", "Juno"},
           {"Juno", "Aplegarth"},   // a letter less
           {"Juno", "Applegrath"},  // two that changed places
           {"Junno", "Apple"},      // a letter more, and a beginning
       }) {
    EXPECT_EQ(alike(given, family), Names{"Juno Applegarth"}) << given << " " << family;
  }
  EXPECT_EQ(alike("Juno", "Invented"), Names{});
  EXPECT_EQ(alike("Ju", ""), Names{});
  EXPECT_EQ(alike("", ""), Names{});
}

TEST_F(BeginTest, MarksAndCapitalsAreNoMatterInWhateverWayTheyAreTyped) {
  add_child("Zo\u00eb", "\u0141OPACI\u0143SKA", "T-1001");
  const Names zoe{"Zo\u00eb \u0141OPACI\u0143SKA"};
  EXPECT_EQ(alike("zoe", "lopacinska"), zoe);
  EXPECT_EQ(alike("ZO\u00cb", "\u0142opaci\u0144ska"), zoe);
  EXPECT_EQ(alike("Zoe\u0308", "Lopacinska"), zoe);  // a mark that combines
  EXPECT_EQ(alike("Zac", "Lopacinska"), Names{});
  for (const char* number : {"t1001", "T 1001", "T/1001", "t-1001"}) {
    EXPECT_EQ(alike("", "", number), zoe) << number;
  }
  EXPECT_EQ(alike("", "", "-"), Names{});
}

TEST_F(BeginTest, AnApostropheIsNoMatterHoweverItIsTyped) {
  add_child("Juno", "O'Applegarth");
  EXPECT_EQ(alike("Juno", "O\u2019Applegarth"), Names{"Juno O'Applegarth"});
  EXPECT_EQ(alike("Juno", "O\u2018Applegarth"), Names{"Juno O'Applegarth"});
  EXPECT_EQ(alike("Juno", "Oapplegarth"), Names{"Juno O'Applegarth"});
}

TEST_F(BeginTest, ADayThatNoCalendarHasIsToldInWordsAWorkerUnderstands) {
  const std::string id = add_child("Juno", "Applegarth");
  const Json answer =
      tablet.type(id, "identity.birth_date", {{"kind", "date"}, {"date", "2012-02-31"}});
  EXPECT_EQ(problem_code(answer), "bad_input");
  EXPECT_EQ(says(answer).find("call:"), std::string::npos) << says(answer);
  EXPECT_NE(says(answer).find("not a day of the calendar"), std::string::npos) << says(answer);
}

TEST_F(BeginTest, WhoIsHereAlreadyIsFoundByAnyNameTheyEverHadAndByTheirNumber) {
  const std::string id = add_child("Juno", "Applegarth", "T-1001");
  tablet.write(id, "identity.known_as", text_value("Pip"));
  const std::string row =
      text(tablet.get("add_row", {{"record", id}, {"list", "identity.other_names"}}).at("row"));
  tablet.write(id, "identity.other_names/" + row + "/name", text_value("Fernhollow"));
  EXPECT_EQ(alike("Pip", "Fernhollow"), Names{"Pip Applegarth"});
  EXPECT_EQ(alike("", "", " t-1001"), Names{"Pip Applegarth"});
  EXPECT_EQ(alike("", "", "T-1002"), Names{});
  EXPECT_EQ(alike("Nobody", "Here", "T-1001"), Names{"Pip Applegarth"});
}

}  // namespace
}  // namespace homeward::test
