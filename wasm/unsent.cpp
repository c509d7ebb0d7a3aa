#include "wasm/unsent.h"

#include <algorithm>
#include <set>

#include "wasm/as_typed.h"
#include "wasm/child_words.h"
#include "wasm/remarks.h"

namespace homeward {
namespace {

constexpr std::size_t read_octets = 1024 * 1024;  // of changes, at a time

class Counter {
 public:
  void add(const Change& change) {
    for (const Version& version : change.versions) {
      add(change.record, version.field, change.at);
    }
  }

  void add(const RecordHeader& record, const FieldKey& field, Instant at) {
    const bool is_one = record.type == "submission" || record.type == "oversight";
    if (field != form_version_field && field != file_field) {
      const bool first = counted_.emplace(record.id, is_one ? FieldKey() : field).second;
      count(record, first ? 1 : 0);
    }
    unsent_.oldest = unsent_.oldest ? std::min(*unsent_.oldest, at) : at;
  }

  Unsent take() { return std::move(unsent_); }

 private:
  void count(const RecordHeader& record, std::size_t more) {
    std::size_t& of_kind = record.type == "submission"  ? unsent_.submissions
                           : record.type == "oversight" ? unsent_.reviews
                                                        : unsent_.answers;
    of_kind += more;
    unsent_.by_child[record.child] += more;
  }

  std::set<std::pair<RecordId, FieldKey>> counted_;
  Unsent unsent_;
};

Result<void> count_changes(const Desk& desk, Counter& counter) {
  HW_TRY(state, desk.store.state());
  std::uint64_t next = state.confirmed_number() + 1;
  for (;;) {
    HW_TRY(page, desk.store.changes_from(state.origin, next, read_octets));
    if (page.empty()) {
      return {};
    }
    for (const Store::Numbered& numbered : page) {
      HW_TRY(change, numbered.change.read());
      counter.add(*change);
    }
    next = page.back().number + 1;
  }
}

Result<void> count_files(const Desk& desk, Unsent& unsent) {
  HW_TRY(files, unsent_files(desk.store));
  unsent.files = files.size();
  for (const RecordId& attachment : files) {
    HW_TRY(record, desk.store.record(attachment));
    if (record) {
      const Instant at = first_head(*record)->at;
      unsent.oldest = unsent.oldest ? std::min(*unsent.oldest, at) : at;
      ++unsent.by_child[record->header().child];
    }
  }
  return {};
}

}  // namespace

Result<Unsent> unsent_work(const Desk& desk) {
  Counter counter;
  HW_CHECK(count_changes(desk, counter));
  HW_TRY(drafts, desk.store.drafts());
  std::size_t unfinished = 0;
  for (const Draft& draft : drafts) {
    HW_TRY(waits, waits_for_decision(desk, draft));
    HW_TRY(is_unfinished, waits_to_be_finished(desk, draft));
    unfinished += is_unfinished ? 1 : 0;
    if (!waits && !is_unfinished) {
      counter.add(draft.record, draft.version.field, draft.updated_at);
    }
  }
  Unsent unsent = counter.take();
  HW_CHECK(count_files(desk, unsent));
  HW_TRY(remarks, remarks_kept(desk));
  unsent.remarks = remarks;
  unsent.unfinished = unfinished;
  return unsent;
}

}  // namespace homeward
