// The merge laws M1-M7, by example and by property. Worked through in docs/merge.md.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/record/pin.h"
#include "tests/sync/builders.h"

namespace homeward {
namespace {

using namespace test;

Name name(unsigned device, std::uint64_t number, const FieldKey& field) {
  return {origin(device), number, field};
}

Record fold(const std::vector<Change>& changes) {
  Record record(changes.front().record);
  for (const Change& change : changes) {
    record.integrate(change);
  }
  return record;
}

// Changes by several devices that exchange what they have now and then; a version
// has seen what its device shows. Drawn by RapidCheck.
std::vector<Change> draw_history() {
  const auto devices = *rc::gen::inRange(3, 6);
  std::vector<Record> replicas(static_cast<std::size_t>(devices), Record(interview(1)));
  std::vector<std::uint64_t> newest(replicas.size(), 0);
  std::vector<Change> all;
  const std::string row = "people/" + std::string(32, 'a');
  const std::vector<FieldKey> fields{"a", "b", row, row + "/name"};
  const int steps = *rc::gen::inRange(1, 30);
  for (int step = 0; step < steps; ++step) {
    const auto device = *rc::gen::inRange<std::size_t>(0, replicas.size());
    Record& record = replicas[device];
    if (!all.empty() && *rc::gen::inRange(0, 3) == 0) {
      record.integrate(all[*rc::gen::inRange<std::size_t>(0, all.size())]);
      continue;
    }
    const FieldKey field = fields[*rc::gen::inRange<std::size_t>(0, fields.size())];
    ChangeBuilder builder(origin(static_cast<unsigned>(device)), ++newest[device]);
    if (field == row) {
      const bool removes = *rc::gen::arbitrary<bool>();
      builder.writes(
          field, removes ? Value::removed() : Value::present(),
          removes ? record.seen_of_row("people", std::string(32, 'a')) : record.seen(field));
    } else {
      builder.says(field, std::to_string(*rc::gen::inRange(0, 3)), record.seen(field));
    }
    all.push_back(builder);
    record.integrate(all.back());
  }
  if (all.empty()) {
    all.push_back(text_change(origin(0), 1, "only"));
  }
  return all;
}

// M2 as it is said: those no other version has replaced.
std::vector<Name> heads_by_definition(const std::vector<Change>& all, const FieldKey& field) {
  std::vector<Name> heads;
  for (const Change& change : all) {
    for (const Version& version : change.versions) {
      const Name candidate{change.origin, change.number, version.field};
      bool replaced = version.field != field;
      for (const Change& other : all) {
        for (const Version& by : other.versions) {
          replaced |=
              by.field == field && std::count(by.seen.begin(), by.seen.end(), candidate) > 0;
        }
      }
      if (!replaced) {
        heads.push_back(candidate);
      }
    }
  }
  std::sort(heads.begin(), heads.end());
  return heads;
}

TEST(RecordMergeTest, M1_AVersionKeepsItsValueItsAuthorItsTabletItsTimeWhoSaidItAndWhatWasSeen) {
  const Change first = ChangeBuilder(origin(1), 7).by(user(1)).at(1'790'000'001'000).says("a", "x");
  const Change second = ChangeBuilder(origin(2), 9)
                            .by(user(2))
                            .at(1'790'000'002'000)
                            .says("a", "y", {name(1, 7, "a")})
                            .said_by(SaidBy::observed)
                            .shared(Sharing::police)
                            .says("b", "z");
  const Record record = fold({second, first});
  ASSERT_EQ(record.heads("a").size(), 1u);
  const Head& head = record.heads("a").front();
  EXPECT_EQ(head.version.value, Value::text("y"));
  EXPECT_EQ(head.author, user(2));
  EXPECT_EQ(head.name(), name(2, 9, "a"));
  EXPECT_EQ(head.at.ms, 1'790'000'002'000);
  EXPECT_EQ(head.version.said_by, SaidBy::observed);
  EXPECT_EQ(head.version.sharing, Sharing::police);
  EXPECT_EQ(head.version.seen, std::vector<Name>{name(1, 7, "a")});
  EXPECT_EQ(record.heads("b").front().version.value, Value::text("z"));
}

RC_GTEST_PROP(RecordMergeProperty, M2_OrderAndRepetitionChangeNothing, ()) {
  const std::vector<Change> all = draw_history();
  std::vector<Change> shuffled = all;
  for (std::size_t i = shuffled.size(); i > 1; --i) {
    std::swap(shuffled[i - 1], shuffled[*rc::gen::inRange<std::size_t>(0, i)]);
  }
  shuffled.push_back(shuffled[*rc::gen::inRange<std::size_t>(0, all.size())]);
  RC_ASSERT(encode(fold(all)) == encode(fold(shuffled)));
}

RC_GTEST_PROP(RecordMergeProperty, M2_HeadsAreThoseNoOtherVersionHasReplaced, ()) {
  const std::vector<Change> all = draw_history();
  const Record record = fold(all);
  for (const auto& [field, heads] : record.fields()) {
    RC_ASSERT(record.seen(field) == heads_by_definition(all, field));
  }
}

RC_GTEST_PROP(RecordMergeProperty, ARecordStoredAndReadBackTakesTheNextChangeAlike, ()) {
  const std::vector<Change> all = draw_history();
  Record stored(all.front().record);
  for (const Change& change : all) {
    stored.integrate(change);
    const Bytes octets = encode(stored);
    auto read = decode<Record>(octets);
    RC_ASSERT(read.ok());
    stored = read.value();
    RC_ASSERT(encode(stored) == octets);
  }
  RC_ASSERT(stored == fold(all));
}

RC_GTEST_PROP(RecordMergeProperty, M7_APinIsRebuiltFromHistoryWhateverCameLater, ()) {
  const std::vector<Change> all = draw_history();
  const auto until = *rc::gen::inRange<std::size_t>(1, all.size() + 1);
  const Record then = fold({all.begin(), all.begin() + static_cast<std::ptrdiff_t>(until)});
  const Pin pin = pin_of(then);
  const auto rebuilt = pinned_record(pin, all);
  RC_ASSERT(rebuilt.ok());
  for (const auto& [field, heads] : then.fields()) {
    RC_ASSERT(rebuilt.value().heads(field) == heads);
  }
  RC_ASSERT(changed_since(pin, then).empty());
}

TEST(RecordMergeTest, M3_TwoUnawareValuesAreBothKeptAndAConflict) {
  const Record record =
      fold({text_change(origin(1), 1, "on foot"), text_change(origin(2), 1, "by bus")});
  EXPECT_EQ(record.heads("what_happened.why").size(), 2u);
  EXPECT_TRUE(record.in_conflict("what_happened.why"));
  EXPECT_EQ(record.value("what_happened.why"), nullptr);
}

TEST(RecordMergeTest, M3_EqualValuesAreNoConflictUnlessWhoSaidItOrSharingDiffers) {
  const Change one = ChangeBuilder(origin(1), 1).says("a", "same");
  EXPECT_FALSE(fold({one, ChangeBuilder(origin(2), 1).says("a", "same")}).in_conflict("a"));
  EXPECT_TRUE(fold({one, ChangeBuilder(origin(2), 1).says("a", "same").said_by(SaidBy::police)})
                  .in_conflict("a"));
  EXPECT_TRUE(fold({one, ChangeBuilder(origin(2), 1).says("a", "same").shared(Sharing::parents)})
                  .in_conflict("a"));
}

TEST(RecordMergeTest, M4_OnlyAVersionThatHasSeenAllHeadsSettles) {
  const std::vector<Change> two{ChangeBuilder(origin(1), 1).says("a", "x"),
                                ChangeBuilder(origin(2), 1).says("a", "y")};
  Record half = fold(two);
  half.integrate(ChangeBuilder(origin(3), 1).says("a", "z", {name(1, 1, "a")}));
  EXPECT_TRUE(half.in_conflict("a"));
  Record whole = fold(two);
  whole.integrate(ChangeBuilder(origin(3), 1).says("a", "z", {name(1, 1, "a"), name(2, 1, "a")}));
  EXPECT_FALSE(whole.in_conflict("a"));
  EXPECT_EQ(whole.value("a")->as_text(), "z");
}

TEST(RecordMergeTest, M5_AnEditBesideARemovalIsAConflictAndTheRowStays) {
  const std::string row(32, 'b');
  const FieldKey presence = row_key("people", row);
  const FieldKey column = row_key("people", row, "name");
  const Change begins =
      ChangeBuilder(origin(1), 1).writes(presence, Value::present()).says(column, "Sam");
  const Change removes =
      ChangeBuilder(origin(1), 2)
          .writes(presence, Value::removed(), {name(1, 1, presence), name(1, 1, column)});
  const Change edits = ChangeBuilder(origin(2), 1).says(column, "Sam B", {name(1, 1, column)});
  EXPECT_TRUE(fold({begins, removes}).rows("people").empty());
  const auto rows = fold({begins, edits, removes}).rows("people");
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_TRUE(rows[0].in_conflict);
}

TEST(RecordMergeTest, AVersionThatHasSeenItselfIsRefused) {
  const Change self = ChangeBuilder(origin(1), 1).says("a", "x", {name(1, 1, "a")});
  EXPECT_FALSE(check(self).ok());
}

TEST(RecordMergeTest, M9_AChangesDigestCoversEveryPartOfIt) {
  const Change change = text_change(origin(1), 1, "words");
  Change salted = change;
  salted.salt[3] ^= 1;
  Change later = change;
  later.at.ms += 1;
  Change other_words = text_change(origin(1), 1, "other");
  Change more = change;
  more.more = "new";
  for (const Change& differs : {salted, later, other_words, more}) {
    EXPECT_NE(change_digest(change), change_digest(differs));
  }
}

}  // namespace
}  // namespace homeward
