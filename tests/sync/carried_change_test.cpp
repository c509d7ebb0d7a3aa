// A change carried as it is and one carried in octets are the same (sync/carried_change.h).
#include "sync/carried_change.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/sync/builders.h"

namespace homeward {
namespace {

using namespace test;

SharedChange shared(Change change) {
  return std::make_shared<const Change>(std::move(change));
}

// Numbers of every length, names of the field's own and of another.
Change draw_change() {
  const auto octets = rc::gen::container<std::string>(rc::gen::arbitrary<char>());
  const auto shift = [] { return *rc::gen::inRange(1, 64); };
  const std::uint64_t number = (std::uint64_t{1} << shift()) - 1;
  ChangeBuilder builder(origin(3), number + 1, {record_id(1), "interview", record_id(2), {}});
  for (int i = *rc::gen::inRange(1, 300); i > 0; --i) {
    const FieldKey field = "section.field_" + std::to_string(1000 - i);
    std::vector<Name> seen;
    if (*rc::gen::arbitrary<bool>()) {
      seen = {{origin(4), number, field}, {origin(5), 1, "section.field"}};
    }
    builder.writes(field, Value::from_octets("\x63" + *octets).value(), seen);
  }
  Change change = builder.at(static_cast<std::int64_t>(1) << (shift() - 1));
  change.more = *octets;
  if (*rc::gen::arbitrary<bool>()) {
    change.skew_ms = -change.at.ms;
  }
  return change;
}

RC_GTEST_PROP(CarriedChangeProperty, OctetsAreCountedAsTheyAreWritten, ()) {
  const Change change = draw_change();
  const Bytes octets = encode(change);
  RC_ASSERT(CarriedChange(shared(change)).octets_count() == octets.size());
  RC_ASSERT(CarriedChange(octets).octets_count() == octets.size());
  RC_ASSERT(CarriedChange(octets) == CarriedChange(shared(change)));
}

TEST(CarriedChangeTest, BothAreReadAlike) {
  const Change change = text_change(origin(1), 1, "ran for the bus");
  EXPECT_EQ(*CarriedChange(encode(change)).read().value(), change);
  EXPECT_EQ(*CarriedChange(shared(change)).read().value(), change);
  EXPECT_TRUE(CarriedChange().empty());
  EXPECT_FALSE(CarriedChange(encode(change)).empty());
  EXPECT_FALSE(CarriedChange(shared(change)).empty());
}

TEST(CarriedChangeTest, WhatIsBeyondTheBoundsOfAChangeIsReadInNeitherForm) {
  Change unnumbered = text_change(origin(1), 1, "a");
  unnumbered.number = 0;
  ChangeBuilder large(origin(1), 1);
  for (char field = 'a'; field <= 'e'; ++field) {
    large.says(FieldKey(1, field), std::string(value_octets_max - 1, 'x'));
  }
  EXPECT_GT(encode(large.build()).size(), change_octets_max);
  for (const Change& change : {unnumbered, large.build()}) {
    const auto as_octets = CarriedChange(encode(change)).read();
    const auto as_it_is = CarriedChange(shared(change)).read();
    ASSERT_FALSE(as_octets.ok());
    ASSERT_FALSE(as_it_is.ok());
    EXPECT_EQ(as_octets.error().code, as_it_is.error().code);
    EXPECT_EQ(as_octets.error().detail, as_it_is.error().detail);
  }
}

}  // namespace
}  // namespace homeward
