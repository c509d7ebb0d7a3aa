#include "wasm/duty_act.h"

#include <algorithm>
#include <array>

#include "core/access/permissions.h"
#include "core/record/record_type.h"

namespace homeward {
namespace {

using Type = EventType;

struct Place {
  EventType event = Type::done;
  std::string_view record;
};

// Which record tells of an event (core/policy/case_facts.h), but for documents.
constexpr std::array places{Place{Type::interview_offered, "offer"},
                            Place{Type::offer_made, "offer"},
                            Place{Type::interviewer_chosen, "offer"},
                            Place{Type::interview_held, "interview"},
                            Place{Type::interview_submitted, "interview"},
                            Place{Type::parents_spoken, "interview"},
                            Place{Type::helplines_given, "interview"},
                            Place{Type::read_back, "interview"},
                            Place{Type::sharing_explained, "interview"},
                            Place{Type::consent, "consent"},
                            Place{Type::meeting_held, "meeting"},
                            Place{Type::meeting_called, "meeting"},
                            Place{Type::notified, "notification"},
                            Place{Type::referred, "referral"},
                            Place{Type::shared, "share"},
                            Place{Type::assessed, "exploitation_assessment"},
                            Place{Type::matrix, "risk_matrix"},
                            Place{Type::followed_up, "risk_matrix"},
                            Place{Type::task_received, "action_plan"},
                            Place{Type::action_plan_completed, "action_plan"},
                            Place{Type::interview_requested, "episode"},
                            Place{Type::interview_response, "episode"},
                            Place{Type::police_check, "episode"},
                            Place{Type::contact, "episode"},
                            Place{Type::returned, "episode"},
                            Place{Type::category_changed, "episode"},
                            Place{Type::risk_changed, "episode"},
                            Place{Type::rag_changed, "episode"},
                            Place{Type::considered, "step"},
                            Place{Type::approved, "step"},
                            Place{Type::informed, "step"},
                            Place{Type::checked, "step"},
                            Place{Type::panel_set, "step"},
                            Place{Type::group_set, "step"},
                            Place{Type::done, "step"}};

Place place_of_document(const Pattern& pattern) {
  for (const Clause& clause : pattern.clauses) {
    for (const Word kind : clause.words) {
      const std::string_view name = name_of(kind);
      if (name == "safety_plan" || name == "grab_pack" || name == "trigger_plan") {
        return {Type::document, name};
      }
    }
  }
  return {Type::document, "notification"};
}

Place place_of(const Pattern& pattern) {
  for (const EventType type : pattern.types) {
    if (type == Type::document) {
      return place_of_document(pattern);
    }
    const auto* found = std::find_if(places.begin(), places.end(),
                                     [&](const Place& place) { return place.event == type; });
    if (found != places.end()) {
      return *found;
    }
  }
  return {};
}

// The first way in which it can be met.
Place place_of(const Patterns& patterns) {
  if (patterns.kind == Patterns::Kind::one) {
    return place_of(patterns.pattern);
  }
  for (const Patterns& part : patterns.parts) {
    const Place place = place_of(part);
    if (!place.record.empty()) {
      return place;
    }
  }
  return {};
}

// The one there is of a type of which there is only one.
RecordId standing_record(const CaseFile& file, const RecordType& type, const RecordId& episode) {
  if (type.name == "episode") {
    return episode;
  }
  if (type.name == "child") {
    return file.child.header().id;
  }
  const RecordId whose =
      type.belongs == RecordType::Belongs::child ? file.child.header().id : episode;
  const RecordId id = type.only_one ? derived_id(type.name, whose) : RecordId{};
  for (const auto* shelf : {&file.interviews, &file.safety_plans, &file.others}) {
    for (const Record& record : *shelf) {
      if (record.header().id == id) {
        return id;
      }
    }
  }
  return {};
}

bool is_possible(const Desk& desk, const RecordType& type, const RecordId& episode) {
  const bool lacks_episode = episode.is_zero() && (type.belongs == RecordType::Belongs::episode ||
                                                   desk.identity.commissioned);
  return !lacks_episode && permitted(desk.identity.actor(), Act::write, type.name);
}

}  // namespace

bool is_met_by_an_offer(const Duty& duty) {
  return place_of(duty.met_by).record == "offer";
}

boost::json::value duty_act_json(const Desk& desk, const CaseFile& file, const Obligation& one,
                                 std::string_view rule, const RecordId& episode) {
  Place place = place_of(one.duty->met_by);
  if (place.record.empty()) {
    place = {Type::done, "step"};  // which meets any duty whose rule it names
  }
  const RecordType* type = record_type(place.record);
  const Form* form = type == nullptr ? nullptr : desk.forms.latest(type->name);
  if (form == nullptr || !is_possible(desk, *type, episode)) {
    return nullptr;
  }
  const RecordId standing = standing_record(file, *type, episode);
  if (standing.is_zero() && type->begun == RecordType::Begun::never) {
    return nullptr;
  }
  return {
      {"words", standing.is_zero() ? form->begin : "Open: " + form->title},
      {"type", type->name},
      {"record",
       standing.is_zero() ? boost::json::value(nullptr) : boost::json::value(standing.hex())},
      {"rule", place.event == Type::done ? boost::json::value(rule) : boost::json::value(nullptr)}};
}

boost::json::value waive_json(const Desk& desk) {
  const Form* form = desk.forms.latest("waiver");
  const bool may = form != nullptr && permitted(desk.identity.actor(), Act::write, "waiver");
  return may ? boost::json::value(form->begin) : boost::json::value(nullptr);
}

}  // namespace homeward
