// A tablet compares itself with the council over HTTP (docs/protocol.md, P36 to P39).
#include "tests/server/tablet.h"

namespace homeward::test {
namespace {

constexpr const char* why = "what_happened.why";

class CompareOverHttpTest : public ServiceWorld {
 protected:
  CompareOverHttpTest() { start(); }

  // As if it had never come.
  static void lose(Tablet& tablet, const RecordHeader& record) {
    MemoryTables tables = tablet.store().tables();
    for (auto at = tables.log.begin(); at != tables.log.end();) {
      const bool is_lost = at->second.record == record;
      if (is_lost) {
        tables.positions.erase({at->second.origin, at->second.number});
      }
      at = is_lost ? tables.log.erase(at) : std::next(at);
    }
    tables.records.erase(record.id);
    tablet.store().restore(tables);
  }
};

TEST_F(CompareOverHttpTest, P36_P37_WhatATabletLostComesBackAndIsAudited) {
  Tablet iris(port(), "iris", user("iris"), 1, authority_);
  iris.write(interview(1), why, "She missed her brother.");
  iris.sync();
  Tablet sam(port(), "sam", user("sam"), 2, authority_);
  sam.sync();
  const auto before = sam.record(interview(1));
  ASSERT_TRUE(before.has_value());
  const std::size_t reads = audited("read", interview(1).id);
  Comparison alike(sam.store());
  EXPECT_EQ(sam.compare(alike), 200);
  EXPECT_TRUE(alike.is_over());
  EXPECT_EQ(audited("read", interview(1).id), reads);

  lose(sam, interview(1));
  ASSERT_FALSE(sam.has(interview(1)));
  Comparison comparison(sam.store());
  while (!comparison.is_over()) {
    ASSERT_EQ(sam.compare(comparison), 200) << sam.answered.body;
  }
  EXPECT_EQ(comparison.found().mended, std::vector<RecordHeader>{interview(1)});
  EXPECT_EQ(sam.record(interview(1)), before);
  EXPECT_EQ(audited("read", interview(1).id), reads + 1);
}

TEST_F(CompareOverHttpTest, P39_NobodyComparesForAnothersTabletOrWithoutASession) {
  Tablet iris(port(), "iris", user("iris"), 1, authority_);
  iris.sync();
  Comparison comparison(iris.store());
  const Bytes octets = comparison.request().value();
  Browser sam(port());
  sam.sign_in("sam");
  EXPECT_EQ(sam.post_octets("/api/compare", octets).status, 403);
  EXPECT_EQ(Browser(port()).post_octets("/api/compare", octets).status, 401);
  const http::Answer garbage = iris.browser().post_octets("/api/compare", "HWSY?");
  EXPECT_EQ(garbage.status, 422);
  EXPECT_NE(garbage.body.find("frame"), std::string::npos) << garbage.body;
}

}  // namespace
}  // namespace homeward::test
