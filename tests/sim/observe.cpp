// What stands on the tablet, compared with what its worker saw.
#include <algorithm>

#include "core/form/form.h"
#include "tests/sim/worker.h"
#include "wasm/writing.h"

namespace homeward::sim {
namespace {

bool same_content(const Version& a, const Version& b) {
  return a.value == b.value && a.said_by == b.said_by && a.sharing == b.sharing;
}

}  // namespace

void Worker::observe(Act& act) {
  made_.reset();
  if (failure_.empty()) {
    observe_own(act);
  }
  if (failure_.empty()) {
    observe_drafts(act);
  }
}

void Worker::observe_own(Act& act) {
  ClientStore& store = tablet_.store();
  if (store.state().value().origin != owner().origin) {
    follow_origin();
  }
  const Origin& origin = owner().origin;
  const std::uint64_t newest = store.origin_state(origin).value().number;
  if (newest < own_.size()) {
    return fail("T1: own change " + std::to_string(own_.size()) + " was saved and is gone");
  }
  if (store.chain_at(origin, own_.size()).value() != chain_) {
    return fail("S1: the chain of own changes is another");
  }
  for (std::uint64_t number = own_.size() + 1; number <= newest; ++number) {
    const auto octets = store.change(origin, number).value();
    if (!octets) {
      return fail("S1: own change " + std::to_string(number) + " is missing");
    }
    take_own(act, decode_change(*octets).value());
  }
  const bool made_all = act.writes.empty() && (act.makes.empty() || made_);
  if (act.came == Came::through && !made_all) {
    fail("T1: told \"saved\", and it was not written");
  }
}

void Worker::take_own(Act& act, const Change& change) {
  if (change.author != owner().user || change.number != own_.size() + 1) {
    fail("M1: a change of another author or number");
  }
  chain_ = chain(chain_, change_digest(change));
  own_.push_back(encode(change));
  if (change.record.type == act.makes) {
    made_ = change;
    return;
  }
  for (const Version& version : change.versions) {
    if (!is_expected(act, change, version) && !numbers_draft(act, change, version)) {
      fail("M1: nobody wrote this version of " + version.field + " in change " +
           std::to_string(change.number));
    }
  }
}

// Consumes what was expected, so that nothing is written twice.
bool Worker::is_expected(Act& act, const Change& change, const Version& version) {
  if (act.came == Came::refused || !(change.record == act.record)) {
    return false;
  }
  const auto row = parse_row_key(version.field);
  if (row && row->list == act.adds_row_to && version.value == Value::present()) {
    act.adds_row_to.clear();
    return true;
  }
  const auto found = std::find(act.writes.begin(), act.writes.end(), version);
  if (found == act.writes.end()) {
    return false;
  }
  act.writes.erase(found);
  return true;
}

bool Worker::numbers_draft(const Act& act, const Change& change, const Version& version) {
  const auto found = drafts_.find({change.record.id, version.field});
  if (found == drafts_.end() || !may_number(act, found->second)) {
    return false;
  }
  const Typed& typed = found->second;
  const bool is_it =
      version == typed.version ||
      std::find(typed.or_else.begin(), typed.or_else.end(), version) != typed.or_else.end();
  if (is_it) {
    drafts_.erase(found);
  }
  return is_it;
}

void Worker::observe_drafts(const Act& act) {
  std::map<Place, Draft> stored;
  for (const Draft& draft : tablet_.store().drafts().value()) {
    stored[{draft.record.id, draft.version.field}] = draft;
  }
  for (auto at = drafts_.begin(); at != drafts_.end();) {
    const auto found = stored.find(at->first);
    if (found == stored.end()) {
      if (!may_be_gone(act, at->second)) {
        return fail("T1: what was typed into " + at->first.second + " is gone");
      }
      at = drafts_.erase(at);
      continue;
    }
    compare_draft(at->second, found->second);
    if (act.came == Came::through && may_number(act, at->second)) {
      return fail("T1: what was typed into " + at->first.second + " was not numbered");
    }
    stored.erase(found);
    ++at;
  }
  if (!stored.empty()) {
    fail("T1: nobody typed what stands in " + stored.begin()->first.second);
  }
}

void Worker::compare_draft(Typed& typed, const Draft& stored) {
  const auto other = std::find(typed.or_else.begin(), typed.or_else.end(), stored.version);
  const bool is_other = other != typed.or_else.end();
  if (!(stored.record == typed.record) || (!(stored.version == typed.version) && !is_other)) {
    return fail("T1: what was typed into " + typed.version.field + " is another text now");
  }
  if (is_other) {
    typed.version = *other;
  }
  if (!typed.or_else.empty()) {
    typed.at = stored.updated_at;  // of the same words typed again, too
  }
  typed.or_else.clear();
  typed.or_nothing = false;
}

bool Worker::may_be_gone(const Act& act, const Typed& typed) const {
  return typed.or_nothing || (may_number(act, typed) && says_nothing(typed));
}

bool Worker::may_number(const Act& act, const Typed& typed) const {
  switch (act.numbers) {
    case Numbers::none:
      return false;
    case Numbers::of_record:
      return typed.record == act.record;
    case Numbers::quiet: {
      const std::int64_t quiet_for = tablet_.now().ms - typed.at.ms;
      return quiet_for < 0 || quiet_for >= 5000;
    }
    case Numbers::all:
      return true;
  }
  HW_ASSERT(false);
}

// What was there already was typed again, or a blank into what was blank.
bool Worker::says_nothing(const Typed& typed) const {
  const std::vector<Name>& seen = typed.version.seen;
  if (seen.empty()) {
    return typed.version.value.is_blank();
  }
  const auto written = versions_of(tablet_.store().history(typed.record.id).value());
  const auto repeats = [&](const Version& version) {
    return std::all_of(seen.begin(), seen.end(), [&](const Name& name) {
      return std::any_of(written.begin(), written.end(), [&](const Written& one) {
        return one.name == name && same_content(one.version, version);
      });
    });
  };
  return repeats(typed.version) || std::any_of(typed.or_else.begin(), typed.or_else.end(), repeats);
}

}  // namespace homeward::sim
