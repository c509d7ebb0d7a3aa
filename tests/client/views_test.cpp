// What the lists say: due first, in words, to the minute.
#include "tests/client/fill.h"
#include "wasm/words.h"

namespace homeward::test {
namespace {

struct ViewsTest : testing::Test {
  World world;
  TestTablet tablet{world, 1};

  void SetUp() override { tablet.sync(); }
  Json card(std::size_t index = 0) { return tablet.get("home", {}).at("children").at(index); }
  Json episode() {
    return tablet.get("child", {{"child", world.child.hex()}}).at("episodes").at(0);
  }
  void offer(const std::string& answer) {
    const std::string id = tablet.begin("offer");
    tablet.type(id, "offer.offered", {{"kind", "instant"}, {"at", to_string(world.now())}});
    tablet.type(id, "answer.answer", code_value(answer));
    tablet.leave(id);
  }
};

TEST_F(ViewsTest, LAN01_TheCardSaysWhatIsDueAndWhen) {
  EXPECT_EQ(text(card().at("name")), "Ada Invented");
  EXPECT_EQ(text(card().at("age_words")), "14 years old");
  EXPECT_EQ(text(card().at("due").at("rule")), "LAN-01");
  EXPECT_EQ(text(card().at("due").at("state_words")), "Due in 78 hours 48 minutes");
  EXPECT_EQ(text(card().at("next_step")), "Offer a return home interview");
}

TEST_F(ViewsTest, TheNextStepFollowsWhatWasDone) {
  offer("no_answer");
  EXPECT_EQ(text(card().at("next_step")), "Offer a return home interview");
  offer("accepted");
  EXPECT_EQ(text(card().at("next_step")), "Hold the return home interview");
  EXPECT_TRUE(card().at("due").is_null());
  EXPECT_EQ(episode().at("offers").as_array().size(), 2u);
  tablet.begin("interview");
  EXPECT_EQ(text(card().at("next_step")), "Finish the interview and submit it");
}

TEST_F(ViewsTest, LAN01_WhatAChildAgreedToIsInMyWorkUntilItIsBegunThoughNoClockOfItRuns) {
  const auto lying = [&] {
    const Json children = tablet.get("work", {}).at("children");
    return children.as_array().empty() ? Json(boost::json::array()) : children.at(0).at("lying");
  };
  const auto later = [&] { world.now() = world.now().plus_ms(hour_ms); };
  offer("no_answer");
  EXPECT_TRUE(lying().as_array().empty());
  later();
  offer("accepted");
  ASSERT_EQ(lying().as_array().size(), 1u);
  EXPECT_EQ(text(lying().at(0).at("kind")), "to_hold");
  EXPECT_EQ(text(lying().at(0).at("record")), world.episode.hex());
  EXPECT_EQ(text(lying().at(0).at("title")), "Return home interview");
  EXPECT_EQ(text(lying().at(0).at("words")).find("Back since "), 0u);
  later();
  offer("declined");
  EXPECT_TRUE(lying().as_array().empty());
  later();
  offer("accepted");
  tablet.begin("interview");
  EXPECT_EQ(text(lying().at(0).at("kind")), "begun");
}

TEST_F(ViewsTest, AChildWhoIsMissingNowComesFirstAndIsSaidToBeWithSinceWhenAndHowLong) {
  const RecordId missing = record_id(2);
  world.server.grant(user(1), missing);
  world.server.grant(world.front_door.user, missing);
  world.put({missing, "child", missing, {}}, {{"identity.given_name", Value::text("Zed")}});
  world.put({record_id(201), "episode", missing, record_id(201)},
            {{"absence.began", Value::instant(world.now().plus_ms(-26 * hour_ms))},
             {"absence.category", Value::code("missing")}});
  tablet.sync();
  EXPECT_EQ(text(card(0).at("name")), "Zed");
  const std::string says = "Missing since " +
                           when_words(world.now().plus_ms(-26 * hour_ms), world.now()) +
                           ", for 26 hours";
  EXPECT_EQ(text(card(0).at("away")), says);
  EXPECT_EQ(text(card(1).at("away")), "");
  const Json child = tablet.get("child", {{"child", missing.hex()}});
  EXPECT_EQ(text(child.at("away")), says);
  EXPECT_EQ(text(child.at("episodes").at(0).at("away")), says);
  world.now() = world.now().plus_ms(minute_ms);
  EXPECT_NE(text(card(0).at("away")).find("26 hours 1 minute"), std::string::npos);
  tablet.write(record_id(201).hex(), "came_back.returned",
               {{"kind", "instant"}, {"at", to_string(world.now())}});
  EXPECT_EQ(text(tablet.get("child", {{"child", missing.hex()}}).at("away")), "");
}

TEST_F(ViewsTest, LAN01_AnInterviewThatWasHeldSaysToRecordItsOffer) {
  const std::string interview = tablet.begin("interview");
  tablet.write(interview, "before_we_start.outcome", code_value("held"));
  tablet.write(interview, "before_we_start.started",
               {{"kind", "instant"}, {"at", to_string(world.now().plus_ms(-hour_ms))}});
  const std::string says =
      "Record the offer of the interview: it was held, and no offer with an answer is on record";
  EXPECT_EQ(text(card().at("due").at("what")), says);
  const Json duty = episode().at("duties").at(0);
  EXPECT_EQ(text(duty.at("rule")), "LAN-01");
  EXPECT_EQ(text(duty.at("what")), says);
  EXPECT_EQ(text(duty.at("act").at("type")), "offer");
  offer("accepted");
  EXPECT_TRUE(card().at("due").is_null());
}

TEST_F(ViewsTest, MyWorkListsWhatLiesWithItsReaderAndTheWayToIt) {
  const auto lying = [&] {
    const Json children = tablet.get("work", JsonArgs()).at("children");
    return children.as_array().empty() ? Json(boost::json::array()) : children.at(0).at("lying");
  };
  EXPECT_EQ(lying().as_array().size(), 0u);
  const std::string interview = tablet.begin("interview");
  ASSERT_EQ(lying().as_array().size(), 1u);
  EXPECT_EQ(text(lying().at(0).at("record")), interview);
  EXPECT_EQ(text(lying().at(0).at("kind")), "begun");
  EXPECT_EQ(text(lying().at(0).at("title")), "Return home interview");
  tablet.type(interview, "before_we_start.started", text_value("31\n2\n\n"));
  ASSERT_EQ(lying().as_array().size(), 2u);
  EXPECT_EQ(text(lying().at(0).at("kind")), "unfinished");
  EXPECT_EQ(text(lying().at(0).at("words")), "1 entry not finished");
  EXPECT_EQ(text(lying().at(0).at("reason")), "When did you start?");
}

TEST_F(ViewsTest, WhatIsDueFirstComesFirst) {
  const RecordId late = record_id(2);
  world.server.grant(user(1), late);
  world.server.grant(world.front_door.user, late);
  world.put({late, "child", late, {}}, {{"identity.given_name", Value::text("Zed")}});
  world.put({record_id(201), "episode", late, record_id(201)},
            {{"absence.began", Value::instant(world.now().plus_ms(-310 * hour_ms))},
             {"absence.category", Value::code("missing")},
             {"came_back.returned", Value::instant(world.now().plus_ms(-300 * hour_ms))}});
  tablet.sync();
  EXPECT_EQ(text(card(0).at("name")), "Zed");
  EXPECT_EQ(text(card(0).at("due").at("state")), "overdue");
  EXPECT_EQ(text(card(1).at("name")), "Ada Invented");
}

TEST_F(ViewsTest, TimeSinceReturnIsShownToTheMinute) {
  const std::string interview = tablet.begin("interview");
  EXPECT_EQ(text(tablet.record(interview).at("since_return")), "41 hours 12 minutes since return");
  world.now() = world.now().plus_ms(minute_ms - 1);
  EXPECT_EQ(text(tablet.record(interview).at("since_return")), "41 hours 12 minutes since return");
}

// The front door and a worker each wrote what they knew, unaware of the other.
TEST_F(ViewsTest, M3_TwoReturnTimesMakeTheClockNotMeasurableAndBothAreShown) {
  world.put({world.episode, "episode", world.child, world.episode},
            {{"came_back.returned", Value::instant(world.now().plus_ms(-10 * hour_ms))}});
  tablet.sync();
  const Json clock = episode().at("clock");
  EXPECT_EQ(text(clock.at("state")), "not_measurable");
  EXPECT_TRUE(clock.at("due").is_null());
  EXPECT_NE(text(clock.at("because")).find("“Returned or found”: "), std::string::npos);
  EXPECT_NE(text(clock.at("because")).find(" / "), std::string::npos);
  EXPECT_NE(text(episode().at("returned").at("words")).find(" / "), std::string::npos);
  EXPECT_EQ(text(episode().at("steps").at(0)), text(clock.at("because")));
  EXPECT_EQ(text(card().at("next_step")), "Check the times that are recorded");
  EXPECT_EQ(text(card().at("due").at("state")), "not_measurable");
  const std::string interview = tablet.begin("interview");
  EXPECT_EQ(text(tablet.record(interview).at("since_return")), "Two return times are recorded");
}

TEST_F(ViewsTest, M3_TwoTimesOfAnOfferAreNotMeasuredByTheEarlier) {
  TestTablet other(world, 2);
  const std::string id = tablet.begin("offer");
  tablet.write(id, "answer.answer", code_value("accepted"));
  tablet.sync();
  other.sync();
  const auto offered_at = [&](TestTablet& on, std::int64_t ago) {
    on.write(id, "offer.offered",
             {{"kind", "instant"}, {"at", to_string(world.now().plus_ms(-ago))}});
    on.sync();
  };
  offered_at(tablet, hour_ms);
  EXPECT_EQ(text(episode().at("clock").at("state")), "met");
  offered_at(other, 2 * hour_ms);
  tablet.sync();
  EXPECT_EQ(text(episode().at("clock").at("state")), "not_measurable");
}

TEST_F(ViewsTest, AnInterviewThatEndsBeforeItStartsIsNotMeasured) {
  const std::string interview = tablet.begin("interview");
  const auto at = [&](std::int64_t ago) -> Json {
    return {{"kind", "instant"}, {"at", to_string(world.now().plus_ms(-ago))}};
  };
  tablet.write(interview, "before_we_start.outcome", code_value("held"));
  tablet.write(interview, "before_we_start.started", at(hour_ms));
  tablet.write(interview, "before_we_start.ended", at(2 * hour_ms));
  const Json clock = episode().at("clock");
  EXPECT_EQ(text(clock.at("state")), "not_measurable");
  EXPECT_NE(text(clock.at("because")).find("finished before it started"), std::string::npos);
}

TEST_F(ViewsTest, ARelevantQuestionAppearsWhileTyping) {
  const std::string interview = tablet.begin("interview");
  const std::string key = "before_we_start.remote_reason";
  tablet.type(interview, "before_we_start.mode", code_value("phone"));
  EXPECT_TRUE(find_question(tablet.record(interview), key)->at("relevant").as_bool());
  tablet.type(interview, "before_we_start.mode", code_value("in_person"));
  EXPECT_FALSE(find_question(tablet.record(interview), key)->at("relevant").as_bool());
}

TEST_F(ViewsTest, ASectionSaysHowMuchIsAnswered) {
  const std::string interview = tablet.begin("interview");
  const Json before = tablet.record(interview).at("sections").at(2);
  EXPECT_EQ(text(before.at("state")), "not_started");
  tablet.type(interview, why, text_value("a row"));
  const Json after = tablet.record(interview).at("sections").at(2);
  EXPECT_EQ(text(after.at("state")), "in_progress");
  EXPECT_EQ(text(after.at("state_words")).substr(0, 5), "1 of ");
}

TEST_F(ViewsTest, ASectionSaysThatWhatIsNotNeededMayBeLeft) {
  const std::string child = world.child.hex();
  const auto says = [&] {
    return text(tablet.record(child).at("sections").at(1).at("state_words"));
  };
  EXPECT_EQ(says(), "1 of 3, the rest may be left");
  tablet.type(child, "where_they_live.area", text_value("An invented town"));
  tablet.type(child, "where_they_live.home_address", text_value("1 Invented Row"));
  EXPECT_EQ(says(), "3 of 3 answered");
}

TEST_F(ViewsTest, HelplinesAreTheDeploymentsList) {
  EXPECT_GE(tablet.get("helplines", {}).as_array().size(), 1u);
}

TEST_F(ViewsTest, ANoteIsShownWithItsAuthor) {
  const std::string note = tablet.begin("note");
  tablet.write(note, "note.text", text_value("Rang the school."));
  const Json shown = tablet.get("child", {{"child", world.child.hex()}}).at("notes").at(0);
  EXPECT_EQ(text(shown.at("text")), "Rang the school.");
  EXPECT_EQ(text(shown.at("author")), "Worker 1");
}

TEST_F(ViewsTest, ColleaguesAreCalledByTheirNames) {
  TestTablet other(world, 2);
  other.sync();
  const std::string interview = other.begin("interview");
  other.write(interview, why, text_value("a row"));
  other.sync();
  tablet.sync();
  const auto author = [&] {
    return text(tablet.answer(interview, why).at("heads").at(0).at("author"));
  };
  EXPECT_EQ(author(), "A colleague");
  tablet.get("people", {{"json", R"({"people":[{"id":")" + user(2).hex() +
                                     R"(","name":"S. Example","role":"interviewer"}]})"}});
  EXPECT_EQ(author(), "S. Example");
}

TEST(WordsTest, ALengthOfTimeIsNeverRoundedUp) {
  EXPECT_EQ(duration_words(0), "0 minutes");
  EXPECT_EQ(duration_words(minute_ms * 2 - 1), "1 minute");
  EXPECT_EQ(duration_words(hour_ms), "1 hour");
  EXPECT_EQ(duration_words(95 * hour_ms + 59 * minute_ms), "95 hours 59 minutes");
  EXPECT_EQ(duration_words(96 * hour_ms + minute_ms), "4 days 1 minute");
  EXPECT_EQ(duration_words(3 * 365 * day_ms - 1), "1094 days 23 hours 59 minutes");
  EXPECT_EQ(duration_words(56 * 365 * day_ms + hour_ms), "more than 56 years");
}

TEST(WordsTest, WhatIsDueAtMidnightIsDueByTheEndOfTheDayBefore) {
  const Instant now = parse_instant("2026-04-01T09:00:00Z").value();
  const auto due = [&](const char* at) {
    return text(due_json(parse_instant(at).value(), now).at("words"));
  };
  EXPECT_EQ(due("2026-04-01T23:00:00Z"), "the end of Wednesday 1 April");
  EXPECT_EQ(due("2026-04-02T00:00:00Z"), "Thursday 2 April, 01:00");
  EXPECT_EQ(due("2026-12-31T00:00:00Z"), "the end of Wednesday 30 December");
  EXPECT_TRUE(due_json(std::nullopt, now).is_null());
}

TEST(WordsTest, AnInstantNoCalendarHasIsSaidToBeUnknown) {
  EXPECT_EQ(when_words(Instant{INT64_MAX}, Instant{}), "an unknown time");
  EXPECT_EQ(when_words(Instant{1'800'000'000'000}, Instant{1'800'000'000'000}),
            "Friday 15 January, 08:00");
}

}  // namespace
}  // namespace homeward::test
