// Issue 3, Speed: a change to one child has that child read and judged again and no other,
// and what the lists show is never older than the records, the policies or the moment.
#include <map>
#include <random>

#include "tests/client/fill.h"
#include "wasm/tablet.h"

namespace homeward::test {
namespace {

constexpr unsigned children = 5;

// Counts what is read of each child.
class CountingStore : public MemoryClientStore {
 public:
  Result<std::vector<Record>> records_of_child(const RecordId& child) const override {
    if (fails_) {
      return Error{Code::unavailable, "the disk is away"};
    }
    ++reads_[child];
    return MemoryClientStore::records_of_child(child);
  }
  Result<std::vector<Record>> records_of_type(const std::string& type) const override {
    ++reads_of_all_;
    return MemoryClientStore::records_of_type(type);
  }

  void set_failing(bool fails) { fails_ = fails; }
  std::map<RecordId, int> take_reads() { return std::exchange(reads_, {}); }
  int reads_of_all() const { return reads_of_all_; }

 private:
  bool fails_ = false;
  mutable std::map<RecordId, int> reads_;
  mutable int reads_of_all_ = 0;
};

RecordId child_of(unsigned number) {
  return record_id(number);
}
RecordHeader episode_of(unsigned number) {
  return {record_id(100 + number), "episode", child_of(number), record_id(100 + number)};
}

struct CaseloadTest : testing::Test {
  World world;
  CountingStore* store = new CountingStore;
  TestTablet tablet{world, 1, Role::supervisor, std::unique_ptr<ClientStore>(store)};

  // Each came back some hours after the one before.
  CaseloadTest() {
    for (unsigned number = 2; number <= children; ++number) {
      world.server.grant(world.front_door.user, child_of(number));
      world.server.grant(user(1), child_of(number));
      world.put(child_record(number), {{"identity.given_name", Value::text("Child")}});
      world.put(
          episode_of(number),
          {{"absence.category", Value::code("missing")},
           {"absence.began", Value::instant(world.now().plus_ms(-60 * hour_ms))},
           {"came_back.returned",
            Value::instant(world.now().plus_ms(-(40 - 7 * std::int64_t{number}) * hour_ms))}});
    }
    tablet.sync();
    look();
    EXPECT_EQ(made(), children);
    store->take_reads();
  }

  std::uint64_t made() { return tablet.client().caseload().made(); }
  // Both lists, each as a client would show it that has kept nothing.
  void look() {
    const JsonArgs none;
    const Json home = tablet.get("home", none);
    const Json work = tablet.get("work", none);
    const auto read = store->take_reads();
    const int of_all = store->reads_of_all();
    EXPECT_EQ(home, tablet.get_anew("home", none));
    EXPECT_EQ(work, tablet.get_anew("work", none));
    store->take_reads();
    read_ = read;
    read_all_ = of_all > 1 + read_by_others_;
    read_by_others_ += 2;
    work_ = work;
    home_ = home;
  }
  // What of the policies is owed of a child.
  Json duty(unsigned number, std::string_view rule) const {
    for (const Json& part : work_.at("children").as_array()) {
      for (const Json& one : part.at("duties").as_array()) {
        if (text(part.at("child")) == child_of(number).hex() && text(one.at("rule")) == rule) {
          return one;
        }
      }
    }
    return nullptr;
  }
  bool is_listed(unsigned number) const {
    for (const Json& card : home_.at("children").as_array()) {
      if (text(card.at("id")) == child_of(number).hex()) {
        return true;
      }
    }
    return false;
  }
  // That the last look() made anew the lines of these children and no others'.
  void expect_only(std::set<unsigned> numbers, std::uint64_t before) {
    std::set<RecordId> expected, read;
    for (unsigned number : numbers) {
      expected.insert(child_of(number));
    }
    for (const auto& [child, times] : read_) {
      read.insert(child);
    }
    EXPECT_EQ(read, expected);
    EXPECT_FALSE(read_all_);
    EXPECT_EQ(made() - before, numbers.size());
  }
  Instant due(unsigned number) {
    return parse_instant(text(duty(number, "LAN-01").at("due").at("at"))).value();
  }

  std::map<RecordId, int> read_;
  bool read_all_ = false;
  int read_by_others_ = 0;
  Json work_, home_;
};

TEST_F(CaseloadTest, WhereNothingChangedNobodyIsReadOrJudgedAgain) {
  const auto before = made();
  look();
  expect_only({}, before);
}

TEST_F(CaseloadTest, AChangeMadeHereHasThatChildAloneJudgedAgain) {
  EXPECT_FALSE(duty(3, "LAN-01").is_null());
  const std::string offer = text(tablet
                                     .get("begin", {{"type", "offer"},
                                                    {"child", child_of(3).hex()},
                                                    {"episode", episode_of(3).id.hex()}})
                                     .at("record"));
  tablet.write(offer, "answer.answer", code_value("accepted"));
  const auto before = made();
  tablet.write(offer, "offer.offered",
               {{"kind", "instant"}, {"at", to_string(world.now().plus_ms(-hour_ms))}});
  store->take_reads();
  look();
  expect_only({3}, before);
  EXPECT_TRUE(duty(3, "LAN-01").is_null());
  EXPECT_FALSE(duty(4, "LAN-01").is_null());
}

TEST_F(CaseloadTest, AChangeThatCameFromTheCouncilHasThatChildAloneJudgedAgain) {
  world.put(episode_of(4), {{"absence.rag", Value::code("red")}});
  world.put(child_record(4), {{"identity.known_as", Value::text("Renamed")}});
  const auto before = made();
  tablet.sync();
  look();
  expect_only({4}, before);
  EXPECT_NE(boost::json::serialize(home_).find("Renamed"), std::string::npos);
}

TEST_F(CaseloadTest, S7_AWithdrawnChildLeavesBothListsAndComesBackWithTheRight) {
  EXPECT_TRUE(is_listed(2));
  world.server.withdraw(user(1), child_of(2));
  const auto before = made();
  tablet.sync();
  look();
  EXPECT_EQ(made(), before);
  EXPECT_FALSE(is_listed(2));
  EXPECT_TRUE(duty(2, "LAN-01").is_null());
  world.server.grant(user(1), child_of(2));
  tablet.sync();
  look();
  expect_only({2}, before);
  EXPECT_FALSE(duty(2, "LAN-01").is_null());
}

TEST_F(CaseloadTest, AChildWhoIsNewHereIsListedAndNobodyElseJudgedAgain) {
  world.server.grant(world.front_door.user, child_of(9));
  world.server.grant(user(1), child_of(9));
  world.put(child_record(9), {{"identity.given_name", Value::text("New")}});
  const auto before = made();
  tablet.sync();
  look();
  expect_only({9}, before);
  EXPECT_TRUE(is_listed(9));
}

TEST_F(CaseloadTest, ADutyBecomesOverdueWhileNobodyDoesAnything) {
  const Instant due = this->due(2);
  world.now() = due;
  look();
  EXPECT_EQ(text(duty(2, "LAN-01").at("state")), "due_soon") << "at the very instant, in time";
  world.now() = due.plus_ms(1);
  look();
  EXPECT_EQ(text(duty(2, "LAN-01").at("state")), "overdue");
}

TEST_F(CaseloadTest, TheWordsFollowTheMinuteWithoutAnyoneBeingJudgedAgain) {
  const std::string was = text(duty(3, "LAN-01").at("state_words"));
  const auto before = made();
  world.now() = world.now().plus_ms(5 * minute_ms);
  look();
  expect_only({}, before);
  EXPECT_NE(text(duty(3, "LAN-01").at("state_words")), was);
}

TEST_F(CaseloadTest, AnotherDayOrAClockPutBackHasEverybodyJudgedAgain) {
  const auto before = made();
  world.now() = world.now().plus_ms(day_ms);
  look();
  EXPECT_EQ(made() - before, children);
  world.now() = world.now().plus_ms(-30 * day_ms);
  look();
  EXPECT_EQ(made() - before, 2 * children);
}

TEST_F(CaseloadTest, WhatIsRecordedForLaterIsAskedAboutUntilItHasHappened) {
  world.put({record_id(505), "offer", child_of(5), episode_of(5).id},
            {{"answer.answer", Value::code("accepted")},
             {"offer.offered", Value::instant(world.now().plus_ms(10 * minute_ms))}});
  tablet.sync();
  look();
  EXPECT_NE(boost::json::serialize(work_).find("later than now"), std::string::npos);
  const auto before = made();
  world.now() = world.now().plus_ms(10 * minute_ms);
  look();
  EXPECT_EQ(boost::json::serialize(work_).find("later than now"), std::string::npos);
  expect_only({5}, before);
}

TEST_F(CaseloadTest, NamesOfPeopleThatCameReachTheLines) {
  const auto before = made();
  tablet.get("people", {{"json", R"({"people": []})"}});
  tablet.get("home", JsonArgs());
  EXPECT_EQ(made() - before, children);
}

TEST_F(CaseloadTest, AfterAReadThatFailedNothingIsTakenForDone) {
  world.put(child_record(4), {{"identity.known_as", Value::text("Renamed")}});
  tablet.sync();
  store->set_failing(true);
  EXPECT_EQ(problem_code(tablet.ask("home", JsonArgs())), "busy");
  store->set_failing(false);
  look();
  EXPECT_NE(boost::json::serialize(home_).find("Renamed"), std::string::npos);
}

// Whatever happens in whatever order: as a client shows it that has kept nothing.
TEST_F(CaseloadTest, WhateverHappensTheListsAreAsIfMadeFromScratch) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const auto below = [&](unsigned limit) { return static_cast<unsigned>(random() % limit); };
  const std::vector<std::pair<FieldKey, Value>> answers{
      {"absence.category", Value::code("absent")},
      {"absence.category", Value::code("missing")},
      {"absence.rag", Value::code("red")},
      {"absence.risk_rating", Value::code("high")},
      {"absence.harm", Value::yes_no(true)}};
  for (int step = 0; step < 60 && !HasFailure(); ++step) {
    const unsigned number = 1 + below(children);
    switch (below(6)) {
      case 0:
        world.put(episode_of(number), {answers[below(5)]});
        break;
      case 1:
        world.put(episode_of(number),
                  {{"came_back.returned",
                    Value::instant(world.now().plus_ms((below(90) - 80) * hour_ms))}});
        break;
      case 2:
        below(2) == 0 ? world.server.withdraw(user(1), child_of(number))
                      : world.server.grant(user(1), child_of(number));
        break;
      case 3:
        tablet.sync();
        break;
      default:
        world.now() = world.now().plus_ms(below(40) * 37 * minute_ms + below(2));
    }
    look();
  }
}

// Settings, packs and closure days come with the identity.
TEST(CaseloadOfATabletTest, SettingsChangedByTheCouncilHaveEverybodyJudgedAnew) {
  World world;
  CountingRandom random{7};
  auto tablet = Tablet::open(
                    std::make_unique<MemoryClientStore>(), [&] { return world.now(); }, random)
                    .value();
  const auto sign_in = [&](const std::string& policy) {
    ASSERT_TRUE(tablet
                    ->identify(R"({"user": {"id": ")" + user(1).hex() +
                               R"(", "name": "Worker", "role": "interviewer"}, "authority":
                               {"name": "Invented Council", "pack": "lancashire", "policy": )" +
                               policy + "}}")
                    .ok());
  };
  const auto work = [&] { return tablet->client()->call(R"({"name": "work", "args": {}})"); };
  sign_in("{}");
  world.server.grant(user(1), world.child);
  const auto request = tablet->client()->next_request();
  const auto answer = world.server.serve(request.value(), user(1));
  ASSERT_TRUE(tablet->client()->take_answer(answer.value()).ok());
  EXPECT_NE(work().find("72 working hours: the clock"), std::string::npos);
  sign_in(R"({"settings": {"lancashire": {"clock": "hours"}}})");
  EXPECT_EQ(work().find("72 working hours: the clock"), std::string::npos);
  EXPECT_NE(work().find("72 hours"), std::string::npos);
}

}  // namespace
}  // namespace homeward::test
