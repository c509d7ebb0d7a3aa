#include "wasm/head_json.h"

#include <algorithm>
#include <set>

#include "core/record/names.h"
#include "wasm/value_json.h"
#include "wasm/words.h"

namespace homeward {
namespace {

bool is_removed(const Head& head) {
  return head.version.value.kind() == ValueKind::removed;
}

bool belongs_to(const FieldKey& field, const FieldKey& presence) {
  return field.size() > presence.size() && field.compare(0, presence.size(), presence) == 0 &&
         field[presence.size()] == '/';
}

// The newest edit of the row's cells that no removal has seen; null where there is none.
const Head* unseen_edit(const Record& record, const FieldKey& presence,
                        const std::set<Name>& seen) {
  const Head* newest = nullptr;
  for (const auto& [field, heads] : record.fields()) {
    if (!belongs_to(field, presence)) {
      continue;
    }
    for (const Head& head : heads) {
      if (seen.count(head.name()) == 0 && (newest == nullptr || newest->at < head.at)) {
        newest = &head;
      }
    }
  }
  return newest;
}

// S3: what another device wrote came from the council, and no receipt for it is here.
const char* where(const HeadContext& context, const Head& head) {
  if (!context.is_at_council(head)) {
    return "tablet";
  }
  return context.is_received(head) ? "received" : "council";
}

Head kept_by(const Head& edit) {
  Head kept = edit;
  kept.version.value = Value::present();
  return kept;
}

}  // namespace

std::string head_name(const Head& head) {
  return head_name(head.name());
}

std::string head_name(const Name& name) {
  return name.origin.hex() + "-" + std::to_string(name.number) + ":" + name.field;
}

Result<void> check_all_shown(const Desk& desk, const std::vector<Name>& now,
                             const std::vector<std::string>& shown) {
  HW_TRY(state, desk.store.state());
  const bool all = std::all_of(now.begin(), now.end(), [&](const Name& name) {
    return name.origin == state.origin ||
           std::find(shown.begin(), shown.end(), head_name(name)) != shown.end();
  });
  return all ? Result<void>()
             : Error{Code::refused, "Another answer has arrived. Look again at what stands here."};
}

Result<HeadContext> head_context(const Desk& desk) {
  HW_TRY(state, desk.store.state());
  HW_TRY(notices, desk.store.notices());
  HeadContext context{desk, state.origin, state.confirmed_number(), desk.now(), {}};
  for (const HeldNotice& held : notices) {
    if (held.is_apart()) {
      context.set_aside.emplace(held.origin, held.notice.number);
    }
  }
  return context;
}

boost::json::object head_json(const HeadContext& context, const Head& head,
                              const Question* question, const Tablets& tablets) {
  const Version& version = head.version;
  const auto tablet = tablets.find(head.origin);
  return {{"name", head_name(head)},
          {"value", value_json(version.value)},
          {"words", value_words(version.value, question, context.now)},
          {"said_by", name_of(version.said_by)},
          {"sharing", name_of(version.sharing)},
          {"author", context.desk.name_of_person(head.author)},
          {"mine", head.author == context.desk.identity.user},
          {"this_tablet", head.origin == context.origin},
          {"tablet", tablet == tablets.end() ? 0 : tablet->second},
          {"at", moment_json(head.at, context.now)},
          {"where", where(context, head)}};
}

std::vector<Head> presence_heads(const Record& record, const FieldKey& presence) {
  std::vector<Head> heads = record.heads(presence);
  std::set<Name> seen;
  for (const Head& head : heads) {
    if (is_removed(head)) {
      seen.insert(head.version.seen.begin(), head.version.seen.end());
    }
  }
  if (std::all_of(heads.begin(), heads.end(), is_removed)) {
    if (const Head* edit = unseen_edit(record, presence, seen)) {
      heads.push_back(kept_by(*edit));
    }
  }
  return heads;
}

}  // namespace homeward
