// Unsent work that reaches the council as a file (S7; docs/protocol.md, P27).
#include "server/rescue.h"

#include <fstream>

#include "sync/rescue.h"
#include "tests/server/program.h"
#include "tests/server/tablet.h"
#include "tests/sync/builders.h"

namespace homeward::test {
namespace {

constexpr const char* why = "what_happened.why";
constexpr const char* words = "Written where there was no signal.";

class RescueTest : public ServiceWorld {
 protected:
  RescueTest() { start(); }

  Tablet tablet(const std::string& who, unsigned number) {
    return Tablet(port(), who, user(who), number, authority_);
  }
  Bytes file_of(const Tablet& tablet, const std::string& who) {
    return file_of(tablet.rescue(), user(who));
  }
  Bytes file_of(BytesView rescue, const UserId& whose) {
    const auto sealed = seal(authority_.recovery_key.public_half, rescue, rescue_purpose, whose);
    return Bytes(rescue_purpose) + "\n" + whose.hex() + "\n" + sealed.value();
  }
  http::Answer bring(const std::string& who, BytesView file) {
    Browser browser(port());
    browser.sign_in(who);
    return browser.post_octets("/api/rescue", file);
  }
  std::optional<std::string> said(const RecordHeader& record) {
    const auto held = reader()->store().record(record.id).value();
    const Value* value = held ? held->value(why) : nullptr;
    return value == nullptr ? std::nullopt : value->as_text();
  }
};

TEST_F(RescueTest, S7AnothersTabletBringsItAndTheOwnersReceiptFollows) {
  Tablet iris = tablet("iris", 1);
  iris.write(interview(1), why, words);
  const Bytes file = file_of(iris, "iris");
  EXPECT_EQ(file.find(words), Bytes::npos);
  const http::Answer brought = bring("ivan", file);  // who may see none of it
  ASSERT_EQ(brought.status, 200) << brought.body;
  EXPECT_EQ(brought.body, R"({"changes":1,"added":1,"set_aside":0,"files":0})");
  EXPECT_EQ(said(interview(1)), words);
  EXPECT_EQ(audited("write", interview(1).id), 1u);
  const std::vector<AuditLine> lines = audit();
  EXPECT_TRUE(std::any_of(lines.begin(), lines.end(), [&](const AuditLine& line) {
    return line.act == "rescue" && line.user == user("ivan");
  }));
  EXPECT_EQ(iris.held(), 0u);
  iris.sync();
  EXPECT_EQ(iris.held(), 1u);
  EXPECT_EQ(iris.taken.standing, Standing::ok);
}

TEST_F(RescueTest, S7_V1_ANewChildInItIsAddedAsByAnExchangeOfTheOwner) {
  const RecordHeader juno{record_id(50), "child", record_id(50), {}};
  const RecordHeader away{record_id(51), "episode", juno.id, record_id(51)};
  Tablet iris = tablet("iris", 1);
  iris.write(juno, "identity.given_name", "Juno");
  iris.write(away, "absence.circumstances", words);
  ASSERT_EQ(bring("ivan", file_of(iris, "iris")).body,
            R"({"changes":2,"added":2,"set_aside":0,"files":0})");
  const auto sees = [&](const char* who) {
    return reader()->store().may_see(user(who), away).value();
  };
  EXPECT_TRUE(sees("iris"));
  EXPECT_TRUE(sees("sam"));
  EXPECT_FALSE(sees("ivan"));
  EXPECT_EQ(audited("child_added", juno.id), 1u);
}

TEST_F(RescueTest, S1TakingItInTwiceOrAfterTheTabletSentItChangesNothing) {
  Tablet iris = tablet("iris", 1);
  iris.write(interview(1), why, words);
  const Bytes file = file_of(iris, "iris");
  iris.sync();
  const auto before = reader()->store().head().value();
  for (int turn = 0; turn < 2; ++turn) {
    EXPECT_EQ(bring("iris", file).body, R"({"changes":1,"added":0,"set_aside":0,"files":0})");
  }
  EXPECT_EQ(reader()->store().head().value(), before);
  iris.write(interview(1), "what_happened.before", "More.");
  iris.sync();
  EXPECT_EQ(iris.held(), 2u);
}

TEST_F(RescueTest, P27_WorkOfManyPartsIsOneFileAndALaterOneOverlaps) {
  Tablet iris = tablet("iris", 1);
  const std::string much(19'000, 'x');
  for (int i = 0; i < 130; ++i) {
    iris.write(interview(1), "what_happened.q" + std::to_string(i), much);
  }
  const Bytes first = file_of(iris, "iris");
  EXPECT_GT(decode<std::vector<Bytes>>(iris.rescue()).value().size(), 2u);
  iris.write(interview(1), why, words);
  EXPECT_EQ(bring("iris", first).body, R"({"changes":130,"added":130,"set_aside":0,"files":0})");
  EXPECT_EQ(bring("iris", file_of(iris, "iris")).body,
            R"({"changes":131,"added":1,"set_aside":0,"files":0})");
  EXPECT_EQ(said(interview(1)), words);
}

TEST_F(RescueTest, S2S7OfAChildTakenAwayItWaitsInQuarantine) {
  Tablet iris = tablet("iris", 1);
  iris.write(interview(1), why, words);
  const Bytes file = file_of(iris, "iris");
  write([&](ServerDatabase& db) { return db.store().withdraw(user("iris"), child(1).id, {}); });
  EXPECT_EQ(bring("iris", file).body, R"({"changes":1,"added":1,"set_aside":1,"files":0})");
  EXPECT_FALSE(said(interview(1)));
  EXPECT_EQ(reader()->store().quarantined_of_child(child(1).id).value().size(), 1u);
}

TEST_F(RescueTest, WhatIsNoneOrWasChangedOnItsWayIsRefusedAndChangesNothing) {
  Tablet iris = tablet("iris", 1);
  iris.write(interview(1), why, words);
  const Bytes file = file_of(iris, "iris");
  const auto before = reader()->store().head().value();
  const auto refused = [&](BytesView octets, const std::string& with) {
    const http::Answer answer = bring("iris", octets);
    EXPECT_EQ(answer.status, 400) << answer.body;
    EXPECT_NE(answer.body.find(with), std::string::npos) << answer.body;
  };
  refused("a letter", "not a file of unsent work");
  refused(BytesView(file).substr(0, file.size() - 1), "cut short");
  for (const std::size_t at :
       {std::size_t{30}, std::size_t{60}, file.size() / 2, file.size() - 1}) {
    Bytes flipped = file;
    flipped[at] = static_cast<char>(flipped[at] ^ 1);
    EXPECT_EQ(bring("iris", flipped).status, 400) << at;
  }
  refused(file_of("nothing at all", user("iris")), "");
  // Another person's name on it: the seal binds whose it is.
  Bytes renamed = file;
  const std::string ivan = user("ivan").hex();
  std::copy(ivan.begin(), ivan.end(),
            renamed.begin() + static_cast<std::ptrdiff_t>(rescue_purpose.size()) + 1);
  refused(renamed, "changed or cut short");
  EXPECT_EQ(bring("iris", file_of(iris.rescue(), user("ivan"))).status, 403);
  EXPECT_EQ(Browser(port()).post_octets("/api/rescue", file).status, 401);
  EXPECT_EQ(reader()->store().head().value(), before);
  EXPECT_FALSE(said(interview(1)));
}

TEST_F(RescueTest, WorkThatFollowsWhatIsNotHereIsRefusedAndTheFileStaysGood) {
  Tablet iris = tablet("iris", 1);
  iris.write(interview(1), "what_happened.before", "First.");
  Bytes first = iris.rescue();
  iris.write(interview(1), why, words);
  Request second = read_rescue(iris.rescue()).value().request;
  second.pushed.erase(second.pushed.begin());
  EXPECT_FALSE(read_rescue(join_rescue({frame(second)})).ok());  // one is missing
  Request other = read_rescue(iris.rescue()).value().request;
  other.device_time = now().plus_ms(1);
  EXPECT_FALSE(read_rescue(join_rescue({frame(second), frame(other)})).ok());
  EXPECT_FALSE(read_rescue(join_rescue({})).ok());
  EXPECT_EQ(bring("iris", file_of(first, user("iris"))).status, 200);
}

// Parts of few octets, each of which says a long text again and again.
TEST_F(RescueTest, WhatWouldBeTooMuchOnceUnpackedIsRefusedBeforeAllOfItIs) {
  constexpr std::uint64_t in_a_part = 300, parts_count = 6;
  Request request;
  request.origin = origin(1);
  request.newest = in_a_part * parts_count;
  const std::string text(120'000, 'x');
  std::vector<Bytes> parts;
  for (std::uint64_t part = 0; part < parts_count; ++part) {
    request.pushed.clear();
    for (std::uint64_t at = 1; at <= in_a_part; ++at) {
      const std::uint64_t number = part * in_a_part + at;
      const Change change = ChangeBuilder(origin(1), number)
                                .says(why, text + std::to_string(number),
                                      at == 1 ? std::vector<Name>{}
                                              : std::vector<Name>{{origin(1), number - 1, why}});
      request.pushed.push_back({std::make_shared<const Change>(change), std::nullopt, Bytes()});
    }
    parts.push_back(frame(request, &no_bases()));
  }
  const Bytes rescue = join_rescue(parts);
  EXPECT_LT(rescue.size(), rescue_octets_max);
  const auto read = read_rescue(rescue);
  ASSERT_FALSE(read.ok());
  EXPECT_NE(read.error().detail.find("once unpacked"), std::string::npos) << read.error().detail;
  parts.resize(3);
  EXPECT_NE(read_rescue(join_rescue(parts)).error().detail.find("not every change"),
            std::string::npos);
}

TEST_F(RescueTest, AnAdministratorTakesItInByHand) {
  Tablet iris = tablet("iris", 1);
  iris.write(interview(1), why, words);
  const std::string path = folder_.path() + "/iris.rescue";
  std::ofstream(path, std::ios::binary) << file_of(iris, "iris");
  const auto rescue = [&](const std::string& file, const std::string& by) {
    return run_homeward({"rescue", file, "--by", by, "--data", folder_.path()});
  };
  EXPECT_EQ(rescue(path, "iris").code, 1);
  EXPECT_NE(rescue(folder_.path() + "/none", "ada").err.find("none"), std::string::npos);
  const Ran ran = rescue(path, "ada");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out, "1 change of iris: 1 added, 0 here already.\n");
  EXPECT_EQ(said(interview(1)), words);
}

}  // namespace
}  // namespace homeward::test
