// Packs give back what was packed, and take nothing else (docs/merge.md, K1 to K5).
#include "core/record/pack.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "core/record/splice.h"
#include "tests/sync/builders.h"

namespace homeward {
namespace {

using namespace test;

constexpr const char* why = "what_happened.why";
const std::string long_text =
    "She went to the station and waited there for the last train, but nobody came for her.";

Unpacked unpacked(BytesView packed, Bases* bases = nullptr) {
  auto changes = unpack(packed, bases, unpacked_octets_max);
  EXPECT_TRUE(changes.ok()) << changes.error().detail;
  return changes.ok() ? std::move(changes).value() : Unpacked();
}

class ListedBases : public Bases {
 public:
  void add(const Change& change) { known_[{change.origin, change.number}] = change; }
  const Change* find(const Change&, const Origin& origin, std::uint64_t number) override {
    const auto at = known_.find({origin, number});
    return at == known_.end() ? nullptr : &at->second;
  }

 private:
  std::map<std::pair<Origin, std::uint64_t>, Change> known_;
};

Change first_change(const std::string& text = long_text) {
  return ChangeBuilder(origin(1), 1).says(why, text).writes("coded.how", Value::code("walked"));
}
Change edit(std::uint64_t number, const std::string& text, std::vector<Name> seen) {
  return ChangeBuilder(origin(1), number).says(why, text, std::move(seen));
}
Name name(std::uint64_t number) {
  return {origin(1), number, why};
}

TEST(PackTest, K2_AnEditTravelsAsWhatWasCutAndPut) {
  const std::vector<Change> both = {first_change(), edit(2, long_text + " At last.", {name(1)})};
  const Bytes spliced = pack(both, &no_bases());
  EXPECT_EQ(unpacked(spliced), both);
  EXPECT_LT(spliced.size() + 60, pack(both, nullptr).size());
}

TEST(PackTest, K2_ATextIsSplicedOnlyFromWhatItsAuthorHadInView) {
  const std::vector<Change> both = {first_change(), edit(2, long_text + " At last.", {})};
  const Bytes packed = pack(both, &no_bases());
  EXPECT_EQ(packed.size(), pack(both, nullptr).size());
  EXPECT_EQ(unpacked(packed), both);
}

TEST(PackTest, K2_OfTwoInViewTheNearerIsTheBase) {
  const std::string other = "Nothing of the kind was ever said to anybody who wrote it down.";
  const std::vector<Change> all = {first_change(other), edit(2, long_text, {}),
                                   edit(3, long_text + " Yes.", {name(1), name(2)})};
  const Bytes packed = pack(all, &no_bases());
  EXPECT_EQ(unpacked(packed), all);
  EXPECT_LT(packed.size() + 60, pack(all, nullptr).size());
}

TEST(PackTest, K4_WhatBothSidesHaveIsNamedAndNotSent) {
  ListedBases bases;
  bases.add(first_change());
  const std::vector<Change> later = {edit(2, long_text + " At last.", {name(1)})};
  const Bytes packed = pack(later, &bases);
  EXPECT_LT(packed.size(), 120u);
  EXPECT_EQ(unpacked(packed, &bases), later);
}

TEST(PackTest, K4_NothingIsTakenWhereWhatItNamesIsNotHereOrIsAnother) {
  ListedBases bases;
  bases.add(first_change());
  const Bytes packed = pack({edit(2, long_text + " At last.", {name(1)})}, &bases);
  EXPECT_EQ(unpacked(packed), std::nullopt);
  ListedBases forked;
  forked.add(
      first_change("Another tablet of the same name wrote this, which is as long as it is."));
  EXPECT_EQ(unpacked(packed, &forked), std::nullopt);
  ListedBases of_other_fields;
  of_other_fields.add(ChangeBuilder(origin(1), 1).says(why, long_text));
  EXPECT_EQ(unpacked(packed, &of_other_fields), std::nullopt);
}

TEST(SpliceTest, K3_ASpliceBeyondItsTextOrWithinALetterIsNone) {
  const Value text = Value::text("caf\xC3\xA9 au lait");
  EXPECT_FALSE(apply({40, 0, "x"}, text));
  EXPECT_FALSE(apply({3, 40, "x"}, text));
  EXPECT_FALSE(apply({0, 1, Bytes("\1x", 2)}, text));
  EXPECT_FALSE(apply({5, 0, "x"}, text));  // between the two octets of a letter
  EXPECT_FALSE(apply({3, 0, Bytes(value_octets_max, 'x')}, text));
  EXPECT_FALSE(apply({1, 0, "x"}, Value::code("cafe")));
  EXPECT_EQ(apply({7, 2, "no"}, text)->as_text(), "caf\xC3\xA9 no lait");
}

TEST(PackTest, K3_MoreThanMayBeTakenAtOnceIsRefused) {
  std::vector<Change> many;
  for (std::uint64_t number = 1; number <= 50; ++number) {
    many.push_back(edit(number, long_text, {}));
  }
  EXPECT_EQ(unpack(pack(many, nullptr), nullptr, 10'000).error().code, Code::too_large);
}

// What is looked up counts, so that a pack of few octets cannot ask for hours of work.
TEST(PackTest, K3_ManyRecordsNamedByChangesOfManyFieldsAreTooMuchInOne) {
  ListedBases bases;
  std::vector<Change> edits;
  for (unsigned record = 1; record <= 50; ++record) {
    ChangeBuilder base(origin(1), record, interview(record));
    for (unsigned field = 100; field < 600; ++field) {
      base.writes("f" + std::to_string(field), Value::yes_no(true));
    }
    bases.add(base);
    edits.push_back(ChangeBuilder(origin(2), record, interview(record))
                        .writes("f100", Value::yes_no(false), {{origin(1), record, "f100"}}));
  }
  const Bytes packed = pack(edits, &bases);
  EXPECT_EQ(unpack(packed, &bases, unpacked_octets_max).value(), edits);
  const std::size_t without_them = 50 * 1000 + 500 * 100;
  EXPECT_EQ(unpack(packed, &bases, without_them).error().code, Code::too_large);
}

TEST(PackTest, K3_EveryPrefixIsRefused) {
  const Bytes whole = pack({first_change(), edit(2, long_text + ".", {name(1)})}, &no_bases());
  for (std::size_t length = 0; length < whole.size(); ++length) {
    EXPECT_FALSE(unpack(BytesView(whole).substr(0, length), nullptr, unpacked_octets_max).ok());
  }
  EXPECT_FALSE(unpack(whole + '\0', nullptr, unpacked_octets_max).ok());
}

// ---- drawn at random

std::vector<Change> draw_history() {
  std::vector<Change> history;
  std::map<Origin, std::uint64_t> newest;
  const int count = *rc::gen::inRange(0, 12);
  for (int i = 0; i < count; ++i) {
    const Origin who = origin(*rc::gen::inRange(1u, 4u));
    ChangeBuilder builder(who, ++newest[who], interview(*rc::gen::inRange(1u, 4u)));
    builder.at(*rc::gen::arbitrary<std::int64_t>()).by(user(*rc::gen::inRange(1u, 3u)));
    for (const char* field : {"a", why, "people/r1"}) {
      std::vector<Name> seen;
      for (const Change& before : history) {
        if (*rc::gen::inRange(0, 3) == 0) {
          seen.push_back(
              {before.origin, before.number, *rc::gen::element(FieldKey(field), FieldKey("b"))});
        }
      }
      const std::string text = long_text.substr(*rc::gen::inRange<std::size_t>(0, 80)) +
                               *rc::gen::element<std::string>("", " x", "\xC3\xA9");
      builder.writes(field, *rc::gen::element(Value::text(text), Value::yes_no(true)), seen);
    }
    Change change = builder;
    change.more = *rc::gen::element<std::string>("", "from a newer program");
    change.skew_ms = *rc::gen::arbitrary<bool>() ? std::optional<std::int64_t>(i) : std::nullopt;
    history.push_back(std::move(change));
  }
  return history;
}

RC_GTEST_PROP(PackProperty, K1_WhatIsUnpackedIsWhatWasPacked, ()) {
  const std::vector<Change> history = draw_history();
  const std::size_t split = *rc::gen::inRange<std::size_t>(0, history.size() + 1);
  ListedBases bases;
  for (std::size_t i = 0; i < split; ++i) {
    bases.add(history[i]);
  }
  const std::vector<Change> rest(history.begin() + static_cast<std::ptrdiff_t>(split),
                                 history.end());
  for (Bases* with : {static_cast<Bases*>(nullptr), &no_bases(), static_cast<Bases*>(&bases)}) {
    const auto back = unpack(pack(rest, with), with, unpacked_octets_max);
    RC_ASSERT(back.ok());
    RC_ASSERT(back.value() == rest);
  }
}

RC_GTEST_PROP(PackProperty, K3_ADamagedPackIsRefusedOrIsAPack, ()) {
  Bytes octets = pack(draw_history(), &no_bases());
  octets[*rc::gen::inRange<std::size_t>(0, octets.size())] = *rc::gen::arbitrary<char>();
  const auto back = unpack(octets, nullptr, unpacked_octets_max);
  if (back.ok() && back.value()) {
    RC_ASSERT(unpack(pack(*back.value(), nullptr), nullptr, 2 * unpacked_octets_max).value() ==
              back.value());
  }
}

}  // namespace
}  // namespace homeward
