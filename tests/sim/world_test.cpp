// Runs many seeded worlds. One seed again, with its trace:
//
//   SIM_SEED=17 build/dev/tests/sim/sim_tests
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>

#include "tests/sim/world.h"

namespace homeward::sim {
namespace {

constexpr std::uint64_t seeds = 400;

void run_seed(std::uint64_t seed, bool print) {
  World world(seed);
  const std::string failure = world.run();
  if (print) {
    std::fputs(world.trace().c_str(), stdout);
  }
  EXPECT_EQ(failure, "") << "seed " << seed << "; again: SIM_SEED=" << seed << " sim_tests";
}

TEST(WorldTest, M2_S1_S2_S3_S4_ReplicasAgreeAndNothingIsLostWhateverHappensOnTheWay) {
  if (const char* seed = std::getenv("SIM_SEED")) {
    return run_seed(std::strtoull(seed, nullptr, 10), true);
  }
  for (std::uint64_t seed = 1; seed <= seeds && !HasFailure(); ++seed) {
    run_seed(seed, false);
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
