// The forms hold every fact that scenarios.md has an event for, as one answer each, so
// that a record turns into events without guessing.
#include <gtest/gtest.h>

#include <set>

#include "core/form/library.h"

namespace homeward {
namespace {

const Question* question(const char* type, const char* key) {
  return embedded_form_library().latest(type)->question_of(key);
}

struct Fact {
  const char* type;
  const char* key;
  QuestionKind kind;
};

constexpr QuestionKind code = QuestionKind::code, instant = QuestionKind::instant,
                       date = QuestionKind::date, yes_no = QuestionKind::yes_no,
                       narrative = QuestionKind::narrative, line = QuestionKind::text_line,
                       reference = QuestionKind::reference;

// The event of scenarios.md each answers is beside it.
constexpr Fact facts[] = {
    {"episode", "absence.category", code},                     // missing
    {"episode", "absence.began", instant},                     //
    {"episode", "absence.risk_rating", code},                  //
    {"episode", "absence.rag", code},                          //
    {"episode", "absence.with_others", yes_no},                //
    {"episode", "absence.harm", yes_no},                       //
    {"episode", "absence.out_of_hours", yes_no},               //
    {"episode", "absence.checked_before", narrative},          // LAN-00
    {"episode", "absence.category_changes/r/to", code},        // category_changed
    {"episode", "absence.category_changes/r/at", instant},     //
    {"episode", "absence.risk_changes/r/to", code},            // risk_changed
    {"episode", "absence.risk_changes/r/at", instant},         //
    {"episode", "absence.rag_changes/r/to", code},             // rag_changed
    {"episode", "absence.rag_changes/r/at", instant},          //
    {"episode", "absence.contacts/r/at", instant},             // contact
    {"episode", "absence.contacts/r/spoken", yes_no},          //
    {"episode", "absence.contacts/r/seen", yes_no},            //
    {"episode", "came_back.returned", instant},                // returned
    {"episode", "came_back.category_found", code},             //
    {"episode", "came_back.safe_and_well_at", instant},        // police_check
    {"episode", "came_back.prevention_at", instant},           //
    {"episode", "notifications.received/r/at", instant},       // notification
    {"episode", "notifications.received/r/harm", yes_no},      //
    {"episode", "notifications.sent/r/role", code},            // notified
    {"episode", "links.duplicates/r/episode", reference},      // duplicate
    {"episode", "requests.requests/r/at", instant},            // interview_requested
    {"episode", "requests.requests/r/planned_for", instant},   //
    {"episode", "requests.requests/r/answered", instant},      // interview_response
    {"offer", "offer.by_role", code},                          // interview_offered
    {"offer", "answer.wants", code},                           // interviewer_chosen
    {"offer", "answer.wants_at", instant},                     //
    {"offer", "answer.planned_how", code},                     // NSC-2.2
    {"consent", "consent.what_for", code},                     // consent
    {"consent", "consent.capacity", code},                     //
    {"action_plan", "plan.received", instant},                 // task_received
    {"action_plan", "plan.completed", instant},                // action_plan_completed
    {"meeting", "meeting.kind", code},                         // meeting_called
    {"meeting", "meeting.called", instant},                    //
    {"meeting", "held.at", instant},                           // meeting_held
    {"meeting", "held.chair_role", code},                      //
    {"meeting", "outcome.decision", code},                     //
    {"meeting", "people.invited/r/role", code},                //
    {"meeting", "people.invited/r/came", code},                //
    {"meeting", "people.police_intelligence", yes_no},         //
    {"meeting", "extension.rule", line},                       // extension_agreed
    {"meeting", "extension.until", instant},                   //
    {"meeting", "extension.agreed_by", code},                  //
    {"step", "step.considered", code},                         // considered
    {"step", "step.decision", code},                           //
    {"step", "step.why", narrative},                           //
    {"step", "step.approved", code},                           // approved
    {"step", "step.informed", code},                           // informed
    {"step", "step.rule", line},                               // done
    {"step", "step.date_of", code},                            // panel_set, group_set
    {"step", "step.date", date},                               //
    {"risk_matrix", "matrix.level", code},                     // matrix
    {"risk_matrix", "matrix.when", instant},                   //
    {"risk_matrix", "follow_up.police", date},                 // followed_up
    {"risk_matrix", "follow_up.case_file", date},              //
    {"risk_matrix", "follow_up.module", date},                 //
    {"risk_matrix", "follow_up.marker", date},                 //
    {"risk_matrix", "follow_up.referral", date},               //
    {"risk_matrix", "follow_up.group", date},                  //
    {"risk_matrix", "follow_up.intelligence", date},           //
    {"exploitation_assessment", "assessment.what", code},      // assessed
    {"exploitation_assessment", "assessment.when", instant},   //
    {"exploitation_assessment", "assessment.by_role", code},   //
    {"exploitation_assessment", "judgement.concern", yes_no},  //
    {"trigger_plan", "plan.completed", instant},               // document
    {"trigger_plan", "plan.reviews/r/at", instant},            //
    {"grab_pack", "pack.completed", instant},                  //
    {"grab_pack", "pack.reviews/r/at", instant},               //
    {"grab_pack", "pack.shared/r/with", code},                 // shared
    {"notification", "notification.kind", code},               // document
    {"notification", "sending.completed", instant},            //
    {"notification", "sending.recipients/r/role", code},       // notified
    {"notification", "sending.recipients/r/sent", instant},    //
    {"notification", "sending.recipients/r/acknowledged", instant},
    {"notification", "lead_member.decision", code},  // considered
    {"notification", "signing.approved_by", code},   // approved
    {"referral", "referral.to", code},               // referred
    {"referral", "referral.sent", instant},          //
    {"referral", "referral.consent", code},          // consent for referral
    {"share", "share.with", code},                   // shared
    {"share", "share.when", instant},                //
    {"share", "share.purpose", narrative},           //
    {"share", "share.lawful_basis", code},           //
    {"waiver", "waiver.rule", line},                 // waived
    {"waiver", "waiver.why", narrative},             //
    {"waiver", "waiver.by_role", code},              //
    {"waiver", "waiver.until", instant},             //
};

TEST(FormFactsTest, EachEventHasItsAnswer) {
  for (const Fact& fact : facts) {
    const Question* asked = question(fact.type, fact.key);
    ASSERT_NE(asked, nullptr) << fact.type << " " << fact.key;
    EXPECT_EQ(name_of(asked->kind), std::string(name_of(fact.kind)))
        << fact.type << " " << fact.key;
  }
}

std::set<std::string> codes_of(const char* type, const char* key) {
  std::set<std::string> codes;
  for (const Option& option : question(type, key)->options) {
    codes.insert(option.code);
  }
  return codes;
}

const std::set<std::string> meeting_kinds{
    "strategy", "review_strategy", "follow_up",    "stage_1",      "stage_2",
    "stage_3",  "multi_agency",    "exploitation", "safeguarding", "complex_strategy",
    "family",   "panel",           "group"};

TEST(FormFactsTest, CodesAreThoseOfScenariosMd) {
  EXPECT_EQ(codes_of("meeting", "meeting.kind"), meeting_kinds);
  std::set<std::string> considered = meeting_kinds;
  considered.insert({"directors_letter", "lead_member", "referral", "absence_interview", "checks"});
  EXPECT_EQ(codes_of("step", "step.considered"), considered);
  EXPECT_EQ(codes_of("referral", "referral.to"),
            (std::set<std::string>{"front_door", "social_care", "early_help", "awareness_programme",
                                   "national_referral", "resource_panel", "community_service"}));
  EXPECT_EQ(codes_of("exploitation_assessment", "assessment.what"),
            (std::set<std::string>{"exploitation", "screening", "risk", "trafficking"}));
  EXPECT_EQ(codes_of("oversight", "outcomes"),
            (std::set<std::string>{"refer_for_assessment", "continue_support", "strategy_meeting",
                                   "legal_planning", "early_help", "community_service",
                                   "support_declined", "no_issues", "safeguarding_concerns",
                                   "support_services"}));
  EXPECT_EQ(codes_of("waiver", "waiver.by_role").size(), 31u);
  EXPECT_EQ(codes_of("risk_matrix", "matrix.level"),
            (std::set<std::string>{"low", "medium", "high"}));
}

TEST(FormFactsTest, NEW_AppendixDHasTheFieldsOfTheSource) {
  for (const char* key : {"missing_from",    "social_worker",        "practice_lead",
                          "service_area",    "legal_status",         "address",
                          "went_missing",    "days_missing",         "circumstances",
                          "vulnerabilities", "strategy_meeting",     "media_required",
                          "media_words",     "parents_informed",     "screening",
                          "screening_on",    "exploitation_meeting", "exploitation_meeting_on",
                          "trigger_plan",    "trigger_plan_on"}) {
    EXPECT_NE(question("notification", ("appendix_d." + std::string(key)).c_str()), nullptr) << key;
  }
}

TEST(FormFactsTest, NSC_Appendix3IsInTheTriggerPlan) {
  for (const char* key :
       {"background.words", "background.photograph", "if_missing.curfew", "if_missing.first_steps",
        "if_missing.contact_first", "if_missing.then_report", "police.needs",
        "police.information_sought", "where_to_look.places", "where_to_look.check_first",
        "where_to_look.numbers", "people.associates", "people.family", "people.professionals"}) {
    EXPECT_NE(question("trigger_plan", key), nullptr) << key;
  }
}

}  // namespace
}  // namespace homeward
