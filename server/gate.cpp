#include "server/gate.h"

#include <algorithm>

#include "core/record/lifecycle.h"

namespace homeward {
namespace {

using Refused = std::optional<Refusal>;

Refusal trouble(const Error& error) {
  return {"not_checked", "The server could not check this: " + error.detail};
}

const Version* version_of(const Change& change, const FieldKey& field) {
  const auto at = std::find_if(change.versions.begin(), change.versions.end(),
                               [&](const Version& version) { return version.field == field; });
  return at == change.versions.end() ? nullptr : &*at;
}

std::optional<RecordId> id_in(const Change& change, const FieldKey& field) {
  const Version* version = version_of(change, field);
  const auto octets = version ? version->value.as_octets_of(ValueKind::id) : std::nullopt;
  return octets ? std::optional(RecordId::of(*octets)) : std::nullopt;
}

Refused refuses_author(const Change& change, const Account& account) {
  if (account.disabled) {
    return Refusal{
        "account_disabled",
        "This account is disabled. Your supervisor decides what happens to this answer."};
  }
  if (change.author != account.id) {
    return Refusal{"other_author", "This was written under another person's name."};
  }
  if (!permitted(account.actor(), Act::write, change.record.type)) {
    return Refusal{"not_permitted", why_not(account.actor(), Act::write, change.record.type)};
  }
  return std::nullopt;
}

// The episode it names is one, and of this child; one-per records have their derived id.
Refused refuses_place(const Change& change, const ServerStore& store) {
  const RecordHeader& record = change.record;
  if (record.type == "interview" && record.id != derived_id("interview", record.episode)) {
    return Refusal{"wrong_record", "An episode has one interview, and this is not its id."};
  }
  if (record.type == "safety_plan" && record.id != derived_id("safety_plan", record.child)) {
    return Refusal{"wrong_record", "A child has one safety plan, and this is not its id."};
  }
  if (record.episode.is_zero() || record.episode == record.id) {
    return std::nullopt;
  }
  const auto episode = store.record(record.episode);
  if (!episode.ok()) {
    return trouble(episode.error());
  }
  const std::optional<Record>& found = episode.value();
  if (!found || found->header().type != "episode" || found->header().child != record.child) {
    return Refusal{"wrong_record", "The episode it names is not one of this child's."};
  }
  return std::nullopt;
}

Refused refuses_decision(const Change& change, const ServerStore& store, const UserId& author) {
  const std::optional<RecordId> subject = id_in(change, "subject");
  const std::optional<RecordId> submission = id_in(change, "submission");
  if (!subject || !submission) {
    return Refusal{"wrong_record",
                   "A decision names the interview and the submission it is about."};
  }
  const auto interview = store.record(*subject);
  const auto submitted = store.record(*submission);
  if (!interview.ok() || !submitted.ok()) {
    return trouble(interview.ok() ? submitted.error() : interview.error());
  }
  if (!interview.value() || !submitted.value() ||
      interview.value()->header().child != change.record.child) {
    return Refusal{"wrong_record",
                   "The submission it decides on is not here, or is another child's."};
  }
  const InterviewStanding standing = standing_of(*interview.value(), {*submitted.value()}, {});
  if (standing.submissions.empty()) {
    return Refusal{"wrong_record", "What it decides on is no submission of that interview."};
  }
  const auto own = why_not_decide(standing.submissions.front(), *interview.value(), author);
  return own ? Refused(Refusal{"ALL-01", *own}) : std::nullopt;
}

}  // namespace

std::optional<Refusal> PermissionGate::refuses(const Change& change, const ServerStore& store) {
  if (Refused refused = refuses_author(change, account_)) {
    return refused;
  }
  const auto may_see = store.may_see(account_.id, change.record);
  if (!may_see.ok()) {
    return trouble(may_see.error());
  }
  if (!may_see.value()) {
    return Refusal{"not_allocated",
                   "This child is not, or no longer, allocated to you. Your supervisor can see "
                   "what you wrote."};
  }
  if (Refused refused = refuses_place(change, store)) {
    return refused;
  }
  // The first change of a decision carries it whole; later ones add to it.
  const bool decides =
      change.record.type == "oversight" && version_of(change, "decision") != nullptr;
  return decides ? refuses_decision(change, store, change.author) : std::nullopt;
}

}  // namespace homeward
