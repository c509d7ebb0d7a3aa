// A pack with a rule that can never arise is refused with its path, and one whose rules
// all can is taken.
#include <gtest/gtest.h>

#include "core/policy/pack.h"

namespace homeward {
namespace {

// A pack of one duty, one guard, two routes and a person for the duty, each with a hole.
struct Holes {
  std::string on = R"({"event": "returned", "words": "Found"})";
  std::string more;  // keys of the duty
  std::string who = R"("interviewer")";
  std::string guard = R"("requires": {"ask": {"child_prefers": true}})";
  std::string routes = R"({"route": "work_tray", "rule": "EX-1", "because": "Whoever it is"})";
  std::string rest;  // further keys of the pack
};

std::string pack_with(const Holes& holes) {
  const std::string source = R"("source": {"document": "Policy", "quote": "So it is."})";
  return R"({"id": "example", "title": "Example",
    "settings": {"office_opens": "09:00", "office_closes": "17:00", "at_once_minutes": 60},
    "interview_clock": ["EX-0"], "routing": [)" +
         holes.routes + "]" + holes.rest + R"(, "rules": [
      {"id": "EX-0", "kind": "deadline", "on": [{"event": "returned"}], "met_by": "done",
       "cancelled_by": "nothing_else", "on_return": "stays", "what": "Offer", "who": "interviewer", )" +
         source + R"(},
      {"id": "EX-1", "kind": "deadline", "on": [)" +
         holes.on + R"(], "met_by": "done", "cancelled_by": "nothing_else", "on_return": "stays",
       "what": "Do it", "who": )" +
         holes.who + holes.more + ", " + source + R"(},
      {"id": "EX-2", "kind": "guard", "action": "appoint_interviewer", "what": "Choose", "who": "interviewer",
       "refusal": "No.", )" +
         holes.guard + ", " + source + "}]}";
}

std::string said_of(const Holes& holes) {
  const auto pack = load_pack(pack_with(holes), "example");
  return pack.ok() ? "" : pack.error().detail;
}

std::string said_of_when(const std::string& when) {
  Holes holes;
  holes.on = R"({"becomes": {"category": ["missing", "absent"]}})";
  holes.more = R"(, "when": )" + when;
  return said_of(holes);
}

TEST(CanAriseTest, ConditionsThatCannotBeSoAtOneTimeAreRefused) {
  const char* never[] = {
      R"({"all": [{"risk": "high"}, {"not": {"risk": "high"}}]})",
      R"({"category": "absent", "any": [{"category": "missing"}, {"away": false}]})",
      R"({"not": {"any": [{"harm": true}, {"harm": false}]}})",
      R"({"all": [{"any": [{"under": 5}, {"under": 9}]}, {"at_least": 9}]})",
      R"({"all": [{"not": {"under": 16}}, {"not": {"at_least": 10}}]})",
      R"({"not": {"legal_status": ["none", "in_need", "protection_plan", "looked_after"]}})",
      R"({"legal_status": "looked_after", "open": false})",
      R"({"open": false, "open_to": ["social_care"]})",
      R"({"open": true, "allocated": false, "legal_status": "none", "not": {"open_to": ["social_care"]}})",
      R"({"hours_to_working_day": {"at_least": 16, "under": 48}, "not": {"hours_to_working_day": {"at_least": 10}}})",
      R"({"all": [{"area": "Aytown"}, {"area": "Beetown"}]})",
      R"({"placed": "here", "not": {"placed": ["here", "elsewhere"]}})",
      R"({"category": "absent", "not": {"was_category": "absent"}})",
      R"({"count": {"at_least": 3, "days": 90}, "not": {"count": {"at_least": 2, "days": 90}}})",
      R"({"away_for": {"clock": "hours", "amount": 48}, "not": {"away_for": {"clock": "hours", "amount": 24}}})",
      R"({"recorded": {"event": "assessed", "concern": true}, "not": {"recorded_ever": {"event": "assessed"}}})",
      R"({"recorded": {"all": [{"event": "checked"}, {"event": "matrix"}]}, "not": {"recorded": {"event": "checked"}}})",
      R"({"all": [{"latest": {"of": {"event": "matrix"}, "is": {"level": "low"}}},
                  {"latest": {"of": {"event": "matrix"}, "is": {"level": "high"}}}]})",
      R"({"latest": {"of": {"event": "matrix"}, "is": {"level": "low"}}, "not": {"recorded": {"event": "matrix"}}})",
      R"({"ask": {"by": "team_manager"}})",
      R"({"away": false})",
      R"({"recorded": {"event": "returned"}})",
      R"({"latest": {"of": {"event": "consent", "given": true}, "is": {"given": false}}})",
      R"({"away_for": {"clock": "days", "amount": 1}, "not": {"away_for": {"clock": "hours", "amount": 24}}})",
      R"({"not": {"responsible": ["own", "other"]}})",
      R"({"category": "away_without_authorisation"})",
  };
  for (const char* when : never) {
    EXPECT_EQ(said_of_when(when),
              "example: rules[1].on[0]: can never arise: its conditions contradict each other")
        << when;
  }
}

TEST(CanAriseTest, ConditionsThatCanBeSoAreTaken) {
  const char* sometimes[] = {
      R"({"any": [{"all": [{"risk": "high"}, {"not": {"risk": "high"}}]}, {"risk": "low"}]})",
      R"({"category": "absent", "any": [{"category": "missing"}, {"away": true}]})",
      R"({"under": 16, "at_least": 10})",
      R"({"not": {"rag": ["none", "green", "amber", "red"]}})",
      R"({"not": {"care_basis": ["section_20", "interim_order", "full_order"]}})",
      R"({"open": true, "allocated": false, "legal_status": "none"})",
      R"({"open_to": ["early_help"], "not": {"open_to": ["youth_offending"]}})",
      R"({"count": {"at_least": 3, "days": 90}, "not": {"count": {"at_least": 5, "days": 90}}})",
      R"({"count": {"at_least": 3}, "not": {"count": {"at_least": 2, "days": 90}}})",
      R"({"away_for": {"clock": "hours", "amount": 24}, "not": {"away_for": {"clock": "working-hours", "amount": 24}}})",
      R"({"recorded_ever": {"event": "assessed"}, "not": {"recorded": {"event": "assessed"}}})",
      R"({"recorded": {"event": "assessed"}, "not": {"recorded": {"event": "assessed", "concern": true}}})",
      R"({"was_category": "missing", "category": "absent"})",
      R"({"with_others": true, "harm": false, "found_unauthorised": true})",
      R"({"not": {"ask": {"by": "team_manager"}}})",
  };
  for (const char* when : sometimes)
    EXPECT_EQ(said_of_when(when), "") << when;
}

std::string said_of_duty(const std::string& on, const std::string& more = "") {
  Holes holes;
  holes.on = on;
  holes.more = more;
  return said_of(holes);
}

TEST(CanAriseTest, WhatTheTriggerSaysStandsBesideTheConditions) {
  const std::pair<const char*, const char*> never[] = {
      {R"({"event": "returned"})", R"(, "when": {"away": true})"},
      {R"({"event": "returned", "after": {"clock": "hours", "amount": 3}})",
       R"(, "when": {"away": true})"},
      {R"({"event": "missing"})", R"(, "when": {"away": false})"},
      {R"({"event": "missing", "with_others": true})", R"(, "when": {"with_others": false})"},
      {R"({"event": "missing", "risk": "high"})", R"(, "when": {"risk": ["low", "medium"]})"},
      {R"({"event": "notification", "harm": true})", R"(, "unless": {"harm": true})"},
      {R"({"event": "risk_changed", "risk": "low"})", R"(, "when": {"risk": "high"})"},
      {R"({"event": "interview_offered", "answer": "declined", "out_of_hours": true})",
       R"(, "when": {"out_of_hours": false})"},
      {R"({"event": "returned", "category_found": "unauthorised_absence"})",
       R"(, "when": {"found_unauthorised": false})"},
      {R"({"away": {"clock": "hours", "amount": 24}})",
       R"(, "unless": {"away_for": {"clock": "hours", "amount": 24}})"},
      {R"({"count": {"reaches": 3, "days": 90}})",
       R"(, "unless": {"count": {"at_least": 2, "days": 90}})"},
      {R"({"event": "matrix", "when": {"allocated": true}})", R"(, "unless": {"allocated": true})"},
      {R"({"event": "matrix"})", R"(, "when": {"harm": true}, "unless": {"harm": true})"},
      {R"({"event": "missing"})", R"(, "when": {"away_for": {"clock": "days", "amount": 1}})"},
      {R"({"event": "missing"})", R"(, "when": {"recorded": {"event": "missing"}})"},
      {R"({"becomes": {"category": "missing"}})", R"(, "when": {"found_unauthorised": true})"},
      {R"({"becomes": {"category": "missing"}})",
       R"(, "unless": {"count": {"at_least": 1, "days": 90}})"},
      {R"({"away": {"clock": "hours", "amount": 24}, "over": true})",
       R"(, "when": {"away": false})"},
      {R"({"away": {"clock": "hours", "amount": 24}})",
       R"(, "unless": {"away_for": {"clock": "days", "amount": 1}})"},
  };
  for (const auto& [on, more] : never) {
    EXPECT_EQ(said_of_duty(on, more),
              "example: rules[1].on[0]: can never arise: its conditions contradict each other")
        << on << more;
  }
  const std::pair<const char*, const char*> sometimes[] = {
      {R"({"event": "returned"})", R"(, "when": {"away": false})"},
      {R"({"event": ["missing", "returned"]})", R"(, "when": {"away": true})"},
      {R"({"event": "missing", "harm": false})", R"(, "when": {"harm": true})"},
      {R"({"event": "missing", "category": "missing"})", R"(, "when": {"category": "absent"})"},
      {R"({"away": {"clock": "hours", "amount": 24}})",
       R"(, "unless": {"away_for": {"clock": "hours", "amount": 25}})"},
  };
  for (const auto& [on, more] : sometimes)
    EXPECT_EQ(said_of_duty(on, more), "") << on << more;
}

TEST(CanAriseTest, AnEventThatNobodyCanSayIsRefused) {
  for (const char* on :
       {R"({"event": "offer_made", "answer": "no_answer"})",
        R"({"event": "final_decline", "answer": "accepted"})",
        R"({"event": "interview_offered", "answer": {"all": ["accepted", "declined"]}})",
        R"({"event": "interview_offered",
                             "answer": {"none": ["accepted", "declined", "no_answer", "deferred"]}})"}) {
    EXPECT_EQ(said_of_duty(on), "example: rules[1].on[0]: can never arise: no such event says that")
        << on;
  }
  EXPECT_EQ(said_of_duty(R"({"event": "done", "rule": "EX-7"})"),
            "example: rules[1].on[0].rule: \"EX-7\" is no rule of this pack");
  EXPECT_EQ(
      said_of_duty(
          R"({"event": "returned", "after": {"clock": "hours", "amount": 1}, "of": "planned_for"})"),
      "example: rules[1].on[0].of: no such event says planned_for");
  for (
      const char* on :
      {R"({"event": "interview_offered", "answer": {"none": ["accepted"]}})",
       R"({"event": "interview_offered", "by": {"none": ["police"]}})",
       R"({"event": "meeting_held", "kind": "strategy", "attended": {"all": ["police", "network"]}})",
       R"({"event": "done", "rule": "EX-2"})",
       R"({"event": ["offer_made", "interview_offered"], "answer": "no_answer"})"})
    EXPECT_EQ(said_of_duty(on), "") << on;
}

TEST(CanAriseTest, AReadingOfThePackMayPutAnotherCategoryInPlaceOfTheOneRecorded) {
  Holes holes;
  holes.on = R"({"event": "missing", "risk": "low", "when": {"risk": "high"}})";
  EXPECT_NE(said_of(holes), "");
  holes.rest = R"(, "read_as": [{"when": {"under": 10}, "risk": "high", "rule": "EX-1"}])";
  EXPECT_EQ(said_of(holes), "");
  holes.rest =
      R"(, "read_as": [{"when": {"under": 10, "at_least": 12}, "risk": "high", "rule": "EX-1"}])";
  EXPECT_EQ(said_of(holes),
            "example: read_as[0].when: can never arise: its conditions contradict each other");
}

TEST(CanAriseTest, AGuardThatStandsNowhereOrRefusesNothingIsRefused) {
  const std::pair<const char*, const char*> guards[] = {
      {R"("when": {"under": 5, "at_least": 10})",
       "example: rules[2].when: can never arise: its conditions contradict each other"},
      {R"("when": {"harm": true}, "unless": {"any": [{"harm": true}, {"away": true}]})",
       "example: rules[2].when: can never arise: its conditions contradict each other"},
      {R"("when": {"ask": {"category": "absent"}})",
       "example: rules[2].when: can never arise: its conditions contradict each other"},
      {R"("when": {"allocated": true}, "requires": {"any": [{"allocated": true}, {"harm": true}]})",
       "example: rules[2].requires: can never refuse: it always holds where the guard stands"},
      {R"("when": {"ask": {"interviewer": "police"}}, "requires": {"allocated": true})", ""},
      {R"("when": {"ask": {"interviewer": "police"}}, "unless": {"ask": {"child_prefers": true}})",
       ""},
  };
  for (const auto& [guard, said] : guards) {
    Holes holes;
    holes.guard = guard;
    EXPECT_EQ(said_of(holes), said) << guard;
  }
}

TEST(CanAriseTest, AGuardBehindOneThatRefusesAllTheSameIsRefused) {
  Holes holes;
  holes.guard = R"("when": {"harm": true})";
  std::string json = pack_with(holes);
  json.insert(json.find(R"({"id": "EX-2")"),
              R"({"id": "EX-9", "kind": "guard", "action": "appoint_interviewer", "what": "No",
                "who": "interviewer", "refusal": "No.", "when": {"any": [{"harm": true}, {"away": true}]},
                "source": {"document": "Policy", "quote": "So."}}, )");
  EXPECT_EQ(load_pack(json, "example").error().detail,
            "example: rules[3]: can never refuse: the guards before it refuse all that it would");
}

TEST(CanAriseTest, WhatIsNoInterviewNamesWhoseAndCanLeaveSomethingOut) {
  Holes holes;
  holes.rest = R"(, "no_interview": [{"by": "police", "rule": "EX-1", "because": "So"}])";
  EXPECT_EQ(said_of(holes), "");
  const std::pair<const char*, const char*> mistakes[] = {
      {R"({"by": "police", "rule": "EX-8", "because": "So"})",
       "example: no_interview[0].rule: \"EX-8\" is no rule of this pack"},
      {R"({"by": "postman", "rule": "EX-1", "because": "So"})", "example: no_interview[0].by: "},
      {R"({"by": "police", "rule": "EX-1"})", "example: no_interview[0].because: is missing"},
      {R"({"by": "police", "unless": {"any": [{"harm": true}, {"harm": false}]}, "rule": "EX-1", "because": "So"})",
       "example: no_interview[0].unless: always holds, so that nothing is left out"}};
  for (const auto& [line, said] : mistakes) {
    holes.rest = std::string(R"(, "no_interview": [)") + line + "]";
    EXPECT_EQ(said_of(holes).find(said), 0u) << said_of(holes);
  }
}

std::string said_of_routes(const std::vector<std::string>& whens) {
  Holes holes;
  holes.routes.clear();
  for (const std::string& when : whens) {
    holes.routes += holes.routes.empty() ? "{" : ", {";
    holes.routes += when.empty() ? "" : R"("when": )" + when + ", ";
    holes.routes += R"("route": "work_tray", "rule": "EX-1", "because": "So"})";
  }
  return said_of(holes);
}

TEST(CanAriseTest, ARouteBehindThoseThatTakeEveryChildIsRefused) {
  const std::string behind = ": can never arise: the routes before it leave no child to it";
  EXPECT_EQ(said_of_routes({"", R"({"open": true})"}), "example: routing[1]" + behind);
  EXPECT_EQ(said_of_routes({R"({"open": true})", R"({"open": false})", ""}),
            "example: routing[2]" + behind);
  EXPECT_EQ(said_of_routes({R"({"legal_status": "looked_after"})",
                            R"({"legal_status": "looked_after", "under": 10})"}),
            "example: routing[1]" + behind);
  EXPECT_EQ(said_of_routes({R"({"under": 5, "at_least": 10})", ""}),
            "example: routing[0].when: can never arise: its conditions contradict each other");
  EXPECT_EQ(said_of_routes({R"({"open": true, "under": 10})", R"({"open": true})", ""}), "");
}

TEST(CanAriseTest, APersonWhomNoCaseIsLeftToIsRefused) {
  const std::string behind =
      ": can never be the first that holds: those before it leave no case to it";
  Holes holes;
  holes.who = R"([{"who": "front_door"}, {"when": {"harm": true}, "who": "police"}])";
  EXPECT_EQ(said_of(holes), "example: rules[1].who[1]" + behind);
  holes.who = R"([{"when": {"out_of_hours": true}, "who": "police"}, {"who": "front_door"}])";
  EXPECT_EQ(said_of(holes), "");
}

TEST(CanAriseTest, ARuleThatNothingNamesIsRefused) {
  const auto kind = [](const std::string& name) {
    std::string json = pack_with({});
    json.insert(json.find(R"({"id": "EX-2")"),
                R"({"id": "EX-9", "kind": ")" + name + R"(", "what": "Go", "who": "front_door",
                  "source": {"document": "Policy", "quote": "So."}}, )");
    const auto pack = load_pack(json, "example");
    return pack.ok() ? "" : pack.error().detail;
  };
  EXPECT_EQ(kind("routing"), "example: rules[2]: can never arise: no route names it");
  EXPECT_EQ(kind("assignment"), "example: rules[2]: can never arise: no duty names it under who");
}

TEST(CanAriseTest, AContradictionIsFoundAmongManyChoices) {
  std::string all = R"({"all": [)";
  for (int at = 0; at < 40; ++at) {
    const std::string n = std::to_string(at);
    all += R"({"any": [{"area": "A)" + n + R"("}, {"area": "B)" + n + R"("}]}, )";
  }
  EXPECT_EQ(said_of_when(all + R"({"harm": true}]})"),
            "example: rules[1].on[0]: can never arise: its conditions contradict each other");
  std::string many = R"({"all": [)";
  for (int at = 0; at < 41; ++at) {
    const std::string n = std::to_string(at + 2);
    many += at == 0 ? "" : ", ";
    many +=
        at == 20
            ? R"({"any": [{"all": [{"harm": true}, {"harm": false}]}, {"all": [{"away": true}, {"away": false}]}]})"
            : R"({"any": [{"count": {"at_least": )" + n +
                  R"(, "days": 90}}, {"count": {"at_least": )" + n + R"(, "days": 30}}]})";
  }
  const std::string contradicts =
      "example: rules[1].on[0]: can never arise: its conditions contradict each other";
  EXPECT_EQ(said_of_when(many + "]}"), contradicts) << "the narrowest choice is tried first";
}

}  // namespace
}  // namespace homeward
