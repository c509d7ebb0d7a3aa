// Some seeded worlds with addresses and undefined behaviour checked; the many are run by
// homeward_sim (main.cpp). One seed again, with its trace: ./dev sim --seed 17
#include <gtest/gtest.h>

#include "sync/sqlite_store.h"
#include "tests/sim/disk.h"
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

// Whatever is found after a program died is found again after the power went.
TEST(DiskTest, S4WhatIsSeenAfterAStartIsOnDisk) {
  unsigned seen = 0, lost = 0;
  for (unsigned stop = 1; stop <= 12; ++stop) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      Disk disk(seed);
      const auto opened = [&] {
        auto database = Database::open(disk.path("homeward.db"), Database::Access::write);
        return SqliteClientStore::open(std::move(database).value()).value();
      };
      {
        const auto store = opened();
        disk.stop_after(stop);
        auto transaction = Transaction::begin(*store);
        if (transaction.ok() && store->put_meta("written", "words").ok()) {
          (void)transaction.value().commit();
        }
      }
      disk.start_again(Disk::Fate::program_died);
      bool is_seen = false;
      {
        const auto store = opened();
        is_seen = store->meta("written").value().has_value();
        disk.stop_after(1);  // closing it would flush
      }
      disk.start_again(Disk::Fate::power_lost);
      seen += is_seen;
      lost += is_seen && !opened()->meta("written").value().has_value();
    }
  }
  EXPECT_GT(seen, 0u);
  EXPECT_EQ(lost, 0u);
}

}  // namespace
}  // namespace homeward::sim
