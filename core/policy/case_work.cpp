// What a case reader reads of assessments, plans, meetings and messages.
#include <algorithm>

#include "core/policy/case_reader.h"

namespace homeward {
namespace {

using Type = EventType;

// Appendix D under each of its thresholds is one document.
std::string document_called(const std::string& kind) {
  const bool appendix_d =
      kind == "hours_24" || kind == "hours_72" || kind == "days_7" || kind == "at_once";
  return appendix_d ? "appendix_d" : kind;
}

}  // namespace

// ---- assessments and plans

void CaseReader::assessment(const Record& record) {
  const Answered assessment(record, "assessment.");
  if (Event* event =
          facts_.add(Type::assessed, assessment.instant("when"), record.header().episode)) {
    facts_.say(*event, Key::what, assessment.code("what"));
    facts_.say(*event, Key::by, assessment.code("by_role"));
    facts_.say_whether(*event, Key::concern, Answered(record, "judgement.").yes("concern"));
  }
}

void CaseReader::matrix(const Record& record) {
  const Answered matrix(record, "matrix.");
  const auto when = matrix.instant("when");
  if (!when) {
    return;
  }
  if (Event* event = facts_.add(Type::matrix, when, record.header().episode)) {
    facts_.say(*event, Key::level, matrix.code("level"));
  }
  const Answered follow_up(record, "follow_up.");
  for (const char* item :
       {"police", "case_file", "module", "marker", "referral", "group", "intelligence"}) {
    const auto day = follow_up.day(item);
    // Done on the matrix's own day: after it, not at midnight.
    const auto at = day ? std::optional(std::max(*day, *when)) : std::nullopt;
    if (Event* event = facts_.add(Type::followed_up, at, record.header().episode)) {
      facts_.say(*event, Key::item, item);
    }
  }
  if (follow_up.yes_or_no("intelligence_received") == false) {
    if (Event* event = facts_.add(Type::followed_up,
                                  std::max(*when, *follow_up.written("intelligence_received")),
                                  record.header().episode)) {
      facts_.say(*event, Key::item, "intelligence");
    }
  }
  awareness(record, *when);
}

void CaseReader::awareness(const Record& record, Instant matrix_at) {
  const Answered awareness(record, "awareness.");
  const auto day = awareness.day("asked");
  if (!day) {
    return;
  }
  const bool by_carers = awareness.code("by_whom") == "carers";
  if (Event* event = facts_.add(by_carers ? Type::informed : Type::referred,
                                std::max(*day, matrix_at), record.header().episode)) {
    facts_.say(*event, by_carers ? Key::who : Key::to, by_carers ? "carers" : "early_help");
  }
}

void CaseReader::action_plan(const Record& record) {
  const Answered plan(record, "plan.");
  facts_.add(Type::task_received, plan.instant("received"), record.header().episode);
  facts_.add(Type::action_plan_completed, plan.instant("completed"), record.header().episode);
}

void CaseReader::living_plan(const Record& record) {
  const bool is_grab_pack = record.header().type == "grab_pack";
  const Answered plan(record, is_grab_pack ? "pack." : "plan.");
  document(plan.instant("completed"), {}, record.header().type);
  for (const Answered& row : plan.rows("reviews")) {
    document(row.instant("at"), {}, record.header().type);
  }
  for (const Answered& row : plan.rows("shared")) {
    if (Event* event = facts_.add(Type::shared, row.instant("at"), {})) {
      facts_.say(*event, Key::with, row.code("with"));
    }
  }
}

// ---- meetings and messages

void CaseReader::meeting(const Record& record) {
  const Answered meeting(record, "meeting.");
  const Answered held(record, "held.");
  const Answered people(record, "people.");
  std::vector<std::string> invited, attended;
  for (const Answered& row : people.rows("invited")) {
    invited.push_back(row.code("role"));
    const std::string came = row.code("came");
    if (came == "attended" || came == "represented") {
      attended.push_back(row.code("role"));
    }
  }
  const RecordId& episode = record.header().episode;
  if (Event* event = facts_.add(Type::meeting_called, meeting.instant("called"), episode)) {
    facts_.say(*event, Key::kind, meeting.code("kind"));
    facts_.say(*event, Key::invited, invited);
  }
  const auto at = held.yes("happened") ? held.instant("at") : std::nullopt;
  if (Event* event = facts_.add(Type::meeting_held, at, episode)) {
    facts_.say(*event, Key::kind, meeting.code("kind"));
    facts_.say(*event, Key::decision, Answered(record, "outcome.").code("decision"));
    facts_.say(*event, Key::invited, invited);
    facts_.say(*event, Key::attended, attended);
    facts_.say_whether(*event, Key::police_intelligence, people.yes("police_intelligence"));
  }
  extension(record);
}

void CaseReader::extension(const Record& record) {
  const Answered extension(record, "extension.");
  if (Event* event = facts_.add(Type::extension_agreed, extension.instant("agreed_at"),
                                record.header().episode)) {
    event->rule = extension.text("rule");
    event->until = extension.instant("until");
    facts_.say(*event, Key::by, extension.code("agreed_by"));
  }
}

void CaseReader::notification(const Record& record) {
  const RecordId& episode = record.header().episode;
  const std::string kind = Answered(record, "notification.").code("kind");
  const Answered sending(record, "sending.");
  document(sending.instant("completed"), episode, document_called(kind));
  for (const Answered& row : sending.rows("recipients")) {
    if (Event* event = facts_.add(Type::notified, row.instant("sent"), episode)) {
      facts_.say(*event, Key::to, row.code("role"));
    }
  }
  const Answered signing(record, "signing.");
  if (kind == "briefing") {
    if (Event* event = facts_.add(Type::approved, signing.instant("approved"), episode)) {
      facts_.say(*event, Key::what, "briefing");
      facts_.say(*event, Key::by, signing.code("approved_by"));
    }
  }
  const Answered lead_member(record, "lead_member.");
  if (Event* event = facts_.add(Type::considered, lead_member.instant("decided"), episode)) {
    facts_.say(*event, Key::what, "lead_member");
    facts_.say(*event, Key::decision, lead_member.code("decision"));
  }
}

void CaseReader::referral(const Record& record) {
  const Answered referral(record, "referral.");
  if (Event* event =
          facts_.add(Type::referred, referral.instant("sent"), record.header().episode)) {
    facts_.say(*event, Key::to, referral.code("to"));
  }
}

void CaseReader::share(const Record& record) {
  const Answered share(record, "share.");
  if (Event* event = facts_.add(Type::shared, share.instant("when"), record.header().episode)) {
    facts_.say(*event, Key::with, share.code("with"));
  }
}

void CaseReader::waiver(const Record& record) {
  const Answered waiver(record, "waiver.");
  if (Event* event = facts_.add(Type::waived, waiver.instant("when"), record.header().episode)) {
    event->rule = waiver.text("rule");
    event->why = waiver.text("why");
    event->until = waiver.instant("until");
    facts_.say(*event, Key::by, waiver.code("by_role"));
  }
}

// What no other record says: a decision, an approval, somebody told, a date, a duty done.
void CaseReader::step(const Record& record) {
  const Answered step(record, "step.");
  const RecordId& episode = record.header().episode;
  const auto at = step.instant("at");
  const std::string kind = step.code("kind");
  if (kind == "date_set") {
    const bool panel = step.code("date_of") == "panel";
    if (Event* event = facts_.add(panel ? Type::panel_set : Type::group_set, at, episode)) {
      event->date = step.date("date");
    }
    return;
  }
  static constexpr std::pair<std::string_view, Type> kinds[] = {
      {"considered", Type::considered},
      {"approved", Type::approved},
      {"informed", Type::informed},
      {"checked", Type::checked},
      {"done", Type::done},
      {"report_requested", Type::report_requested}};
  const auto* found = std::find_if(std::begin(kinds), std::end(kinds),
                                   [&](const auto& one) { return one.first == kind; });
  if (found == std::end(kinds)) {
    return;
  }
  if (Event* event = facts_.add(found->second, at, episode)) {
    facts_.say(*event, Key::what,
               kind == "approved" ? step.code("approved") : step.code("considered"));
    facts_.say(*event, Key::decision, step.code("decision"));
    facts_.say(*event, Key::who, step.code("informed"));
    facts_.say(*event, Key::by, step.code("by_role"));
    event->rule = step.text("rule");
    event->why = step.text("why");
    event->until = step.instant("wanted_by");
  }
}

}  // namespace homeward
