// core/form/library.h: the forms built into the program say what records.md asks for.
#include "core/form/library.h"

#include <gtest/gtest.h>

#include <set>

#include "core/form/progress.h"

namespace homeward {
namespace {

const FormLibrary& library() {
  return embedded_form_library();
}

const Form& interview() {
  return *library().latest("interview");
}

std::vector<std::string> ids_of(const std::vector<Section>& sections) {
  std::vector<std::string> ids;
  for (const Section& section : sections) {
    ids.push_back(section.id);
  }
  return ids;
}

std::vector<std::string> codes_of(const char* key) {
  std::vector<std::string> codes;
  for (const Option& option : interview().question_of(key)->options) {
    codes.push_back(option.code);
  }
  return codes;
}

TEST(FormLibraryTest, InterviewHasTenSectionsInOrder) {
  EXPECT_EQ(ids_of(interview().sections),
            (std::vector<std::string>{"before_we_start", "since_last_time", "what_happened",
                                      "push_and_pull", "harm_and_risk", "what_needs_to_change",
                                      "parents_or_carers", "staying_safe", "read_back",
                                      "interviewers_view"}));
}

TEST(FormLibraryTest, InterviewAsksEverythingNamedForIt) {
  for (const char* key : {"before_we_start.outcome",
                          "before_we_start.present",
                          "before_we_start.place",
                          "before_we_start.mode",
                          "before_we_start.remote_reason",
                          "before_we_start.started",
                          "before_we_start.ended",
                          "before_we_start.interviewer",
                          "before_we_start.organisation",
                          "before_we_start.relation_to_child",
                          "before_we_start.independence",
                          "before_we_start.childs_wish",
                          "before_we_start.sharing_explained",
                          "before_we_start.sharing_with",
                          "before_we_start.sharing_words",
                          "before_we_start.sharing_understood",
                          "what_happened.before",
                          "what_happened.during",
                          "what_happened.after",
                          "what_happened.why",
                          "what_happened.where",
                          "what_happened.who_with",
                          "what_happened.travel",
                          "what_happened.who_helped",
                          "what_happened.contact_home",
                          "what_happened.how_found",
                          "what_happened.saw_self_as_missing",
                          "what_happened.how_often",
                          "push_and_pull.push",
                          "push_and_pull.push_words",
                          "push_and_pull.pull",
                          "push_and_pull.pull_words",
                          "what_needs_to_change.home_or_placement",
                          "what_needs_to_change.education",
                          "what_needs_to_change.social",
                          "what_needs_to_change.what_would_stop_it",
                          "what_needs_to_change.options_discussed",
                          "what_needs_to_change.likelihood",
                          "what_needs_to_change.likelihood_reason",
                          "what_needs_to_change.help_to_locate",
                          "parents_or_carers.spoken_with",
                          "parents_or_carers.when",
                          "parents_or_carers.account",
                          "parents_or_carers.views",
                          "staying_safe.plan_opened",
                          "staying_safe.advice",
                          "staying_safe.helplines_given",
                          "read_back.read_to_child",
                          "read_back.corrections",
                          "read_back.is_right",
                          "read_back.agreement",
                          "read_back.no_agreement_reason",
                          "interviewers_view.analysis",
                          "interviewers_view.safeguarding_concern",
                          "interviewers_view.done_at_once",
                          "interviewers_view.recommendations",
                          "interviewers_view.referrals"}) {
    EXPECT_NE(interview().question_of(key), nullptr) << key;
  }
}

TEST(FormLibraryTest, NEW_16_2_EachHarmCanBeYesNoNotSaidOrNotAskedAndHasWords) {
  const std::vector<std::string> harms{
      "hurt_or_harmed",     "sexual_exploitation", "trafficking",
      "modern_slavery",     "forced_marriage",     "honour_based_violence",
      "genital_mutilation", "offending",           "criminal_exploitation",
      "substances",         "risky_adults",        "other_children_at_risk",
      "self_harm",          "online_contact",      "money_or_gifts"};
  EXPECT_EQ(interview().section("harm_and_risk")->questions.size(), 2 * harms.size());
  for (const std::string& harm : harms) {
    const Question* asked = interview().question_of("harm_and_risk." + harm);
    const Question* words = interview().question_of("harm_and_risk." + harm + "_words");
    ASSERT_TRUE(asked != nullptr && words != nullptr) << harm;
    EXPECT_EQ(asked->kind, QuestionKind::yes_no) << harm;
    EXPECT_EQ(asked->absences, (std::vector<std::string>{"not_asked", "would_not_say"})) << harm;
    EXPECT_TRUE(words->childs_own_words) << harm;
  }
}

TEST(FormLibraryTest, WhateverAChildToldOfMayHaveBeenSaidByAnyoneRecordsNames) {
  for (const char* key :
       {"before_we_start.place", "what_happened.where", "what_happened.how_found",
        "push_and_pull.push", "harm_and_risk.offending", "parents_or_carers.account"}) {
    const Question* question = interview().question_of(key);
    ASSERT_NE(question, nullptr) << key;
    EXPECT_EQ(std::set<std::string>(question->who_said_it.begin(), question->who_said_it.end()),
              std::set<std::string>(who_said_it_words().begin(), who_said_it_words().end()))
        << key;
  }
}

TEST(FormLibraryTest, PushAndPullListsHoldTheNamedFactors) {
  EXPECT_EQ(codes_of("push_and_pull.push"),
            (std::vector<std::string>{"family_conflict", "abuse_or_neglect", "domestic_abuse",
                                      "substance_misuse_at_home", "placement_unhappy", "school",
                                      "bullying", "loneliness", "mental_health", "other"}));
  EXPECT_EQ(codes_of("push_and_pull.pull"),
            (std::vector<std::string>{"family_or_friends", "boyfriend_or_girlfriend",
                                      "contact_not_allowed", "peers", "parties", "drugs_or_alcohol",
                                      "groomed_or_coerced", "feeling_free", "other"}));
}

TEST(FormLibraryTest, SafetyPlanHoldsEverythingNamedForIt) {
  const Form& plan = *library().latest("safety_plan");
  for (const char* key :
       {"noticing.warning_signs", "noticing.what_helps", "doing.my_actions",
        "doing.professionals_actions/r/what", "doing.professionals_actions/r/who",
        "doing.professionals_actions/r/by_when", "doing.professionals_actions/r/done",
        "people_and_places.safe_people", "people_and_places.places",
        "people_and_places.named_person", "our_agreement.helplines_given", "our_agreement.agrees",
        "our_agreement.review_due"}) {
    EXPECT_NE(plan.question_of(key), nullptr) << key;
  }
}

TEST(FormLibraryTest, OfferAndInterviewKeepTheThreeInstantsApart) {
  EXPECT_EQ(library().latest("offer")->question_of("offer.offered")->kind, QuestionKind::instant);
  EXPECT_EQ(library().latest("offer")->question_of("answer.answered")->kind, QuestionKind::instant);
  EXPECT_EQ(interview().question_of("before_we_start.started")->kind, QuestionKind::instant);
}

TEST(FormLibraryTest, DecisionsAndSubmissionsUseTheFieldsTheLifecycleReads) {
  for (const char* key : {"subject", "submission", "pin_hash", "decision", "reason",
                          "comments/r/key", "comments/r/text"}) {
    EXPECT_NE(library().latest("oversight")->question_of(key), nullptr) << key;
  }
  for (const char* key : {"subject", "pin", "after"}) {
    EXPECT_NE(library().latest("submission")->question_of(key), nullptr) << key;
  }
}

TEST(FormLibraryTest, EveryFormIsWrittenForThePageAndReadsBackTheSame) {
  for (const Form& form : library().all()) {
    const Result<Form> again =
        load_form(library().json_of(form.record_type, form.version), form.id, {});
    ASSERT_TRUE(again.ok()) << again.error().detail;
    EXPECT_EQ(again.value(), form) << form.id;
  }
  EXPECT_EQ(library().json_of("interview", 99), "");
}

// A field key must fit what a change may carry.
void expect_well_made(const Question& question, std::set<std::string>& keys) {
  EXPECT_TRUE(keys.insert(question.key).second) << question.key;
  EXPECT_FALSE(question.label.empty()) << question.key;
  EXPECT_LE(question.key.size() + 33, field_key_octets_max) << question.key;
  std::set<std::string> codes;
  for (const Option& option : question.options) {
    EXPECT_TRUE(codes.insert(option.code).second) << question.key << " " << option.code;
    EXPECT_FALSE(option.label.empty()) << question.key << " " << option.code;
  }
  for (const Question& column : question.columns) {
    expect_well_made(column, keys);
  }
}

TEST(FormLibraryTest, EveryQuestionHasALabelAndItsOwnFieldAndNoCodeTwice) {
  for (const Form& form : library().all()) {
    std::set<std::string> keys;
    for (const Section& section : form.sections) {
      for (const Question& question : section.questions) {
        expect_well_made(question, keys);
      }
    }
  }
}

TEST(FormLibraryTest, HelplinesAreVisiblyToBeSetAndHoldNoNumbers) {
  for (const Option& line : interview().question_of("staying_safe.helplines_given")->options) {
    EXPECT_NE(line.label.find("(set by your council)"), std::string::npos) << line.label;
    EXPECT_EQ((line.label + line.hint).find_first_of("0123456789"), std::string::npos);
  }
}

TEST(FormLibraryTest, RefusesOneVersionOfOneRecordTypeTwice) {
  const std::string json = library().json_of("note", 1);
  const Result<FormLibrary> loaded = FormLibrary::load({{"a", json}, {"b", json}}, {});
  ASSERT_FALSE(loaded.ok());
  EXPECT_EQ(loaded.error().detail, "b: version: note 1 is there already");
}

// Records.md, defect 12: a draft made with last month's form no longer opens.
class OlderFormTest : public ::testing::Test {
 protected:
  OlderFormTest() {
    draft_.add(form_version_field, Value::whole_number(1));
    draft_.add("people_and_places.safe_places", Value::text("The library, upstairs"));
    draft_.add("doing.my_actions/r1", Value::present());
  }
  MapAnswers draft_;
};

TEST_F(OlderFormTest, OpensWithItsOwnVersionAndShowsEveryAnswer) {
  const Form* form = library().form_for("safety_plan", draft_);
  ASSERT_EQ(form->version, 1);
  EXPECT_NE(form->question_of("people_and_places.safe_places"), nullptr);
  EXPECT_TRUE(other_answers(*form, draft_).empty());
}

TEST_F(OlderFormTest, M8_UnderANewerFormKeepsWhatItDoesNotAskAsOtherAnswers) {
  EXPECT_EQ(other_answers(*library().find("safety_plan", 2), draft_),
            (std::vector<OtherAnswer>{
                {"people_and_places.safe_places", OtherAnswer::Why::not_in_this_form}}));
}

TEST_F(OlderFormTest, BegunWithTwoVersionsOnTwoDevicesOpensWithTheNewer) {
  draft_.add(form_version_field, Value::whole_number(2));
  EXPECT_EQ(library().form_for("safety_plan", draft_)->version, 2);
}

TEST_F(OlderFormTest, BegunWithAFormNotKnownHereOpensWithTheNewestThereIs) {
  MapAnswers newer;
  newer.add(form_version_field, Value::whole_number(7));
  EXPECT_EQ(library().form_for("safety_plan", newer)->version, 2);
  EXPECT_EQ(library().form_for("safety_plan", MapAnswers())->version, 2);
}

}  // namespace
}  // namespace homeward
