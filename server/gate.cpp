#include "server/gate.h"

#include <algorithm>

#include "core/record/lifecycle.h"
#include "core/record/record_type.h"
#include "server/allocation.h"

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

Refused refuses_account(const Account& account) {
  if (account.disabled) {
    return Refusal{
        "account_disabled",
        "This account is disabled. Your supervisor decides what happens to this answer."};
  }
  return std::nullopt;
}

Refused refuses_author(const Change& change, const Account& account) {
  if (change.author != account.id) {
    return Refusal{"other_author", "This was written under another person's name."};
  }
  if (!permitted(account.actor(), Act::write, change.record.type)) {
    return Refusal{"not_permitted", why_not(account.actor(), Act::write, change.record.type)};
  }
  return std::nullopt;
}

// The episode it names is one, and of this child; one-per records have their derived id.
Refused refuses_place(const RecordHeader& record, const ServerStore& store) {
  if (!is_well_placed(record)) {
    return Refusal{"wrong_record", "This is not the id that a record of its kind has here."};
  }
  if (record.episode.is_zero() || record.type == "episode") {
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

bool decides(const Change& change) {
  return change.record.type == "oversight" &&
         (version_of(change, "decision") || version_of(change, "subject") ||
          version_of(change, "submission") || version_of(change, "pin_hash"));
}

// Of an attachment, what its file is: in a form that can be read, and always the same, as two
// tablets that were one when it was added say it (S11). Another file is another attachment.
Refused refuses_file(const Change& change, const ServerStore& store) {
  if (change.record.type != attachment_type || !version_of(change, FieldKey(file_field))) {
    return std::nullopt;
  }
  const auto said = manifest_in(change);
  if (!said) {
    return Refusal{"wrong_file", "What its file is cannot be read."};
  }
  const auto here = store.record(change.record.id);
  if (!here.ok()) {
    return trouble(here.error());
  }
  const bool is_said = here.value() && !here.value()->heads(FieldKey(file_field)).empty();
  return is_said && manifest_in(*here.value()) != said
             ? Refused(Refusal{"wrong_file", "This record has another file already."})
             : std::nullopt;
}

Error wrong_decision(const char* why) {
  return {Code::refused, why};
}

// The submission a decision names, and the interview as it was pinned, so that nobody
// who wrote a version that was replaced since is forgotten.
struct Decided {
  Submission submission;
  Record pinned;
};
Result<Decided> decided(const Change& change, const ServerStore& store) {
  const std::optional<RecordId> subject = id_in(change, "subject");
  const std::optional<RecordId> submission = id_in(change, "submission");
  if (!subject || !submission || !version_of(change, "decision")) {
    return wrong_decision("A decision names the interview and the submission it is about.");
  }
  HW_TRY(interview, store.record(*subject));
  HW_TRY(submitted, store.record(*submission));
  if (!interview || !submitted || interview->header().child != change.record.child) {
    return wrong_decision("The submission it decides on is not here, or is another child's.");
  }
  const InterviewStanding standing = standing_of(*interview, {*submitted}, {});
  if (standing.submissions.empty()) {
    return wrong_decision("What it decides on is no submission of that interview.");
  }
  HW_TRY(history, store.history(*subject));
  const auto pinned = pinned_record(standing.submissions.front().pin, history);
  if (!pinned.ok()) {
    return wrong_decision("Not every answer of that submission is here yet.");
  }
  return Decided{standing.submissions.front(), pinned.value()};
}

Refused refuses_decision(const Change& change, const ServerStore& store) {
  const Result<Decided> on = decided(change, store);
  if (!on.ok()) {
    return on.error().code == Code::refused ? Refusal{"wrong_record", on.error().detail}
                                            : trouble(on.error());
  }
  const auto own = why_not_decide(on.value().submission, on.value().pinned, change.author);
  return own ? Refused(Refusal{"ALL-01", *own}) : std::nullopt;
}

Refused refuses_content(const Change& change, const ServerStore& store) {
  Refused refused = refuses_place(change.record, store);
  if (!refused) {
    refused = refuses_file(change, store);
  }
  if (!refused && decides(change)) {
    refused = refuses_decision(change, store);
  }
  return refused;
}

Refusal not_allocated() {
  return {"not_allocated",
          "This child is not, or no longer, allocated to you. The council keeps what you wrote."};
}

// A record of another type, though it may come first, adds nobody.
Result<bool> adds_child(const Change& change, const ServerStore& store) {
  return change.record.type == "child" && is_well_placed(change.record)
             ? is_new_child(store, change.record.child)
             : Result<bool>(false);
}

Refused refuses_orphan(const Change& change, const ServerStore& store) {
  const auto is_new = is_new_child(store, change.record.child);
  const auto adds = adds_child(change, store);
  if (!is_new.ok() || !adds.ok()) {
    return trouble(is_new.ok() ? adds.error() : is_new.error());
  }
  return is_new.value() && !adds.value()
             ? Refused(Refusal{"not_allocated",
                               "Its child is not here yet. Admit the child's own record first."})
             : std::nullopt;
}

}  // namespace

std::optional<Refusal> PermissionGate::refuses(const Change& change, const ServerStore& store) {
  std::optional<Refusal> refusal = first_refusal(change, store);
  if (refusal) {
    refused_.push_back({change.record, refusal->code});
  }
  return refusal;
}

std::optional<Refusal> PermissionGate::first_refusal(const Change& change,
                                                     const ServerStore& store) {
  std::optional<Refusal> refused = refuses_account(account_);
  if (!refused) {
    refused = refuses_author(change, account_);
  }
  if (!refused) {
    refused = refuses_scope(change, store);
  }
  return refused ? refused : refuses_content(change, store);
}

std::optional<Refusal> PermissionGate::refuses_scope(const Change& change,
                                                     const ServerStore& store) {
  const RecordId& child = change.record.child;
  if (std::find(added_.begin(), added_.end(), child) != added_.end()) {
    return std::nullopt;
  }
  const auto may_see = store.may_see(account_.id, change.record);
  const auto adds = may_see.ok() ? adds_child(change, store) : Result<bool>(may_see.error());
  if (!adds.ok()) {
    return trouble(adds.error());
  }
  if (adds.value()) {
    added_.push_back(child);
    return std::nullopt;
  }
  return may_see.value() ? std::nullopt : std::optional(not_allocated());
}

std::optional<Refusal> refuses_admission(const Change& change, const Account& author,
                                         const ServerStore& store) {
  Refused refused = refuses_author(change, author);
  if (!refused) {
    refused = refuses_orphan(change, store);
  }
  return refused ? refused : refuses_content(change, store);
}

}  // namespace homeward
