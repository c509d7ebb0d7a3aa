#include "wasm/writing.h"

#include <algorithm>

#include "core/base/sorting.h"
#include "wasm/as_typed.h"
#include "wasm/remarks.h"
#include "wasm/versions.h"

namespace homeward {
namespace {

// Well within what one change may hold.
constexpr std::size_t batch_octets = change_octets_max / 2;
constexpr std::size_t batch_versions = versions_max / 2;

bool same_content(const Version& a, const Version& b) {
  return a.value == b.value && a.said_by == b.said_by && a.sharing == b.sharing;
}

// True where numbering the draft would say nothing new.
bool says_nothing(const Draft& draft, const std::vector<NamedVersion>& history) {
  const std::vector<Name>& seen = draft.version.seen;
  if (seen.empty()) {
    return draft.version.value.is_blank();
  }
  return std::all_of(seen.begin(), seen.end(), [&](const Name& name) {
    const NamedVersion* replaced = find_version(history, name);
    return replaced != nullptr && same_content(replaced->version, draft.version);
  });
}

Result<std::vector<Version>> versions_to_write(const Desk& desk, const std::vector<Draft>& drafts) {
  std::vector<Version> versions;
  for (Draft draft : drafts) {
    draft.version.field = answer_field(draft.version.field);
    HW_TRY(history, versions_of(desk, draft.record.id, draft.version.field));
    if (!says_nothing(draft, history)) {
      versions.push_back(draft.version);
    }
  }
  return versions;
}

std::size_t octets_of(const Version& version) {
  return version.value.octets().size() + 64 * (version.seen.size() + 2);
}

// As many from `first` as one change holds with room to spare; at least one.
std::size_t batch_end(const std::vector<Version>& versions, std::size_t first) {
  std::size_t octets = 0;
  std::size_t end = first;
  while (end < versions.size() && end - first < batch_versions) {
    octets += octets_of(versions[end]);
    if (end > first && octets > batch_octets) {
      break;
    }
    ++end;
  }
  return end;
}

Result<void> append_in_batches(Desk& desk, const RecordHeader& record,
                               const std::vector<Version>& versions) {
  for (std::size_t first = 0; first < versions.size();) {
    const std::size_t end = batch_end(versions, first);
    HW_CHECK(append_change(desk, record, {versions.begin() + first, versions.begin() + end}));
    first = end;
  }
  return {};
}

Result<void> number_together(Desk& desk, const std::vector<Draft>& drafts) {
  HW_TRY(transaction, Transaction::begin(desk.store));
  HW_TRY(versions, versions_to_write(desk, drafts));
  HW_CHECK(append_in_batches(desk, drafts.front().record, versions));
  for (const Draft& draft : drafts) {
    HW_CHECK(desk.store.erase_draft(draft.record.id, draft.version.field));
  }
  return transaction.commit();
}

// The database can take nothing now, whatever it is given.
bool is_everywhere(const Error& error) {
  return error.code == Code::full || error.code == Code::unavailable;
}

struct Numbering {
  std::vector<RecordId> records;  // some drafts of which were numbered
  std::vector<Stuck> stuck;
  std::optional<Error> first_error;
};

void note(Numbering& numbering, const Draft& draft, const Error& error) {
  numbering.stuck.push_back({draft.record, draft.version.field, error.detail});
  numbering.first_error = numbering.first_error.value_or(error);
}

// Drafts of one record: together, or each alone where one of them stops the others.
Result<void> number_record(Desk& desk, const std::vector<Draft>& drafts, Numbering& numbering) {
  Result<void> all = number_together(desk, drafts);
  if (!all.ok() && is_everywhere(all.error())) {
    return all;
  }
  bool any = all.ok();
  for (std::size_t i = 0; i < drafts.size() && !all.ok(); ++i) {
    const Result<void> one = number_together(desk, {drafts[i]});
    any = any || one.ok();
    if (!one.ok()) {
      note(numbering, drafts[i], one.error());
    }
  }
  if (any) {
    numbering.records.push_back(drafts.front().record.id);
  }
  return {};
}

Result<std::vector<Draft>> without_waiting(const Desk& desk, std::vector<Draft> drafts) {
  std::vector<Draft> left;
  for (Draft& draft : drafts) {
    HW_TRY(is_undecided, waits_for_decision(desk, draft));
    HW_TRY(is_unfinished, waits_to_be_finished(desk, draft));
    if (!is_undecided && !is_unfinished) {
      left.push_back(std::move(draft));
    }
  }
  return left;
}

// Drafts come by record, then field.
Result<Numbering> number_each_record(Desk& desk, std::vector<Draft> all) {
  HW_TRY(drafts, without_waiting(desk, std::move(all)));
  Numbering numbering;
  for (auto first = drafts.begin(); first != drafts.end();) {
    const auto end = std::find_if(first, drafts.end(), [&](const Draft& draft) {
      return draft.record.id != first->record.id;
    });
    HW_CHECK(number_record(desk, {first, end}, numbering));
    first = end;
  }
  return numbering;
}

Result<std::vector<RecordId>> number_and_tell(Desk& desk, std::vector<Draft> drafts) {
  HW_TRY(numbering, number_each_record(desk, std::move(drafts)));
  desk.stuck = std::move(numbering.stuck);
  return std::move(numbering.records);
}

}  // namespace

Result<void> append_change(Desk& desk, const RecordHeader& record, std::vector<Version> versions) {
  HW_TRY(state, desk.store.state());
  HW_TRY(newest, desk.store.origin_state(state.origin));
  sort_stably(versions, [](const Version& a, const Version& b) { return a.field < b.field; });
  Change change;
  change.origin = state.origin;
  change.number = newest.number + 1;
  change.author = desk.identity.user;
  change.at = desk.now();
  change.skew_ms = state.skew_ms;
  change.record = record;
  const Bytes salt = desk.random.octets(change.salt.size());
  std::copy(salt.begin(), salt.end(), change.salt.begin());
  change.versions = std::move(versions);
  return desk.store.append_own(change);
}

Result<void> write_change(Desk& desk, const RecordHeader& record, std::vector<Version> versions) {
  HW_TRY(transaction, Transaction::begin(desk.store));
  HW_CHECK(append_change(desk, record, std::move(versions)));
  return transaction.commit();
}

Result<void> number_drafts(Desk& desk, const std::vector<Draft>& drafts) {
  HW_TRY(numbering, number_each_record(desk, drafts));
  return numbering.first_error ? Result<void>(*numbering.first_error) : Result<void>();
}

Result<void> number_drafts_of(Desk& desk, const RecordId& record) {
  HW_TRY(drafts, desk.store.drafts(record));
  return number_drafts(desk, drafts);
}

Result<std::vector<RecordId>> number_all_drafts(Desk& desk) {
  HW_TRY(drafts, desk.store.drafts());
  return number_and_tell(desk, std::move(drafts));
}

Result<std::vector<RecordId>> number_quiet_drafts(Desk& desk) {
  HW_TRY(drafts, desk.store.drafts());
  const Instant now = desk.now();
  const auto is_busy = [&](const Draft& draft) {
    const std::int64_t quiet_for = now.ms - draft.updated_at.ms;
    return quiet_for >= 0 && quiet_for < quiet_ms;  // negative: the clock was put back
  };
  drafts.erase(std::remove_if(drafts.begin(), drafts.end(), is_busy), drafts.end());
  return number_and_tell(desk, std::move(drafts));
}

Result<void> check_may_write(const Desk& desk, std::string_view type) {
  if (!permitted(desk.identity.actor(), Act::write, type)) {
    return Error{Code::refused, why_not(desk.identity.actor(), Act::write, type)};
  }
  return {};
}

}  // namespace homeward
