// core/record/record_type.h: forms, permissions and scope agree about every type.
#include "core/record/record_type.h"

#include <gtest/gtest.h>

#include "core/access/permissions.h"
#include "core/form/library.h"

namespace homeward {
namespace {

RecordId id(char octet) {
  return RecordId::of(Bytes(16, octet));
}

const RecordId child = id('c'), episode = id('e'), other = id('o');

TEST(RecordTypeTest, EachTypeHasAFormAndWhatIsShownUnderThePlansHasItsWords) {
  for (const RecordType& type : record_types()) {
    const Form* form = embedded_form_library().latest(type.name);
    ASSERT_NE(form, nullptr) << type.name;
    if (type.begun == RecordType::Begun::shelf) {
      EXPECT_FALSE(form->begin.empty()) << type.name;
      EXPECT_FALSE(form->summary.empty()) << type.name;
    }
  }
  for (const Form& form : embedded_form_library().all()) {
    EXPECT_NE(record_type(form.record_type), nullptr) << form.record_type;
  }
}

// Issue 3: each type that records.md has a person make is begun by a person.
TEST(RecordTypeTest, WhatAPersonMakesIsBegunByAPerson) {
  for (const RecordType& type : record_types()) {
    const bool is_by_program = type.name == "submission" || type.name == "oversight";
    const bool has_file = type.name == "attachment";  // begun with it
    EXPECT_EQ(type.begun == RecordType::Begun::never, is_by_program || has_file) << type.name;
  }
}

TEST(RecordTypeTest, RecordsMdIsCovered) {
  for (const char* type :
       {"child", "episode", "offer", "consent", "interview", "safety_plan", "trigger_plan",
        "grab_pack", "exploitation_assessment", "risk_matrix", "action_plan", "meeting",
        "notification", "referral", "share", "oversight", "waiver", "attachment", "note"}) {
    EXPECT_NE(record_type(type), nullptr) << type;
  }
  EXPECT_EQ(record_type("type_of_next_year"), nullptr);
}

// The exchange refuses a page with a record its reader may not read (V1): a right to an
// episode must not bring one.
TEST(RecordTypeTest, V1_WhatACommissionedInterviewerMayNotReadNoRightToAnEpisodeShows) {
  const Actor commissioned{Role::interviewer, true};
  for (const RecordType& type : record_types()) {
    EXPECT_EQ(permitted(commissioned, Act::read, type.name),
              type.reach != RecordType::Reach::authority)
        << type.name;
  }
}

TEST(RecordTypeTest, WhatThereIsOneOfHasTheSameIdOnTwoDevices) {
  const RecordType& plan = *record_type("action_plan");
  struct NoRandom : Random {
    Bytes octets(std::size_t) override {
      ADD_FAILURE() << "an id was drawn";
      return Bytes(16, 'x');
    }
  } random;
  EXPECT_EQ(id_for(plan, child, episode, random), derived_id("action_plan", episode));
  EXPECT_EQ(id_for(*record_type("grab_pack"), child, {}, random), derived_id("grab_pack", child));
}

TEST(RecordTypeTest, ANewChildOrEpisodeIsAnotherOne) {
  struct OneId : Random {
    Bytes octets(std::size_t count) override { return Bytes(count, 'n'); }
  } random;
  EXPECT_EQ(id_for(*record_type("child"), {}, {}, random), id('n'));
  EXPECT_EQ(id_for(*record_type("episode"), child, {}, random), id('n'));
}

TEST(RecordTypeTest, ARecordIsWellPlacedOnlyWhereItsTypeBelongs) {
  EXPECT_TRUE(is_well_placed({child, "child", child, {}}));
  EXPECT_FALSE(is_well_placed({other, "child", child, {}}));
  EXPECT_FALSE(is_well_placed({child, "child", child, episode}));
  EXPECT_TRUE(is_well_placed({episode, "episode", child, episode}));
  EXPECT_FALSE(is_well_placed({other, "episode", child, episode}));
  EXPECT_TRUE(is_well_placed({derived_id("trigger_plan", child), "trigger_plan", child, {}}));
  EXPECT_FALSE(is_well_placed({derived_id("trigger_plan", child), "trigger_plan", child, episode}));
  EXPECT_FALSE(is_well_placed({other, "trigger_plan", child, {}}));
  EXPECT_TRUE(is_well_placed({derived_id("action_plan", episode), "action_plan", child, episode}));
  EXPECT_FALSE(is_well_placed({derived_id("action_plan", episode), "action_plan", child, {}}));
  EXPECT_TRUE(is_well_placed({other, "meeting", child, episode}));
  EXPECT_TRUE(is_well_placed({other, "meeting", child, {}}));
  EXPECT_FALSE(is_well_placed({child, "meeting", child, {}}));
  EXPECT_TRUE(is_well_placed({other, "type_of_next_year", child, {}}));
}

TEST(RecordTypeTest, WhatIsSaidOfAConfidentialRecordNamesNoEpisode) {
  const RecordHeader meeting{other, "meeting", child, episode};
  EXPECT_TRUE(header_about(meeting, "oversight", id('d')).episode.is_zero());
  const RecordHeader referral{other, "referral", child, episode};
  EXPECT_EQ(header_about(referral, "oversight", id('d')).episode, episode);
}

}  // namespace
}  // namespace homeward
