// Some seeded worlds with addresses and undefined behaviour checked; the many are run by
// homeward_sim (main.cpp). One seed again, with its trace: ./dev sim --seed 17
#include <gtest/gtest.h>

#include "tests/sim/world.h"

namespace homeward::sim {
namespace {

constexpr std::uint64_t seeds = 200;

TEST(WorldTest, AllLawsHoldWhateverHappensOnTheWay) {
  for (std::uint64_t seed = 1; seed <= seeds && !HasFailure(); ++seed) {
    EXPECT_EQ(World(seed).run(), "") << "again: ./dev sim --seed " << seed;
  }
}

TEST(WorldTest, TheSameSeedMakesTheSameTrace) {
  World once(5);
  World again(5);
  World other(6);
  once.run();
  again.run();
  other.run();
  EXPECT_EQ(once.trace(), again.trace());
  EXPECT_NE(once.trace(), other.trace());
}

}  // namespace
}  // namespace homeward::sim
