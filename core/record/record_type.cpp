#include "core/record/record_type.h"

#include <algorithm>
#include <array>

namespace homeward {
namespace {

using Belongs = RecordType::Belongs;
using Reach = RecordType::Reach;
using Begun = RecordType::Begun;
using Reviewed = RecordType::Reviewed;

// A plan, an assessment or what was said in a meeting may hold what the police and other
// families told the authority in confidence: a right to one episode does not show it.
constexpr std::array<RecordType, 21> types{{
    {"child", Belongs::child, true, Reviewed::if_asked, Reach::common, Begun::anywhere},
    {"episode", Belongs::episode, true, Reviewed::if_asked, Reach::episode, Begun::anywhere},
    {"offer", Belongs::episode, false, Reviewed::if_asked, Reach::episode, Begun::anywhere},
    {"interview", Belongs::episode, true, Reviewed::always, Reach::episode, Begun::anywhere},
    {"safety_plan", Belongs::child, true, Reviewed::always, Reach::common, Begun::anywhere},
    {"trigger_plan", Belongs::child, true, Reviewed::always, Reach::authority, Begun::shelf},
    {"grab_pack", Belongs::child, true, Reviewed::always, Reach::authority, Begun::shelf},
    {"action_plan", Belongs::episode, true, Reviewed::always, Reach::authority, Begun::shelf},
    {"exploitation_assessment", Belongs::either, false, Reviewed::always, Reach::authority,
     Begun::shelf},
    {"risk_matrix", Belongs::either, false, Reviewed::always, Reach::authority, Begun::shelf},
    {"meeting", Belongs::either, false, Reviewed::always, Reach::authority, Begun::shelf},
    {"notification", Belongs::either, false, Reviewed::always, Reach::authority, Begun::shelf},
    {"referral", Belongs::either, false, Reviewed::always, Reach::episode, Begun::shelf},
    {"share", Belongs::either, false, Reviewed::if_asked, Reach::episode, Begun::shelf},
    {"consent", Belongs::either, false, Reviewed::if_asked, Reach::episode, Begun::shelf},
    {"step", Belongs::either, false, Reviewed::if_asked, Reach::authority, Begun::shelf},
    {"waiver", Belongs::either, false, Reviewed::if_asked, Reach::authority, Begun::shelf},
    {"note", Belongs::either, false, Reviewed::if_asked, Reach::episode, Begun::anywhere},
    {"attachment", Belongs::either, false, Reviewed::if_asked, Reach::episode, Begun::never},
    {"submission", Belongs::either, false, Reviewed::never, Reach::episode, Begun::never},
    {"oversight", Belongs::either, false, Reviewed::never, Reach::episode, Begun::never},
}};

// A child and an episode are what others belong to: each has an id of its own.
bool is_subject(const RecordType& type) {
  return type.name == "child" || type.name == "episode";
}

bool has_only_id(const RecordType& type, const RecordHeader& record) {
  if (record.type == "child") {
    return record.id == record.child;
  }
  if (record.type == "episode") {
    return record.id == record.episode;
  }
  const RecordId& whose = type.belongs == Belongs::child ? record.child : record.episode;
  return record.id == derived_id(type.name, whose);
}

}  // namespace

std::span<const RecordType> record_types() {
  return types;
}

const RecordType* record_type(std::string_view name) {
  const auto at = std::find_if(types.begin(), types.end(),
                               [&](const RecordType& type) { return type.name == name; });
  return at == types.end() ? nullptr : &*at;
}

bool is_submitted_type(std::string_view name) {
  const RecordType* type = record_type(name);
  return type != nullptr && type->reviewed != Reviewed::never;
}

bool is_draft_until_submitted(std::string_view name) {
  const RecordType* type = record_type(name);
  return type != nullptr && type->reviewed == Reviewed::always;
}

RecordId id_for(const RecordType& type, const RecordId& child, const RecordId& episode,
                Random& random) {
  if (!type.only_one || is_subject(type)) {
    return RecordId::fresh(random);
  }
  return derived_id(type.name, type.belongs == Belongs::child ? child : episode);
}

RecordHeader header_about(const RecordHeader& subject, std::string_view type, const RecordId& id) {
  const RecordType* of_subject = record_type(subject.type);
  const bool needs_child = of_subject != nullptr && of_subject->reach == Reach::authority;
  return {id, std::string(type), subject.child, needs_child ? RecordId{} : subject.episode};
}

bool is_well_placed(const RecordHeader& record) {
  const RecordType* type = record_type(record.type);
  if (type != nullptr) {
    const bool is_about_child = record.episode.is_zero();
    const bool names_what_it_must =
        type->belongs == Belongs::either || is_about_child == (type->belongs == Belongs::child);
    if (!names_what_it_must || (type->only_one && !has_only_id(*type, record))) {
      return false;
    }
    if (type->only_one) {
      return true;
    }
  }
  return record.id != record.child && record.id != record.episode;
}

}  // namespace homeward
