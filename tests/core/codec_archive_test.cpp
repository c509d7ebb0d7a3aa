// The binary form: compact, bounded, canonical.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/record/pin.h"
#include "tests/sync/builders.h"

namespace homeward {
namespace {

using namespace test;

TEST(ArchiveTest, RefusesWhatIsNotTheOneForm) {
  EXPECT_FALSE(decode<std::uint64_t>(BytesView("\x80\x00", 2)).ok());
  EXPECT_FALSE(decode<bool>("\x02").ok());
  EXPECT_FALSE(decode<std::uint8_t>("\x80\x02").ok());
  EXPECT_FALSE(decode<std::string>(BytesView("\x01"
                                             "ab"))
                   .ok());
  EXPECT_FALSE((decode<std::map<int, int>>(BytesView("\x02\x04\x00\x02\x00", 5)).ok()));
}

TEST(ArchiveTest, NeverBelievesACount) {
  const Bytes huge = "\xff\xff\xff\xff\xff\xff\xff\xff\x7f";
  EXPECT_FALSE(decode<std::string>(huge).ok());
  EXPECT_FALSE(decode<std::vector<Change>>(huge).ok());
  EXPECT_FALSE((decode<std::map<std::string, std::string>>(huge).ok()));
}

TEST(ArchiveTest, SaysAtWhichOctetReadingStopped) {
  EXPECT_EQ(decode<std::string>("\x05"
                                "ab")
                .error()
                .detail,
            "cut short at octet 1");
}

RC_GTEST_PROP(ArchiveProperty, NumbersComeBackAndHaveOneForm, (std::int64_t number)) {
  RC_ASSERT(decode<std::int64_t>(encode(number)).value() == number);
}

RC_GTEST_PROP(ArchiveProperty, TextsComeBack, (std::vector<std::string> texts)) {
  RC_ASSERT(decode<std::vector<std::string>>(encode(texts)).value() == texts);
}

// M8 among them: a kind and octets of a newer program pass through.
Change rich_change() {
  return ChangeBuilder(origin(1), 300)
      .says("a", "words", {{origin(2), 7, "a"}})
      .writes("b", Value::codes({"push", "pull"}))
      .writes("c", Value::from_octets(BytesView("\x63new", 4)).value())
      .writes("d", Value::whole_number(-5))
      .writes("e", Value::absence({"not_asked", "asleep"}));
}

// Any change a device could make: one to five versions of any kind, seen or not.
Change draw_change() {
  const auto octets = rc::gen::container<std::string>(rc::gen::arbitrary<char>());
  ChangeBuilder builder(origin(*rc::gen::inRange(1u, 9u)),
                        *rc::gen::inRange<std::uint64_t>(2, 900));
  const int versions = *rc::gen::inRange(1, 6);
  for (int i = 0; i < versions; ++i) {
    const FieldKey key = "section.field_" + std::to_string(i);
    std::vector<Name> seen;
    if (*rc::gen::arbitrary<bool>()) {
      seen.push_back(
          {origin(*rc::gen::inRange(10u, 20u)), *rc::gen::inRange<std::uint64_t>(1, 9), key});
    }
    const auto unknown = Value::from_octets("\x63" + *octets);
    const Value value = *rc::gen::element(
        Value::whole_number(*rc::gen::arbitrary<std::int64_t>()), Value::codes({"push", "pull"}),
        Value::yes_no(*rc::gen::arbitrary<bool>()), Value::present(), Value::removed(),
        Value::instant({*rc::gen::arbitrary<std::int64_t>()}),
        Value::absence({"not_asked", "asleep"}), Value::text("It was loud."), unknown.value());
    builder.writes(key, value, seen);
    builder.said_by(*rc::gen::element(SaidBy::child, SaidBy::police, SaidBy::unsaid));
    builder.shared(*rc::gen::element(Sharing::case_file, Sharing::police, Sharing::parents));
  }
  Change change = builder.at(*rc::gen::arbitrary<std::int64_t>());
  change.more = *octets;
  if (*rc::gen::arbitrary<bool>()) {
    change.skew_ms = *rc::gen::arbitrary<std::int64_t>();
  }
  return change;
}

RC_GTEST_PROP(ArchiveProperty, AnyChangeComesBackAndHasOneForm, ()) {
  const Change change = draw_change();
  const Bytes octets = encode(change);
  const auto read = decode_change(octets);
  RC_ASSERT(read.ok());
  RC_ASSERT(read.value() == change);
  RC_ASSERT(encode(read.value()) == octets);
}

RC_GTEST_PROP(ArchiveProperty, NoChangeCutShortIsRead, ()) {
  const Bytes octets = encode(draw_change());
  const auto length = *rc::gen::inRange<std::size_t>(0, octets.size());
  RC_ASSERT(!decode_change(BytesView(octets).substr(0, length)).ok());
}

TEST(ArchiveTest, M8_AChangeComesBackWithWhatThisProgramDoesNotKnow) {
  Change change = rich_change();
  change.more = "from a newer program";
  change.skew_ms = -7;
  EXPECT_EQ(decode_change(encode(change)).value(), change);
}

RC_GTEST_PROP(ArchiveProperty, ADamagedChangeIsRefusedOrHasOneForm, ()) {
  Bytes octets = encode(rich_change());
  const int times = *rc::gen::inRange(1, 4);
  for (int i = 0; i < times; ++i) {
    octets[*rc::gen::inRange<std::size_t>(0, octets.size())] =
        static_cast<char>(*rc::gen::inRange(0, 256));
  }
  const auto change = decode_change(octets);
  if (change.ok()) {
    RC_ASSERT(encode(change.value()) == octets);
  }
}

}  // namespace
}  // namespace homeward
