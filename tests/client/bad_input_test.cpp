// Whatever a page sends that is not a call is refused with the place, and changes nothing.
#include "tests/client/world.h"

namespace homeward::test {
namespace {

struct BadInputTest : testing::Test {
  World world;
  TestTablet tablet{world, 1};
  std::string interview;

  void SetUp() override {
    tablet.sync();
    interview = tablet.begin("interview");
  }
  void expect_refused(const Json& answer, const std::string& place) {
    EXPECT_EQ(problem_code(answer), "bad_input");
    EXPECT_NE(says(answer).find(place), std::string::npos) << says(answer);
    EXPECT_EQ(tablet.newest_number(), 1u);
    EXPECT_TRUE(tablet.store().drafts().value().empty());
  }
};

TEST_F(BadInputTest, WhatIsNotACallIsRefused) {
  expect_refused(tablet.raw(""), "call");
  expect_refused(tablet.raw("{"), "call");
  expect_refused(tablet.raw("[]"), "must be an object");
  expect_refused(tablet.raw("{}"), "name: is missing");
  expect_refused(tablet.raw(R"({"name":"home"})"), "args: is missing");
  expect_refused(tablet.raw(R"({"name":"fly","args":{}})"), "name: \"fly\"");
  expect_refused(tablet.raw(R"({"name":"home","args":{},"id":1})"), "id");
  expect_refused(tablet.raw(R"({"name":"home","args":[]})"), "args: must be an object");
  expect_refused(tablet.raw(std::string(200, '[')), "call");
}

TEST_F(BadInputTest, EveryCallRefusesAnArgumentItDoesNotKnow) {
  for (const char* name : {"home",
                           "alike",
                           "child",
                           "record",
                           "review",
                           "history",
                           "sync_state",
                           "helplines",
                           "begin",
                           "type",
                           "leave",
                           "add_row",
                           "remove_row",
                           "settle",
                           "suggest",
                           "submit",
                           "return_interview",
                           "authorise",
                           "tick",
                           "number_all",
                           "keep",
                           "kept",
                           "people",
                           "this_tablet",
                           "to_seal",
                           "keep_sealed"}) {
    SCOPED_TRACE(name);
    expect_refused(tablet.ask(name, {{"sideways", true},
                                     {"comments", Json(boost::json::array())},
                                     {"seals", Json(boost::json::array())}}),
                   "args.sideways");
  }
}

TEST_F(BadInputTest, EveryCallAboutARecordRefusesWhatIsNoId) {
  for (const auto& [name, key] :
       std::vector<std::pair<const char*, const char*>>{{"child", "child"},
                                                        {"record", "record"},
                                                        {"review", "interview"},
                                                        {"history", "record"},
                                                        {"begin", "child"},
                                                        {"type", "record"},
                                                        {"leave", "record"},
                                                        {"add_row", "record"},
                                                        {"remove_row", "record"},
                                                        {"settle", "record"},
                                                        {"suggest", "record"},
                                                        {"submit", "record"},
                                                        {"authorise", "interview"}}) {
    SCOPED_TRACE(name);
    expect_refused(tablet.ask(name, {{key, "not an id"}}), std::string("args.") + key);
    expect_refused(tablet.ask(name, {{key, 7}}), std::string("args.") + key);
  }
}

TEST_F(BadInputTest, ValuesAreReadStrictly) {
  const std::vector<std::pair<Json, std::string>> cases = {
      {{{"kind", "feeling"}}, "args.value.kind"},
      {{{"kind", "text"}}, "args.value.text"},
      {{{"kind", "text"}, {"text", 5}}, "args.value.text"},
      {{{"kind", "text"}, {"text", "a"}, {"colour", "red"}}, "args.value.colour"},
      {{{"kind", "code"}, {"code", "Not A Code"}}, "args.value.code"},
      {{{"kind", "codes"}, {"codes", "x"}}, "args.value.codes"},
      {{{"kind", "date"}, {"date", "2027-02-30"}}, "not a day of the calendar."},
      {{{"kind", "instant"}, {"at", "yesterday"}, {"local", ""}}, "args.value.at"},
      {{{"kind", "instant"}, {"at", ""}, {"local", "2027-01-15"}}, "and a time of day."},
      {{{"kind", "absence"}, {"absence", "forgot"}, {"why", ""}}, "args.value.absence"},
      {{{"kind", "whole_number"}, {"number", 1.5}}, "args.value.number"},
      {{{"kind", "unknown"}}, "args.value.kind"},
      {Json(nullptr), "args.value"},
      {code_value("in_person"), "args.value"},
      {text_value(std::string(20'001, 'x')), "args.value"},
  };
  for (const auto& [value, place] : cases) {
    SCOPED_TRACE(boost::json::serialize(value).substr(0, 80));
    expect_refused(tablet.type(interview, why, value), place);
  }
}

TEST_F(BadInputTest, ASealNeedsTheNumberOfAChangeAndOctets) {
  const auto keep = [&](const char* number, const char* sealed) {
    const boost::json::array seals = {{{"number", number}, {"sealed", sealed}}};
    return tablet.ask("keep_sealed", {{"seals", seals}});
  };
  for (const char* number : {"one", "0", "", "1x"}) {
    expect_refused(keep(number, "00"), "args.seals[0].number");
  }
  for (const char* sealed : {"words", ""}) {
    expect_refused(keep("1", sealed), "args.seals[0].sealed");
  }
}

TEST_F(BadInputTest, AnAnswerNeedsAQuestionAndSomeoneWhoMayHaveSaidIt) {
  expect_refused(tablet.type(interview, "what_happened.nothing", text_value("x")), "args.key");
  expect_refused(tablet.type(interview, "form.version", text_value("x")), "args.key");
  const std::string row(32, 'a');
  expect_refused(tablet.type(interview, "what_happened.who_with/" + row + "/name", text_value("x")),
                 "args.key");
  expect_refused(tablet.type(interview, "what_happened.who_with/" + row, text_value("x")),
                 "args.key");
  expect_refused(tablet.type(interview, why, text_value("x"), "the_neighbour"), "args.said_by");
}

TEST_F(BadInputTest, ARecordBeginsOnlyWhereItBelongs) {
  const auto begin = [&](const std::string& type, const std::string& child,
                         const std::string& episode) {
    return tablet.ask("begin", {{"type", type},
                                {"child", child},
                                {"episode", episode.empty() ? Json(nullptr) : Json(episode)}});
  };
  const std::string child = world.child.hex();
  const std::string episode = world.episode.hex();
  expect_refused(begin("submission", child, ""), "args.type");
  expect_refused(begin("interview", child, ""), "args.episode");
  expect_refused(begin("safety_plan", child, episode), "args.episode");
  expect_refused(begin("interview", child, child), "args.episode");
  expect_refused(begin("interview", episode, episode), "args.child");
  EXPECT_EQ(problem_code(begin("note", record_id(77).hex(), "")), "not_found");
}

TEST_F(BadInputTest, WhatIsNotHereIsNotFound) {
  const std::string nowhere = record_id(77).hex();
  EXPECT_EQ(problem_code(tablet.ask("record", {{"record", nowhere}})), "not_found");
  EXPECT_EQ(problem_code(tablet.ask("submit", {{"record", nowhere}, {"version", "any"}})),
            "not_found");
  EXPECT_EQ(problem_code(tablet.ask("child", {{"child", nowhere}})), "not_found");
}

TEST_F(BadInputTest, AFullDiskSavesNothingAndSaysSo) {
  auto store = std::make_unique<MemoryClientStore>();
  MemoryClientStore& disk = *store;
  TestTablet small(world, 2, Role::interviewer, std::move(store));
  small.sync();
  const std::string record = small.begin("interview");
  small.type(record, why, text_value("before"));
  disk.set_full(true);
  EXPECT_EQ(problem_code(small.type(record, why, text_value("after"))), "storage_full");
  EXPECT_EQ(problem_code(small.ask("leave", {{"record", record}, {"key", nullptr}})),
            "storage_full");
  disk.set_full(false);
  EXPECT_EQ(text(small.answer(record, why).at("draft").at("value").at("text")), "before");
}

}  // namespace
}  // namespace homeward::test
